import { checkOptions, invalid, isWholeFrom } from '../../model/arguments';
import type { FakeStepFunctions } from '../../service/fakeStepFunctions';
import type { FakeOptions } from '../../service/options';
import type { CallerPlace } from './fakes';

/** Where a server listens, and whom it answers. */
export interface ListenOptions {
  /** A free one unless given. */
  port?: number;
  /**
   * The address to listen at: `127.0.0.1` unless given, so that only this machine reaches the server. With another, it can also be
   * reached by IP addresses and by names without a dot, as containers have them.
   */
  host?: string;
  /** Origins of web pages that may call: `['http://localhost:5173']`, or `['*']`. None unless given. */
  cors?: readonly string[];
  /** How long a client may take to send a request, in milliseconds: 10 seconds unless given. */
  requestTimeout?: number;
}

/** A server that holds one fake for each Region and account of the signatures that it gets. */
export interface PerRegionOptions extends ListenOptions {
  fakes: 'per-region';
  /** What is done to each fake before it answers, and again after a reset: machines to create, executions to seed. */
  setup?: (sfn: FakeStepFunctions) => void;
  /** Options of each fake. */
  fakeOptions?: Omit<FakeOptions, 'region' | 'account'>;
}

/** A server that is listening. */
export interface RunningServer {
  /** The endpoint for clients: `http://127.0.0.1:51234`. */
  readonly url: string;
  /** The fake that answers a Region and account, `us-east-1` and the default account unless said. */
  fake(place?: CallerPlace): FakeStepFunctions;
  /** Ends all connections; long polls end with them. Calling it again does nothing. */
  close(): Promise<void>;
  /** {@link close}, for `using server = await startServer(sfn)`. */
  [Symbol.dispose](): void;
  /** {@link close}, for `await using server = await startServer(sfn)`. */
  [Symbol.asyncDispose](): Promise<void>;
}

const LISTEN_OPTIONS = ['port', 'host', 'cors', 'requestTimeout'];
const PER_REGION_OPTIONS = [...LISTEN_OPTIONS, 'fakes', 'setup', 'fakeOptions'];

/** Ports have 16 bits. */
const LAST_PORT = 65_535;

/** @throws TestkitError `OPTION_UNKNOWN`, `ARGUMENT_INVALID` */
export function checkServerOptions(options: ListenOptions | PerRegionOptions, isPerRegion: boolean): void {
  const call = 'startServer()';
  const example = isPerRegion ? "startServer({ fakes: 'per-region', port: 8083 })" : 'startServer(sfn, { port: 8083 })';
  checkOptions(call, options, isPerRegion ? PER_REGION_OPTIONS : LISTEN_OPTIONS, example);
  const { port, host, cors, requestTimeout } = options;
  if (port !== undefined && !(isWholeFrom(0, port) && port <= LAST_PORT)) {
    const what = `The option port of ${call} is a whole number from 0, which takes a free one, to ${LAST_PORT}.`;
    throw invalid(what, port, 'Write for example { port: 8083 }.');
  }
  if (host !== undefined && (typeof host !== 'string' || host === '')) {
    throw invalid(`The option host of ${call} is an address.`, host, "Write for example { host: '0.0.0.0' }.");
  }
  if (cors !== undefined && !(Array.isArray(cors) && cors.every((origin) => typeof origin === 'string'))) {
    const hint = "Write for example { cors: ['http://localhost:5173'] }.";
    throw invalid(`The option cors of ${call} is a list of origins.`, cors, hint);
  }
  if (requestTimeout !== undefined && !isWholeFrom(1, requestTimeout)) {
    const what = `The option requestTimeout of ${call} is a whole number of milliseconds, from 1.`;
    throw invalid(what, requestTimeout, 'Write for example { requestTimeout: seconds(10) }.');
  }
  if (isPerRegion) checkPerRegion(call, options as PerRegionOptions);
}

function checkPerRegion(call: string, { fakes, setup }: PerRegionOptions): void {
  if (fakes !== 'per-region') {
    const hint = "Write startServer(sfn), with what createFakeStepFunctions() returned, or { fakes: 'per-region' }.";
    throw invalid(`${call} takes a fake, or the option fakes: 'per-region'.`, fakes, hint);
  }
  if (setup !== undefined && typeof setup !== 'function') {
    throw invalid(`The option setup of ${call} is a function.`, setup, 'Write { setup: (sfn) => { … } }.');
  }
}
