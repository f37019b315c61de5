import {
  createFakeStepFunctions,
  executionOf,
  failedExecution,
  fails,
  heartbeatTimesOut,
  reads,
  succeeds,
  timesOut,
  type FakeStepFunctions,
  type TaskScript,
} from 'redrive-testkit';
import { exploreRedrives } from 'redrive-testkit/explore';
import { newFake } from '../support/workflows';

const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };

/** A definition with one of everything that is counted. */
const checkout = {
  TimeoutSeconds: 500,
  StartAt: 'Check',
  States: {
    Check: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.big', IsPresent: true, Next: 'Approve' },
        { Variable: '$.free', IsPresent: true, Next: 'Done' },
      ],
      Default: 'Charge',
    },
    Approve: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { 'MessageBody.$': '$$.Task.Token', QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/q' },
      TimeoutSeconds: 60,
      HeartbeatSeconds: 10,
      Next: 'Charge',
    },
    Charge: {
      ...task,
      TimeoutSeconds: 30,
      Retry: [{ ErrorEquals: ['Card.Busy'], MaxAttempts: 1 }, { ErrorEquals: ['States.Timeout'] }],
      Catch: [{ ErrorEquals: ['Card.Declined'], Next: 'Apologize' }],
      Next: 'Both',
    },
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Ship', States: { Ship: { ...task, End: true } } },
        { StartAt: 'Mail', States: { Mail: { ...task, End: true } } },
      ],
      Next: 'Done',
    },
    Apologize: { ...task, Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

function run(sfn: FakeStepFunctions, input: object, tasks: TaskScript = {}) {
  const { stateMachineArn } = sfn.createStateMachine({ name: 'checkout', definition: checkout });
  sfn.script(stateMachineArn, tasks);
  const { executionArn } = sfn.startExecution({ stateMachineArn, input: JSON.stringify(input) });
  sfn.settle({ skipTime: true });
  return { stateMachineArn, executionArn };
}

test('nothing has run: all is missing by its name', () => {
  const sfn = newFake();
  const machine = sfn.createStateMachine({ name: 'checkout', definition: checkout });
  const coverage = sfn.coverage(machine);
  expect(
    Object.fromEntries(Object.entries(coverage.toJSON()).map(([name, each]) => [name, each.missing ?? each])),
  ).toEqual({
    name: 'checkout',
    states: ['Check', 'Approve', 'Charge', 'Both', 'Ship', 'Mail', 'Apologize', 'Done'],
    transitions: [
      'Check → Approve',
      'Check → Done',
      'Check → Charge',
      'Approve → Charge',
      'Charge → Both',
      'Charge → Apologize',
      'Both → Done',
      'Apologize → Done',
    ],
    choiceRules: ['Check Choices[0] → Approve', 'Check Choices[1] → Done', 'Check Default → Charge'],
    retriers: ['Charge Retry[0] (Card.Busy)', 'Charge Retry[1] (States.Timeout)'],
    catchers: ['Charge Catch[0] (Card.Declined)'],
    timeouts: [
      'TimeoutSeconds of the execution',
      'TimeoutSeconds of Approve',
      'HeartbeatSeconds of Approve',
      'TimeoutSeconds of Charge',
    ],
    failures: ['Approve', 'Charge', 'Ship', 'Mail', 'Apologize'],
    resumed: ['Approve', 'Charge', 'Ship', 'Mail', 'Apologize'],
    scripted: [],
  });
});

test('what a run has come to is counted, and how often', () => {
  const sfn = newFake();
  const { stateMachineArn } = run(sfn, {}, { Charge: [fails('Card.Busy'), timesOut(), succeeds()] });
  run(sfn, {});
  const { states, transitions, choiceRules, retriers, timeouts, failures } = sfn.coverage(stateMachineArn);
  expect(states.missing).toEqual(['Approve', 'Apologize']);
  expect(states.items).toContainEqual({ name: 'Ship', times: 2 });
  expect(transitions.missing).toEqual([
    'Check → Approve',
    'Check → Done',
    'Approve → Charge',
    'Charge → Apologize',
    'Apologize → Done',
  ]);
  expect(choiceRules.missing).toEqual(['Check Choices[0] → Approve', 'Check Choices[1] → Done']);
  // Each execution has its own copy of the list.
  expect(retriers.items.map(({ times }) => times)).toEqual([2, 2]);
  expect(timeouts.missing).toEqual([
    'TimeoutSeconds of the execution',
    'TimeoutSeconds of Approve',
    'HeartbeatSeconds of Approve',
  ]);
  expect(failures.missing).toEqual(['Approve', 'Ship', 'Mail', 'Apologize']);
});

test('rules, catchers, heartbeats and the timeout of an execution', () => {
  const sfn = newFake();
  run(sfn, { free: true });
  run(sfn, { big: true }, { Approve: heartbeatTimesOut() });
  const { stateMachineArn } = run(sfn, {}, { Charge: fails('Card.Declined') });
  sfn.script(stateMachineArn, { Charge: succeeds(), Ship: succeeds(undefined, { after: 600_000 }) });
  sfn.startExecution({ stateMachineArn });
  sfn.settle();
  sfn.clock.advanceBy(500_000);
  const { choiceRules, catchers, timeouts } = sfn.coverage(stateMachineArn);
  expect(choiceRules.missing).toEqual([]);
  expect(catchers.missing).toEqual([]);
  expect(timeouts.missing).toEqual(['TimeoutSeconds of Approve', 'TimeoutSeconds of Charge']);
});

test('a redrive counts where it goes on: the failed branch, not the container or what had succeeded', () => {
  const sfn = newFake();
  const { stateMachineArn, executionArn } = run(sfn, {}, { Ship: [fails('No.Stock'), succeeds()] });
  expect(sfn.coverage(stateMachineArn).resumed.covered).toBe(0);
  sfn.redriveExecution({ executionArn });
  const { resumed } = sfn.coverage(stateMachineArn);
  // Ship failed first: Mail was still in flight, and was aborted.
  expect(resumed.items.filter(({ times }) => times > 0)).toEqual([
    { name: 'Ship', times: 1 },
    { name: 'Mail', times: 1 },
  ]);
});

test('a state that is not expected to be resumed is listed once it was', () => {
  const sfn = newFake();
  const definition = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } };
  const machine = sfn.createStateMachine({ name: 'waiting', definition });
  expect(sfn.coverage(machine).resumed.total).toBe(0);
  const { executionArn } = sfn.startExecution(machine);
  sfn.stopExecution({ executionArn });
  sfn.redriveExecution({ executionArn });
  expect(sfn.coverage(machine).resumed.items).toEqual([{ name: 'Wait', times: 1 }]);
});

test.each(['STANDARD', 'EXPRESS'] as const)(
  '%s children of a Map Run count in the machine of their parent',
  (ExecutionType) => {
    const sfn = newFake();
    const ItemProcessor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
      StartAt: 'Prepare',
      States: { Prepare: { Type: 'Pass', Next: 'Each' }, Each: { ...task, End: true } },
    };
    const ItemReader = { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'b' } };
    const definition = { StartAt: 'All', States: { All: { Type: 'Map', ItemReader, ItemProcessor, End: true } } };
    const machine = sfn.createStateMachine({
      name: 'batch',
      definition,
      itemReaders: { All: reads([{ Key: '1' }, { Key: '2' }]) },
      tasks: { Each: [fails('Once'), succeeds()] },
    });
    const { executionArn } = sfn.startExecution(machine);
    sfn.settle();
    sfn.redriveExecution({ executionArn });
    sfn.settle();
    const { states, resumed } = sfn.coverage(machine);
    expect(states.missing).toEqual([]);
    const start = ExecutionType === 'STANDARD' ? 'Each' : 'Prepare';
    expect(resumed.items.filter(({ times }) => times > 0).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['All', start]),
    );
  },
);

describe('what does not count', () => {
  test('what seed has run of a machine of the catalogue; its redrive does', () => {
    const sfn = newFake();
    const { executionArn } = sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard' }));
    expect(sfn.coverage().machines).toEqual([]);
    sfn.redriveExecution({ executionArn });
    const [machine] = sfn.coverage().machines;
    expect(machine?.resumed.items).toContainEqual({ name: 'ChargeCard', times: 1 });
    expect(machine?.scripted.total).toBe(0);
    sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard' }));
    expect(sfn.coverage().machines[0]?.failures.covered).toBe(0);
  });

  test('what seed has run of the own machine counts once', () => {
    const sfn = newFake();
    const machine = sfn.createStateMachine({ name: 'checkout', definition: checkout });
    sfn.seed(executionOf(machine, { tasks: { Ship: fails('No.Stock') } }));
    const { states, failures } = sfn.coverage(machine);
    expect(states.items).toContainEqual({ name: 'Ship', times: 1 });
    expect(failures.items).toContainEqual({ name: 'Ship', times: 1 });
  });

  test('a search', () => {
    const sfn = newFake();
    const report = exploreRedrives({ definition: checkout, input: {}, faults: 1 });
    expect(sfn.coverage().machines).toEqual([]);
    report.findings[0]!.seed(sfn);
    expect(sfn.coverage().machines[0]?.states.covered).toBeGreaterThan(0);
  });

  test('a test of one state', () => {
    const sfn = newFake();
    sfn.testState({ definition: '{"Type":"Pass","End":true}', roleArn: 'arn:aws:iam::123456789012:role/r' });
    expect(sfn.coverage().machines).toEqual([]);
  });
});

test('a scripted task that was never reached', () => {
  const sfn = newFake();
  const { stateMachineArn } = run(sfn, {}, { Charge: succeeds(), Apologize: succeeds() });
  expect(sfn.coverage(stateMachineArn).scripted.missing).toEqual(['Apologize']);
});

test('the same machine under another definition is counted by itself', () => {
  const sfn = newFake();
  const { stateMachineArn } = run(sfn, {});
  const next = { StartAt: 'Only', States: { Only: { Type: 'Succeed' } } };
  sfn.updateStateMachine({ stateMachineArn, definition: JSON.stringify(next) });
  expect(sfn.coverage(stateMachineArn).states).toMatchObject({ covered: 0, missing: ['Only'] });
  expect(sfn.coverage().machines.map(({ name, states }) => [name, states.total])).toEqual([
    ['checkout', 8],
    ['checkout', 1],
  ]);
});

test('a snapshot that is restored takes nothing back; a reset does', () => {
  const sfn = newFake();
  const machine = sfn.createStateMachine({ name: 'checkout', definition: checkout });
  const snapshot = sfn.snapshot();
  for (let time = 1; time <= 2; time += 1) {
    sfn.startExecution({ ...machine, name: 'one' });
    sfn.settle();
    expect(sfn.coverage(machine).states.items[0]?.times).toBe(time);
    sfn.restore(snapshot);
  }
  sfn.reset();
  expect(sfn.coverage().machines).toEqual([]);
  expect(String(sfn.coverage())).toBe('Nothing has run a state machine.');
});

test('a machine that is not there', () => {
  expect(() => createFakeStepFunctions().coverage('arn:aws:states:us-east-1:123456789012:stateMachine:x')).toThrow(
    expect.objectContaining({ code: 'RESOURCE_UNKNOWN' }),
  );
});

test('prints as a table in which no missing name is cut off', () => {
  const sfn = newFake();
  const { stateMachineArn } = run(sfn, {});
  expect(String(sfn.coverage(stateMachineArn))).toBe(
    `
── checkout ────────────────────────────────────────────────────────────────────────────────────────
states                6 of 8  missing:  Approve, Apologize
transitions           3 of 8  missing:  Check → Approve, Check → Done, Approve → Charge,
                                        Charge → Apologize, Apologize → Done
choice rules          1 of 3  missing:  Check Choices[0] → Approve, Check Choices[1] → Done
retriers              0 of 2  missing:  Charge Retry[0] (Card.Busy),
                                        Charge Retry[1] (States.Timeout)
catchers              0 of 1  missing:  Charge Catch[0] (Card.Declined)
timeouts              0 of 4  missing:  TimeoutSeconds of the execution,
                                        TimeoutSeconds of Approve,
                                        HeartbeatSeconds of Approve, TimeoutSeconds of Charge
failed tasks          0 of 5  missing:  Approve, Charge, Ship, Mail, Apologize
resumed by a redrive  0 of 5  missing:  Approve, Charge, Ship, Mail, Apologize
`.trim(),
  );
});
