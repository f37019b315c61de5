import { checkOptions, invalid } from '../model/arguments';
import type { FakeStepFunctions } from '../service/fakeStepFunctions';
import type { FakeOptions } from '../service/options';
import { FAKE_OPTIONS, resolveOptions } from '../service/options';
import type { Clock } from '../time/clock';
import { requireMswParts, type MswNamespace } from '../adapters/mswParts';
import type { MswModules } from '../adapters/providedMsw';
import type { SdkNamespace } from '../adapters/sdk';
import { requireSdk } from '../adapters/sdk';
import { unknownAdapter } from './errors';

/** The way from the code under test to the fake. */
export type AdapterName = 'request-handler' | 'client-mock' | 'msw' | 'none';

/** Options of {@link openFakeStepFunctions}: those of the fake, and how it is reached. */
export interface OpenOptions extends Omit<FakeOptions, 'clock'> {
  /**
   * - `request-handler` (default): under every client that the code under test makes or has, with instant retries;
   * - `client-mock`: a stub of aws-sdk-client-mock instead of the clients' `send`;
   * - `msw`: a server of msw; requests to other services go their way;
   * - `none`: the test opens an adapter itself. Then nothing keeps other clients from the network.
   */
  adapter?: AdapterName;
  /** A clock, or a function that makes one: a clock that is given as it is goes on from test to test. */
  clock?: Clock | (() => Clock);
  /** The copy of `@aws-sdk/client-sfn` of the code under test. Default: the one that this package finds. */
  sdk?: SdkNamespace;
  /** For the adapter `msw`: `{ http, HttpResponse, setupServer }` of the consumer's own. Default: the msw that is found. */
  msw?: MswNamespace & MswModules['node'];
}

/** Options of `setupFakeStepFunctions`. */
export interface SetUpOptions extends OpenOptions {
  /** What every test begins with; called before each test, and awaited. */
  setup?: (sfn: FakeStepFunctions) => unknown;
}

/** The options, told apart by whom they are for. */
export interface ResolvedSetUp {
  readonly adapter: AdapterName;
  readonly region: string;
  readonly sdk: SdkNamespace | undefined;
  readonly msw: MswModules | undefined;
  readonly setup: SetUpOptions['setup'];
  /** Options of the next fake. */
  fakeOptions(): FakeOptions;
}

const ADAPTERS: readonly AdapterName[] = ['request-handler', 'client-mock', 'msw', 'none'];

/** Who sets up, and the options that each has beside those of the fake. */
const OWN_OPTIONS = {
  openFakeStepFunctions: ['adapter', 'sdk', 'msw'],
  setupFakeStepFunctions: ['adapter', 'setup', 'sdk', 'msw'],
};

/** @throws TestkitError `OPTION_UNKNOWN`, `ARGUMENT_INVALID`, here and not in the first test. */
export function resolveSetUp(by: keyof typeof OWN_OPTIONS, options: SetUpOptions): ResolvedSetUp {
  checkOptions(`${by}()`, options, [...OWN_OPTIONS[by], ...FAKE_OPTIONS], `${by}({ adapter: 'client-mock' })`);
  const { adapter = 'request-handler', setup, sdk, msw, clock, ...ofFake } = options;
  if (!ADAPTERS.includes(adapter)) throw unknownAdapter(by, adapter, ADAPTERS);
  if (sdk !== undefined) requireSdk(sdk);
  if (msw !== undefined) requireMsw(msw);
  if (setup !== undefined && typeof setup !== 'function') {
    throw invalid('The option setup is a function.', setup, 'Write { setup: (sfn) => … }.');
  }
  const { region } = resolveOptions(typeof clock === 'function' ? ofFake : { ...ofFake, clock });
  return {
    adapter,
    region,
    sdk,
    msw: msw && { msw, node: msw },
    setup,
    fakeOptions: () => ({ ...ofFake, clock: typeof clock === 'function' ? clock() : clock }),
  };
}

function requireMsw(msw: unknown): void {
  requireMswParts('a set-up', msw);
  if (typeof (msw as Partial<MswModules['node']>).setupServer === 'function') return;
  const hint = "Write { msw: { http, HttpResponse, setupServer } }; setupServer comes from 'msw/node'.";
  throw invalid('The option msw of a set-up has no setupServer.', msw, hint);
}
