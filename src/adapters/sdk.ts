import { dirname } from 'node:path';
import { invalid } from '../model/arguments';
import { TestkitError } from '../model/testkitError';
import { callerFile } from './callerFile';

const SDK = '@aws-sdk/client-sfn';

/** The consumer's copy of `@aws-sdk/client-sfn`, as `import * as sdk` gives it. */
export interface SdkNamespace {
  readonly SFNClient: SdkClientClass;
}

// Only what every version and copy of the class is assignable to: their overloads are not to one another.
interface SdkClientClass {
  readonly prototype: object;
}

/**
 * Whether a mock of the test's own stands where the clients would be (`jest.mock('@aws-sdk/client-sfn')`, with or without
 * a factory): it answers by itself, and nothing of it reaches a network. A spy on the real `send` is no such thing.
 */
export function isMocked(sdk: SdkNamespace): boolean {
  const SFNClient = sdk.SFNClient as (SdkClientClass & { _isMockFunction?: boolean }) | undefined;
  const prototype: Partial<SdkClient> | undefined = SFNClient?.prototype;
  return typeof prototype?.send !== 'function' || SFNClient?._isMockFunction === true;
}

/** A client of any version of the SDK. */
export interface SdkClient {
  send(...args: unknown[]): unknown;
}

/**
 * The copy of the SDK that is given, else the one that this package finds.
 *
 * @param caller The file of the test or set-up that asks for it.
 * @throws TestkitError `PEER_MISSING` when there is none or only a mock of it, `SDK_COPIES_DIFFER` when the test would
 * find another one: an adapter under the wrong copy would let requests out to the network.
 */
export function sdkOrDefault(given: SdkNamespace | undefined, caller?: string): SdkNamespace {
  const found = given === undefined ? findSdk(caller ?? callerFile()) : requireSdk(given);
  if (isMocked(found)) throw clientsMocked();
  if (given === undefined) firstCopy ??= found;
  return found;
}

/** What this package finds, which may be a mock. */
export function findSdk(caller: string | undefined): SdkNamespace {
  refuseDifferingCopies(caller);
  return load();
}

function clientsMocked(): TestkitError {
  return new TestkitError({
    code: 'PEER_MISSING',
    what: `This adapter needs the clients of ${SDK}, and a module mock stands in their place.`,
    hint: `Take jest.mock('${SDK}') out of the test: the fake answers real clients. Or pass them: { sdk: jest.requireActual('${SDK}') }.`,
  });
}

/** Refuses what is no copy of the SDK. */
export function requireSdk(given: unknown): SdkNamespace {
  if (typeof (given as Partial<SdkNamespace> | null)?.SFNClient === 'function') return given as SdkNamespace;
  throw invalid(
    'The option sdk is no SDK.',
    given,
    `Write { sdk: await import('${SDK}') }, or { sdk: require('${SDK}') }.`,
  );
}

/** The copy that was found first. A test runner that resets modules loads another, while older code keeps this one. */
let firstCopy: SdkNamespace | undefined;

/** Like {@link sdkOrDefault}, and the first copy beside it where that is another one. */
export function sdkCopies(given: SdkNamespace | undefined, caller?: string): SdkNamespace[] {
  const copy = sdkOrDefault(given, caller);
  return given === undefined && firstCopy !== undefined && firstCopy !== copy ? [firstCopy, copy] : [copy];
}

function load(): SdkNamespace {
  try {
    return require(SDK) as SdkNamespace;
  } catch (error) {
    throw new TestkitError({
      code: 'PEER_MISSING',
      what: `This adapter needs ${SDK}, which could not be loaded.`,
      found: String(error),
      hint: `Install it (npm install --save-dev ${SDK}), or pass your copy: { sdk: await import('${SDK}') }.`,
    });
  }
}

function refuseDifferingCopies(caller = require.main?.filename): void {
  const ours = resolvedFrom(undefined);
  const theirs = caller === undefined ? undefined : resolvedFrom(dirname(caller));
  if (ours === undefined || theirs === undefined || ours === theirs) return;
  throw new TestkitError({
    code: 'SDK_COPIES_DIFFER',
    what: `There are two copies of ${SDK}: clients of one are not those of the other.`,
    found: `found by redrive-testkit: ${ours}\nfound by the test:       ${theirs}`,
    hint: `Pass the copy that the code under test uses: { sdk: require('${SDK}') }, or run npm dedupe.`,
  });
}

function resolvedFrom(directory: string | undefined): string | undefined {
  try {
    return directory === undefined ? require.resolve(SDK) : require.resolve(SDK, { paths: [directory] });
  } catch {
    return undefined;
  }
}

/**
 * Has the SDK read its shared files now; it keeps them. Otherwise the first call of a client waits for the disk, and may
 * set its timers after a test has let its fake timers run.
 */
export async function readSharedFiles(given: SdkNamespace | undefined, caller: string | undefined): Promise<void> {
  const SFNClient = sdkOrDefault(given, caller).SFNClient as unknown as new (config: object) => SharedFilesReader;
  try {
    await new SFNClient({}).config.useDualstackEndpoint();
  } catch {
    // The client of the code under test tells what is wrong with its configuration.
  }
}

interface SharedFilesReader {
  readonly config: { useDualstackEndpoint(): Promise<boolean> };
}
