import {
  assignedVariables,
  catchOutput,
  credentialsRoleArn,
  effectiveInput,
  passResult,
  stateOutput,
} from '../../../src/asl/data/dataFlow';
import type { StateDefinition } from '../../../src/asl/definition/definition';
import { Payload, parseJson, type Json } from '../../../src/model/json';
import { evaluationErrorOf } from './evaluationErrorOf';
import { scopeWith } from './jsonPathScope';

const task = (fields: Partial<StateDefinition>): StateDefinition => ({ Type: 'Task', ...fields });

describe('the effective input', () => {
  const input = { order: { id: 7 }, who: 'me' };

  it('is the very same value where nothing selects', () => {
    expect(effectiveInput(task({}), 'JSONPath', scopeWith(input))).toBe(input);
    expect(effectiveInput(task({ InputPath: '$' }), 'JSONPath', scopeWith(input))).toBe(input);
    expect(effectiveInput(task({}), 'JSONata', scopeWith(input))).toBe(input);
    expect(effectiveInput(task({ Arguments: '{% $states.input %}' }), 'JSONata', scopeWith(input))).toBe(input);
  });

  it('is InputPath, then Parameters', () => {
    const state = task({ InputPath: '$.order', Parameters: { 'number.$': '$.id', name: 'x' } });
    expect(effectiveInput(state, 'JSONPath', scopeWith(input))).toEqual({ name: 'x', number: 7 });
  });

  it('is {} for an InputPath of null', () => {
    expect(effectiveInput(task({ InputPath: null }), 'JSONPath', scopeWith(input))).toEqual({});
  });

  it('can be a variable or the context', () => {
    const scope = scopeWith(input, { variables: { answer: 42 } });
    expect(effectiveInput(task({ InputPath: '$answer' }), 'JSONPath', scope)).toBe(42);
    expect(effectiveInput(task({ InputPath: '$$.Execution.Input' }), 'JSONPath', scope)).toEqual({ id: 7 });
  });

  it('of a Map leaves Parameters to the items', () => {
    const state: StateDefinition = { Type: 'Map', InputPath: '$.order', Parameters: { a: 1 } };
    expect(effectiveInput(state, 'JSONPath', scopeWith(input))).toEqual({ id: 7 });
  });

  it('is Arguments in JSONata', () => {
    const state = task({ Arguments: { number: '{% $states.input.order.id %}', name: 'x' } });
    expect(effectiveInput(state, 'JSONata', scopeWith(input))).toEqual({ number: 7, name: 'x' });
    expect(
      evaluationErrorOf(() => effectiveInput(task({ Arguments: '{% $doesNotExist %}' }), 'JSONata', scopeWith({}))),
    ).toEqual({
      error: 'States.QueryEvaluationError',
      text: "The JSONata expression '$doesNotExist' specified for the field 'Arguments' returned nothing (undefined).",
      location: 'Arguments',
    });
  });

  it('quotes, where a path leads nowhere, the input as it was written, unless InputPath chose another', () => {
    const entered = Payload.ofText('{ "a": {} }');
    const scope = scopeWith(entered.value, { entered });
    const missing = { Parameters: { 'v.$': '$.no' } };
    expect(evaluationErrorOf(() => effectiveInput(task(missing), 'JSONPath', scope)).text).toContain(
      `in the input '{ "a": {} }'`,
    );
    expect(
      evaluationErrorOf(() => effectiveInput(task({ ...missing, InputPath: '$.a' }), 'JSONPath', scope)).text,
    ).toContain(`in the input '{}'`);
  });
});

describe('the output', () => {
  const raw = { id: 7 };
  const output = (
    fields: Partial<StateDefinition>,
    result: Json,
    language: 'JSONPath' | 'JSONata' = 'JSONPath',
  ): Json => stateOutput(task(fields), language, raw, result, scopeWith(raw));

  it('is the very same result where nothing transforms it', () => {
    const result = parseJson('{"price": 0.0}');
    expect(output({}, result)).toBe(result);
    expect(output({ ResultPath: '$', OutputPath: '$' }, result)).toBe(result);
    expect(output({}, result, 'JSONata')).toBe(result);
  });

  it('is ResultSelector, then ResultPath, then OutputPath', () => {
    expect(output({ ResultSelector: { 'n.$': '$.a' } }, { a: 1, b: 2 })).toEqual({ n: 1 });
    expect(output({ ResultPath: '$.result' }, 'ok')).toEqual({ id: 7, result: 'ok' });
    expect(output({ ResultPath: null }, 'lost')).toBe(raw);
    expect(output({ ResultPath: '$.result', OutputPath: '$.result.a' }, { a: 1 })).toBe(1);
    expect(output({ OutputPath: null }, 'lost')).toEqual({});
  });

  it('fails with the recorded text where OutputPath leads nowhere', () => {
    expect(evaluationErrorOf(() => output({ OutputPath: '$.no.such' }, {}))).toEqual({
      error: 'States.Runtime',
      text: "Invalid path '$.no.such' : Missing property in path $['no']",
    });
  });

  it('is Output in JSONata, which sees the raw input and the result', () => {
    expect(
      output({ Output: { a: '{% $states.result.n + $states.input.id %}', b: true } }, { n: 1 }, 'JSONata'),
    ).toEqual({
      a: 8,
      b: true,
    });
    expect(output({ Output: null }, 'lost', 'JSONata')).toBeNull();
  });
});

describe('the result of a Pass state', () => {
  it('is Result as it is written, never a template', () => {
    const Result = { 'a.$': '$.x' };
    expect(passResult({ Type: 'Pass', Result }, 'JSONPath', { x: 1 })).toBe(Result);
    expect(passResult({ Type: 'Pass', Result: null }, 'JSONPath', { x: 1 })).toBeNull();
  });

  it('is the effective input otherwise', () => {
    const input = { x: 1 };
    expect(passResult({ Type: 'Pass' }, 'JSONPath', input)).toBe(input);
  });
});

describe('the output of a catcher', () => {
  const raw = { id: 7 };
  const error = { Error: 'States.Timeout', Cause: '' };

  it('is the error output, placed by ResultPath', () => {
    expect(catchOutput({ ErrorEquals: [], Next: 'N' }, 'JSONPath', raw, error, scopeWith(raw))).toBe(error);
    expect(
      catchOutput({ ErrorEquals: [], Next: 'N', ResultPath: '$.e' }, 'JSONPath', raw, error, scopeWith(raw)),
    ).toEqual({
      id: 7,
      e: error,
    });
    expect(catchOutput({ ErrorEquals: [], Next: 'N', ResultPath: null }, 'JSONPath', raw, error, scopeWith(raw))).toBe(
      raw,
    );
  });

  it('is Output in JSONata, named by its place', () => {
    const catcher = { ErrorEquals: [], Next: 'N', Output: { why: '{% $states.errorOutput.Error %}' } };
    expect(catchOutput(catcher, 'JSONata', raw, error, scopeWith(raw))).toEqual({ why: 'States.Timeout' });
    expect(catchOutput({ ErrorEquals: [], Next: 'N' }, 'JSONata', raw, error, scopeWith(raw))).toBe(error);
    const broken = { ErrorEquals: [], Next: 'N', Output: { v: '{% $missing %}' } };
    expect(evaluationErrorOf(() => catchOutput(broken, 'JSONata', raw, error, scopeWith(raw), 1)).location).toBe(
      'Catch[1]/Output/v',
    );
  });
});

describe('assigned variables', () => {
  it('are none without Assign', () => {
    expect(assignedVariables(undefined, 'JSONPath', scopeWith({}))).toEqual({});
  });

  it('are evaluated in both languages with the values at entry', () => {
    const scope = scopeWith({ a: 1 }, { variables: { x: 3 } });
    expect(assignedVariables({ x: 5, 'next.$': '$x', 'a.$': '$.a' }, 'JSONPath', scope)).toEqual({
      x: 5,
      next: 3,
      a: 1,
    });
    expect(assignedVariables({ x: 5, next: '{% $x %}', path: '$.a' }, 'JSONata', scope)).toEqual({
      x: 5,
      next: 3,
      path: '$.a',
    });
  });

  it('are named by where the Assign stands', () => {
    const assign = { v: '{% $missing %}' };
    expect(evaluationErrorOf(() => assignedVariables(assign, 'JSONata', scopeWith({}))).location).toBe('Assign/v');
    expect(
      evaluationErrorOf(() => assignedVariables(assign, 'JSONata', scopeWith({}), 'Choices[1]/Assign')).location,
    ).toBe('Choices[1]/Assign/v');
  });
});

describe('the role of a task', () => {
  const scope = scopeWith({ role: 'arn:aws:iam::123456789012:role/Other' });

  it.each([
    [{ RoleArn: 'arn:aws:iam::123456789012:role/Other' }, 'JSONPath'],
    [{ 'RoleArn.$': '$.role' }, 'JSONPath'],
    [{ 'RoleArn.$': "States.Format('{}', $.role)" }, 'JSONPath'],
    [{ RoleArn: '{% $states.input.role %}' }, 'JSONata'],
  ] as const)('%j', (Credentials, language) => {
    expect(credentialsRoleArn(task({ Credentials }), language, scope)).toBe('arn:aws:iam::123456789012:role/Other');
  });

  it('is that of the execution where there are no credentials', () => {
    expect(credentialsRoleArn(task({}), 'JSONPath', scope)).toBeUndefined();
  });
});
