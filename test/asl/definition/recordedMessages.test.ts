import { invalidDefinitionMessage, validateDefinition } from '../../../src/asl/definition';
import { end, errorsOf, errorsOfState, machine, pass, task, type Fields } from './definitions';

describe('answers recorded on AWS', () => {
  const message = (definition: unknown, type?: 'STANDARD' | 'EXPRESS'): string =>
    invalidDefinitionMessage(validateDefinition(JSON.stringify(definition), { type }).diagnostics);

  test('a definition without States [definition.fieldsRequired]', () => {
    expect(message({ Comment: 'BASE', StartAt: 'State_1' })).toBe(
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'",
    );
  });

  test('a type that does not exist [definition.oneOfTheseValues] [definition.state-types] [message.invalidDefinition]', () => {
    expect(message(machine({ A: { Type: 'TypeThatDoesNotExist', End: true } }))).toBe(
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: " +
        "[Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/A/Type'",
    );
  });

  test('a Parallel without branches [definition.cannotBeEmpty]', () => {
    expect(errorsOfState({ Type: 'Parallel', Branches: [], End: true })).toEqual([
      'Value cannot be empty at /States/A/Branches',
    ]);
  });

  test.each([
    ['no T', '2016-12-05 21:29:29Z'],
    ['no zone', '2016-12-05T21:29:29'],
    ['month 13', '2016-13-05T21:29:29Z'],
    ['hour 25', '2016-12-05T25:29:29Z'],
    ['day first', '05-12-2016T21:29:29Z'],
    ['an expression in a JSONPath state', "{% '2016-03-14T01:59:00Z' %}"],
  ])('a Timestamp with %s [definition.notATimestamp]', (_, timestamp) => {
    expect(errorsOfState({ Type: 'Wait', Timestamp: timestamp, End: true })).toEqual([
      'String does not match RFC3339 timestamp at /States/A/Timestamp',
    ]);
  });

  test.each([[{}], [{ InvalidField: 'invalid' }]])(
    'Credentials %j without RoleArn [definition.fieldMissing] [definition.credentials]',
    (given) => {
      const state = task({ Arguments: '{% $state.input %}', Credentials: given });
      expect(errorsOfState(state, { QueryLanguage: 'JSONata' })).toEqual([
        "The field 'RoleArn' is required but was missing at /States/A/Credentials",
      ]);
    },
  );

  test('an action that the optimized integration does not have [definition.resourceNotRecognized]', () => {
    expect(errorsOfState(task({ Resource: 'arn:aws:states:::dynamodb:query' }))).toEqual([
      'The resource provided arn:aws:states:::dynamodb:query is not recognized. The value is not a valid resource ARN, ' +
        'or the resource is not available in this region. at /States/A/Resource',
    ]);
  });

  test.each([
    ['States.StringToJson(\'{"text":"An \\"escaped double quote\\" here"}\')'],
    ['States.Format(\'He said, \\"Hello, {}!\\"\', \'Test \\"Name\\" Here\')'],
  ])('an intrinsic function with an illegal escape: %s [definition.notAPathOrIntrinsic]', (call) => {
    expect(errorsOfState(pass({ Parameters: { 'parsed.$': call } }))).toEqual([
      "The value for the field 'parsed.$' must be a valid JSONPath or a valid intrinsic function call at /States/A/Parameters",
    ]);
  });

  test.each([
    [
      'arn:aws:states:::states:startExecution.sync',
      "Express state machine does not support '.sync' service integration",
    ],
    [
      'arn:aws:states:::sns:publish.waitForTaskToken',
      "Express state machine does not support '.waitForTaskToken' service integration ",
    ],
    ['arn:aws:states:us-east-1:111111111111:activity:a', 'Express state machine does not support Activity ARN'],
  ])(
    'Express: %s [definition.expressSync] [definition.expressCallback] [definition.expressActivity]',
    (resource, text) => {
      expect(errorsOf(machine({ A: task({ Resource: resource }) }), 'EXPRESS')).toEqual([
        `SCHEMA_VALIDATION_FAILED: ${text} at /States/A/Resource`,
      ]);
    },
  );

  test('state names are unique over the whole document [definition.duplicateStateName] [definition.unique-names]', () => {
    const branch = (name: string): Fields => machine({ [name]: pass() });
    const parallel = (branches: Fields[], fields: Fields): Fields => ({
      Type: 'Parallel',
      Branches: branches,
      ...fields,
    });
    const definition = machine({
      Parallel: parallel([branch('Left'), branch('Right')], { Next: 'ParallelCaught' }),
      ParallelCaught: parallel([branch('Left'), branch('Right')], end),
    });
    expect(message(definition)).toBe(
      "Invalid State Machine Definition: 'DUPLICATE_STATE_NAME: Duplicate State name: Left at " +
        '/States/ParallelCaught/Branches[0]/States/Left, DUPLICATE_STATE_NAME: Duplicate State name: Right at ' +
        "/States/ParallelCaught/Branches[1]/States/Right'",
    );
  });
});

describe('definitions that ran on AWS', () => {
  test('a tolerated failure percentage need not be whole', () => {
    const processor = machine({ P: pass() }, { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } });
    const state = { Type: 'Map', ItemProcessor: processor, ToleratedFailurePercentage: 16.6, ...end };
    expect(errorsOfState(state)).toEqual([]);
  });

  test('comments stand in retriers, catchers and choice rules, too', () => {
    const comment = { Comment: 'why' };
    const states = {
      A: task({ End: undefined, Next: 'B', Retry: [{ ErrorEquals: ['E'], ...comment }] }),
      B: task({ End: undefined, Next: 'C', Catch: [{ ErrorEquals: ['E'], Next: 'C', ...comment }] }),
      C: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'D', ...comment }], Default: 'D' },
      D: pass(comment),
    };
    expect(errorsOf(machine(states))).toEqual([]);
  });

  test('a branch may assign a variable that the Catch of its Parallel assigns as well', () => {
    const branch = machine({ Inner: pass({ Assign: { x: 1 } }) });
    const catcher = { ErrorEquals: ['States.ALL'], Assign: { x: 2 }, Next: 'B' };
    const states = { A: { Type: 'Parallel', Branches: [branch], Catch: [catcher], Next: 'B' }, B: pass() };
    expect(errorsOf(machine(states))).toEqual([]);
  });
});
