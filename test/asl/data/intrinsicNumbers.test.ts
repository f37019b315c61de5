import { evaluateIntrinsic } from '../../../src/asl/data/intrinsics';
import { stringifyJson } from '../../../src/model/json';
import { scopeWith } from './jsonPathScope';

const textOf = (call: string, input: string): string => stringifyJson(evaluateIntrinsic(call, scopeWith(input)));

describe('a function spells fractions as Java does, wherever they come from [intrinsic.java-numbers]', () => {
  it.each([
    ["States.Format('{} {} {} {}', $.a, $.b, $.c, 1.50)", '{"a":1.50,"b":1e2,"c":0.00001}', '"1.5 100.0 1.0E-5 1.5"'],
    ['States.ArrayContains($.a, 1.5)', '{"a":[1.50]}', 'true'],
    ['States.JsonToString($.a)', '{"a":{"n":[2.50,7]}}', String.raw`"{\"n\":[2.5,7]}"`],
    ['States.Array($.a)', '{"a":12345678901234567890}', '[12345678901234567890]'],
  ])('%s', (call, input, result) => {
    expect(textOf(call, input)).toBe(result);
  });
});

it('States.StringToJson spells them so, and leaves those that no Double holds [intrinsic.parsed-numbers]', () => {
  expect(textOf('States.StringToJson($.t)', '{"t":"[1.50, -0, 12345678901234567890, 1e400]"}')).toBe(
    '[1.5,0,12345678901234567890,1e400]',
  );
});
