import { failErrorAndCause } from '../../../src/asl/data/failFields';
import type { QueryLanguage, StateDefinition } from '../../../src/asl/definition/definition';
import type { Json } from '../../../src/model/json';
import { evaluationErrorOf } from './evaluationErrorOf';
import { scopeWith } from './jsonPathScope';

const fail = (fields: Partial<StateDefinition>, input: Json = {}, language: QueryLanguage = 'JSONPath') =>
  failErrorAndCause({ Type: 'Fail', ...fields }, language, scopeWith(input, { variables: { why: 'because' } }));

describe('a Fail state', () => {
  it('says what it is told, and nothing where it is told nothing', () => {
    expect(fail({})).toEqual({});
    expect(fail({ Error: 'E' })).toEqual({ error: 'E' });
    expect(fail({ Error: 'E', Cause: '' })).toEqual({ error: 'E', cause: '' });
  });

  it('reads paths, variables and intrinsic functions', () => {
    expect(fail({ ErrorPath: '$.e', CausePath: '$why' }, { e: 'E' })).toEqual({ error: 'E', cause: 'because' });
    expect(fail({ CausePath: "States.Format('{}, caused by {}', $.e, $why)" }, { e: 'E' })).toEqual({
      cause: 'E, caused by because',
    });
  });

  it('evaluates expressions', () => {
    expect(fail({ Error: 'E', Cause: "{% 'no ' & $states.input.what %}" }, { what: 'money' }, 'JSONata')).toEqual({
      error: 'E',
      cause: 'no money',
    });
  });

  it('fails with the recorded text where a path leads nowhere', () => {
    expect(evaluationErrorOf(() => fail({ ErrorPath: '$.ErrorX' }, { Error: 'E' }))).toEqual({
      error: 'States.Runtime',
      text: `The JSONPath '$.ErrorX' specified for the field 'ErrorPath' could not be found in the input '{"Error":"E"}'`,
    });
  });

  it('needs strings [fail.string-text]', () => {
    expect(evaluationErrorOf(() => fail({ CausePath: '$.n' }, { n: 1 })).error).toBe('States.Runtime');
    expect(evaluationErrorOf(() => fail({ Cause: '{% 1 %}' }, {}, 'JSONata'))).toMatchObject({
      error: 'States.QueryEvaluationError',
      location: 'Cause',
    });
  });
});
