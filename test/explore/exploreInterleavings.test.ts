import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  SFNClient,
  type ExecutionStatus,
} from '@aws-sdk/client-sfn';
import { failedExecution } from 'redrive-testkit';
import { exploreInterleavings, type InterleavingOptions } from 'redrive-testkit/explore';
import { assertThat } from 'redrive-testkit/matchers';

interface Order {
  readonly executionArn: string;
  readonly stateMachineArn?: string | undefined;
}

const look = (client: SFNClient, { executionArn }: Order) =>
  client.send(new DescribeExecutionCommand({ executionArn }));
const redrive = (client: SFNClient, { executionArn }: Order) =>
  client.send(new RedriveExecutionCommand({ executionArn }));
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Redrives without a thought of others. */
async function naive(client: SFNClient, order: Order): Promise<ExecutionStatus | undefined> {
  const { status } = await look(client, order);
  if (status === 'FAILED') await redrive(client, order);
  for (;;) {
    const now = await look(client, order);
    if (now.status !== 'RUNNING') return now.status;
    await sleep(1_000);
  }
}

/** Takes "somebody else has redriven it" for what it is. */
async function careful(client: SFNClient, order: Order): Promise<ExecutionStatus | undefined> {
  try {
    return await naive(client, order);
  } catch (error) {
    if ((error as Error).name !== 'ExecutionNotRedrivable') throw error;
    return 'RUNNING';
  }
}

const world: Pick<InterleavingOptions<Order>, 'arrange'> = {
  arrange: (sfn) => sfn.seed(failedExecution('task-failed')),
};

/** Every outcome of a search, as a set. */
async function outcomesOf(options: InterleavingOptions<Order>): Promise<{ outcomes: string[]; schedules: number }> {
  const seen = new Set<string>();
  const { schedules } = await exploreInterleavings({
    ...options,
    check: (sfn, order, outcomes) => {
      const told = outcomes.map((each) => (each.status === 'fulfilled' ? each.value : (each.reason as Error).name));
      seen.add(JSON.stringify([told, sfn.history(order).map(({ type }) => type)]));
    },
  });
  return { outcomes: [...seen].sort(), schedules };
}

test('two naive workers get in each other’s way, and the simplest schedule shows how', async () => {
  const report = await exploreInterleavings({ ...world, consumers: [naive, naive] });
  expect(report).toMatchObject({ complete: true });
  const [failure] = report.failures;
  expect(failure?.error).toMatchObject({ name: 'ExecutionNotRedrivable' });
  expect(failure?.history.slice(0, 4).map(({ consumer, operation }) => [consumer, operation])).toEqual([
    [1, 'DescribeExecution'],
    [2, 'DescribeExecution'],
    [2, 'RedriveExecution'],
    [1, 'RedriveExecution'],
  ]);
  expect(String(report)).toContain('consumer 1  RedriveExecution   ExecutionNotRedrivable');
});

test('two careful workers pass in every order', async () => {
  const report = await exploreInterleavings({
    ...world,
    consumers: [careful, careful],
    check: (sfn, order) => assertThat(sfn).toHaveRedriven(order, { times: 1 }),
  });
  expect(report.failures).toEqual([]);
  expect(report.schedules).toBeGreaterThan(1);
});

test('a schedule replays', async () => {
  const report = await exploreInterleavings({ ...world, consumers: [naive, naive] });
  const [failure] = report.failures;
  const again = await failure!.replay();
  expect(again.error).toMatchObject({ name: 'ExecutionNotRedrivable' });
  expect(again.steps.map(({ operation }) => operation)).toEqual(failure!.history.map(({ operation }) => operation));
  await expect(report.replay('3,1')).rejects.toMatchObject({ code: 'SCHEDULE_UNKNOWN' });
  await expect(report.replay('one')).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' });
});

describe('the reduced search finds what every order finds', () => {
  test.each<[string, InterleavingOptions<Order>['consumers'], InterleavingOptions<Order>['faults']]>([
    ['two careful workers', [careful, careful], []],
    ['two naive workers', [naive, naive], []],
    [
      'a worker and one that only looks',
      [careful, async (client, order) => [await look(client, order), await look(client, order)].length],
      [],
    ],
    [
      'a worker whose answers are lost or throttled',
      [careful, async (client, order) => (await look(client, order)).status],
      ['lost-response', 'throttled'],
    ],
  ])('%s', async (_, consumers, faults) => {
    const reduced = await outcomesOf({ ...world, consumers, faults });
    const all = await outcomesOf({ ...world, consumers, faults, reduce: false });
    expect(reduced.outcomes).toEqual(all.outcomes);
    expect(reduced.schedules).toBeLessThan(all.schedules);
  });
});

test('orders that only exchange reads are explored once: 216 of 1,680', async () => {
  const lookRedriveLook = async (client: SFNClient, order: Order) => {
    await look(client, order);
    await redrive(client, order);
    await look(client, order);
  };
  // Three orders of their own: every redrive is a write.
  const report = await exploreInterleavings({
    arrange: (sfn) => sfn.seed(failedExecution('task-failed'), { count: 3 }),
    consumers: [0, 1, 2].map(
      (index) => (client: SFNClient, orders: Order[]) => lookRedriveLook(client, orders[index]!),
    ),
  });
  expect(report.failures).toEqual([]);
  expect(report.schedules).toBe(216);
});

describe('faults', () => {
  test('a lost answer is found where the code sends a token of its own for each attempt', async () => {
    const retriesByItself = async (client: SFNClient, order: Order) => {
      try {
        await redrive(client, order);
      } catch {
        await redrive(client, order);
      }
    };
    const { failures } = await exploreInterleavings({
      ...world,
      consumers: [retriesByItself],
      faults: ['service-unavailable', 'execution-limit-exceeded', 'access-denied'],
      maxFaults: 2,
      check: (_sfn, _order, [outcome]) => {
        if (outcome!.status === 'rejected') throw outcome!.reason;
      },
    });
    expect(failures.map(({ schedule }) => schedule)).toContain('1a,1a');
  });

  test('the SDK retries what is throttled or lost, with the same token', async () => {
    const report = await exploreInterleavings({
      ...world,
      consumers: [careful],
      faults: ['throttled', 'lost-response'],
      check: (sfn, order) => assertThat(sfn).toHaveRedriven(order, { times: 1 }),
    });
    expect(report.failures).toEqual([]);
    expect(report.schedules).toBeGreaterThan(5);
  });
});

describe('consumers that never end are failures, not hangs', () => {
  test('one that waits for a promise that nobody resolves', async () => {
    const { failures } = await exploreInterleavings({ ...world, consumers: [() => new Promise(() => undefined)] });
    expect(failures[0]?.error).toMatchObject({ code: 'CONSUMERS_STUCK' });
  });

  test('two that wait for each other', async () => {
    const report = await exploreInterleavings({
      arrange: (sfn) => {
        const doors = [0, 1].map(() => {
          let open = () => undefined as void;
          const opened = new Promise<void>((resolve) => (open = resolve));
          return { open, opened };
        });
        return { order: sfn.seed(failedExecution('task-failed')), doors };
      },
      consumers: [0, 1].map((index) => async (client: SFNClient, { order, doors }) => {
        await look(client, order);
        await doors[1 - index]!.opened;
        doors[index]!.open();
      }),
    });
    expect(report.failures[0]?.error).toMatchObject({ code: 'CONSUMERS_STUCK' });
  });

  test('one that asks for ever', async () => {
    const { failures } = await exploreInterleavings({
      ...world,
      maxRequests: 20,
      consumers: [
        async (client, order) => {
          for (;;) await look(client, order);
        },
      ],
    });
    expect(failures[0]?.error).toMatchObject({ code: 'CONSUMERS_ENDLESS' });
  });
});

test('clients that the code makes itself are part of the schedule', async () => {
  const makesItsOwn = async (_client: SFNClient, order: Order) => {
    const client = new SFNClient({ region: 'us-east-1' });
    await naive(client, order);
    client.destroy();
  };
  const { failures } = await exploreInterleavings({ ...world, consumers: [makesItsOwn, makesItsOwn] });
  expect(failures[0]?.error).toMatchObject({ name: 'ExecutionNotRedrivable' });
});

test('requests that one consumer sends at once come in every order', async () => {
  const { schedules } = await exploreInterleavings({
    ...world,
    reduce: false,
    consumers: [
      (client, order) =>
        Promise.all([
          look(client, order),
          redrive(client, order),
          client.send(new ListExecutionsCommand({ stateMachineArn: order.stateMachineArn })),
        ]),
    ],
  });
  expect(schedules).toBe(6);
});

test('timers and dates are those of the fake, and the process has its own back', async () => {
  const { setTimeout: before, Date: RealDate } = globalThis;
  const times: number[] = [];
  await exploreInterleavings({
    ...world,
    consumers: [
      async () => {
        const begin = Date.now();
        await sleep(86_400_000);
        times.push(Date.now() - begin);
      },
    ],
  });
  expect(times).toEqual([86_400_000]);
  expect([globalThis.setTimeout, globalThis.Date]).toEqual([before, RealDate]);
});

test('the limit is told', async () => {
  const report = await exploreInterleavings({ ...world, consumers: [naive, naive], limit: 2 });
  expect(report).toMatchObject({ schedules: 2, complete: false });
  expect(String(report)).toContain('stopped at the limit of 2');
});

test.each([
  [{ arrange: 5 }, 'ARGUMENT_INVALID'],
  [{ consumers: [] }, 'ARGUMENT_INVALID'],
  [{ faults: ['thunder'] }, 'ARGUMENT_INVALID'],
  [{ maxFaults: -1 }, 'ARGUMENT_INVALID'],
  [{ depth: 1 }, 'OPTION_UNKNOWN'],
])('%j is refused', async (wrong, code) => {
  const options = { ...world, consumers: [naive], ...wrong } as never;
  await expect(exploreInterleavings(options)).rejects.toMatchObject({ code });
});
