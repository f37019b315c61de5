import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import {
  createFakeStepFunctions,
  failsUntilRedriven,
  minutes,
  neverEnds,
  seconds,
  succeeds,
  virtualClock,
  type FakeOptions,
  type FakeStepFunctions,
  type TaskScript,
} from 'redrive-testkit';
import { interceptClients } from 'redrive-testkit/request-handler';

type Sleep = (milliseconds: number) => Promise<void>;
interface Polled {
  readonly client: SFNClient;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly sleep: Sleep;
}

const really: Sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const notAtAll: Sleep = async () => undefined;

/** Ways in which code waits for the end of an execution. */
const consumers: Record<string, (polled: Polled) => Promise<string | undefined>> = {
  async 'DescribeExecution until it is not RUNNING'({ client, executionArn, sleep }) {
    for (;;) {
      const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
      if (status !== 'RUNNING') return status;
      await sleep(1_000);
    }
  },
  async 'GetExecutionHistory until its newest event is an end'({ client, executionArn, sleep }) {
    const ends: Record<string, string> = { ExecutionSucceeded: 'SUCCEEDED', ExecutionFailed: 'FAILED' };
    for (;;) {
      const input = { executionArn, reverseOrder: true, maxResults: 1 };
      const { events } = await client.send(new GetExecutionHistoryCommand(input));
      const end = ends[events![0]!.type!];
      if (end !== undefined) return end;
      await sleep(1_000);
    }
  },
  async 'ListExecutions with a filter that the execution leaves'({ client, stateMachineArn, sleep }) {
    const list = async (statusFilter: 'RUNNING' | 'SUCCEEDED' | 'FAILED') =>
      (await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter }))).executions!;
    while ((await list('RUNNING')).length > 0) await sleep(1_000);
    return [...(await list('SUCCEEDED')), ...(await list('FAILED'))][0]?.status;
  },
  async 'two reads at once'({ client, executionArn, sleep }) {
    for (;;) {
      const [{ status }, { events }] = await Promise.all([
        client.send(new DescribeExecutionCommand({ executionArn })),
        client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000 })),
      ]);
      // What the two say may not contradict: the history of a closed execution has its end.
      const isEnded = /^Execution(Succeeded|Failed)$/.test(events!.at(-1)!.type!);
      if (isEnded && status !== 'RUNNING') return status;
      await sleep(1_000);
    }
  },
};

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
  jest.useRealTimers();
});

const charge = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const recovering = { Charge: failsUntilRedriven('Card.Declined', '', { then: succeeds({ paid: true }) }) };

interface Arrangement {
  tasks?: TaskScript;
  states?: object;
  options?: FakeOptions;
}

function redriven(
  sleep: Sleep,
  { tasks = recovering, states = { Charge: charge }, options = {} }: Arrangement = {},
): Polled & { sfn: FakeStepFunctions; redrive(): Promise<unknown> } {
  const sfn = createFakeStepFunctions(options);
  opened.push(interceptClients(sfn, { instantRetries: true }));
  const definition = { StartAt: Object.keys(states)[0], States: states };
  const { stateMachineArn } = sfn.createStateMachine({ name: 'orders', definition, tasks });
  const { executionArn } = sfn.startExecution({ stateMachineArn });
  sfn.settle();
  const client = new SFNClient({ region: 'us-east-1' });
  const redrive = () => client.send(new RedriveExecutionCommand({ executionArn }));
  return { sfn, client, executionArn, stateMachineArn, sleep, redrive };
}

const clocks: [name: string, options: () => FakeOptions, prepare: () => void][] = [
  ['the clock of the process', () => ({}), () => undefined],
  ['a virtual clock', () => ({ clock: virtualClock('2026-11-22T09:00:00Z') }), () => undefined],
  ['fake timers', () => ({}), () => void jest.useFakeTimers({ now: new Date('2026-11-22T09:00:00Z') })],
];

describe.each(clocks)('with %s', (_, options, prepare) => {
  test.each(Object.keys(consumers))('a loop without a sleep ends: %s', async (name) => {
    prepare();
    const polled = redriven(notAtAll, { options: options() });
    await polled.redrive();
    await expect(consumers[name]!(polled)).resolves.toBe('SUCCEEDED');
    expect(polled.sfn.calls.length).toBeLessThan(10);
  });
});

test.each(Object.keys(consumers))('with real timers a loop that sleeps ends: %s', async (name) => {
  const polled = redriven((milliseconds) => really(milliseconds / 100));
  await polled.redrive();
  await expect(consumers[name]!(polled)).resolves.toBe('SUCCEEDED');
});

test.each(Object.keys(consumers))(
  'with fake timers that advance by themselves a loop that sleeps ends: %s',
  async (name) => {
    jest.useFakeTimers({ advanceTimers: true, doNotFake: ['nextTick'] });
    const polled = redriven((milliseconds) => really(milliseconds / 50));
    await polled.redrive();
    await expect(consumers[name]!(polled)).resolves.toBe('SUCCEEDED');
  },
);

test.each(Object.keys(consumers))(
  'with fake timers that the test advances a loop that sleeps ends: %s',
  async (name) => {
    jest.useFakeTimers();
    const polled = redriven(really);
    await polled.redrive();
    const polling = consumers[name]!(polled);
    await jest.advanceTimersByTimeAsync(5_000);
    await expect(polling).resolves.toBe('SUCCEEDED');
  },
);

describe('work with a time', () => {
  const waiting = {
    Charge: { ...charge, End: undefined, Next: 'Pause' },
    Pause: { Type: 'Wait', Seconds: 30, End: true },
  };

  test.each(Object.keys(consumers))('is done when the fake timers have come there: %s', async (name) => {
    jest.useFakeTimers();
    const polled = redriven(really, { states: waiting });
    await polled.redrive();
    const start = Date.now();
    const polling = consumers[name]!(polled).then((status) => [status, Date.now() - start]);
    await jest.advanceTimersByTimeAsync(minutes(1));
    const [status, elapsed] = await polling;
    expect(status).toBe('SUCCEEDED');
    expect(elapsed).toBeGreaterThanOrEqual(seconds(30));
    expect(elapsed).toBeLessThanOrEqual(seconds(33));
  });

  test.each(Object.keys(consumers))('is passed over by a read where time is skipped: %s', async (name) => {
    const polled = redriven(notAtAll, { states: waiting, options: { timeSkipping: true, clock: virtualClock() } });
    await polled.redrive();
    await expect(consumers[name]!(polled)).resolves.toBe('SUCCEEDED');
  });
});

describe('a loop that nothing can end', () => {
  test.each(Object.keys(consumers))('gets the TestkitError instead of hanging the run: %s', async (name) => {
    const options = { clock: virtualClock() };
    const polled = redriven(notAtAll, { tasks: { Charge: neverEnds() }, options });
    const error = await consumers[name]!(polled).then(
      () => undefined,
      (thrown: unknown) => thrown as Error,
    );
    expect(error).toMatchObject({ name: 'TestkitError' });
    expect(error?.message).toMatch(/1000 reads.*Charge.*advanceBy/s);
    expect(() => polled.sfn.settle()).toThrow(error?.message);
  });
});
