import { coreOf, createFakeStepFunctions } from '../service/fakeStepFunctions';
import type { FakeStepFunctions } from '../service/fakeStepFunctions';
import { findMsw } from '../adapters/mswModules';
import type { MswModules } from '../adapters/providedMsw';
import { ADAPTERS } from './adapters';
import { protectEnvironment } from './environment';
import { usedAfterTest, usedConcurrently } from './errors';
import type { Handle } from './handle';
import { createHandle } from './handle';
import type { ResolvedSetUp, SetUpOptions } from './options';
import { resolveSetUp } from './options';

type Hook = () => void | Promise<void>;

/** The parts of a test runner that the set-up needs. */
export interface Runner {
  beforeAll(hook: Hook): unknown;
  beforeEach(hook: Hook): unknown;
  afterEach(hook: Hook): unknown;
  afterAll(hook: Hook): unknown;
  /** Full name of the running test. */
  testName(): string | undefined;
}

/** A set-up between its beforeAll and its afterAll. */
interface ActiveSetUp {
  readonly handle: Handle;
  readonly isInTest: boolean;
  /** Closes its adapter, because one further in opens its own. */
  suspend(): void;
  resume(): void;
}

/** The active ones, innermost last. Kept globally: a module reset makes a copy of us, which finds them here. */
const ACTIVE = Symbol.for('redrive-testkit.activeSetUps');
type Holder = { [ACTIVE]?: ActiveSetUp[] };
const activeSetUps = (): ActiveSetUp[] => ((globalThis as Holder)[ACTIVE] ??= []);

/**
 * Registers hooks that renew the fake in a handle before each test. Without options it shows the fake of the set-up
 * around it, for example that of a set-up file. Inside a running test, where no hooks can be registered, it answers
 * the handle of that test: so it is found again after a module reset.
 */
export function useWith(runner: () => Runner, options: SetUpOptions = {}): FakeStepFunctions {
  const running = activeSetUps().findLast(({ isInTest }) => isInTest);
  if (running !== undefined) return running.handle.sfn;
  const hooks = runner();
  const resolved = resolveSetUp('setupFakeStepFunctions', options);
  const setUp = new SetUp(resolved, Object.keys(options).length === 0, hooks);
  hooks.beforeAll(async () => setUp.begin());
  hooks.beforeEach(async () => setUp.beginTest());
  hooks.afterEach(() => setUp.endTest());
  hooks.afterAll(() => setUp.end());
  return setUp.handle.sfn;
}

class SetUp implements ActiveSetUp {
  readonly handle = createHandle();
  isInTest = false;
  private outer: ActiveSetUp | undefined;
  private isOfOuter = false;
  private isSuspended = false;
  private testName: string | undefined;
  private modules: MswModules | undefined;
  /** What undoes the protection and the adapters, for the file and for the test. */
  private readonly protections: (() => void)[] = [];
  private readonly adapterForFile: (() => void)[] = [];
  private readonly openForTest: (() => void)[] = [];

  constructor(
    private readonly options: ResolvedSetUp,
    private readonly mayFollow: boolean,
    private readonly runner: Runner,
  ) {}

  async begin(): Promise<void> {
    this.outer = activeSetUps().at(-1);
    activeSetUps().push(this);
    if (this.outer !== undefined && this.mayFollow) {
      this.isOfOuter = true;
      this.handle.follow(this.outer.handle);
      return;
    }
    this.outer?.suspend();
    const { adapter, msw, region } = this.options;
    this.protections.push(protectEnvironment(region));
    if (adapter === 'msw') this.modules = msw ?? (await findMsw());
    await ADAPTERS[adapter].prepare?.(this.options);
    this.resume();
  }

  suspend(): void {
    if (this.isOfOuter) this.outer?.suspend();
    this.isSuspended = true;
    undo(this.adapterForFile);
  }

  resume(): void {
    this.isSuspended = false;
    if (this.isOfOuter) this.outer?.resume();
    else this.adapterForFile.push(ADAPTERS[this.options.adapter].forFile(this.handle.sfn, this.options, this.modules));
  }

  async beginTest(): Promise<void> {
    if (this.isInTest) throw usedConcurrently(this.testName);
    this.isInTest = true;
    this.testName = this.runner.testName();
    if (this.isOfOuter) return;
    const { adapter, region, setup } = this.options;
    this.openForTest.push(protectEnvironment(region));
    this.handle.renew(createFakeStepFunctions(this.options.fakeOptions()));
    if (!this.isSuspended)
      this.openForTest.push(ADAPTERS[adapter].forTest(this.handle.sfn, this.options, this.modules));
    await setup?.(this.handle.sfn);
  }

  endTest(): void {
    this.isInTest = false;
    if (this.isOfOuter) return;
    const { testName } = this;
    const { current } = this.handle;
    const [misuse] = current === undefined ? [] : coreOf(current).close(() => usedAfterTest(testName));
    undo(this.openForTest);
    if (misuse !== undefined) throw misuse;
  }

  end(): void {
    const active = activeSetUps();
    const at = active.indexOf(this);
    if (at >= 0) active.splice(at, 1);
    undo(this.adapterForFile);
    undo(this.protections);
    const isOuterActive = this.outer !== undefined && active.includes(this.outer);
    if (isOuterActive && !this.isOfOuter) this.outer?.resume();
  }
}

function undo(opened: (() => void)[]): void {
  for (const close of opened.splice(0).reverse()) close();
}
