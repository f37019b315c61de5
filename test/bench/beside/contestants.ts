/**
 * What can stand in the place of Step Functions in a test. The hand-written ones are written as most of them are: one answer for each
 * operation. They are told the truth: what DescribeExecution and GetExecutionHistory say of the execution before the redrive.
 */
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  RedriveExecutionCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import type { FakeStepFunctions, SeedRecipe } from 'redrive-testkit';
import type { Kit } from './builtKit';

/** Executions in a condition, and the client of the code under test. */
export interface Scene {
  readonly client: SFNClient;
  readonly executionArns: readonly string[];
  /** The next redrive is throttled. */
  throttle(): void;
  /** The next redrive is committed, and its answer is lost. */
  loseAnswer(): void;
  close(): void;
}

export interface Contestant {
  readonly name: string;
  open(recipe: SeedRecipe, count?: number): Scene;
}

export function contestants(kit: Kit): Contestant[] {
  const written = (name: string, open: (facts: Facts) => Scene): Contestant => ({
    name,
    open: (recipe, count = 1) => open(factsOf(kit, recipe, count)),
  });
  const driven = (name: string, connect: (sfn: FakeStepFunctions) => Connection): Contestant => ({
    name,
    open: (recipe, count = 1) => fakeScene(kit, recipe, count, connect),
  });
  return [
    written('bare request handler', bareHandler),
    written('bare stub', bareStub),
    written('msw handler', mswHandler),
    driven('redrive-testkit', (sfn) => ({ client: clientWith(kit.toRequestHandler(sfn)), close: () => undefined })),
    driven('redrive-testkit as a stub', (sfn) => {
      const client = clientWith();
      const stub = kit.toClientMock(sfn, { client });
      return { client, close: () => stub.restore() };
    }),
    driven('redrive-testkit under msw', (sfn) => {
      const server = setupServer(...kit.toMswHandlers(sfn));
      server.listen();
      return { client: clientWith(), close: () => server.close() };
    }),
  ];
}

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'bench' };
const clientWith = (requestHandler?: object): SFNClient =>
  new SFNClient({ region: 'us-east-1', credentials, ...(requestHandler && { requestHandler }) });

interface Connection {
  readonly client: SFNClient;
  close(): void;
}

function fakeScene(
  kit: Kit,
  recipe: SeedRecipe,
  count: number,
  connect: (sfn: FakeStepFunctions) => Connection,
): Scene {
  const sfn = kit.createFakeStepFunctions();
  const executionArns = sfn.seed(recipe, { count }).map(({ executionArn }) => executionArn);
  return {
    ...connect(sfn),
    executionArns,
    throttle: () => sfn.failNext('RedriveExecution', kit.throttled()),
    loseAnswer: () => sfn.loseNextResponse('RedriveExecution'),
  };
}

/** What is written into the answers of a hand-written mock: output by operation. */
interface Facts {
  readonly executionArns: readonly string[];
  readonly outputs: Readonly<Record<'DescribeExecution' | 'GetExecutionHistory' | 'RedriveExecution', object>>;
}

function factsOf(kit: Kit, recipe: SeedRecipe, count: number): Facts {
  const sfn = kit.createFakeStepFunctions();
  const executionArns = sfn.seed(recipe, { count }).map(({ executionArn }) => executionArn);
  const { executionArn } = sfn.execution(executionArns[0]!);
  return {
    executionArns,
    outputs: {
      DescribeExecution: sfn.describeExecution({ executionArn }),
      GetExecutionHistory: sfn.getExecutionHistory({ executionArn }),
      RedriveExecution: { redriveDate: new Date() },
    },
  };
}

/** As JSON on the wire, where dates are seconds. */
function onTheWire(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key: string, each: unknown) {
    const raw = this[key];
    return raw instanceof Date ? raw.getTime() / 1000 : each;
  });
}

type Fault = 'throttled' | 'lost' | undefined;

const THROTTLED = { __type: 'ThrottlingException', message: 'Rate exceeded' };
const connectionReset = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

function bareHandler({ executionArns, outputs }: Facts): Scene {
  let fault: Fault;
  const bodies = Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, onTheWire(output)]));
  const answer = (statusCode: number, body: string) => ({
    response: { statusCode, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: Buffer.from(body) },
  });
  const client = clientWith({
    metadata: { handlerProtocol: 'http/1.1' },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => undefined,
    handle: async ({ headers }: { headers: Record<string, string> }) => {
      const met = fault;
      fault = undefined;
      if (met === 'lost') throw connectionReset();
      if (met === 'throttled') return answer(400, JSON.stringify(THROTTLED));
      return answer(200, bodies[operationOf(headers['x-amz-target'])] ?? '{}');
    },
  });
  const set = (next: Fault) => () => void (fault = next);
  return { client, executionArns, throttle: set('throttled'), loseAnswer: set('lost'), close: () => undefined };
}

const operationOf = (target: string | null | undefined): string => target?.split('.')[1] ?? '';

function bareStub({ executionArns, outputs }: Facts): Scene {
  const client = clientWith();
  const stub = mockClient(client);
  stub.on(DescribeExecutionCommand).resolves(outputs.DescribeExecution);
  stub.on(GetExecutionHistoryCommand).resolves(outputs.GetExecutionHistory);
  stub.on(RedriveExecutionCommand).resolves(outputs.RedriveExecution);
  const reject = (error: Error) => () =>
    void stub.on(RedriveExecutionCommand).rejectsOnce(error).resolves(outputs.RedriveExecution);
  const throttled = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
  return {
    client,
    executionArns,
    throttle: reject(throttled),
    loseAnswer: reject(connectionReset()),
    close: () => stub.restore(),
  };
}

function mswHandler({ executionArns, outputs }: Facts): Scene {
  let fault: Fault;
  const bodies = Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, onTheWire(output)]));
  const server = setupServer(
    http.post('https://states.us-east-1.amazonaws.com/', ({ request }) => {
      const met = fault;
      fault = undefined;
      if (met === 'lost') return HttpResponse.error();
      if (met === 'throttled') return HttpResponse.json(THROTTLED, { status: 400 });
      return new HttpResponse(bodies[operationOf(request.headers.get('x-amz-target'))] ?? '{}');
    }),
  );
  server.listen();
  const set = (next: Fault) => () => void (fault = next);
  return {
    client: clientWith(),
    executionArns,
    throttle: set('throttled'),
    loseAnswer: set('lost'),
    close: () => server.close(),
  };
}
