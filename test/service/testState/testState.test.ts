import { createFakeStepFunctions } from '../../../src/service/createFake';
import { failsUntilRedriven, succeeds } from '../../../src';
import type { TestStateInput } from '../../../src/service/testState/request';

const sfn = createFakeStepFunctions({ region: 'us-west-2', account: '123456789012' });
const roleArn = 'arn:aws:iam::123456789012:role/tester';
const LAMBDA = 'arn:aws:states:::lambda:invoke';

type Asked = Omit<TestStateInput, 'definition' | 'input'> & { readonly input?: unknown };

function tested(state: object, { input, ...options }: Asked = {}) {
  const text = input === undefined ? {} : { input: JSON.stringify(input) };
  return sfn.testState({ definition: JSON.stringify(state), ...text, ...options });
}

async function refusal(state: object, options: Asked = {}) {
  const { input, ...others } = options;
  const text = input === undefined ? {} : { input: JSON.stringify(input) };
  const outcome = await sfn.execute('TestState', { definition: JSON.stringify(state), ...text, ...others });
  return outcome.kind === 'refused' ? `${outcome.refusal.name}: ${outcome.refusal.message}` : outcome.kind;
}

const task = (fields: object = {}) => ({
  Type: 'Task',
  Resource: LAMBDA,
  Parameters: { FunctionName: 'charge', 'Payload.$': '$' },
  Next: 'Ship',
  ...fields,
});
const mocked = (result: unknown) => ({ result: JSON.stringify(result) });

describe('a state that succeeds', () => {
  test('answers its output and where it leads', () => {
    const state = { Type: 'Pass', Result: { paid: true }, ResultPath: '$.order', Next: 'Ship' };
    expect(tested(state, { input: { id: 7 } })).toEqual({
      status: 'SUCCEEDED',
      output: '{"id":7,"order":{"paid":true}}',
      nextState: 'Ship',
    });
  });

  test('has no next state at the end', () => {
    expect(tested({ Type: 'Pass', End: true }, { input: { id: 7 } })).toEqual({
      status: 'SUCCEEDED',
      output: '{"id":7}',
    });
  });

  test('of a Choice leads where its rule says', () => {
    const state = {
      Type: 'Choice',
      Choices: [{ Variable: '$.amount', NumericGreaterThan: 100, Next: 'Review' }],
      Default: 'Ship',
    };
    expect(tested(state, { input: { amount: 101 } }).nextState).toBe('Review');
    expect(tested(state, { input: { amount: 1 } }).nextState).toBe('Ship');
  });

  test('waits for no time of the test', () => {
    expect(tested({ Type: 'Wait', Seconds: 299, Next: 'Ship' })).toMatchObject({ status: 'SUCCEEDED' });
    expect(tested({ Type: 'Wait', Seconds: 301, Next: 'Ship' })).toMatchObject({
      status: 'FAILED',
      error: 'States.Timeout',
    });
  });

  test('reads variables and the context object that it is given, in JSONata', () => {
    const state = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $price * $states.input.count %}', End: true };
    expect(tested(state, { input: { count: 3 }, variables: '{"price":5}' }).output).toBe('15');
  });

  test('is taken out of a whole state machine by its name', () => {
    const machine = {
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Next: 'B' },
        B: { Type: 'Pass', Output: '{% 1 + 1 %}', Next: 'C' },
        C: { Type: 'Succeed' },
      },
    };
    expect(tested(machine, { stateName: 'B' })).toEqual({ status: 'SUCCEEDED', output: '2', nextState: 'C' });
  });
});

describe('a Task', () => {
  test('comes to what its mock says, in both languages', () => {
    const mock = mocked({ StatusCode: 200, Payload: { paid: true } });
    const picked = task({ ResultSelector: { 'paid.$': '$.Payload.paid' }, ResultPath: '$.charge' });
    expect(tested(picked, { mock, input: { id: 7 } })).toEqual({
      status: 'SUCCEEDED',
      output: '{"id":7,"charge":{"paid":true}}',
      nextState: 'Ship',
    });
    const jsonata = {
      Type: 'Task',
      QueryLanguage: 'JSONata',
      Resource: LAMBDA,
      Arguments: { FunctionName: 'charge', Payload: '{% $states.input %}' },
      Assign: { paid: '{% $states.result.Payload.paid %}' },
      Output: '{% $states.result.StatusCode %}',
      End: true,
    };
    expect(tested(jsonata, { mock, inspectionLevel: 'DEBUG', input: { id: 7 } })).toEqual({
      status: 'SUCCEEDED',
      output: '200',
      inspectionData: {
        input: '{"id":7}',
        afterArguments: '{"FunctionName":"charge","Payload":{"id":7}}',
        result: '{"StatusCode":200,"Payload":{"paid":true}}',
        variables: '{"paid":true}',
      },
    });
  });

  test('reads the context object that comes with the mock [test-state.context]', () => {
    const state = task({ Parameters: { FunctionName: 'charge', 'Payload.$': '$$.Execution.Name' }, ResultPath: null });
    const asked = { mock: mocked({}), context: '{"Execution":{"Name":"nightly"}}', inspectionLevel: 'DEBUG' as const };
    const { inspectionData } = tested(state, asked);
    expect(inspectionData?.afterParameters).toBe('{"FunctionName":"charge","Payload":"nightly"}');
  });

  test('whose mock fails is FAILED, CAUGHT_ERROR or RETRIABLE', () => {
    const mock = { errorOutput: { error: 'Card.Declined', cause: 'no funds' } };
    expect(tested(task(), { mock })).toEqual({ status: 'FAILED', error: 'Card.Declined', cause: 'no funds' });
    const Catch = [
      { ErrorEquals: ['Other'], Next: 'Never' },
      { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Refund' },
    ];
    expect(tested(task({ Catch }), { mock, input: { id: 7 }, inspectionLevel: 'DEBUG' })).toMatchObject({
      status: 'CAUGHT_ERROR',
      error: 'Card.Declined',
      cause: 'no funds',
      nextState: 'Refund',
      output: '{"id":7,"error":{"Error":"Card.Declined","Cause":"no funds"}}',
      inspectionData: { errorDetails: { catchIndex: 1 } },
    });
    const Retry = [{ ErrorEquals: ['Card.Declined'], IntervalSeconds: 4 }];
    expect(tested(task({ Retry, Catch }), { mock, inspectionLevel: 'DEBUG' })).toMatchObject({
      status: 'RETRIABLE',
      error: 'Card.Declined',
      inspectionData: { errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 4 } },
    });
  });

  test('shows the data after each field of JSONPath [test-state.inspection] [test-state.inspection-members]', () => {
    const state = task({
      InputPath: '$.order',
      Parameters: { FunctionName: 'charge', 'Payload.$': '$' },
      ResultSelector: { 'code.$': '$.StatusCode' },
      ResultPath: '$.charge',
      OutputPath: '$.charge.code',
    });
    const asked = { mock: mocked({ StatusCode: 200 }), input: { order: { id: 7 } }, inspectionLevel: 'DEBUG' as const };
    expect(tested(state, asked)).toEqual({
      status: 'SUCCEEDED',
      nextState: 'Ship',
      output: '200',
      inspectionData: {
        input: '{"order":{"id":7}}',
        afterInputPath: '{"id":7}',
        afterParameters: '{"FunctionName":"charge","Payload":{"id":7}}',
        result: '{"StatusCode":200}',
        afterResultSelector: '{"code":200}',
        afterResultPath: '{"order":{"id":7},"charge":{"code":200}}',
      },
    });
  });

  test('needs a role where it is not mocked, and is then called [test-state.role]', async () => {
    expect(await refusal(task())).toBe('ValidationException: RoleArn must be specified when testing a Task state');
    const { status, inspectionData } = tested(task(), { roleArn, inspectionLevel: 'DEBUG' });
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(inspectionData?.result ?? '')).toMatchObject({ StatusCode: 200 });
    const strict = createFakeStepFunctions({ unscriptedTasks: 'throw' });
    expect(() => strict.testState({ definition: JSON.stringify(task()), roleArn })).toThrow(/Charge|StateName/);
  });
});

describe('a Map and a Parallel', () => {
  const map = (fields: object = {}) => ({
    Type: 'Map',
    ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
    End: true,
    ...fields,
  });
  const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });
  const parallel = { Type: 'Parallel', Branches: [branch('A'), branch('B')], ResultPath: '$.both', Next: 'Ship' };

  test('are left with the mocked result', () => {
    expect(tested(map({ ResultPath: '$.all' }), { mock: mocked([1, 2]), input: { id: 7 } }).output).toBe(
      '{"id":7,"all":[1,2]}',
    );
    expect(tested(parallel, { mock: mocked([1, 2]), input: {} })).toEqual({
      status: 'SUCCEEDED',
      output: '{"both":[1,2]}',
      nextState: 'Ship',
    });
    const mock = { errorOutput: { error: 'States.ExceedToleratedFailureThreshold' } };
    expect(tested(map(), { mock })).toEqual({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
  });

  test('need a mock, of the shape that they make [test-state.mock-needed] [test-state.mock-shape]', async () => {
    const unsupported = 'InvalidDefinition: TestState API does not support Map or Parallel states.';
    expect(await refusal(map())).toContain(unsupported);
    expect(await refusal(parallel)).toContain(unsupported);
    expect(await refusal(map(), { mock: mocked({}) })).toBe('ValidationException: Mocked result must be an array.');
    expect(await refusal(parallel, { mock: mocked([1]) })).toBe(
      'ValidationException: Mocked result must contain the same number of items as number of Parallel branches.',
    );
  });
});

describe('what is refused', () => {
  test.each<[string, object, Asked, string]>([
    [
      'two mocks [test-state.one-mock]',
      task(),
      { mock: { result: '{}', errorOutput: {} } },
      'only one of the following fields',
    ],
    [
      'secrets of a mock [test-state.secrets]',
      task(),
      { mock: mocked({}), revealSecrets: true },
      'does not support RevealSecrets',
    ],
    [
      'a mock of a Pass [test-state.mock-refused]',
      { Type: 'Pass', End: true },
      { mock: mocked({}) },
      "State type 'Pass' is not supported when a mock is specified",
    ],
    ['a mock that is no JSON', task(), { mock: { result: 'no' } }, 'Mocked result must be valid JSON'],
    [
      'a state that is not there [test-state.state-name]',
      { StartAt: 'A', States: {} },
      { stateName: 'B' },
      'State not found in definition',
    ],
    [
      'a field of the context that does not exist [test-state.context]',
      task(),
      { mock: mocked({}), context: '{"Pokedex":{}}' },
      "Invalid Context object provided: Field 'Pokedex' is not allowed",
    ],
    [
      'a bad definition',
      { Type: 'Pass', ResultSelector: {}, End: true },
      {},
      "Field 'ResultSelector' is not supported at /States/StateName",
    ],
    [
      'an activity without a mock',
      task({ Resource: 'arn:aws:states:us-west-2:123456789012:activity:a', Parameters: {} }),
      { roleArn },
      'does not support Activity tasks',
    ],
  ])('%s', async (_, state, options, text) => {
    expect(await refusal(state, options)).toContain(text);
  });

  test.each<[string, Asked]>([
    ['stateConfiguration', { mock: mocked({}), stateConfiguration: { retrierRetryCount: 1 } }],
    ['STRICT', { mock: { ...mocked({}), fieldValidationMode: 'STRICT' } }],
    ['PRESENT', { mock: { ...mocked({}), fieldValidationMode: 'PRESENT' } }],
  ])('loudly: %s', (_, options) => {
    expect(() => tested(task(), options)).toThrow(
      expect.objectContaining({ name: 'TestkitError', code: 'OPERATION_NOT_MODELED' }),
    );
  });

  test('a mock that its service would not give [test-state.field-types] [test-state.invoke-model]', async () => {
    const wrong = "ValidationException: Mock result schema validation error: Field 'StatusCode' must be a number";
    expect(await refusal(task(), { mock: mocked({ StatusCode: '200' }) })).toBe(wrong);
    const taken = { ...mocked({ StatusCode: '200' }), fieldValidationMode: 'NONE' as const };
    expect(tested(task(), { mock: taken }).output).toBe('{"StatusCode":"200"}');
    expect(tested(task(), { mock: mocked({ Payload: 1 }) }).output).toBe('{"Payload":1}');
  });

  test('loudly: a mock of a service that the fake has no model of, unless it is not to be checked', () => {
    const state = task({ Resource: 'arn:aws:states:::dynamodb:putItem', Parameters: { TableName: 't', Item: {} } });
    expect(() => tested(state, { mock: mocked({}) })).toThrow(/fieldValidationMode: 'NONE'/);
    expect(tested(state, { mock: { ...mocked({}), fieldValidationMode: 'NONE' } }).status).toBe('SUCCEEDED');
    const failing = { errorOutput: { error: 'Throttled' } };
    expect(tested(state, { mock: failing })).toEqual({ status: 'FAILED', error: 'Throttled' });
    const lambda = task({ Resource: 'arn:aws:lambda:us-west-2:123456789012:function:charge', Parameters: {} });
    expect(tested(lambda, { mock: mocked(5) }).output).toBe('5');
  });
});

test('nothing of it is seen in the fake: no execution, no started child', () => {
  const fake = createFakeStepFunctions({ region: 'us-west-2', account: '123456789012' });
  const machine = fake.createStateMachine({
    name: 'orders',
    definition: {
      StartAt: 'A',
      States: { A: { Type: 'Task', Resource: 'arn:aws:lambda:us-west-2:123456789012:function:a', End: true } },
    },
    tasks: { A: failsUntilRedriven('Down', undefined, { then: succeeds() }) },
  });
  const state = {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution',
    Parameters: { StateMachineArn: machine.stateMachineArn },
    End: true,
  };
  expect(fake.testState({ definition: JSON.stringify(state), roleArn, input: '{}' }).status).toBe('SUCCEEDED');
  expect(fake.listExecutions({ stateMachineArn: machine.stateMachineArn }).executions).toEqual([]);
  expect(fake.pending()).toEqual([]);
});
