/**
 * The long abuse of a server: `npm run abuse:server -- 200000`. Its last line is the verdict: it fails if a request is left without an answer,
 * memory grows, or a refusal has changed something.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createFakeStepFunctions, failedExecution } from 'redrive-testkit';
import { startServer } from 'redrive-testkit/server';
import { abuse } from './abuse';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const CONNECTIONS = 64;
const MOST_GROWTH_MB = 20;

async function main(): Promise<void> {
  const requests = Number(process.argv[2] ?? 200_000);
  const sfn = createFakeStepFunctions();
  const { executionArn } = sfn.seed(failedExecution('task-failed'));
  const server = await startServer(sfn, { requestTimeout: 2_000 });
  const beginning = sfn.snapshot();
  const history = JSON.stringify(sfn.history(executionArn));
  const heap: number[] = [];
  const start = performance.now();
  const { statuses, unanswered } = await abuse(server.url, executionArn, {
    requests,
    connections: CONNECTIONS,
    onThousand(sent) {
      if (sent % 10_000 !== 0) return;
      // The journal keeps every call: that is what it is for.
      sfn.restore(beginning);
      collect();
      heap.push(process.memoryUsage().heapUsed / 2 ** 20);
      console.log(`${sent} requests, ${heap.at(-1)!.toFixed(1)} MB`);
    },
  });
  const seconds = (performance.now() - start) / 1000;
  await server.close();
  const growth = (heap.at(-1) ?? 0) - (heap[1] ?? heap[0] ?? 0);
  console.log(`${(requests / seconds).toFixed(0)} requests a second; answers:`, statuses);
  console.log(`left without their answer: ${unanswered.length}`, unanswered.slice(0, 10));
  console.log(`memory grew by ${growth.toFixed(1)} MB`);
  const isUntouched = JSON.stringify(sfn.history(executionArn)) === history;
  const faults = [
    ...(unanswered.length > 0 ? [`${unanswered.length} requests without their answer`] : []),
    ...(growth > MOST_GROWTH_MB ? [`${growth.toFixed(1)} MB more`] : []),
    ...(isUntouched ? [] : ['an execution that has changed']),
  ];
  console.log(faults.length === 0 ? 'The server has held.' : `The server has not held: ${faults.join(', ')}.`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

// Whatever hangs leaves Node with nothing to do, and Node ends as if all were well.
process.exitCode = 13;
void main();
