import { checkOptions, invalid } from '../model/arguments';
import type { FakeStepFunctions } from '../service/fakeStepFunctions';
import type { FakeOptions } from '../service/options';
import { FAKE_OPTIONS, resolveOptions } from '../service/options';
import type { Clock } from '../time/clock';
import { callerFile } from '../adapters/callerFile';
import { requireMswParts, type MswNamespace } from '../adapters/mswParts';
import type { MswModules } from '../adapters/providedMsw';
import type { SdkNamespace } from '../adapters/sdk';
import { requireSdk } from '../adapters/sdk';
import { ADAPTERS } from './adapters';
import { unknownAdapter } from './errors';
import { reportFolder } from './failureReports';

/** The way from the code under test to the fake. */
export type AdapterName = 'request-handler' | 'client-mock' | 'msw' | 'none';

/** Options of {@link openFakeStepFunctions}: those of the fake, and how it is reached. */
export interface OpenOptions extends Omit<FakeOptions, 'clock'> {
  /**
   * - `request-handler` (default): under every client that the code under test makes or has, with instant retries;
   * - `client-mock`: a stub of aws-sdk-client-mock instead of the clients' `send`;
   * - `msw`: a server of msw; requests to other services go their way;
   * - `none`: the test opens an adapter itself. What reaches none is refused.
   */
  adapter?: AdapterName;
  /** A clock, or a function that makes one: a clock that is given as it is goes on from test to test. */
  clock?: Clock | (() => Clock);
  /**
   * Hosts to which requests of Step Functions are let through where they would be refused: between tests, or by a client that cannot be
   * answered. Default: none. `REDRIVE_TESTKIT_ALLOW_NETWORK=1` in the environment opens all.
   */
  allowNetwork?: readonly string[];
  /**
   * `fail` (default): a fault of `failNext`, `loseNextResponse` or `hold` that the test has set and that was not used fails the test at
   * its end. One of a shared beforeEach or of `setup` does not.
   */
  unusedFaults?: 'fail' | 'ignore';
  /** The copy of `@aws-sdk/client-sfn` of the code under test. Default: the one that this package finds. */
  sdk?: SdkNamespace;
  /** For the adapter `msw`: `{ http, HttpResponse, setupServer }` of the consumer's own. Default: the msw that is found. */
  msw?: MswNamespace & MswModules['node'];
}

/** Options of `setupFakeStepFunctions`. */
export interface SetUpOptions extends OpenOptions {
  /** What every test begins with; called before each test, and awaited. */
  setup?: (sfn: FakeStepFunctions) => unknown;
  /**
   * A test that fails leaves a page of each execution that it touched, ten at most, in this folder, from where the test runner was
   * started; its failure says where. `true` is the folder `redrive-testkit-reports`. Default: no pages.
   */
  writeReportOnFailure?: boolean | string;
}

/** The options, told apart by whom they are for. */
export interface ResolvedSetUp {
  readonly adapter: AdapterName;
  readonly region: string;
  readonly sdk: SdkNamespace | undefined;
  /** The file that has set up: where the test finds its packages. */
  readonly caller: string | undefined;
  readonly msw: MswModules | undefined;
  readonly setup: SetUpOptions['setup'];
  readonly allowNetwork: readonly string[];
  readonly unusedFaults: 'fail' | 'ignore';
  readonly randomSeed: number | undefined;
  /** Where a failed test leaves pages of its executions. */
  readonly reportFolder: string | undefined;
  /** Options of the next fake, whose ids are of this seed. */
  fakeOptions(randomSeed: number): FakeOptions;
}

/** Who sets up, and the options that each has beside those of the fake. */
const OWN_OPTIONS = {
  openFakeStepFunctions: ['adapter', 'allowNetwork', 'unusedFaults', 'sdk', 'msw'],
  setupFakeStepFunctions: ['adapter', 'setup', 'allowNetwork', 'unusedFaults', 'writeReportOnFailure', 'sdk', 'msw'],
};

/** @throws TestkitError `OPTION_UNKNOWN`, `ARGUMENT_INVALID`, here and not in the first test. */
export function resolveSetUp(by: keyof typeof OWN_OPTIONS, options: SetUpOptions): ResolvedSetUp {
  checkOptions(`${by}()`, options, [...OWN_OPTIONS[by], ...FAKE_OPTIONS], `${by}({ adapter: 'client-mock' })`);
  const {
    adapter = 'request-handler',
    setup,
    sdk,
    msw,
    clock,
    allowNetwork = [],
    unusedFaults = 'fail',
    writeReportOnFailure,
    ...ofFake
  } = options;
  if (!Object.hasOwn(ADAPTERS, adapter)) throw unknownAdapter(by, adapter, Object.keys(ADAPTERS));
  if (sdk !== undefined) requireSdk(sdk);
  if (msw !== undefined) requireMsw(msw);
  if (setup !== undefined && typeof setup !== 'function') {
    throw invalid('The option setup is a function.', setup, 'Write { setup: (sfn) => … }.');
  }
  checkHosts(allowNetwork);
  if (unusedFaults !== 'fail' && unusedFaults !== 'ignore') {
    throw invalid("The option unusedFaults is 'fail' or 'ignore'.", unusedFaults, "Write { unusedFaults: 'ignore' }.");
  }
  checkReporting(writeReportOnFailure);
  const { region } = resolveOptions(typeof clock === 'function' ? ofFake : { ...ofFake, clock });
  return {
    adapter,
    region,
    sdk,
    caller: callerFile(),
    msw: msw && { msw, node: msw },
    setup,
    allowNetwork,
    unusedFaults,
    randomSeed: ofFake.randomSeed,
    reportFolder: reportFolder(writeReportOnFailure),
    fakeOptions: (randomSeed) => ({ ...ofFake, randomSeed, clock: typeof clock === 'function' ? clock() : clock }),
  };
}

function checkHosts(hosts: unknown): void {
  const isHost = (host: unknown): boolean => typeof host === 'string' && /^[^/\s]+$/.test(host);
  if (Array.isArray(hosts) && hosts.every(isHost)) return;
  const hint = "Write { allowNetwork: ['states.eu-west-1.amazonaws.com'] }: names of hosts, without https://.";
  throw invalid('The option allowNetwork is a list of hosts.', hosts, hint);
}

function checkReporting(option: unknown): void {
  if (option === undefined || typeof option === 'boolean' || (typeof option === 'string' && option !== '')) return;
  const hint = "Write { writeReportOnFailure: 'test-reports' }, or true.";
  throw invalid('The option writeReportOnFailure is a folder, or true or false.', option, hint);
}

function requireMsw(msw: unknown): void {
  requireMswParts('a set-up', msw);
  if (typeof (msw as Partial<MswModules['node']>).setupServer === 'function') return;
  const hint = "Write { msw: { http, HttpResponse, setupServer } }; setupServer comes from 'msw/node'.";
  throw invalid('The option msw of a set-up has no setupServer.', msw, hint);
}
