import { partitionOf, type Location } from '../model/arn';
import { createIdSource, type IdSource, type IdSourceState } from '../model/idSource';
import { RefusalSignal, type OperationOutcome, type Refusal } from '../model/outcome';
import { TestkitError } from '../model/testkitError';
import { isExact } from '../time/clock';
import { forCall, unknownOperation } from '../rules/faults';
import { checkRequest } from '../rules/constraints/checkRequest';
import { CallContext } from './callContext';
import { deepCopy } from './deepCopy';
import { Driver } from './driver';
import { environmentOf } from './environment';
import { shownExecution } from './executions/executionShapes';
import { notModeled } from './operations/requireOperation';
import { refuseStranger, type Caller } from './control/caller';
import { CoverageCounters } from './control/coverageCounters';
import { FaultInjection } from './control/faultInjection';
import { Journal, type Call } from './control/journal';
import { executeCommands } from './commands';
import { mapRunChildEnded, continueMapRun, turnToChildren } from './mapRuns/mapRun';
import { nestedEnded } from './executions/nestedExecutions';
import type { OperationContext } from './operations/operationContext';
import { isLocal, operationNamed, resourceOfCall, type OperationName } from './operations/operationTable';
import type { ResolvedOptions } from './options';
import { LongPolls } from './control/longPolls';
import { Permissions } from './control/permissions';
import { Progress } from './executions/progress';
import { Removal } from './machines/removal';
import { adopt, forkSeed, forkStore, type ForkOptions, type SeedRecipe, type SeededExecution } from './seeding';
import { StatusListeners } from './control/statusListeners';
import { emptyStore, type ExecutionRecord, type Store } from './store';

/** More swallowed misuse than anybody reads. Who goes on without end, such as a poller over a server, does not fill the memory. */
const MOST_MISUSES = 100;

/** All behavior behind every adapter: checks, faults, permissions, journal, progress. */
export class ServiceCore {
  readonly store: Store = emptyStore();
  readonly ids: IdSource;
  readonly place: Location;
  readonly driver: Driver;
  readonly faults = new FaultInjection();
  readonly permissions: Permissions;
  readonly listeners = new StatusListeners();
  readonly journal: Journal;
  readonly coverage = new CoverageCounters(this.store);
  private readonly polls: LongPolls;
  /** Misuse that was raised inside somebody's call and may have been swallowed there. */
  readonly misuses: TestkitError[] = [];
  readonly progress: Progress;
  readonly removal: Removal;
  private readonly firstIds: IdSourceState;
  private closed: (() => TestkitError) | undefined;

  constructor(readonly options: ResolvedOptions) {
    const { region, account } = options;
    this.journal = new Journal(isExact(options.clock));
    this.place = { partition: partitionOf(region), region, account };
    this.ids = createIdSource(options.randomSeed, options.drawSeed);
    this.permissions = new Permissions(options.permissions);
    const environment = environmentOf(this, (error) => this.misuses.push(error));
    this.driver = new Driver(this.store, environment, {
      onCommands: (record) => executeCommands(record, this.circumstances()),
      onMapRunDue: (record, at) =>
        record.state.phase === 'waiting'
          ? turnToChildren(record, this.circumstances())
          : continueMapRun(record, at, this.circumstances()),
      onStatus: (record, status) => {
        if (this.listeners.all.size > 0) this.listeners.note(record, status, this.circumstances());
        if (status === 'RUNNING') return;
        this.removal.noteStop(record.run.stopDate!);
        if (record.nestedIn !== undefined) nestedEnded(record, this.circumstances());
        if (record.mapRunArn !== undefined) mapRunChildEnded(record, this.circumstances());
      },
    });
    this.removal = new Removal(this.store, options.limits);
    this.progress = new Progress(this.driver, options);
    this.polls = new LongPolls(options, this.driver, () => this.now());
    this.firstIds = this.ids.snapshot();
  }

  /** Epoch milliseconds of the fake's clock. Everything that was due by then is done. */
  now(): number {
    if (this.closed !== undefined) throw this.closed();
    if (this.progress.seen.next !== undefined) this.progress.followClock();
    const now = this.options.clock.now();
    this.driver.goOn(now);
    if (this.store.deleting.size > 0 || now >= this.removal.soonestExpiry) this.removal.sweep(now);
    return now;
  }

  /** A call through an adapter. The answer may be held, refused or lost if the test asked for it. */
  async execute(operation: string, input: unknown, caller?: Caller): Promise<OperationOutcome> {
    this.refuseWhenClosed();
    const copy = caller?.handsOverInput === true ? input : deepCopy(input);
    try {
      if (this.faults.isHeld(operation)) await this.faults.passGate(operation, () => this.refuseWhenClosed());
      return await this.perform(operation, copy, caller);
    } catch (error) {
      if (error instanceof TestkitError) this.note(error);
      throw error;
    }
  }

  /** Keeps misuse that was raised inside a call: the code under test may swallow it. */
  note(misuse: TestkitError): void {
    if (this.misuses.length < MOST_MISUSES && !this.misuses.includes(misuse)) this.misuses.push(misuse);
  }

  private async perform(operation: string, input: unknown, caller: Caller | undefined): Promise<OperationOutcome> {
    const known = operationNamed(operation);
    if (known === undefined) {
      this.note(notModeled(operation));
      return { kind: 'refused', refusal: unknownOperation() };
    }
    const isGuarded = caller !== undefined && this.options.assumptions['caller.place-must-match'];
    if (isGuarded && !isLocal(caller, known, input, this.place)) refuseStranger(operation, input, caller, this.place);
    const call: Call = {
      known,
      operation: known.name as OperationName,
      input,
      at: this.now(),
      viewer: caller?.viewer,
      forced: false,
      replayed: false,
    };
    const misuses = this.misuses.length;
    let outcome = this.outcomeOf(call);
    const isHeld = caller !== undefined && known.holds !== undefined && this.polls.isHeldBack(call, outcome);
    if (isHeld) outcome = await this.polls.hold(call, () => this.answered(call), caller.signal);
    const isLost = outcome.kind === 'answered' && this.faults.takeLoss(operation);
    if (isLost) [call.forced, outcome] = [true, { kind: 'lost' }];
    this.journal.record(call, outcome);
    if (this.listeners.queue.length > 0) this.listeners.deliverSoon();
    if (this.polls.waiting.size > 0) this.polls.wake();
    if (!isHeld && this.misuses.length > misuses) throw this.misuses[misuses]!;
    return outcome;
  }

  private outcomeOf(call: Call): OperationOutcome {
    if (!this.faults.asked.has(call.operation)) return this.answered(call);
    const failure = this.faults.takeFailure(call.operation);
    if (failure === undefined) return this.answered(call);
    call.forced = true;
    return { kind: 'refused', refusal: this.worded(failure, call) };
  }

  private answered(call: Call): OperationOutcome {
    try {
      return { kind: 'answered', output: this.run(call) };
    } catch (signal) {
      if (signal instanceof RefusalSignal) return { kind: 'refused', refusal: signal.refusal };
      throw signal;
    }
  }

  /** A call by the test itself, without journal and faults. Throws refusals, and misuse that the call has brought to light although it was performed. */
  direct(operation: OperationName, input: unknown): Record<string, unknown> {
    const known = operationNamed(operation);
    const call: Call = { known, operation, input, at: this.now(), forced: false, replayed: false };
    const misuses = this.misuses.length;
    const output = this.run(call, { permitted: true });
    this.journal.recordOwn(call, output);
    this.listeners.deliverSoon();
    this.polls.wake();
    const [misuse] = this.misuses.splice(misuses);
    if (misuse !== undefined) throw misuse;
    return output;
  }

  private run(call: Call, { permitted = false }: { permitted?: boolean } = {}): Record<string, unknown> {
    if (!permitted && !this.permissions.areOpen) this.refuseDenied(call);
    /**
     * @assumed [constraints.first] Constraints are checked before anything else. Because: Measured for StartExecution against existence;
     *   the order against the form of an ARN is not known. {recorded-constraints}
     */
    const checked = checkRequest(call.known.request, call.input);
    if ('refusal' in checked) throw new RefusalSignal(checked.refusal);
    const reader = `${call.operation}${call.viewer ?? ''}`;
    const context = new CallContext(this, reader, call.at, call);
    const output = this.withoutTrace(() => call.known.perform(checked.input, context));
    if (context.shown !== undefined) {
      this.progress.show(`${reader} ${JSON.stringify(checked.input)}`, reader, context.shown, this.store);
    }
    return output as Record<string, unknown>;
  }

  /** Performs an operation. One that is refused has used up no ids, unless an execution went on in it. */
  private withoutTrace<Output>(perform: () => Output): Output {
    const [{ ids }, { progress }] = [this, this.driver];
    ids.beforeFirst = undefined;
    try {
      return perform();
    } catch (refused) {
      if (ids.beforeFirst !== undefined && this.driver.progress === progress) ids.restore(ids.beforeFirst);
      throw refused;
    }
  }

  private refuseDenied(call: Call): void {
    const resource = resourceOfCall(call.operation, call.input, this.place);
    const denied = this.permissions.check(`states:${call.operation}`, resource);
    if (denied !== undefined) throw new RefusalSignal(this.worded(denied, call));
  }

  private worded(refused: Refusal, { operation, input }: Call): Refusal {
    const resource = resourceOfCall(operation, input, this.place);
    return forCall(refused, { operation, input, resource, place: this.place });
  }

  /** Makes an execution of a recipe, in the past: no listener hears of it. */
  seed(recipe: SeedRecipe, sequence: number): SeededExecution {
    this.now();
    const record = recipe.seedInto(this, sequence);
    return this.description(record) as SeededExecution;
  }

  /** What DescribeExecution shows of an execution now. */
  description(record: ExecutionRecord): ReturnType<typeof shownExecution> {
    return shownExecution(record, this.circumstances(), isExact(this.options.clock));
  }

  /** A private fake that begins as this one is, without its executions, calls and faults. */
  fork(options: ForkOptions & { randomSeed?: number }): ServiceCore {
    this.progress.followClock();
    const { clock, randomSeed = forkSeed(this) } = options;
    const fork = new ServiceCore({ ...this.options, clock, randomSeed, drawSeed: randomSeed });
    forkStore(this, fork.store, options);
    fork.permissions.restore(this.permissions.snapshot());
    return fork;
  }

  /** Takes over all that was made in a fork of this fake. */
  adopt(fork: ServiceCore): void {
    adopt(this, fork);
  }

  /** Completes all work that takes a moment, up to now; with `skipTime` also what waits for a time that nobody can beat. */
  settle({ skipTime = false }: { skipTime?: boolean } = {}): void {
    this.now();
    this.progress.complete({ skipTime });
    this.listeners.deliverSoon();
    this.polls.wake();
    const [misuse] = this.misuses.splice(0);
    if (misuse !== undefined) throw misuse;
    this.listeners.throwFailure();
  }

  async settleWithListeners(options: { skipTime?: boolean }): Promise<void> {
    this.listeners.refuseInside();
    this.listeners.startCounting();
    this.settle(options);
    while (await this.listeners.quiet()) this.settle(options);
  }

  /** What is done now with no call, and what shapes of the API are made with. */
  circumstances(): OperationContext {
    return new CallContext(this, 'nothing', this.options.clock.now());
  }

  snapshot() {
    this.progress.followClock();
    return {
      store: deepCopy(this.store),
      ids: this.ids.snapshot(),
      permissions: this.permissions.snapshot(),
      journal: this.journal.snapshot(),
      faults: this.faults.snapshot(),
    } as const;
  }

  restore(snapshot: ReturnType<ServiceCore['snapshot']>): void {
    Object.assign(this.store, deepCopy(snapshot.store));
    this.driver.forgetTimers();
    this.progress.forget();
    this.removal.forget();
    this.ids.restore(snapshot.ids);
    this.permissions.restore(snapshot.permissions);
    this.journal.restore(snapshot.journal);
    this.faults.restore(snapshot.faults);
    this.listeners.forget();
  }

  reset(): void {
    this.restore({
      store: emptyStore(),
      ids: this.firstIds,
      permissions: [],
      journal: new Journal(true).snapshot(),
      faults: new FaultInjection().snapshot(),
    });
    this.listeners.clear();
    this.coverage.clear();
    this.misuses.length = 0;
  }

  /**
   * From now on every operation is refused with this error. What has happened can still be looked at.
   *
   * @returns misuse that was raised inside somebody's call and may have been swallowed there.
   */
  close(error: () => TestkitError): TestkitError[] {
    this.closed = error;
    this.faults.releaseAll();
    this.polls.endAll();
    return this.misuses.splice(0);
  }

  /** Before something is looked at: it has gone on up to now, unless the fake is closed. */
  look(): void {
    if (this.closed === undefined) this.now();
  }

  get isClosed(): boolean {
    return this.closed !== undefined;
  }

  private refuseWhenClosed(): void {
    if (this.closed !== undefined) throw this.closed();
  }
}
