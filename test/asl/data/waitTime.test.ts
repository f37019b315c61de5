import { waitUntil } from '../../../src/asl/data/waitTime';
import type { QueryLanguage, StateDefinition } from '../../../src/asl/definition/definition';
import type { Json } from '../../../src/model/json';
import { evaluationErrorOf } from './evaluationErrorOf';
import { scopeWith } from './jsonPathScope';

const NOW = Date.UTC(2026, 10, 22, 7, 12, 40);
const wait = (
  fields: Partial<StateDefinition>,
  input: Json | string = {},
  language: QueryLanguage = 'JSONPath',
): number => waitUntil({ Type: 'Wait', ...fields }, language, scopeWith(input), NOW) - NOW;

describe('a Wait state waits', () => {
  it('some seconds [wait.digits]', () => {
    expect(wait({ Seconds: 5 })).toBe(5000);
    expect(wait({ SecondsPath: '$.s' }, { s: 5 })).toBe(5000);
    expect(wait({ SecondsPath: '$.s' }, { s: '5' })).toBe(5000);
    expect(wait({ Seconds: '{% $states.input.s %}' }, { s: 5 }, 'JSONata')).toBe(5000);
    expect(wait({ Seconds: 5 }, {}, 'JSONata')).toBe(5000);
  });

  it('until an instant, and not at all when that has passed', () => {
    expect(wait({ Timestamp: '2026-11-22T07:12:41.500Z' })).toBe(1500);
    expect(wait({ TimestampPath: '$.t' }, { t: '2026-11-22T07:12:41Z' })).toBe(1000);
    expect(wait({ Timestamp: '{% $states.input.t %}' }, { t: '2026-11-22T07:12:41Z' }, 'JSONata')).toBe(1000);
    expect(wait({ Timestamp: '2016-03-14T01:59:00Z' })).toBe(0);
  });

  it('24,855 days and not a day more, as recorded', () => {
    expect(wait({ TimestampPath: '$.t' }, { t: '2094-12-10T07:12:40Z' })).toBe(24_855 * 86_400_000);
    expect(evaluationErrorOf(() => wait({ TimestampPath: '$.t' }, { t: '2094-12-11T07:12:40Z' }))).toEqual({
      error: 'States.Runtime',
      text: 'Wait state delay is too long.',
    });
  });

  it('2,147,483,647 seconds and not a second more [field-limit.waitMilliseconds]', () => {
    expect(wait({ SecondsPath: '$.s' }, { s: 2_147_483_647 })).toBe(2_147_483_647_000);
    expect(() => wait({ SecondsPath: '$.s' }, { s: 2_147_483_648 })).toThrow('Wait state delay is too long.');
    expect(evaluationErrorOf(() => wait({ Seconds: '{% 2147483648 %}' }, {}, 'JSONata'))).toEqual({
      error: 'States.QueryEvaluationError',
      text: 'Wait state delay is too long.',
      location: 'Seconds',
    });
  });
});

describe('a Wait state fails with the recorded text', () => {
  it.each<[Partial<StateDefinition>, Json, string]>([
    [{ SecondsPath: '$.w.s' }, {}, 'The SecondsPath parameter does not reference an input value: $.w.s'],
    [{ SecondsPath: '$.s' }, { s: 1.5 }, 'The SecondsPath parameter cannot be parsed as a long value: $.s == 1.5'],
    [
      { TimestampPath: '$.t' },
      { t: '2016-12-05 21:29:29Z' },
      'The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ' +
        '$.t == 2016-12-05 21:29:29Z',
    ],
  ])('%j', (fields, input, text) => {
    expect(evaluationErrorOf(() => wait(fields, input))).toEqual({ error: 'States.Runtime', text });
  });

  it('where a JSONata timestamp is none', () => {
    expect(
      evaluationErrorOf(() => wait({ Timestamp: '{% $states.input.t %}' }, { t: '2016-12-05T21:29:29' }, 'JSONata')),
    ).toEqual({
      error: 'States.QueryEvaluationError',
      text: 'The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: 2016-12-05T21:29:29',
      location: 'Timestamp',
    });
  });
});

describe('a Wait state fails', () => {
  it('where the number is negative or the type another [wait.negative-text] [wait.jsonata-seconds]', () => {
    expect(evaluationErrorOf(() => wait({ SecondsPath: '$.s' }, { s: -1 }))).toEqual({
      error: 'States.Runtime',
      text: 'The SecondsPath parameter references a negative value: $.s == -1',
    });
    expect(evaluationErrorOf(() => wait({ TimestampPath: '$.t' }, { t: 5 })).text).toMatch(/\$\.t == 5$/);
    expect(evaluationErrorOf(() => wait({ TimestampPath: '$.t' }, {})).error).toBe('States.Runtime');
    expect(evaluationErrorOf(() => wait({ Seconds: '{% -1 %}' }, {}, 'JSONata')).location).toBe('Seconds');
    expect(evaluationErrorOf(() => wait({ Seconds: "{% '5' %}" }, {}, 'JSONata')).text).toContain(
      "Expected 'number', but was 'string'",
    );
    expect(evaluationErrorOf(() => wait({ Seconds: '{% 1.5 %}' }, {}, 'JSONata')).error).toBe(
      'States.QueryEvaluationError',
    );
  });
});
