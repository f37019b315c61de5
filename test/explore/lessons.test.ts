import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { fails, failedExecution, type FakeStepFunctions } from 'redrive-testkit';
import { exploreInterleavings, type InterleavingOptions } from 'redrive-testkit/explore';
import { assertThat } from 'redrive-testkit/matchers';
import * as naive03 from '../../examples/03-lost-response/naive';
import * as good03 from '../../examples/03-lost-response/redriver';
import * as naive04 from '../../examples/04-one-fixed-token/naive';
import * as good04 from '../../examples/04-one-fixed-token/redriver';
import * as naive12 from '../../examples/12-auto-redrive/naive';
import * as good12 from '../../examples/12-auto-redrive/redriver';
import * as naive13 from '../../examples/13-two-workers/naive';
import * as good13 from '../../examples/13-two-workers/redriver';
import * as naive18 from '../../examples/18-search-for-bugs/naive';
import * as good18 from '../../examples/18-search-for-bugs/redriver';

interface Order {
  readonly executionArn: string;
  readonly jobs: good13.Jobs;
}
type Search = Pick<InterleavingOptions<Order>, 'consumers'> & Partial<InterleavingOptions<Order>>;

const order = (executionArn: string): Order => ({ executionArn, jobs: new Map() });
const seeded = (sfn: FakeStepFunctions): Order => order(sfn.seed(failedExecution('task-failed')).executionArn);
/** An execution whose task fails whenever it is redriven. */
const hopeless = (sfn: FakeStepFunctions): Order => {
  const States = { Charge: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } };
  const definition = { StartAt: 'Charge', States };
  const machine = sfn.createStateMachine({ name: 'orders', definition, tasks: { Charge: fails('CardStolen') } });
  const { executionArn } = sfn.startExecution(machine);
  sfn.settle();
  return order(executionArn);
};
const impatient = () => new SFNClient({ maxAttempts: 1 });

/** Redrives it, waits for what comes of it, and redrives it again. */
const twice =
  (redrive: typeof good04.redrive) =>
  async (client: SFNClient, { executionArn }: Order) => {
    for (const _ of [1, 2]) {
      await redrive(client, executionArn);
      await client.send(new DescribeExecutionCommand({ executionArn }));
      await client.send(new DescribeExecutionCommand({ executionArn }));
    }
  };

/** EventBridge: an event for each failure. */
const events =
  (onStatusChange: typeof good12.onStatusChange) =>
  async (client: SFNClient, { executionArn }: Order) => {
    for (let before = -1; ;) {
      const { status = '', redriveCount = 0 } = await client.send(new DescribeExecutionCommand({ executionArn }));
      if (status === 'RUNNING') continue;
      if (redriveCount === before) return;
      before = redriveCount;
      await onStatusChange({ 'detail-type': '', detail: { executionArn, status, redriveCount } }, client);
    }
  };

const job =
  (redriveJob: typeof good13.redriveJob) =>
  (client: SFNClient, { executionArn, jobs }: Order) =>
    redriveJob(client, jobs, executionArn);

const searches: [string, (which: 'naive' | 'good') => Search][] = [
  [
    '03-lost-response',
    (which) => ({
      arrange: seeded,
      consumers: [
        (_, { executionArn }) => ({ naive: naive03, good: good03 })[which].redrive(impatient(), executionArn),
      ],
      faults: ['lost-response'],
    }),
  ],
  [
    '04-one-fixed-token',
    (which) => ({
      arrange: hopeless,
      consumers: [twice({ naive: naive04, good: good04 }[which].redrive)],
      check: (sfn, { executionArn }) => assertThat(sfn).toHaveRedriven(executionArn, { times: 2 }),
    }),
  ],
  [
    '12-auto-redrive',
    (which) => ({ arrange: hopeless, consumers: [events({ naive: naive12, good: good12 }[which].onStatusChange)] }),
  ],
  [
    '13-two-workers',
    (which) => {
      const worker = job({ naive: naive13, good: good13 }[which].redriveJob);
      return {
        arrange: seeded,
        consumers: [worker, worker],
        faults: ['access-denied'],
        // The table says IN_PROGRESS where AWS has redriven the job, and nowhere else.
        check: (sfn, { executionArn, jobs }) =>
          expect(jobs.get(executionArn) === 'IN_PROGRESS').toBe(sfn.execution(executionArn).redriveCount === 1),
      };
    },
  ],
  [
    // Sleeps by node:timers/promises.
    '18-search-for-bugs',
    (which) => ({
      arrange: hopeless,
      consumers: [
        (_, { executionArn }) => ({ naive: naive18, good: good18 })[which].recover(impatient(), executionArn),
      ],
      faults: ['lost-response'],
      check: (sfn, { executionArn }) =>
        expect(sfn.execution(executionArn).redriveCount).toBeLessThanOrEqual(good18.MOST_REDRIVES),
    }),
  ],
];

const explored = (search: Search) => exploreInterleavings({ arrange: seeded, ...search });

test.each(searches)('the naive redriver of lesson %s is caught', async (_, searchOf) => {
  expect((await explored(searchOf('naive'))).failures.length).toBeGreaterThan(0);
});

test.each(searches)('the good redriver of lesson %s passes in every order', async (_, searchOf) => {
  expect(await explored(searchOf('good'))).toMatchObject({ failures: [], complete: true });
});
