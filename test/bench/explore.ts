/** Searches: explored runs a second, orders of requests, and that their memory does not grow with them. */
import { DescribeExecutionCommand, RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { failedExecution } from 'redrive-testkit';
import { exploreInterleavings, exploreRedrives } from 'redrive-testkit/explore';

// What tsx puts into functions, which the network's guard hands on as text.
Object.assign(globalThis, { __name: (named: unknown) => named });

const LEAST_RUNS_A_SECOND = 3000;
const MOST_SCHEDULES = 216;
const MOST_SECONDS = 2;
const MOST_MEGABYTES = 20;

const task = (name: string, rest: object = { End: true }) => ({
  Type: 'Task',
  Resource: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
  ResultPath: null,
  ...rest,
});

/** Ten states, a Parallel among them. */
const definition = {
  StartAt: 'Validate',
  States: {
    Validate: { Type: 'Pass', Next: 'Reserve' },
    Reserve: task('reserve', { Next: 'Express?' }),
    'Express?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.express', BooleanEquals: true, Next: 'Charge' }],
      Default: 'Charge',
    },
    Charge: task('charge', { Next: 'Fulfil' }),
    Fulfil: {
      Type: 'Parallel',
      ResultPath: null,
      Branches: [
        { StartAt: 'Pack', States: { Pack: task('pack', { Next: 'Ship' }), Ship: task('ship') } },
        { StartAt: 'Mail', States: { Mail: task('mail') } },
      ],
      Next: 'Archive',
    },
    Archive: task('archive', { Next: 'Done' }),
    Done: { Type: 'Succeed' },
  },
};

const megabytes = (): number => {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

/** Of the processor: what else the machine does is not the search's. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function redrives() {
  const explore = () => exploreRedrives({ definition, input: { express: false }, faults: 2 });
  explore();
  const memory = megabytes();
  let courses = 0;
  let rate = 0;
  for (let round = 0; round < 5; round += 1) {
    const began = processorSeconds();
    ({ courses } = explore());
    rate = Math.max(rate, courses / (processorSeconds() - began));
  }
  return { rate, courses, grown: megabytes() - memory };
}

async function interleavings() {
  const consumer = async (client: SFNClient, { executionArn }: { executionArn: string }) => {
    const look = () => client.send(new DescribeExecutionCommand({ executionArn }));
    await look();
    await client.send(new RedriveExecutionCommand({ executionArn })).catch(() => undefined);
    await look();
  };
  const search = () =>
    exploreInterleavings({
      arrange: (sfn) => sfn.seed(failedExecution('task-failed')),
      consumers: [consumer, consumer, consumer],
      check: () => undefined,
    });
  await search();
  const memory = megabytes();
  let schedules = 0;
  let seconds = Infinity;
  for (let round = 0; round < 3; round += 1) {
    const began = processorSeconds();
    ({ schedules } = await search());
    seconds = Math.min(seconds, processorSeconds() - began);
  }
  return { schedules, seconds, grown: megabytes() - memory };
}

async function main(): Promise<void> {
  const { rate, courses, grown } = redrives();
  const orders = await interleavings();
  console.table({
    'courses of a 10-state workflow, all single faults and pairs': { measured: courses },
    'explored runs a second': { measured: rate.toFixed(0), limit: LEAST_RUNS_A_SECOND },
    'MB that five such searches leave behind': { measured: grown.toFixed(1), limit: MOST_MEGABYTES },
    'schedules of 3 consumers (describe, redrive, describe)': { measured: orders.schedules, limit: MOST_SCHEDULES },
    'seconds for them': { measured: orders.seconds.toFixed(2), limit: MOST_SECONDS },
    'MB that they leave behind': { measured: orders.grown.toFixed(1), limit: MOST_MEGABYTES },
  });
  const isMet =
    rate >= LEAST_RUNS_A_SECOND &&
    grown <= MOST_MEGABYTES &&
    orders.schedules <= MOST_SCHEDULES &&
    orders.seconds <= MOST_SECONDS &&
    orders.grown <= MOST_MEGABYTES;
  process.exitCode = isMet ? 0 : 1;
}

void main();
