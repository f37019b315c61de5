import { executionLogEvents, executionStatusChangeEvent, succeeds } from 'redrive-testkit';
import { LAMBDA_ARN, activityTask, flow, map, parallel, pass, stage, task, wait } from '../support/stage';
import { newFake } from '../support/workflows';

const { play, sfn } = stage();
const jsonata = (states: Record<string, object>) => ({ QueryLanguage: 'JSONata', ...flow(states) });

test('an inline Map has started before its ItemSelector is evaluated [map.started-before-selector]', () => {
  const each = map(flow({ P: pass() }), { ItemsPath: '$.items', ItemSelector: { 'x.$': '$.missing' } });
  const { lines } = play(flow({ Each: each }), { input: { items: [1] } }).settle();
  expect(lines()).toEqual([
    '1<-0 ExecutionStarted',
    '2<-0 MapStateEntered Each',
    '3<-2 MapStateStarted',
    '4<-3 ExecutionFailed States.Runtime',
  ]);
});

describe('variables', () => {
  const padded = (length: number) => `{% $pad('', ${length}) %}`;

  test.each([
    [{ a: padded(262_142) }, 'SUCCEEDED'],
    [{ a: padded(262_143) }, 'FAILED'],
    [{ a: padded(131_070), b: padded(131_070) }, 'SUCCEEDED'],
    [{ a: padded(131_071), b: padded(131_071) }, 'FAILED'],
  ])('of one Assign %j: %s [field-limit.assignedBytes]', (Assign, status) => {
    const played = play(jsonata({ Keep: pass({ Assign }) })).settle();
    expect(played.status()).toBe(status);
    if (status === 'SUCCEEDED') return;
    expect(played.lines().slice(-3)).toEqual([
      '2<-0 PassStateEntered Keep',
      '3<-2 EvaluationFailed States.DataLimitExceeded',
      '4<-3 ExecutionFailed States.DataLimitExceeded',
    ]);
    expect(played.details('EvaluationFailed')).toMatchObject({ location: 'Assign', state: 'Keep' });
    expect(sfn().execution(played.executionArn).redriveStatus).toBe('REDRIVABLE');
  });

  test('of one Assign that are too large say by how much [assign.single-text]', () => {
    const { error } = play(jsonata({ Keep: pass({ Assign: { a: padded(262_144) } }) })).settle();
    expect(error().cause).toBe(
      "Variable size limit exceeded. State 'Keep' assigned variables that exceed the limit by 2 bytes.",
    );
  });

  test('of all states together have a limit of their own [field-limit.variableBytes] [assign.total-text]', () => {
    const names = Array.from({ length: 41 }, (_, index) => `Keep${index + 1}`);
    const states = names.map((name, index): [string, object] => [
      name,
      pass({ Assign: { [name]: padded(262_142) }, ...(index < 40 ? { Next: names[index + 1] } : {}) }),
    ]);
    const { error } = play(jsonata(Object.fromEntries(states))).settle();
    expect(error()).toEqual({
      error: 'States.DataLimitExceeded',
      cause:
        "Execution total variable size limit exceeded. State 'Keep41' assigned variables that exceed the total execution limit by 262144 bytes.",
    });
  });
});

test('fractions in a Result are spelled as Java spells them [pass.result-numbers]', () => {
  const definition =
    '{"StartAt":"P","States":{"P":{"Type":"Pass","Result":[1.00,2.50,1e3,10000000.0,7,-0,1e400],"End":true}}}';
  const { stateMachineArn } = sfn().createStateMachine({ name: 'numbers', definition });
  const { executionArn } = sfn().startExecution({ stateMachineArn });
  sfn().settle();
  expect(sfn().execution(executionArn).output).toBe('[1.0,2.5,1000.0,1.0E7,7,0,1e400]');
});

describe('a worker', () => {
  test('gets the last of the tasks that its execution scheduled at one instant first [activity.order-at-one-instant]', () => {
    const { activityArn } = sfn().createActivity({ name: 'work' });
    const branch = (name: string) => flow({ [name]: activityTask({ Parameters: { name } }) });
    play(flow({ Both: parallel([branch('A'), branch('B')]) })).settle();
    const inputs = [1, 2].map(() => sfn().getActivityTask({ activityArn }).input);
    expect(inputs).toEqual(['{"name":"B"}', '{"name":"A"}']);
  });

  test('otherwise gets the one that waits longest [activity.order]', () => {
    const { activityArn } = sfn().createActivity({ name: 'work' });
    for (const order of [1, 2, 3]) play(flow({ Work: activityTask() }), { input: { order } }).after(1);
    const inputs = [1, 2, 3].map(() => sfn().getActivityTask({ activityArn }).input);
    expect(inputs).toEqual([1, 2, 3].map((order) => `{"order":${order}}`));
  });

  test('has its timeouts counted from its lease, and what it answers is kept to the letter [task.output-text] [timeout.from-lease]', () => {
    const { activityArn } = sfn().createActivity({ name: 'work' });
    const played = play(flow({ Work: activityTask({ TimeoutSeconds: 3, HeartbeatSeconds: 2 }) })).after(5.1);
    const { taskToken } = sfn().getActivityTask({ activityArn });
    sfn().sendTaskSuccess({ taskToken: taskToken!, output: ' { "a":  [1 ] }\n' });
    expect(sfn().execution(played.executionArn).output).toBe(' { "a":  [1 ] }\n');

    const late = play(flow({ Work: activityTask({ TimeoutSeconds: 30, HeartbeatSeconds: 2 }) })).after(5.1);
    sfn().getActivityTask({ activityArn });
    late.after(1.999);
    expect(late.status()).toBe('RUNNING');
    late.after(0.001);
    expect(late.lines().slice(-2)).toEqual([
      '5<-4 ActivityTimedOut States.Timeout',
      '6<-5 ExecutionFailed States.Timeout',
    ]);
    expect(late.details('ActivityTimedOut')).toEqual({ error: 'States.Timeout' });
  });
});

test('a region in a state of another query language does not inherit it [definition.query-language-not-inherited] [definition.query-language-of-branches] [definition.otherQueryLanguage]', () => {
  const inner = flow({ P: pass({ Output: '{% 1 %}' }) });
  const message = (path: string) =>
    `The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at ${path}'`;
  const create = (state: object) => () =>
    newFake().createStateMachine({ name: 'probe', definition: flow({ S: { QueryLanguage: 'JSONata', ...state } }) });
  const distributed = { ...inner, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
  expect(create(map(distributed))).toThrow(message('/States/S/ItemProcessor/States/P'));
  expect(create(map(inner))).toThrow(message('/States/S/ItemProcessor/States/P'));
  expect(create(parallel([inner]))).toThrow(message('/States/S/Branches[0]/States/P'));
});

test('the tags of a version can be listed, and an alias that was never updated has no updateDate [tag.list-of-version] [alias.update-date]', () => {
  const { stateMachineArn } = sfn().createStateMachine({
    name: 'probe',
    definition: flow({ P: pass() }),
    publish: true,
  });
  const stateMachineVersionArn = `${stateMachineArn}:1`;
  expect(sfn().listTagsForResource({ resourceArn: stateMachineVersionArn })).toEqual({ tags: [] });
  const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
  const { stateMachineAliasArn } = sfn().createStateMachineAlias({ name: 'live', routingConfiguration });
  expect(sfn().describeStateMachineAlias({ stateMachineAliasArn }).updateDate).toBeUndefined();
});

test('a task token of another Region is none [task.token-of-another-region]', () => {
  const { activityArn } = sfn().createActivity({ name: 'work' });
  const there = newFake({ region: 'eu-west-1' });
  const other = there.createActivity({ name: 'work' }).activityArn;
  const { stateMachineArn } = there.createStateMachine({ name: 'm', definition: flow({ Work: task(other) }) });
  there.startExecution({ stateMachineArn });
  const { taskToken } = there.getActivityTask({ activityArn: other });
  expect(activityArn).not.toBe(other);
  expect(() => sfn().sendTaskHeartbeat({ taskToken: taskToken! })).toThrow("Invalid Token: 'Invalid token'");
});

describe('without execution data', () => {
  test('a history keeps names, errors and causes [describe.history-without-data] [describe.history-without-variables]', () => {
    const work = task(LAMBDA_ARN, { Parameters: { a: 1 }, Assign: { kept: 1 }, Next: 'Stop' });
    const definition = flow({ Work: work, Stop: { Type: 'Fail', Error: 'Oops', Cause: 'because' } });
    const { executionArn } = play(definition, {
      tasks: { Work: succeeds(1) },
    }).settle();
    const { events } = sfn().getExecutionHistory({ executionArn, includeExecutionData: false });
    const details = events.map(
      (event) => Object.entries(event).find(([name]) => name.endsWith('Details'))?.[1] as unknown,
    );
    expect(details).toEqual([
      { roleArn: expect.any(String) as string },
      { name: 'Work' },
      { resource: LAMBDA_ARN },
      undefined,
      {},
      { name: 'Work' },
      { name: 'Stop' },
      { error: 'Oops', cause: 'because' },
    ]);
  });
});

describe('a log', () => {
  const failing = flow({ Wait: wait({ Seconds: 1, Next: 'Stop' }), Stop: { Type: 'Fail', Error: 'Oops' } });
  const logged = (type?: 'EXPRESS') =>
    play(failing, { name: 'orders', ...(type === undefined ? {} : { type }) }).after(1);

  test('has a line for each event, its members in one order and those of its details in the alphabet’s [log.line]', () => {
    const { executionArn } = logged();
    const lines = executionLogEvents(sfn().execution(executionArn), sfn().history(executionArn));
    expect(lines.map(({ message }) => message.replaceAll(executionArn, '<arn>'))).toEqual([
      '{"details":{"input":"{}","inputDetails":{"truncated":false},"roleArn":"arn:aws:iam::123456789012:role/redrive-testkit"},"redrive_count":"0","id":"1","type":"ExecutionStarted","previous_event_id":"0","event_timestamp":"1767225600000","execution_arn":"<arn>"}',
      '{"details":{"input":"{}","inputDetails":{"truncated":false},"name":"Wait"},"redrive_count":"0","id":"2","type":"WaitStateEntered","previous_event_id":"0","event_timestamp":"1767225600000","execution_arn":"<arn>"}',
      '{"details":{"name":"Wait","output":"{}","outputDetails":{"truncated":false}},"redrive_count":"0","id":"3","type":"WaitStateExited","previous_event_id":"2","event_timestamp":"1767225601000","execution_arn":"<arn>"}',
      '{"details":{"input":"{}","inputDetails":{"truncated":false},"name":"Stop"},"redrive_count":"0","id":"4","type":"FailStateEntered","previous_event_id":"3","event_timestamp":"1767225601000","execution_arn":"<arn>"}',
      '{"details":{"error":"Oops"},"redrive_count":"0","id":"5","type":"ExecutionFailed","previous_event_id":"4","event_timestamp":"1767225601000","execution_arn":"<arn>"}',
    ]);
    expect(lines.at(-1)?.timestamp).toBe(1_767_225_601_000);
  });

  test('leaves data out if asked to, and counts redrives [log.redrive-count]', () => {
    const { executionArn } = logged().redrive();
    const lines = executionLogEvents(sfn().execution(executionArn), sfn().history(executionArn), {
      includeExecutionData: false,
    });
    const told = lines.map(({ message }) => JSON.parse(message) as { details: object; redrive_count: string });
    expect(told.map(({ details }) => details).slice(1, 4)).toEqual([
      { name: 'Wait' },
      { name: 'Wait' },
      { name: 'Stop' },
    ]);
    expect(told.map(({ redrive_count }) => redrive_count)).toEqual(['0', '0', '0', '0', '0', '1', '1']);
  });

  test.each([
    ['OFF', []],
    ['FATAL', ['ExecutionFailed']],
    ['ERROR', ['FailStateEntered', 'ExecutionFailed']],
  ] as const)('of the level %s has its events alone [log.fatal] [log.error] [log.error-others]', (level, types) => {
    const { executionArn } = logged();
    const lines = executionLogEvents(sfn().execution(executionArn), sfn().history(executionArn), { level });
    expect(lines.map(({ message }) => (JSON.parse(message) as { type: string }).type)).toEqual(types);
  });

  test('goes to a stream of the hour, of an Express execution of the minute [log.stream] [log.stream-of-an-execution]', () => {
    const streamOf = ({ executionArn }: { executionArn: string }) =>
      new Set(
        executionLogEvents(sfn().execution(executionArn), sfn().history(executionArn)).map(
          (line) => line.logStreamName,
        ),
      );
    sfn().clock.advanceBy(3_599_500);
    expect([...streamOf(logged())]).toEqual(['states/orders/2026-01-01-00/00000000']);
    const express = play(failing, { name: 'fast', type: 'EXPRESS' }).after(1);
    expect([...streamOf(express)]).toEqual(['states/fast/2026-01-01-01-00/00000000']);
  });

  test('needs an execution that was described', () => {
    expect(() => executionLogEvents({} as never, [])).toThrow(/takes what DescribeExecution answers/);
  });
});

test('the time of an event is the second in which it was published [event.time] [event.publication]', () => {
  const fake = newFake();
  const { stateMachineArn } = fake.createStateMachine({ name: 'm', definition: flow({ Wait: wait({ Seconds: 60 }) }) });
  const timeAfter = (milliseconds: number) => {
    fake.clock.advanceBy(milliseconds);
    const { executionArn } = fake.startExecution({ stateMachineArn });
    return executionStatusChangeEvent(fake.execution(executionArn)).time;
  };
  expect([timeAfter(419), timeAfter(1)]).toEqual(['2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z']);
});
