import { createFakeStepFunctions, fromMockConfig, TestkitError, type FakeStepFunctions } from 'redrive-testkit';

const config = {
  StateMachines: {
    LambdaSQS: {
      TestCases: {
        HappyPath: { Charge: 'Charged', Notify: 'Sent' },
        RetryPath: { Charge: 'ChargedAtLast', Notify: 'Sent' },
        NobodyAnswers: { Charge: 'Charged', Notify: 'TooLate' },
        Nothing: {},
      },
    },
  },
  MockedResponses: {
    Charged: { '0': { Return: { StatusCode: 200, Payload: { paid: true } } } },
    ChargedAtLast: {
      '0': { Throw: { Error: 'Lambda.ResourceNotReadyException', Cause: 'not ready' } },
      '1-2': { Throw: { Error: 'Lambda.TimeoutException', Cause: 'timed out' } },
      '3': { Return: { StatusCode: 200, Payload: { paid: true } } },
    },
    Sent: { '0': { Return: { accepted: true } } },
    TooLate: { '0': { Throw: { Error: 'States.Timeout' } } },
  },
};

const definition = {
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Retry: [{ ErrorEquals: ['Lambda.ResourceNotReadyException'], MaxAttempts: 1 }],
      Next: 'Notify',
    },
    Notify: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: 'https://example.com/queue', 'MessageBody.$': '$$.Task.Token' },
      End: true,
    },
  },
};

function run(testCase: string, states: object = definition): { sfn: FakeStepFunctions; executionArn: string } {
  const sfn = createFakeStepFunctions();
  const tasks = fromMockConfig(config, { stateMachine: 'LambdaSQS', testCase });
  const { stateMachineArn } = sfn.createStateMachine({ name: 'LambdaSQS', definition: states, tasks });
  const { executionArn } = sfn.startExecution({ stateMachineArn });
  sfn.settle({ skipTime: true });
  return { sfn, executionArn };
}

test('what a test case returns is what the states answer, a callback too', () => {
  const { sfn, executionArn } = run('HappyPath');
  expect(sfn.execution(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"accepted":true}' });
});

test('a list goes on with each attempt, and after a redrive', () => {
  const { sfn, executionArn } = run('RetryPath');
  expect(sfn.execution(executionArn)).toMatchObject({ error: 'Lambda.TimeoutException', cause: 'timed out' });
  for (const status of ['FAILED', 'SUCCEEDED']) {
    sfn.redriveExecution({ executionArn });
    sfn.settle({ skipTime: true });
    expect(sfn.execution(executionArn).status).toBe(status);
  }
  const failures = sfn.history(executionArn).filter(({ type }) => type === 'TaskFailed');
  expect(failures.map(({ taskFailedEventDetails: details }) => details?.error)).toEqual([
    'Lambda.ResourceNotReadyException',
    'Lambda.TimeoutException',
    'Lambda.TimeoutException',
  ]);
});

test('what a .sync task returns is what its job comes to', () => {
  const job = { Type: 'Task', Resource: 'arn:aws:states:::glue:startJobRun.sync', Parameters: { JobName: 'j' } };
  const states = { Charge: { ...job, Next: 'Notify' }, Notify: { ...job, End: true } };
  const { sfn, executionArn } = run('HappyPath', { StartAt: 'Charge', States: states });
  expect(sfn.execution(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"accepted":true}' });
});

test('a Throw may have no Cause', () => {
  const { sfn, executionArn } = run('NobodyAnswers');
  expect(sfn.execution(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
});

test('the file may be given as text, with a byte order mark', () => {
  const text = `\uFEFF${JSON.stringify(config)}`;
  expect(Object.keys(fromMockConfig(text, { stateMachine: 'LambdaSQS', testCase: 'Nothing' }))).toEqual([]);
});

const withResponse = (response: unknown): object => ({
  ...config,
  MockedResponses: { ...config.MockedResponses, Charged: response },
});
const returns = { Return: 1 };

test.each([
  ['no JSON', '{', {}, /JSON/],
  ['no file', null, {}, /StateMachines/],
  ['no state machines', { MockedResponses: {} }, {}, /StateMachines/],
  ['no responses', { StateMachines: config.StateMachines, MockedResponse: {} }, {}, /MockedResponses/],
  ['no test cases', { ...config, StateMachines: { LambdaSQS: {} } }, {}, /TestCases/],
  ['another state machine', config, { stateMachine: 'LambdaSqs' }, /LambdaSQS/],
  ['another test case', config, { testCase: 'HapyPath' }, /HappyPath/],
  ['a response that is not there', { ...config, MockedResponses: {} }, {}, /Charged/],
  ['a response without attempts', withResponse({}), {}, /"0"/],
  ['attempts from 1', withResponse({ '1': returns }), {}, /none for 0/],
  ['a gap', withResponse({ '0': returns, '2': returns }), {}, /none for 1/],
  ['an overlap', withResponse({ '0-2': returns, '2': returns }), {}, /two for 2/],
  ['a range backwards', withResponse({ '2-1': returns }), {}, /'2-1'/],
  ['an endless range', withResponse({ '0-999999999': returns }), {}, /'0-999999999'/],
  ['an attempt in words', withResponse({ first: returns }), {}, /'first'/],
  ['both', withResponse({ '0': { ...returns, Throw: { Error: 'E' } } }), {}, /Return, Throw/],
  ['neither', withResponse({ '0': { Returns: 1 } }), {}, /Returns/],
  ['a Throw without an Error', withResponse({ '0': { Throw: { Cause: 'c' } } }), {}, /Cause/],
  ['a Throw with more', withResponse({ '0': { Throw: { Error: 'E', Couse: 'c' } } }), {}, /Couse/],
  ['an option that does not exist', config, { testcase: 'HappyPath' }, /testcase/],
])('%s is told', (_, given, options, told) => {
  const asked = { stateMachine: 'LambdaSQS', testCase: 'HappyPath', ...options };
  const call = () => fromMockConfig(given as object, asked);
  expect(call).toThrow(TestkitError);
  expect(call).toThrow(told);
});

test('a path is told from what the file holds', () => {
  const options = { stateMachine: 'checkout', testCase: 'Declined' };
  expect(() => fromMockConfig('test/MockConfigFile.json', options)).toThrow(
    "Write fromMockConfig(readFileSync('test/MockConfigFile.json', 'utf8'), …).",
  );
});
