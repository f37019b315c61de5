import { javaHashOrder } from '../../../src/asl/data/javaMaps';
import { resolveAssign, resolveField, resolveTemplate } from '../../../src/asl/data/templates';
import { Payload, parseJson, stringifyJson, type Json } from '../../../src/model/json';
import { scopeWith } from './jsonPathScope';

const resolved = (template: Json, input: Json | string = {}): string =>
  stringifyJson(resolveTemplate(template, scopeWith(input)));

describe('a payload template', () => {
  it('fills in paths, context paths, variables and intrinsic functions, at every depth', () => {
    const template = {
      kind: 'card',
      nested: { 'id.$': '$.order.id', list: [{ 'name.$': '$$.State.Name' }, '$.order', 1] },
      'sum.$': 'States.MathAdd($.order.id, 1)',
      'limit.$': '$limit',
    };
    const scope = scopeWith({ order: { id: 7 } }, { variables: { limit: 5 } });
    expect(resolveTemplate(template, scope)).toEqual({
      kind: 'card',
      nested: { id: 7, list: [{ name: 'Charge' }, '$.order', 1] },
      sum: 8,
      limit: 5,
    });
  });

  it('leaves fields without the suffix alone, whatever they look like', () => {
    const template = { a: '$.x', b: 'States.UUID()', c: '{% 1 %}', d: null, 'e.$x': '$' };
    expect(resolved(template)).toBe(stringifyJson(template));
  });

  it('keeps the spelling of numbers', () => {
    expect(resolved(parseJson('{"b":1.50,"a.$":"$.n"}'), '{"n":0.0}')).toBe('{"b":1.50,"a":0.0}');
  });

  it('may be no object at all', () => {
    expect(resolved('$.x')).toBe('"$.x"');
    expect(resolved([1, { 'a.$': '$' }])).toBe('[1,{"a":{}}]');
  });

  it('writes a member with the name __proto__', () => {
    expect(resolved(parseJson('{"__proto__.$":"$.a"}'), { a: 1 })).toBe('{"__proto__":1}');
  });
});

describe('the order of the fields of a template (recorded)', () => {
  it('is that of a Java HashMap for fields with expressions [template.order] [template.java-order]', () => {
    expect(resolved({ 'StateMachineArn.$': '$', 'Input.$': '$', 'Name.$': '$' })).toBe(
      '{"Input":{},"StateMachineArn":{},"Name":{}}',
    );
    const names = ['ApiEndpoint', 'Method', 'Path', 'Stage', 'RequestBody', 'Headers'];
    expect(resolved(Object.fromEntries(names.map((name) => [`${name}.$`, '$'])))).toBe(
      '{"Path":{},"Headers":{},"Stage":{},"ApiEndpoint":{},"Method":{},"RequestBody":{}}',
    );
  });

  it('puts constant fields first, as they stand in the definition', () => {
    expect(resolved({ 'b.$': '$', z: 1, 'a.$': '$', y: { 'x.$': '$' } })).toBe('{"z":1,"y":{"x":{}},"a":{},"b":{}}');
  });

  it('follows the growth of the table', () => {
    const keys = Array.from({ length: 13 }, (_, index) => String.fromCharCode(112 - index));
    // Sixteen buckets would put "p" (112 = 7 * 16) first; more than twelve keys make it 32.
    expect(javaHashOrder(keys)).toEqual('defghijklmnop'.split(''));
    expect(javaHashOrder(['p', 'a'])).toEqual(['p', 'a']);
    expect(javaHashOrder(['Aa', 'BB'])).toEqual(['Aa', 'BB']);
    expect(javaHashOrder(['BB', 'Aa', 'BB'])).toEqual(['BB', 'Aa']);
  });
});

describe('a path that leads nowhere', () => {
  const fault = (field: string, path: string): (() => Json) => {
    return () => resolveTemplate({ [field]: path }, scopeWith({ a: 1 }));
  };

  it('fails with States.Runtime, and names path, field and input (recorded)', () => {
    expect(fault('value.$', '$.no_such_jsonpath')).toThrow(
      expect.objectContaining({
        error: 'States.Runtime',
        message: `The JSONPath '$.no_such_jsonpath' specified for the field 'value.$' could not be found in the input '{"a":1}'`,
      }),
    );
  });

  it('quotes the document that the state was entered with as it was written, any other as compact JSON', () => {
    const entered = Payload.ofText('{\n  "a": 1\n}');
    const message = (input: Json): (() => Json) => {
      return () => resolveTemplate({ 'value.$': '$.x' }, scopeWith(input, { entered }));
    };
    expect(message(entered.value)).toThrow(`in the input '{\n  "a": 1\n}'`);
    expect(message({ a: 1 })).toThrow(`in the input '{"a":1}'`);
  });

  it('quotes the whole context object for a path of the context object (recorded) [path.quoted-document]', () => {
    const context = stringifyJson(scopeWith({}).context());
    expect(fault('value.$', '$$.Execution.Input.no_such_jsonpath')).toThrow(
      `The JSONPath '$$.Execution.Input.no_such_jsonpath' specified for the field 'value.$' could not be found in the input '${context}'`,
    );
  });

  it('names a field outside of templates in the same sentence (recorded for ErrorPath)', () => {
    expect(() => resolveField('ErrorPath', '$.ErrorX', scopeWith({}))).toThrow(
      "The JSONPath '$.ErrorX' specified for the field 'ErrorPath' could not be found in the input '{}'",
    );
    expect(resolveField('ErrorPath', "States.Format('{}', $.e)", scopeWith({ e: 'E' }))).toBe('E');
  });
});

describe('Assign', () => {
  it('gives the variables by name', () => {
    const scope = scopeWith({ id: 7 }, { variables: { count: 1 } });
    expect(
      resolveAssign({ 'id.$': '$.id', constant: { x: 1 }, 'count.$': 'States.MathAdd($count, 1)' }, scope),
    ).toEqual({
      constant: { x: 1 },
      id: 7,
      count: 2,
    });
  });
});
