import type { CreateStateMachineOutput, DescribeExecutionOutput, HistoryEvent } from '@aws-sdk/client-sfn';
import { substitute } from '../asl/definition';
import type { TaskScript } from '../asl/script/taskScript';
import { machineArnOf } from '../model/arn';
import { endingBy, type Ending } from '../model/ending';
import { selfOf, remember, SELF } from '../model/provenance';
import { toSdkEvent } from '../model/historyEvent';
import { markHistory, markShown } from '../model/shownValue';
import { RefusalSignal, refusalError, type OperationOutcome, type Refusal } from '../model/outcome';
import { checkOptions, isMembers } from '../model/arguments';
import { isExact, type Clock } from '../time/clock';
import { FAULTS_LEFT, type FaultOptions, type Hold } from './control/faultInjection';
import { arnOf, checkListener, checkedSeed, checkSettling, foreignSnapshot, noInput, unknownResource } from './guards';
import type { ExecutionRef, StateMachineRef } from './guards';
import { Coverage, machineCoverage, type MachineCoverage } from './coverage/coverage';
import { requireOperation } from './operations/requireOperation';
import type { Caller } from './control/caller';
import type { CallList } from './control/journal';
import { overruleSeeded, putScripts, readMapRunScripts, type MapRunScripts } from './machines/scripts';
import { operationNames, type DirectOperations, type OperationName } from './operations/operationTable';
import type { PermissionOptions } from './control/permissions';
import { pendingWork, type PendingWork } from './control/pending';
import { printFake } from './control/printFake';
import type { ServiceCore } from './serviceCore';
import type { StatusListener } from './control/statusListeners';
import type { ExecutionRecord, StateMachineRecord } from './store';
import type { SeedRecipe, SeededExecution } from './seeding';
import { checkSetup, type StateMachineSetup } from './machines/stateMachineSetup';

/** The fake: every operation as a typed method, and what a test needs beside them. */
export type FakeStepFunctions = Omit<DirectOperations, 'createStateMachine'> & FakeStepFunctionsClass;

let readCore: (sfn: FakeStepFunctionsClass) => ServiceCore;

/** What is behind a fake, for the set-up that opens and closes it; and the fake before it. */
export const coreOf = (sfn: FakeStepFunctions): ServiceCore => readCore(selfOf(sfn) as FakeStepFunctions);
export const fakeOf = (core: ServiceCore): FakeStepFunctions => new FakeStepFunctionsClass(core) as FakeStepFunctions;

class FakeStepFunctionsClass {
  readonly #core: ServiceCore;
  readonly #snapshots = new WeakSet<FakeSnapshot>();

  static {
    readCore = (sfn) => sfn.#core;
    Object.defineProperty(this.prototype, SELF, {
      get() {
        return this as object;
      },
    });
  }

  constructor(core: ServiceCore) {
    this.#core = core;
    for (const operation of operationNames) {
      const method = operation.charAt(0).toLowerCase() + operation.slice(1);
      if (method in this) continue;
      Object.defineProperty(this, method, {
        enumerable: true,
        value: (input: unknown) => this.#direct(operation, input),
      });
    }
  }

  /** The time of this fake. */
  get clock(): Clock {
    return this.#core.options.clock;
  }

  /** The calls that came through the adapters, in order; prints as a table. */
  get calls(): CallList {
    return this.#core.journal.calls;
  }

  /**
   * One call, as an adapter makes it: it is journalled, and subject to `failNext`, `loseNextResponse`, `hold` and `deny`.
   *
   * @param caller Who calls, as far as the adapter can tell. Only with it a long poll is held.
   * @returns an answer, a refusal of AWS, or the loss of the answer; refusals are values here.
   * @throws TestkitError for misuse, for example `OPERATION_NOT_MODELED`.
   */
  execute(operation: string, input: unknown, caller?: Caller): Promise<OperationOutcome> {
    return this.#core.execute(operation, input, caller);
  }

  /** Creates a state machine from a definition, with the outcomes of its tasks. */
  createStateMachine(setup: StateMachineSetup): CreateStateMachineOutput & { stateMachineArn: string } {
    checkSetup(setup);
    const { definition, definitionSubstitutions, tasks = {}, itemReaders, resultWriters, ...members } = setup;
    this.#core.look();
    const { size } = this.#core.store.stateMachines;
    const output = this.#direct('CreateStateMachine', {
      roleArn: `arn:aws:iam::${this.#core.options.account}:role/redrive-testkit`,
      ...members,
      definition: substitute(definition, definitionSubstitutions),
    }) as unknown as CreateStateMachineOutput & { stateMachineArn: string };
    try {
      this.script(output, tasks, { itemReaders, resultWriters });
    } catch (error) {
      // Whether a script fits is known once AWS's checks are passed. A machine without its script must not stay.
      const { stateMachines } = this.#core.store;
      if (stateMachines.size > size) stateMachines.delete(output.stateMachineArn);
      throw error;
    }
    return remember(output, { fake: this, stateMachineArn: output.stateMachineArn });
  }

  /**
   * Replaces the outcomes of some tasks of a state machine: "the fix is deployed". Running and redriven executions see them too.
   *
   * @param mapRuns The same for the ItemReaders and ResultWriters of its Distributed Maps.
   * @throws TestkitError `STATE_UNKNOWN`, `ARGUMENT_INVALID`
   * @example
   * sfn.script(machine, { ChargeCard: succeeds({ paid: true }) });
   * sfn.script(machine, {}, { resultWriters: { EachOrder: writes() } });
   */
  script(stateMachine: StateMachineRef, tasks: TaskScript, mapRuns: MapRunScripts = {}): void {
    this.#core.now();
    const machine = this.#machine(stateMachine);
    const scripts = { tasks, ...readMapRunScripts(mapRuns) };
    putScripts(machine, scripts);
    overruleSeeded(this.#core.store, machine, scripts);
    this.#core.coverage.noteScripted(machine, Object.keys(tasks));
  }

  /**
   * Makes the execution of a recipe, stopped in the past of this fake's clock; with `count`, that many; of a list of recipes, one of each.
   *
   * @returns what DescribeExecution shows of it now. To a matcher it is the execution as it is by then.
   * @throws TestkitError `ARGUMENT_INVALID` if the execution does not come to what the recipe says.
   * @example
   * const order = sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard', stoppedAgo: days(3) }));
   * const orders = sfn.seed(failedExecution('task-timed-out'), { count: 200 });
   */
  seed(recipe: SeedRecipe): SeededExecution;
  seed(recipe: SeedRecipe, options: { count: number }): SeededExecution[];
  seed(recipes: readonly SeedRecipe[]): SeededExecution[];
  seed(given: SeedRecipe | readonly SeedRecipe[], options?: { count: number }): SeededExecution | SeededExecution[] {
    const recipes = checkedSeed(given, options);
    const seeded = recipes.map(([recipe, sequence]) => {
      const execution = this.#core.seed(recipe, sequence);
      return remember(execution, { fake: this, executionArn: execution.executionArn });
    });
    return Array.isArray(given) || options !== undefined ? seeded : seeded[0]!;
  }

  /**
   * The next calls of an operation are refused with this error of AWS: `throttled()`, `executionLimitExceeded()`, … In a set-up, a
   * fault that a test has set and that was not used fails the test at its end, unless it is `optional`.
   *
   * @throws TestkitError `ARGUMENT_INVALID` for an error that AWS does not answer to the operation.
   */
  failNext(operation: OperationName, refusal: Refusal, options: { times?: number } & FaultOptions = {}): void {
    const known = ['times', 'optional'];
    checkOptions('failNext()', options, known, "failNext('RedriveExecution', throttled(), { times: 2 })");
    const { times = 1 } = options;
    this.#core.faults.failNext(requireOperation(operation), refusal, times, options);
  }

  /** The next calls of an operation are committed, but their answers are lost on the way back. */
  loseNextResponse(operation: OperationName, options: { times?: number } & FaultOptions = {}): void {
    const known = ['times', 'optional'];
    checkOptions('loseNextResponse()', options, known, "loseNextResponse('RedriveExecution', { times: 2 })");
    const { times = 1 } = options;
    this.#core.faults.loseNext(requireOperation(operation), times, options);
  }

  /** Holds the next call of an operation before it is performed. */
  hold(operation: OperationName, options: FaultOptions = {}): Hold {
    checkOptions('hold()', options, ['optional'], "hold('RedriveExecution', { optional: true })");
    return this.#core.faults.hold(requireOperation(operation), options);
  }

  /** Allows an action on a resource; `*` stands for any text. */
  allow(action: string, resource = '*', options: PermissionOptions = {}): void {
    this.#core.permissions.add('allow', action, resource, options);
  }

  /**
   * Denies an action on a resource; `*` stands for any text. For the children of a Map Run, roles need StartExecution and RedriveExecution.
   *
   * @example
   * sfn.deny('states:RedriveExecution', '*:execution:batch/EachOrder:*'); // the call succeeds, the Map Run fails
   * sfn.deny('states:StartExecution', batch.stateMachineArn, { of: 'role' });
   */
  deny(action: string, resource = '*', options: PermissionOptions = {}): void {
    this.#core.permissions.add('deny', action, resource, options);
  }

  /** An execution as DescribeExecution would show it now. Looking at it does not let it go on. */
  execution(execution: ExecutionRef): DescribeExecutionOutput & { executionArn: string } {
    return this.#core.description(this.#record(execution));
  }

  /** The whole history of an execution, as GetExecutionHistory would answer it. Looking at it does not let it go on. */
  history(execution: ExecutionRef): HistoryEvent[] {
    const { run } = this.#record(execution);
    return remember(markHistory(run.events.map(toSdkEvent), isExact(this.clock)), {
      fake: this,
      executionArn: run.executionArn,
      definition: run.definition,
    });
  }

  /** What the running executions wait for. */
  pending(): PendingWork[] {
    this.#core.look();
    return pendingWork(this.#core.driver.open());
  }

  /**
   * Completes everything that takes no time of the clock. With `skipTime`, the clock also passes over Wait, retry intervals and `after`, but
   * never over a timeout that a worker or a task token could still beat.
   *
   * @throws TestkitError misuse that was raised inside somebody's call and swallowed there.
   */
  settle(options: { skipTime?: boolean } = {}): void {
    checkSettling('settle()', options);
    this.#core.settle(options);
  }

  /**
   * Like {@link settle}, and waits until all status listeners are quiet.
   *
   * @throws TestkitError `LISTENER_WAITS` inside a status listener, which would wait for itself; what a listener has thrown.
   */
  async idle(options: { skipTime?: boolean } = {}): Promise<void> {
    checkSettling('idle()', options);
    await this.#core.settleWithListeners(options);
  }

  /**
   * Delivers the EventBridge event of every Standard execution that starts, is redriven or closes from now on: after the call that caused it,
   * in order, one after the other. `await idle()` waits for it; what a listener throws is thrown there.
   *
   * @returns a function that ends it
   * @throws TestkitError `LISTENER_LOOP`, from `idle()`, if the listener redrives an execution for ever.
   * @example
   * sfn.onStatusChange((event) => autoRedrive(event));
   * await sfn.idle();
   */
  onStatusChange(listener: StatusListener): Ending {
    checkListener(listener);
    return endingBy(this.#core.listeners.add(listener));
  }

  /**
   * What has run of the state machines, or of this one as it is defined now, and what is missing. Of executions that `seed` makes of a mode, only
   * redrives count; of a search, nothing. `restore` takes nothing back; `reset` begins anew, but a reporter keeps what was counted before.
   *
   * @example
   * sfn.coverage(checkout).resumed.missing; // ['Ship', 'Mail']: no test has redriven an execution that failed there
   */
  coverage(): Coverage;
  coverage(stateMachine: StateMachineRef): MachineCoverage;
  coverage(stateMachine?: StateMachineRef): Coverage | MachineCoverage {
    this.#core.look();
    if (stateMachine === undefined) return new Coverage([...this.#core.coverage.all()]);
    return machineCoverage(this.#core.coverage, this.#machine(stateMachine), arnOf('stateMachineArn', stateMachine));
  }

  /** The state of the fake, to be restored later. The clock is not part of it: time does not run backwards. */
  snapshot(): FakeSnapshot {
    const snapshot = this.#core.snapshot();
    this.#snapshots.add(snapshot);
    return snapshot;
  }

  /** Puts the fake back to a snapshot of its own. */
  restore(snapshot: FakeSnapshot): void {
    if (!this.#snapshots.has(snapshot)) throw foreignSnapshot(snapshot);
    this.#core.restore(snapshot);
  }

  /** Forgets everything but the options: machines, executions, calls, faults, permissions, listeners. */
  reset(): void {
    this.#core.reset();
  }

  /** What matchers tell beside a failure. */
  [FAULTS_LEFT](): readonly string[] {
    return this.#core.faults.partlyUsed();
  }

  /** What `console.log(sfn)` shows. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return printFake(this.#core);
  }

  #direct(operation: OperationName, input: unknown): Record<string, unknown> {
    if (!isMembers(input) && input !== undefined) throw noInput(operation, input);
    try {
      const output = this.#core.direct(operation, input);
      if (operation === 'DescribeExecution') return markShown(output, 'execution', isExact(this.clock));
      // What was started is the execution as it is by then.
      if (operation !== 'StartExecution') return output;
      return remember(output, { fake: this, executionArn: output['executionArn'] as string });
    } catch (signal) {
      throw signal instanceof RefusalSignal ? refusalError(signal.refusal, input) : signal;
    }
  }

  #record(execution: ExecutionRef): ExecutionRecord {
    this.#core.look();
    const arn = arnOf('executionArn', execution);
    const record = this.#core.store.executions.get(arn ?? '');
    if (record !== undefined) return record;
    throw unknownResource('execution', arn, [...this.#core.store.executions.keys()]);
  }

  #machine(stateMachine: StateMachineRef): StateMachineRecord {
    this.#core.look();
    const arn = arnOf('stateMachineArn', stateMachine);
    const record = this.#core.store.stateMachines.get(machineArnOf(arn ?? '') ?? '');
    if (record !== undefined) return record;
    throw unknownResource('state machine', arn, [...this.#core.store.stateMachines.keys()]);
  }
}

/** Opaque: made by `snapshot()`, taken by `restore()`. */
export type FakeSnapshot = ReturnType<ServiceCore['snapshot']>;
