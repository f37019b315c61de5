/** A Map Run of 10,000 children: run, failed, redriven and listed page by page, through the adapter that clients use. */
import { createFakeStepFunctions, fails, succeeds, virtualClock } from 'redrive-testkit';

const CHILDREN = 10_000;
const MOST_SECONDS = 2;
const MOST_MEGABYTES = 300;

const definition = {
  StartAt: 'EachOrder',
  States: {
    EachOrder: {
      Type: 'Map',
      Label: 'EachOrder',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Charge',
        States: {
          Charge: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Next: 'Done' },
          Done: { Type: 'Succeed' },
        },
      },
      ResultPath: null,
      End: true,
    },
  },
};

async function main(): Promise<void> {
  // What compiles the sources of this bench occupies memory of its own.
  const megabytesBefore = megabytesAtMost();
  const began = performance.now();
  const sfn = createFakeStepFunctions({ clock: virtualClock('2026-01-01T00:00:00Z') });
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'batch',
    definition,
    tasks: { Charge: ({ redriveCount }) => (redriveCount === 0 ? fails('Card.Declined') : succeeds({ paid: true })) },
  });
  const input = JSON.stringify(Array.from({ length: CHILDREN }, (_, id) => ({ id })));
  const { executionArn } = sfn.startExecution({ stateMachineArn, input });
  sfn.settle();
  const { mapRunArn } = sfn.listMapRuns({ executionArn }).mapRuns[0]!;
  const failed = sfn.describeMapRun({ mapRunArn }).itemCounts.failed;
  const run = performance.now();

  sfn.redriveExecution({ executionArn });
  sfn.settle();
  const redriven = performance.now();

  let listed = 0;
  for (let nextToken: string | undefined, pages = 0; pages === 0 || nextToken !== undefined; pages += 1) {
    const outcome = await sfn.execute('ListExecutions', {
      mapRunArn,
      ...(nextToken === undefined ? {} : { nextToken }),
    });
    if (outcome.kind !== 'answered') throw new Error('the children were not listed');
    const page = outcome.output as { executions: unknown[]; nextToken?: string };
    listed += page.executions.length;
    nextToken = page.nextToken;
  }
  const ended = performance.now();

  const seconds = (ended - began) / 1000;
  const megabytes = megabytesAtMost() - megabytesBefore;
  console.table({
    'children failed, redriven, listed': {
      measured: `${failed}, ${sfn.describeMapRun({ mapRunArn }).itemCounts.succeeded}, ${listed}`,
    },
    'seconds to run and fail': { measured: ((run - began) / 1000).toFixed(2) },
    'seconds to redrive': { measured: ((redriven - run) / 1000).toFixed(2) },
    'seconds to list': { measured: ((ended - redriven) / 1000).toFixed(2) },
    seconds: { measured: seconds.toFixed(2), limit: MOST_SECONDS },
    'MB that it takes at most': { measured: megabytes.toFixed(0), limit: MOST_MEGABYTES },
  });
  process.exitCode = seconds <= MOST_SECONDS && megabytes <= MOST_MEGABYTES && listed === CHILDREN ? 0 : 1;
}

function megabytesAtMost(): number {
  return process.resourceUsage().maxRSS / 1024;
}

void main();
