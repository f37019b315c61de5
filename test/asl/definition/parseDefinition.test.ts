import { JsonNumber } from '../../../src/model/json';
import { parseDefinition } from '../../../src/asl/definition';

const text = `{
  "StartAt": "Seconds", "TimeoutSeconds": 1e2,
  "States": {
    "Seconds": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Pick",
      "Parameters": { "MaxAttempts": 1.0 },
      "Retry": [{ "ErrorEquals": ["E"], "BackoffRate": 2.0 }] },
    "Pick": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "NumericEquals": 0.0, "Next": "End" }], "Default": "End" },
    "End": { "Type": "Pass", "Result": { "price": 0.0 }, "End": true }
  }
}`;

test('numbers that steer are plain, numbers of data keep their spelling', () => {
  const { States: states, TimeoutSeconds: timeout } = parseDefinition(text);
  expect(timeout).toBe(100);
  expect(states['Seconds']?.Retry?.[0]?.BackoffRate).toBe(2);
  expect(states['Pick']?.Choices?.[0]?.['NumericEquals']).toBe(0);
  expect(states['Seconds']?.Parameters).toEqual({ MaxAttempts: new JsonNumber('1.0') });
  expect(states['End']?.Result).toEqual({ price: new JsonNumber('0.0') });
});

test('a state that is named like a field is a state', () => {
  expect(parseDefinition(text).States['Seconds']?.Type).toBe('Task');
});

test('nothing in it can be changed', () => {
  const definition = parseDefinition(text);
  const retrier = definition.States['Seconds']?.Retry?.[0];
  expect(Object.isFrozen(definition) && Object.isFrozen(definition.States) && Object.isFrozen(retrier)).toBe(true);
});
