import { checkOptions } from '../model/arguments';
import type { FakeService } from './adapter';
import { requireService } from './adapter';
import type { FakeRequestHandler } from './handler';
import { toRequestHandler } from './handler';
import { interceptHttp } from './interceptHttp';
import { withoutDelay } from './retryDelay';
import type { SdkClient, SdkNamespace } from './sdk';
import { sdkCopies } from './sdk';

/** Options of {@link interceptClients}. */
export interface InterceptOptions {
  /** The copy of `@aws-sdk/client-sfn` whose clients are intercepted. Default: the one that this package finds. */
  sdk?: SdkNamespace;
  /** Whether the SDK's retries follow at once, without a timer. Default: false, the client's own delays. */
  instantRetries?: boolean;
}

/** Gives the clients back their own handler, credentials and region. Calling it again does nothing. */
export type RestoreClients = () => void;

interface Interception {
  readonly handler: FakeRequestHandler;
  readonly instantRetries: boolean;
}

type Config = Record<string, unknown>;
type Provider<T> = () => Promise<T>;

/** What was done to one copy of the SDK. The last interception that is not restored rules. */
interface PatchedSdk {
  readonly interceptions: Interception[];
  readonly restoreConfigs: Map<Config, () => void>;
  readonly ownSend: PropertyDescriptor | undefined;
  readonly restoreEnvironment: () => void;
}

const patchedSdks = new WeakMap<SdkClient, PatchedSdk>();

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
  const interception = { handler: toRequestHandler(service), instantRetries: options.instantRetries ?? false };
  const restores = sdkCopies(options.sdk).map(({ SFNClient }) =>
    interceptClass(SFNClient.prototype as SdkClient, interception),
  );
  // A copy that is loaded from now on (a module reset) is not among them.
  restores.push(interceptHttp(service));
  return () => restores.forEach((restore) => restore());
}

function interceptClass(prototype: SdkClient, interception: Interception): RestoreClients {
  const patched = patchedSdks.get(prototype) ?? patch(prototype);
  patched.interceptions.push(interception);
  return () => {
    const at = patched.interceptions.indexOf(interception);
    if (at < 0) return;
    patched.interceptions.splice(at, 1);
    if (patched.interceptions.length === 0) unpatch(prototype, patched);
  };
}

function patch(prototype: SdkClient): PatchedSdk {
  const patched: PatchedSdk = {
    interceptions: [],
    restoreConfigs: new Map(),
    ownSend: Object.getOwnPropertyDescriptor(prototype, 'send'),
    restoreEnvironment: disableInstanceMetadata(),
  };
  const send = prototype.send;
  Object.defineProperty(prototype, 'send', {
    configurable: true,
    writable: true,
    value(this: SdkClient & { config?: Config }, ...args: unknown[]) {
      // A class of the test's own may stand in for the client: it has no configuration, and needs none.
      if (this.config !== undefined && !patched.restoreConfigs.has(this.config)) {
        patched.restoreConfigs.set(this.config, redirect(this.config, patched.interceptions));
      }
      return send.apply(this, args);
    },
  });
  patchedSdks.set(prototype, patched);
  return patched;
}

function unpatch(prototype: SdkClient, patched: PatchedSdk): void {
  if (patched.ownSend === undefined) delete (prototype as Partial<SdkClient>).send;
  else Object.defineProperty(prototype, 'send', patched.ownSend);
  for (const restoreConfig of patched.restoreConfigs.values()) restoreConfig();
  patched.restoreEnvironment();
  patchedSdks.delete(prototype);
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

/** Points a client's configuration at the interception in force; returns what undoes it. */
function redirect(config: Config, interceptions: readonly Interception[]): () => void {
  const { requestHandler, credentials, signer, region, useFipsEndpoint, retryStrategy, maxAttempts } = config;
  config.requestHandler = delegating(interceptions);
  config.credentials = async () => TEST_CREDENTIALS;
  config.signer = async () => NO_SIGNER;
  config.region = orElse(region as Provider<string>, DEFAULT_REGION);
  // It asks for the region too.
  config.useFipsEndpoint = orElse(useFipsEndpoint as Provider<boolean>, false);
  config.retryStrategy = async () => {
    const strategy = await (retryStrategy as Provider<unknown>)();
    const instant = interceptions.at(-1)?.instantRetries ?? false;
    return instant ? withoutDelay(strategy, maxAttempts as Provider<number>) : strategy;
  };
  return () => Object.assign(config, { requestHandler, credentials, signer, region, useFipsEndpoint, retryStrategy });
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

function delegating(interceptions: readonly Interception[]): FakeRequestHandler {
  const current = () => interceptions.at(-1)!.handler;
  return { ...current(), handle: (request, options) => current().handle(request, options) };
}
