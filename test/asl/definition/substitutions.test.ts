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
  expect(() => substitute(definition, {})).toThrow('have no substitution: ChargeFn.');
});

test('a substitution without a placeholder is taken, as CloudFormation takes it [definition.unused-substitution]', () => {
  expect(substitute({ a: '${Used}' }, { Used: 'x', Unused: 'y' })).toBe('{"a":"x"}');
});

test('numbers and booleans are taken', () => {
  expect(substitute('{"Seconds": ${Pause}, "on": ${On}}', { Pause: 10, On: true })).toBe('{"Seconds": 10, "on": true}');
});

test('without substitutions a placeholder is a text like others', () => {
  expect(substitute({ command: 'echo ${HOME}' }, undefined)).toBe('{"command":"echo ${HOME}"}');
});

test.each(['StartAt: A\nStates:\n  A:\n    Type: Succeed\n', '# orders\n---\nComment: pays\nStartAt: A\n'])(
  'YAML is refused, with what to do: %j',
  (text) => {
    expect(() => substitute(text, undefined)).toThrow(/is YAML.*Parse it first/s);
  },
);

test('JSON whose strings look like YAML is none', () => {
  const text = '{ "Comment": "x\\nStartAt: A" }\n';
  expect(substitute(text, undefined)).toBe(text);
});
