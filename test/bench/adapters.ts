/**
 * What the adapters of the built package cost per call, beside the barest thing that could stand in their place: a handler
 * that returns fixed bytes, a stub that resolves one object. Both sides run in one process, in rounds that take turns.
 */
import { DescribeExecutionCommand, RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import type { FakeStepFunctions } from 'redrive-testkit';
import { buildKit, type Kit } from './beside/builtKit';

let kit: Kit;

const ROUNDS = 1501;
const WARM_UP = 1500;
const CALLS_PER_ROUND = 2;
const REQUEST_HANDLER_LIMIT = 1.25;
const CLIENT_MOCK_LIMIT = 3;

/** A client, and what stands behind it. */
type Contestant = SFNClient;

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'bench' };
const clientWith = (requestHandler: object): SFNClient =>
  new SFNClient({ region: 'us-east-1', credentials, requestHandler });

const operations: Record<string, (client: SFNClient, executionArn: string) => Promise<object>> = {
  DescribeExecution: (client, executionArn) => client.send(new DescribeExecutionCommand({ executionArn })),
  RedriveExecution: (client, executionArn) => client.send(new RedriveExecutionCommand({ executionArn })),
};

/** Failed executions, one for each call, so that each redrive is a real one. */
function failedExecutions(count: number): { sfn: FakeStepFunctions; arns: string[] } {
  const sfn = kit.createFakeStepFunctions();
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'checkout',
    definition: {
      StartAt: 'Charge',
      States: { Charge: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
    },
    tasks: { Charge: kit.fails('Card.Declined', 'insufficient funds') },
  });
  const arns = Array.from(
    { length: count },
    () => sfn.startExecution({ stateMachineArn, input: '{"order":1}' }).executionArn,
  );
  sfn.settle();
  return { sfn, arns };
}

/** The very bytes, or the very object, that the fake answers with. */
async function recordedAnswer(
  operation: string,
): Promise<{ body: Uint8Array; headers: Record<string, string>; output: object }> {
  const { sfn, arns } = failedExecutions(1);
  const handler = kit.toRequestHandler(sfn);
  let recorded: { body: Uint8Array; headers: Record<string, string> } | undefined;
  const handle: typeof handler.handle = async (...call) => {
    const answer = await handler.handle(...call);
    recorded = answer.response;
    return answer;
  };
  const output = await operations[operation]!(clientWith({ ...handler, handle }), arns[0]!);
  return { ...recorded!, output };
}

async function contestants(
  operation: string,
  sfn: FakeStepFunctions,
): Promise<Record<string, [bare: Contestant, adapter: Contestant]>> {
  const { body, headers, output } = await recordedAnswer(operation);
  const fixed = {
    metadata: { handlerProtocol: 'http/1.1' },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => undefined,
    handle: async () => ({ response: { statusCode: 200, headers: { ...headers }, body } }),
  };
  const stubbed = new SFNClient({});
  mockClient(stubbed).resolves(output);
  const driven = new SFNClient({});
  kit.toClientMock(sfn, { client: driven });
  return {
    'request handler': [clientWith(fixed), clientWith(kit.toRequestHandler(sfn))],
    'client mock': [stubbed, driven],
  };
}

async function millisecondsPerCall(client: Contestant, operation: string, arns: readonly string[]): Promise<number> {
  const call = operations[operation]!;
  const start = performance.now();
  for (const arn of arns) await call(client, arn);
  return (performance.now() - start) / arns.length;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function compare(
  pair: readonly [bare: Contestant, adapter: Contestant],
  operation: string,
  arns: readonly string[],
): Promise<[bare: number, adapter: number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const own = arns.slice(round * CALLS_PER_ROUND, (round + 1) * CALLS_PER_ROUND);
    // Who goes first alternates, so that neither always runs on the other's leavings.
    for (const side of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const time = await millisecondsPerCall(pair[side]!, operation, own);
      if (round >= WARM_UP) times[side]!.push(time);
    }
  }
  return [median(times[0]), median(times[1])];
}

/** Other processes can only add to a ratio: one that is over is measured again, and the least counts. */
const MOST_MEASUREMENTS = 3;

async function measured(operation: string, adapter: string, limit: number): Promise<[bare: number, adapter: number]> {
  let best: [bare: number, adapter: number] = [1, Infinity];
  for (let attempt = 0; attempt < MOST_MEASUREMENTS && best[1] / best[0] > limit; attempt += 1) {
    const { sfn, arns } = failedExecutions((WARM_UP + ROUNDS) * CALLS_PER_ROUND);
    const times = await compare((await contestants(operation, sfn))[adapter]!, operation, arns);
    if (times[1] / times[0] < best[1] / best[0]) best = times;
  }
  return best;
}

async function main(): Promise<void> {
  const built = await buildKit();
  kit = built.kit;
  const limits = { 'request handler': REQUEST_HANDLER_LIMIT, 'client mock': CLIENT_MOCK_LIMIT };
  console.log('adapter             operation          bare ms   adapter ms   ratio   limit');
  for (const operation of Object.keys(operations)) {
    for (const [adapter, limit] of Object.entries(limits)) {
      const [bare, ours] = await measured(operation, adapter, limit);
      const ratio = ours / bare;
      const columns = [
        bare.toFixed(4).padStart(7),
        ours.toFixed(4).padStart(9),
        ratio.toFixed(2).padStart(7),
        String(limit).padStart(7),
      ];
      console.log(`${adapter.padEnd(16)} ${operation.padEnd(18)} ${columns.join(' ')}${ratio > limit ? '  OVER' : ''}`);
      if (ratio > limit) process.exitCode = 1;
    }
  }
  built.remove();
}

void main();
