import { peekWork } from '../asl/engine/agenda';
import { advanceOnce, goOn, nextDue, type Horizon } from '../asl/engine/advance';
import { answerMapRun, answerTask, heartbeatTask, leaseTask, submitOpenTask } from '../asl/engine/answers';
import type { MapRunEnding } from '../asl/engine/commands';
import { abortRun } from '../asl/engine/endings';
import type { ResultPhase } from '../asl/engine/results';
import { resumeRun } from '../asl/engine/resume';
import type { ErrorAndCause, RunIdentity, RunStatus, TaskResult } from '../asl/engine/run';
import { blankRun, runAgain, startRun } from '../asl/engine/start';
import type { Environment, Turn } from '../asl/engine/step';
import type { Payload } from '../model/json';
import { RefusalSignal } from '../model/outcome';
import { TestkitError } from '../model/testkitError';
import { executionLimitExceeded } from '../rules/faults';
import { dueFirst, type DueHeap } from './dueHeap';
import { dueOf, type MapRunRecord } from './mapRuns/record';
import { newRecord, type ExecutionOrigin, type ExecutionRecord, type Store } from './store';

/** What becomes of an execution, as the driver tells whoever listens. */
export interface DriverEvents {
  /** A command of a run has to be executed: the service does that. */
  onCommands(record: ExecutionRecord): void;
  /** A Map Run goes on: a moment is over, or the time that it waits for. */
  onMapRunDue(record: MapRunRecord, at: number): void;
  /** An execution has started, was redriven or has closed. The run may be further on by now. */
  onStatus(record: ExecutionRecord, status: RunStatus): void;
}

/** What has a due time of its own. */
type Actor = ExecutionRecord | MapRunRecord;

/** An endless circle of executions that start each other must not hang a test run. */
const MOST_STARTED_BY_TASKS = 10_000;

/**
 * Drives the executions of one fake: it alone calls the engine. Everything that is due is done in the order of its time, over all
 * executions, so that a parent and its children agree.
 */
export class Driver {
  /** Pieces of work done and calls committed: what tells a busy polling loop from a productive one. */
  progress = 0;
  /** What something has come of, while work that is due is done. */
  private touched: Set<Actor> | undefined;
  /** Steps of Map Runs that are to be done after the one that is being done. */
  private readonly steps: (() => void)[] = [];
  private isStepping = false;
  /** Executions that tasks of others have started since anybody has asked for anything. */
  private startedByTasks = 0;
  /** Epoch milliseconds: no timer of any run is due before. Spares most calls a look at every open run. */
  private soonestTimer = -Infinity;

  /** {@link soonestTimer}; exact after {@link goOn}. */
  get nextTimer(): number {
    return this.soonestTimer;
  }

  constructor(
    private readonly store: Store,
    readonly env: Environment,
    private readonly events: DriverEvents,
  ) {}

  /** Starts an execution. Its scripted functions find it in the fake, also in the first state. */
  start(identity: RunIdentity, at: number, origin: ExecutionOrigin): ExecutionRecord {
    const record = newRecord(blankRun(identity, at), this.store.sequence, origin);
    this.store.executions.set(identity.executionArn, record);
    this.begin(record, startRun, at);
    return record;
  }

  redrive(record: ExecutionRecord, at: number): void {
    this.begin(record, resumeRun, at);
  }

  /** Starts the run of an Express child of a Map Run over. */
  restart(record: ExecutionRecord, at: number): void {
    record.run = runAgain(record.run, at);
    this.begin(record, startRun, at);
  }

  /** Its status is told before anything comes of it, whatever its first states do to the fake. */
  private begin(record: ExecutionRecord, begin: (turn: Turn, at: number) => void, at: number): void {
    const turn: Turn = { run: record.run, env: this.env };
    this.store.sequence += 1;
    record.sequence = this.store.sequence;
    record.shownRunningBy.clear();
    this.store.open.add(record.run.executionArn);
    begin(turn, at);
    this.events.onStatus(record, 'RUNNING');
    goOn(turn);
    this.follow(record);
  }

  /**
   * One more Standard execution is to be open.
   *
   * @throws {RefusalSignal} beyond what the account may have.
   */
  refuseBeyondLimit(): void {
    const { openExecutions } = this.env.limits;
    // Most fakes are far below the limit: then nothing has to be counted.
    if (this.store.open.size < openExecutions) return;
    const open = this.open().filter(({ run }) => run.type === 'STANDARD');
    if (open.length >= openExecutions) throw new RefusalSignal(executionLimitExceeded());
  }

  abort(record: ExecutionRecord, at: number, reason: ErrorAndCause): void {
    this.act(record, (turn) => abortRun(turn, at, reason));
  }

  /** Whether the worker has the task now: the event that says so may fill the history, and end the execution. */
  lease(record: ExecutionRecord, token: string, at: number, workerName?: string): boolean {
    this.act(record, (turn) => leaseTask(turn, token, at, workerName));
    return record.run.status === 'RUNNING';
  }

  /** The fake has begun with what a task is to wait for. */
  submit(record: ExecutionRecord, token: string, output: Payload, at: number): void {
    this.act(record, (turn) => submitOpenTask(turn, token, output, at));
  }

  answer(record: ExecutionRecord, token: string, answer: { result: TaskResult; phase: ResultPhase }, at: number): void {
    this.act(record, (turn) => answerTask(turn, token, answer, at));
  }

  heartbeat(record: ExecutionRecord, token: string, at: number): void {
    this.act(record, (turn) => heartbeatTask(turn, token, at));
  }

  /** A Map Run has ended at `at`: the execution that waits for it goes on. */
  answerMapRun(parent: ExecutionRecord, mapRunArn: string, ending: MapRunEnding, at: number): void {
    this.act(parent, (turn) => answerMapRun(turn, mapRunArn, ending, at));
  }

  /** A Map Run has something before it: in a moment, or at its due time. */
  offerMapRun(mapRun: MapRunRecord): void {
    this.progress += 1;
    this.noteDue(dueOf(mapRun));
    this.touched?.add(mapRun);
  }

  /** Does a step of a Map Run now, or after the one that is being done: no two of them overlap. */
  inTurn(step: () => void): void {
    this.progress += 1;
    this.steps.push(step);
    if (this.isStepping) return;
    this.isStepping = true;
    try {
      for (let next = this.steps.shift(); next !== undefined; next = this.steps.shift()) next();
    } finally {
      this.isStepping = false;
    }
  }

  /**
   * A task starts another execution.
   *
   * @throws TestkitError `EXECUTION_LOOP` if executions go on to start each other without an end.
   */
  noteStartByTask(machineArn: string): void {
    this.startedByTasks += 1;
    if (this.startedByTasks <= MOST_STARTED_BY_TASKS) return;
    throw new TestkitError({
      code: 'EXECUTION_LOOP',
      what: `Tasks have started ${MOST_STARTED_BY_TASKS} executions one after the other, and there is no end of it.`,
      found: `The last one was to be of ${machineArn}.`,
      hint: 'Let the workflows that start each other come to an end, or script the task that starts the execution.',
    });
  }

  /** Executions that are RUNNING. */
  open(): ExecutionRecord[] {
    return [...this.store.open].map((arn) => this.store.executions.get(arn)!);
  }

  /**
   * Does what is due up to `until`, epoch milliseconds.
   *
   * @param moments Executions whose work that takes "a moment" is done as well, with all that they have started or start.
   * @param isEnough Asked after each piece of work: whether the rest of it has to wait.
   */
  goOn(until: number, moments: Iterable<ExecutionRecord> = [], isEnough: () => boolean = () => false): void {
    const eager = new Set<Actor>(moments);
    if (eager.size === 0 && until < this.soonestTimer) return;
    this.startedByTasks = 0;
    const dueOfActor = (actor: Actor): number | undefined => this.dueOf(actor, { until, moments: eager.has(actor) });
    const heap: DueHeap<Actor> = dueFirst(dueOfActor);
    for (const record of this.open()) {
      // What an execution waits for goes on with it. Parents come before what they have started.
      const parentArn = record.nestedIn?.parentArn ?? this.store.mapRuns.get(record.mapRunArn ?? '')?.executionArn;
      if (parentArn !== undefined && eager.has(this.store.executions.get(parentArn)!)) eager.add(record);
      heap.offer(record);
      for (const mapRun of this.mapRunsOf(record)) {
        if (eager.has(record)) eager.add(mapRun);
        heap.offer(mapRun);
      }
    }
    // A scripted function may ask for the same while it is asked: whoever asked first has to know of all that was touched.
    const outer = this.touched;
    for (let actor = heap.take(); actor !== undefined; actor = heap.take()) {
      this.touched = new Set();
      this.advance(actor, { until, moments: eager.has(actor) });
      for (const each of this.touched) {
        if (eager.has(actor)) eager.add(each);
        outer?.add(each);
        heap.offer(each);
      }
      if (isEnough()) break;
    }
    this.touched = outer;
    this.soonestTimer = Infinity;
    for (const record of this.open()) this.noteTimers(record);
  }

  private advance(actor: Actor, horizon: Horizon): void {
    if ('run' in actor) {
      this.act(actor, (turn) => advanceOnce(turn, horizon));
    } else {
      this.events.onMapRunDue(actor, this.dueOf(actor, horizon)!);
    }
  }

  /** When the actor goes on within the horizon, epoch milliseconds. */
  private dueOf(actor: Actor, horizon: Horizon): number | undefined {
    if ('run' in actor) return nextDue(actor.run, horizon);
    if (actor.state.phase === 'waiting') return this.isTurnOf(actor, horizon) ? actor.state.since : undefined;
    const due = dueOf(actor);
    return due !== undefined && due <= horizon.until ? due : undefined;
  }

  /** Like any moment of its execution, that of a Map Run comes before whatever the execution has to do later. */
  private isTurnOf({ executionArn }: MapRunRecord, { until, moments }: Horizon): boolean {
    return moments || nextDue(this.store.executions.get(executionArn)!.run, { until, moments: false }) !== undefined;
  }

  /** Map Runs of an execution. */
  mapRunsOf({ mapRuns }: ExecutionRecord): MapRunRecord[] {
    return mapRuns.map((arn) => this.store.mapRuns.get(arn)!);
  }

  /** Runs one execution to its end, or up to `until`, epoch milliseconds, ahead of the clock; the others stay where they are. */
  runAhead(record: ExecutionRecord, until: number): void {
    const horizon: Horizon = { until, moments: true };
    while (nextDue(record.run, horizon) !== undefined) {
      this.act(record, (turn) => advanceOnce(turn, horizon));
    }
  }

  private noteTimers(record: ExecutionRecord): void {
    this.noteDue(peekWork(record.run.timers)?.due);
    if (record.mapRuns.length > 0) for (const mapRun of this.mapRunsOf(record)) this.noteDue(dueOf(mapRun));
  }

  private noteDue(due = Infinity): void {
    if (due < this.soonestTimer) this.soonestTimer = due;
  }

  /** The state of the fake was replaced: nothing is known of its timers. */
  forgetTimers(): void {
    this.soonestTimer = -Infinity;
  }

  /** The one way in which the engine is called: what comes of it is followed up. */
  private act(record: ExecutionRecord, act: (turn: Turn) => void): void {
    act({ run: record.run, env: this.env });
    this.follow(record);
  }

  /** Executes what the run asks for, and takes note of its end. */
  private follow(record: ExecutionRecord): void {
    // A scripted function may have reset the fake: then nobody knows of this run any more.
    if (this.store.executions.get(record.run.executionArn) !== record) return;
    this.progress += 1;
    const due = peekWork(record.run.timers)?.due ?? Infinity;
    if (due < this.soonestTimer) this.soonestTimer = due;
    this.touched?.add(record);
    const { status } = record.run;
    if (status !== 'RUNNING' && this.store.open.delete(record.run.executionArn)) this.events.onStatus(record, status);
    if (record.run.commands.length > 0) this.events.onCommands(record);
  }
}
