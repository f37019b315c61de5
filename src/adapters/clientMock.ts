import type { SFNClient } from '@aws-sdk/client-sfn';
import type { AwsClientStub } from 'aws-sdk-client-mock';
import type { AbortSignalLike } from '../model/abort';
import { checkOptions, invalid } from '../model/arguments';
import { globalState } from '../model/globalState';
import { TestkitError } from '../model/testkitError';
import { unlessAborted } from './abort';
import type { Caller, FakeService } from './adapter';
import { connectionReset, requireService } from './adapter';
import type { SdkClient, SdkNamespace } from './sdk';
import { sdkOrDefault } from './sdk';
import { responseMetadata, toSdkException } from './sdkExceptions';
import { markAsOurs, watchForStubs } from './stubs';
import { nextRequestId } from './wire/exchange';
import { withNestedTypes } from './wire/nestedTypes';

export type { FakeService } from './adapter';
export type { SdkNamespace } from './sdk';

/** Options of {@link toClientMock}. */
export interface ClientMockOptions {
  /** The copy of `@aws-sdk/client-sfn` of the code under test. Default: the one that this package finds. */
  sdk?: SdkNamespace;
  /** One client instance to stub. Default: the class, hence every client of that copy. */
  client?: object;
}

/** A command of any version of the SDK. */
interface Command {
  input: object;
}

type Callback = (error: unknown, output?: unknown) => void;
interface SendOptions {
  abortSignal?: AbortSignalLike;
}

/** Their stub; `using` restores it at the end of its block. */
export type DisposableStub = AwsClientStub<SFNClient> & { [Symbol.dispose](): void };

/** What the adapter uses of aws-sdk-client-mock. */
interface ClientMockLibrary {
  mockClient(client: object): ClientStub;
}
interface ClientStub {
  send: {
    callsFake(
      fake: (this: unknown, command: Command, options?: SendOptions | Callback, callback?: Callback) => unknown,
    ): void;
  };
  reset(): unknown;
  restore(): void;
}

/** What a stub answers out of. */
interface Held {
  service: FakeService | undefined;
  readonly sdk: SdkNamespace;
}

/**
 * An aws-sdk-client-mock stub whose answers come out of the fake. Their dialect stays: `.on(Command).resolves()` goes
 * before the fake, `commandCalls()` records (copies of the inputs), and after `reset()` the fake answers again.
 *
 * A stubbed `send` has no middleware: there are no retries, and the client token that the SDK would fill in is minted
 * here. A lost response rejects with an error of code `ECONNRESET`.
 *
 * @param service The fake.
 * @throws TestkitError `PEER_MISSING` when aws-sdk-client-mock or the SDK is not installed, `SDK_COPIES_DIFFER`.
 *
 * @example
 * const sfnMock = toClientMock(sfn);
 * await recoverOrders(new SFNClient({}));
 * expect(sfnMock.commandCalls(RedriveExecutionCommand)).toHaveLength(1);
 */
export function toClientMock(service: FakeService, options: ClientMockOptions = {}): DisposableStub {
  requireService('toClientMock()', service);
  checkOptions('toClientMock()', options, ['sdk', 'client'], 'toClientMock(sfn, { client })');
  const { client } = options;
  if (client !== undefined && !isClient(client)) {
    const hint =
      'Write toClientMock(sfn, { client: new SFNClient({}) }), or leave it out: then every client is stubbed.';
    throw invalid('The option client of toClientMock() is a client of the SDK.', client, hint);
  }
  const sdk = sdkOrDefault(options.sdk);
  const stub = clientMockLibrary().mockClient(client ?? sdk.SFNClient);
  markAsOurs(stub.send);
  // The library keeps its stubs; what this one holds is dropped with its restore().
  const held: Held = { service, sdk };
  const own = Object.assign(stub, { [Symbol.dispose]: () => stub.restore() }) as unknown as DisposableStub;
  const open = openStubs();
  open.push(own);
  const [theirReset, theirRestore] = [stub.reset.bind(stub), stub.restore.bind(stub)];
  stub.reset = () => {
    theirReset();
    arm(stub, held);
    return stub;
  };
  const stopWatching =
    client === undefined ? watchForStubs(sdk.SFNClient.prototype as SdkClient, stub.send) : undefined;
  stub.restore = () => {
    held.service = undefined;
    if (open.includes(own)) open.splice(open.indexOf(own), 1);
    stopWatching?.();
    theirRestore();
  };
  arm(stub, held);
  return own;
}

/** Those that answer from a fake, the newest last. Copies of the kit share them: a module reset makes one. */
const openStubs = (): DisposableStub[] => globalState(Symbol.for('redrive-testkit.clientMocks'), () => []);

/**
 * The stub of aws-sdk-client-mock that answers from the fake by now: in a test, the one that the set-up with `{ adapter: 'client-mock' }` has
 * made for it. Each test has another, so ask for it in the test.
 *
 * @throws TestkitError `USED_BEFORE_TEST` while there is none.
 * @example
 * setupFakeStepFunctions({ adapter: 'client-mock' });
 *
 * test('it asks once', async () => {
 *   await recoverOrders();
 *   expect(currentClientMock().commandCalls(RedriveExecutionCommand)).toHaveLength(1);
 * });
 */
export function currentClientMock(): DisposableStub {
  const stub = openStubs().at(-1);
  if (stub !== undefined) return stub;
  throw new TestkitError({
    code: 'USED_BEFORE_TEST',
    what: 'No stub of aws-sdk-client-mock answers from a fake at this moment.',
    hint: "Ask for it in a test, with setupFakeStepFunctions({ adapter: 'client-mock' }); by hand, toClientMock(sfn) answers it.",
  });
}

/** A client, or a class of clients. */
function isClient(client: unknown): boolean {
  return typeof client === 'function' || typeof (client as { send?: unknown } | null)?.send === 'function';
}

// The behavior of the stub itself and not of a matcher: whatever the consumer adds with `.on()` goes before it, also
// when it was added first.
function arm(stub: ClientStub, held: Held): void {
  stub.send.callsFake(function (this: unknown, command, options, callback) {
    const { service, sdk } = held;
    if (service === undefined) return undefined;
    const done = typeof options === 'function' ? options : callback;
    const abortSignal = typeof options === 'function' ? undefined : options?.abortSignal;
    const work = async (): Promise<unknown> =>
      answerCommand(service, sdk, command, { region: givenRegion(this), signal: abortSignal });
    const answer = abortSignal ? unlessAborted(abortSignal, work) : work();
    if (done === undefined) return answer;
    void answer.then(
      (output) => done(null, output),
      (error: unknown) => done(error),
    );
    return undefined;
  });
}

/** The region that the client was made for, where newer versions tell it. */
function givenRegion(client: unknown): string | undefined {
  const { region } = (client as { initConfig?: { region?: unknown } }).initConfig ?? {};
  return typeof region === 'string' ? region : undefined;
}

async function answerCommand(
  service: FakeService,
  sdk: SdkNamespace,
  command: Command,
  caller: Caller,
): Promise<unknown> {
  const operation = command.constructor.name.replace(/Command$/, '');
  // A paginator changes the input that it has handed over; the stub records the command, so the command gets a copy.
  command.input = copyOf(command.input);
  const outcome = await service.execute(operation, withClientToken(service, operation, command.input), caller);
  if (outcome.kind === 'lost') throw connectionReset();
  const requestId = nextRequestId(service);
  if (outcome.kind === 'refused') throw toSdkException(sdk, outcome.refusal, requestId);
  return { $metadata: responseMetadata(200, requestId), ...withNestedTypes(operation, outcome.output) };
}

/** The one member of the service model that the SDK fills in by itself. */
function withClientToken(service: FakeService, operation: string, input: { clientToken?: unknown }): object {
  const isAbsent = input.clientToken === undefined || input.clientToken === null;
  return operation === 'RedriveExecution' && isAbsent ? { ...input, clientToken: nextRequestId(service) } : input;
}

function copyOf<T>(value: T, done: Map<unknown, unknown> = new Map()): T {
  if (typeof value !== 'object' || value === null) return value;
  if (done.has(value)) return done.get(value) as T;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    done.set(value, list);
    for (const each of value) list.push(copyOf(each, done));
    return list as T;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const copy: T = { ...value };
  done.set(value, copy);
  for (const name in copy) copy[name] = copyOf(copy[name], done);
  return copy;
}

function clientMockLibrary(): ClientMockLibrary {
  try {
    return require('aws-sdk-client-mock') as ClientMockLibrary;
  } catch (error) {
    throw new TestkitError({
      code: 'PEER_MISSING',
      what: 'toClientMock needs aws-sdk-client-mock, which could not be loaded.',
      found: String(error),
      hint: 'Install it (npm install --save-dev aws-sdk-client-mock), or use toRequestHandler, which needs nothing.',
    });
  }
}
