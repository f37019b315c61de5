import { TestkitError } from '../../../src/model/testkitError';
import { substitute } from '../../../src/asl/definition/substitutions';

const definition = {
  StartAt: 'Charge',
  States: {
    Charge: { Type: 'Task', Resource: '${ChargeFn}', Parameters: { 'to.$': "States.Format('{}', $.a)" }, End: true },
  },
};

test('placeholders are filled in, braces of intrinsic functions and of JSONata are left alone', () => {
  const text = substitute(definition, { ChargeFn: 'arn:aws:lambda:us-east-1:123456789012:function:charge' });
  expect(JSON.parse(text)).toEqual({
    StartAt: 'Charge',
    States: {
      Charge: { ...definition.States.Charge, Resource: 'arn:aws:lambda:us-east-1:123456789012:function:charge' },
    },
  });
  expect(substitute('{"a": "{% $x{} %}${}$ {b}"}', {})).toBe('{"a": "{% $x{} %}${}$ {b}"}');
});

test('a text takes values of any kind, at every place of the placeholder', () => {
  expect(substitute('{"a": ${N}, "b": "${N}-${AWS::Region}"}', { N: '3', 'AWS::Region': 'eu-west-1' })).toBe(
    '{"a": 3, "b": "3-eu-west-1"}',
  );
});

test('in an object a value may hold quotes; it is not looked through for placeholders or patterns again', () => {
  expect(JSON.parse(substitute({ a: '${X}' }, { X: 'say "hi" ${Y} $&' }))).toEqual({ a: 'say "hi" ${Y} $&' });
});

test('a placeholder without a substitution is named', () => {
  expect(() => substitute(definition, {})).toThrow(TestkitError);
  expect(() => substitute(definition, {})).toThrow('have no substitution. ChargeFn');
});

test('a substitution without a placeholder is named, with the placeholders that there are', () => {
  const misspelt = { ChargeFn: 'a', ChargeFnn: 'b' };
  expect(() => substitute(definition, misspelt)).toThrow('not used by the definition. ChargeFnn');
  expect(() => substitute(definition, misspelt)).toThrow('On the other side: ChargeFn.');
});
