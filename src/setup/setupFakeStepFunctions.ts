import type { FakeService } from '../adapters/adapter';
import type { Answering, Route } from '../adapters/routes';
import { serviceOfCall } from '../adapters/network/sentCalls';
import { allowHosts, currentRoute, nowClosedBecause, openRoute, refusedRequest } from '../adapters/routes';
import { findMsw } from '../adapters/mswModules';
import type { MswModules } from '../adapters/providedMsw';
import { globalState } from '../model/globalState';
import type { TestkitError } from '../model/testkitError';
import { createFakeStepFunctions } from '../service/createFake';
import { coreOf } from '../service/fakeStepFunctions';
import type { FakeStepFunctions } from '../service/fakeStepFunctions';
import { ADAPTERS } from './adapters';
import { protectEnvironment } from './environment';
import { usedAfterTest, usedConcurrently } from './errors';
import { atEndOfTest } from './endOfTest';
import { reportFailure } from './failureReports';
import { BEFORE_FIRST_TEST, OWN_ADAPTER, refusingAfter } from './guard';
import type { Handle } from './handle';
import { createHandle } from './handle';
import type { ResolvedSetUp, SetUpOptions } from './options';
import { resolveSetUp } from './options';
import type { Owner } from './owners';
import { hasResource, refusingStrangers, rememberLeft } from './owners';
import { refuseOtherOptions, refuseSecond } from './placement';
import { seedOfTest } from './testSeed';

export type Hook = () => void | Promise<void>;

/** The parts of a test runner that the set-up needs. What is optional not every runner tells. */
export interface Runner {
  beforeAll(hook: Hook): unknown;
  beforeEach(hook: Hook): unknown;
  afterEach(hook: Hook): unknown;
  afterAll(hook: Hook): unknown;
  /** Full name of the running test. */
  testName(): string | undefined;
  /** Path of the test file. */
  testFile?(): string | undefined;
  /** What the running test has failed with so far. */
  errors?(): readonly unknown[];
  /** Tells when the hooks before the running test are over. */
  beforeBody?(begin: () => void): void;
  /** Whether the environment is the test file's own, so that nobody else is in need of it afterwards. */
  readonly keepsEnvironment?: boolean;
  /** The describe in which hooks are being defined. */
  block?(): object | undefined;
  /** Has a hook of a block called after those of the test file. */
  putLast?(block: object | undefined, hook: Hook, isOurs: (hook: unknown) => boolean): void;
}

/** A set-up between its beforeAll and its afterAll. */
export interface ActiveSetUp extends Owner {
  readonly handle: Handle;
  /** As it was called; that of the set-up around it where it shows its fake. */
  readonly given: SetUpOptions;
}

/** The active ones, innermost last. Kept globally: a module reset makes a copy of us, which finds them here. */
const ACTIVE = Symbol.for('redrive-testkit.activeSetUps');
const activeSetUps = (): ActiveSetUp[] => globalState<ActiveSetUp[]>(ACTIVE, () => []);

/** The hooks after tests of all set-ups. */
const OURS = new WeakSet<object>();

/**
 * Registers hooks that renew the fake in a handle before each test. Without options it shows the fake of the set-up
 * around it, for example that of a set-up file. Inside a running test, where no hooks can be registered, it answers
 * the handle of that test: so it is found again after a module reset.
 */
export function useWith(runner: () => Runner, options: SetUpOptions = {}): FakeStepFunctions {
  const resolved = resolveSetUp('setupFakeStepFunctions', options);
  const running = activeSetUps().findLast(({ isInTest }) => isInTest);
  if (running !== undefined) {
    refuseOtherOptions(options, running.given);
    return running.handle.sfn;
  }
  const hooks = runner();
  const block = hooks.block?.();
  refuseSecond(block, options);
  const setUp = new SetUp(resolved, options, hooks);
  const endTest: Hook = () => setUp.endTest();
  OURS.add(endTest);
  hooks.beforeAll(async () => {
    hooks.putLast?.(block, endTest, (hook) => typeof hook === 'function' && OURS.has(hook));
    await setUp.begin();
  });
  hooks.beforeEach(async () => setUp.beginTest());
  hooks.afterEach(endTest);
  hooks.afterAll(() => setUp.end());
  return setUp.handle.sfn;
}

class SetUp implements ActiveSetUp, Route {
  readonly handle = createHandle();
  readonly instantRetries = true;
  readonly rulesRegion = true;
  isInTest = false;
  private outer: ActiveSetUp | undefined;
  private isOfOuter = false;
  private testName: string | undefined;
  /** The fake of the running test. */
  private service: FakeService | undefined;
  private modules: MswModules | undefined;
  /** What undoes the protection, the route and the adapter, for the file and for the test. */
  private readonly openForFile: (() => void)[] = [];
  private readonly openForTest: (() => void)[] = [];

  constructor(
    private readonly options: ResolvedSetUp,
    private readonly asCalled: SetUpOptions,
    private readonly runner: Runner,
  ) {}

  get given(): SetUpOptions {
    return this.isOfOuter ? this.outer!.given : this.asCalled;
  }

  /** Until everything is prepared, what was in force before stays so; then it is taken over in one turn. */
  async begin(): Promise<void> {
    this.outer = activeSetUps().at(-1);
    activeSetUps().push(this);
    if (this.outer !== undefined && Object.keys(this.asCalled).length === 0) {
      this.isOfOuter = true;
      this.handle.follow(this.outer.handle);
      return;
    }
    const { adapter, msw, region, allowNetwork } = this.options;
    this.openForFile.push(protectEnvironment(region, this.runner.keepsEnvironment));
    allowHosts(this, allowNetwork);
    if (adapter === 'msw') this.modules = msw ?? (await findMsw());
    await ADAPTERS[adapter].prepare?.(this.options);
    this.openForFile.push(openRoute(this));
    this.openForFile.push(ADAPTERS[adapter].forFile(this.serviceOfMoment, this.options, this.modules));
  }

  isBelow(): boolean {
    return ADAPTERS[this.options.adapter].isBelow?.() ?? false;
  }

  now(): Answering {
    if (!ADAPTERS[this.options.adapter].leadsClients) return { refusal: OWN_ADAPTER, isOnlyAtTheEnd: true };
    if (this.isInTest) return { service: this.service! };
    const refusal = this.handle.current === undefined ? BEFORE_FIRST_TEST : refusingAfter(this.testName, false);
    return { refusal, isOnlyAtTheEnd: false };
  }

  note(misuse: TestkitError): void {
    if (this.isInTest && !this.isOfOuter) coreOf(this.handle.current!).note(misuse);
  }

  has(arn: string): boolean {
    return !this.isOfOuter && this.handle.current !== undefined && hasResource(coreOf(this.handle.current), arn);
  }

  /** For a server that is open from the first test to the last: each request is led to the fake of its moment. */
  private readonly serviceOfMoment: FakeService = {
    execute: async (operation, input, caller) => {
      const by = this.now();
      if ('refusal' in by) throw refusedRequest(by.refusal, operation, '');
      return serviceOfCall(caller?.invocation, by.service).execute(operation, input, caller);
    },
  };

  async beginTest(): Promise<void> {
    if (this.isInTest) throw usedConcurrently(this.testName);
    this.testName = this.runner.testName();
    if (this.isOfOuter) {
      this.isInTest = true;
      return;
    }
    const { adapter, region, setup, randomSeed } = this.options;
    this.openForTest.push(protectEnvironment(region, this.runner.keepsEnvironment));
    const seed = seedOfTest(randomSeed, this.runner.testFile?.(), this.testName);
    const fake = createFakeStepFunctions(this.options.fakeOptions(seed));
    this.handle.renew(fake);
    this.service = refusingStrangers(this.handle.service(), this, activeSetUps);
    this.isInTest = true;
    if (currentRoute() === this) this.openForTest.push(ADAPTERS[adapter].forTest(this.service, this.options));
    const { faults } = coreOf(fake);
    faults.areShared = true;
    this.runner.beforeBody?.(() => (faults.areShared = false));
    await setup?.(this.handle.sfn);
    if (this.runner.beforeBody === undefined) faults.areShared = false;
  }

  endTest(): void {
    const { isInTest, testName } = this;
    this.isInTest = false;
    if (this.isOfOuter) return;
    undo(this.openForTest);
    if (!isInTest) return;
    const core = coreOf(this.handle.current!);
    rememberLeft(core, testName);
    const failures = [...(this.runner.errors?.() ?? [])];
    try {
      atEndOfTest(core, () => usedAfterTest(testName), this.options.unusedFaults, failures);
    } catch (error) {
      failures.push(error);
      throw error;
    } finally {
      this.report(failures);
    }
  }

  private report(failures: readonly unknown[]): void {
    const { reportFolder } = this.options;
    if (reportFolder === undefined || failures.length === 0) return;
    reportFailure(this.handle.current!, failures, reportFolder, {
      file: this.runner.testFile?.(),
      name: this.testName,
    });
  }

  end(): void {
    const active = activeSetUps();
    const at = active.indexOf(this);
    if (at >= 0) active.splice(at, 1);
    undo(this.openForTest);
    undo(this.openForFile);
    if (!this.isOfOuter) nowClosedBecause(refusingAfter(this.testName, true));
  }
}

function undo(opened: (() => void)[]): void {
  for (const close of opened.splice(0).reverse()) close();
}
