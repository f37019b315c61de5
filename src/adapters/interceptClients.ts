import { endingBy, type Ending } from '../model/ending';
import { checkOptions } from '../model/arguments';
import type { FakeService } from './adapter';
import { requireService } from './adapter';
import { handlerOf, leadsToAFake, type FakeRequestHandler } from './handler';
import { interceptNodeHttp } from './network/scope';
import { withoutDelay } from './retryDelay';
import type { Refusing } from './routes';
import { answering, currentRoute, isAllowed, isAnyRouteOpen, isAnythingAllowed, isClosed } from './routes';
import { openRoute, refusedRequest } from './routes';
import type { SdkClient, SdkNamespace } from './sdk';
import { sdkCopies } from './sdk';
import { noteSender, watchForStubs } from './stubs';
import { withTimeouts } from './timeouts';

/** Options of {@link interceptClients}. */
export interface InterceptOptions {
  /** The copy of `@aws-sdk/client-sfn` whose clients are intercepted. Default: the one that this package finds. */
  sdk?: SdkNamespace;
  /** Whether the SDK's retries follow at once, without a timer. Default: false, the client's own delays. */
  instantRetries?: boolean;
}

/** Gives the clients back their own handler, credentials and region. Calling it again does nothing. */
export type RestoreClients = Ending;

type Config = Record<string, unknown>;
type Provider<T> = () => Promise<T>;

/** A client, as far as its `send` is concerned. */
interface Client extends SdkClient {
  // A class of the test's own may stand in for the client: it has no configuration, and needs none.
  readonly config?: Config;
  /** What it was made with, in newer versions. */
  readonly initConfig?: { readonly region?: unknown };
}

/** What was done to one copy of the SDK. Kept on its `send`, so that all copies of the kit share it. */
interface PatchedSdk {
  readonly ownSend: PropertyDescriptor | undefined;
  readonly restoreConfigs: Map<Config, () => void>;
  readonly restoreEnvironment: () => void;
  stopWatching: () => void;
}

const PATCHED = Symbol.for('redrive-testkit.patchedSdk');
type PatchedSend = SdkClient['send'] & { [PATCHED]?: PatchedSdk };

// Nothing checks them: a client only insists on having some.
const TEST_CREDENTIALS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'redrive-testkit' };
const DEFAULT_REGION = 'us-east-1';

// The oldest supported clients sign with the credentials that they were made with, so the signer is replaced as well.
const NO_SIGNER = { sign: async (request: unknown) => request };

/**
 * Puts the fake under every Step Functions client of an SDK copy, also under those that the code under test makes
 * itself, made before or after. While it is active, no request of them reaches a network, whatever their endpoint,
 * credentials or region.
 *
 * @returns a function that takes the fake away again.
 * @throws TestkitError `SDK_COPIES_DIFFER`, `PEER_MISSING`.
 *
 * @example
 * const restore = interceptClients(sfn, { instantRetries: true });
 * await recoverOrders();   // makes its own SFNClient
 * restore();
 */
export function interceptClients(service: FakeService, options: InterceptOptions = {}): RestoreClients {
  const call = 'interceptClients()';
  requireService(call, service);
  checkOptions(call, options, ['sdk', 'instantRetries'], 'interceptClients(sfn, { instantRetries: true })');
  const copies = sdkCopies(options.sdk).map(({ SFNClient }) => SFNClient.prototype as SdkClient);
  const close = openRoute({ now: () => ({ service }), instantRetries: options.instantRetries ?? false });
  for (const copy of copies) patchClients(copy);
  // A copy that is loaded from now on (a module reset) is not among them.
  const restoreHttp = interceptNodeHttp();
  return endingBy(() => {
    close();
    restoreHttp();
    for (const copy of copies) unpatchClients(copy);
  });
}

/** Leads what the clients of this copy send to the route that is in force at that moment. */
export function patchClients(prototype: SdkClient): void {
  const found = prototype.send as PatchedSend;
  if (found[PATCHED] !== undefined) return;
  const patched: PatchedSdk = {
    ownSend: Object.getOwnPropertyDescriptor(prototype, 'send'),
    restoreConfigs: new Map(),
    restoreEnvironment: disableInstanceMetadata(),
    stopWatching: () => undefined,
  };
  const send: PatchedSend = function (this: Client, ...args) {
    return sendByRoute(this, args, patched, (client) => Reflect.apply(found, client, args));
  };
  send[PATCHED] = patched;
  Object.defineProperty(prototype, 'send', { configurable: true, writable: true, value: send });
  patched.stopWatching = watchForStubs(prototype, send, found);
}

/** Gives the clients of this copy back what they had, unless a route or the guard still needs them. */
function unpatchClients(prototype: SdkClient): void {
  const patched = (prototype.send as PatchedSend)[PATCHED];
  if (patched === undefined || isAnyRouteOpen() || isClosed()) return;
  if (patched.ownSend === undefined) delete (prototype as Partial<SdkClient>).send;
  else Object.defineProperty(prototype, 'send', patched.ownSend);
  for (const restoreConfig of patched.restoreConfigs.values()) restoreConfig();
  patched.restoreEnvironment();
  patched.stopWatching();
}

function sendByRoute(
  client: Client,
  args: unknown[],
  { restoreConfigs }: PatchedSdk,
  proceed: (client: object) => unknown,
): unknown {
  const by = answering();
  const { config } = client;
  if (by === undefined || config === undefined) return proceed(client);
  if ('refusal' in by) {
    if (leadsToAFake(config.requestHandler)) return proceed(client);
    if (by.isOnlyAtTheEnd) return proceed(client);
    const name = args[0]?.constructor.name.replace(/Command$/, '') ?? 'A request';
    if (!isAnythingAllowed()) return handedBack(args, Promise.reject(refusedRequest(by.refusal, name, '')));
    restoreConfigs.get(config)?.();
    restoreConfigs.delete(config);
    return handedBack(
      args,
      unlessRefused(by.refusal, name, config, () => proceed(client)),
    );
  }
  if (!restoreConfigs.has(config)) restoreConfigs.set(config, redirect(config));
  noteSender(client);
  const answer = heardOrNot(by.service, proceed(sending(client, config, by.service)));
  // A stub below without an answer gives undefined, where whoever calls a client counts on a promise.
  return answer === undefined && !args.some((arg) => typeof arg === 'function') ? Promise.resolve() : answer;
}

/**
 * Whoever sends a call and forgets it does not hear of its refusal when the test is over; that must not end the process, nor fail the
 * next test.
 */
function heardOrNot({ isOver }: FakeService, answer: unknown): unknown {
  if (isOver === undefined || !(answer instanceof Promise)) return answer;
  const told: Promise<unknown> = answer.catch((error: unknown) => {
    if (isOver()) void told.catch(() => undefined);
    throw error;
  });
  return told;
}

/**
 * The client as it is for one call. Its handler leads to the fake that was there when the call was sent: whatever comes of the call
 * (a retry in the next test, an answer that was held) belongs to that one. A cache of the client's would keep a handler for good.
 */
function sending(client: Client, config: Config, service: FakeService): object {
  const own = config.requestHandler;
  const isSeen = currentRoute()?.isBelow?.() === true && isSeenBelow(own);
  const handler = isSeen ? (own as FakeRequestHandler) : handlerOf(service, () => regionOf(client, config));
  const requestHandler = withTimeouts(handler, own);
  const value = Object.create(Object.getPrototypeOf(config) as object, {
    ...Object.getOwnPropertyDescriptors(config),
    requestHandler: { value: requestHandler, enumerable: true },
    cacheMiddleware: { value: false, enumerable: true },
  }) as Config;
  return Object.create(client, { config: { value, enumerable: true } }) as object;
}

/** In the form in which the caller wants it: the answer as a promise, or to a callback. */
function handedBack(args: readonly unknown[], answer: Promise<unknown>): unknown {
  const done = args.slice(1).find((arg) => typeof arg === 'function') as
    ((error: unknown, output?: unknown) => void) | undefined;
  if (done === undefined) return answer;
  void answer.then((output) => done(null, output), done);
  return undefined;
}

/** Between tests some hosts may be open; whether this client leads to one of them is known when its endpoint is. */
async function unlessRefused(
  refusing: Refusing,
  name: string,
  config: Config,
  proceed: () => unknown,
): Promise<unknown> {
  const host = await hostOf(config).catch(() => '');
  if (!isAllowed(host)) throw refusedRequest(refusing, host === '' ? name : `${name} to ${host}`, host);
  return proceed();
}

async function hostOf({ endpoint, region, useFipsEndpoint, useDualstackEndpoint }: Config): Promise<string> {
  const own = await (endpoint as Provider<{ hostname: string }> | undefined)?.();
  if (own !== undefined) return own.hostname;
  const name = await (region as Provider<string>)();
  const [isFips, isDual] = await Promise.all(
    [useFipsEndpoint, useDualstackEndpoint].map((each) => (each as Provider<boolean>)()),
  );
  const domain = isDual ? 'api.aws' : `amazonaws.com${name.startsWith('cn-') ? '.cn' : ''}`;
  return `states${isFips ? '-fips' : ''}.${name}.${domain}`;
}

/** Whether requests of this handler come to Node's HTTP/1.1 or to fetch, where msw sees them. */
function isSeenBelow(handler: unknown): boolean {
  return (handler as { metadata?: { handlerProtocol?: string } }).metadata?.handlerProtocol !== 'h2';
}

/** A client without a region asks the instance metadata service for one: a request that is not ours to answer. */
function disableInstanceMetadata(): () => void {
  const { env } = process;
  if (env.AWS_EC2_METADATA_DISABLED !== undefined) return () => undefined;
  env.AWS_EC2_METADATA_DISABLED = 'true';
  return () => {
    delete env.AWS_EC2_METADATA_DISABLED;
  };
}

/** The region that a client was made for; nothing where it has only what happens to be set on this machine. */
async function regionOf(client: Client, config: Config): Promise<string | undefined> {
  const isItsOwn = client.initConfig?.region !== undefined || currentRoute()?.rulesRegion === true;
  return isItsOwn ? (config.region as Provider<string>)() : undefined;
}

/** Takes from a client's configuration what would ask for real credentials, a region or time; returns what undoes it. */
function redirect(config: Config): () => void {
  const { credentials, signer, region, useFipsEndpoint, retryStrategy, maxAttempts } = config;
  config.credentials = async () => TEST_CREDENTIALS;
  config.signer = async () => NO_SIGNER;
  config.region = orElse(region as Provider<string>, DEFAULT_REGION);
  // It asks for the region too.
  config.useFipsEndpoint = orElse(useFipsEndpoint as Provider<boolean>, false);
  config.retryStrategy = async () => {
    const strategy = await (retryStrategy as Provider<unknown>)();
    const instant = currentRoute()?.instantRetries ?? false;
    return instant ? withoutDelay(strategy, maxAttempts as Provider<number>) : strategy;
  };
  return () => Object.assign(config, { credentials, signer, region, useFipsEndpoint, retryStrategy });
}

function orElse<T>(provider: Provider<T>, fallback: T): Provider<T> {
  return async () => {
    try {
      return await provider();
    } catch {
      return fallback;
    }
  };
}
