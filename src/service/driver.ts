import { peekWork } from '../asl/engine/agenda';
import { advanceOnce, goOn, nextDue, type Horizon } from '../asl/engine/advance';
import { answerMapRun, answerTask, heartbeatTask, leaseTask, type WaitingTask } from '../asl/engine/answers';
import type { MapRunEnding } from '../asl/engine/commands';
import { abortRun } from '../asl/engine/endings';
import type { Environment } from '../asl/engine/environment';
import type { ResultPhase } from '../asl/script/outcomes';
import { resumeRun } from '../asl/engine/resume';
import type { ErrorAndCause, Run, RunIdentity, RunStatus, TaskResult } from '../asl/engine/run';
import { restartRun, startRun } from '../asl/engine/start';
import type { Turn } from '../asl/engine/step';
import { TestkitError } from '../model/testkitError';
import { dueFirst, type DueHeap } from './dueHeap';
import { dueOf, type MapRunRecord } from './mapRuns/record';
import { nextSequence, type ExecutionRecord, type Store } from './store';

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
  private readonly touched = new Set<Actor>();
  /** Steps of Map Runs that are to be done after the one that is being done. */
  private readonly steps: (() => void)[] = [];
  private isStepping = false;
  /** Executions that tasks of others have started since anybody has asked for anything. */
  private startedByTasks = 0;
  /** Epoch milliseconds: no timer of any run is due before. Spares most calls a look at every open run. */
  private soonestTimer = -Infinity;

  constructor(
    private readonly store: Store,
    readonly env: Environment,
    private readonly events: DriverEvents,
  ) {}

  /** Starts the run of an execution that `record` is then made for. Its scripted functions find it in the fake, also in the first state. */
  start(identity: RunIdentity, at: number, toRecord: (run: Run) => ExecutionRecord): ExecutionRecord {
    const record = toRecord(startRun(identity, this.env, at));
    this.store.executions.set(record.arn, record);
    this.store.open.add(record.arn);
    goOn(this.turnOf(record));
    this.events.onStatus(record, 'RUNNING');
    this.follow(record);
    return record;
  }

  redrive(record: ExecutionRecord, at: number): void {
    record.shownRunningBy.clear();
    record.sequence = nextSequence(this.store);
    this.store.open.add(record.arn);
    resumeRun(this.turnOf(record), at);
    this.events.onStatus(record, 'RUNNING');
    this.follow(record);
  }

  /** Starts the run of an Express child of a Map Run over. */
  restart(record: ExecutionRecord, at: number): void {
    record.shownRunningBy.clear();
    record.sequence = nextSequence(this.store);
    this.store.open.add(record.arn);
    record.run = restartRun(record.run, this.env, at);
    goOn(this.turnOf(record));
    this.events.onStatus(record, 'RUNNING');
    this.follow(record);
  }

  abort(record: ExecutionRecord, at: number, reason: ErrorAndCause): void {
    abortRun(this.turnOf(record), at, reason);
    this.follow(record);
  }

  lease(waiting: WaitingTask, at: number, workerName?: string): void {
    leaseTask({ run: waiting.run, env: this.env }, waiting.task.token, at, workerName);
    this.noteTimer(waiting.run);
    this.progress += 1;
  }

  answer(record: ExecutionRecord, token: string, answer: { result: TaskResult; phase: ResultPhase }, at: number): void {
    answerTask(this.turnOf(record), token, answer, at);
    this.follow(record);
  }

  /** A Map Run has ended at `at`: the execution that waits for it goes on. */
  answerMapRun(parent: ExecutionRecord, mapRunArn: string, ending: MapRunEnding, at: number): void {
    answerMapRun(this.turnOf(parent), mapRunArn, ending, at);
    this.follow(parent);
  }

  /** A Map Run has something before it: in a moment, or at its due time. */
  offerMapRun(mapRun: MapRunRecord): void {
    this.progress += 1;
    this.noteDue(dueOf(mapRun));
    this.touched.add(mapRun);
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

  heartbeat(record: ExecutionRecord, token: string, at: number): void {
    heartbeatTask(this.turnOf(record), token, at);
    this.noteTimer(record.run);
    this.progress += 1;
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
    for (let actor = heap.take(); actor !== undefined; actor = heap.take()) {
      this.touched.clear();
      this.advance(actor, { until, moments: eager.has(actor) });
      for (const each of this.touched) {
        if (eager.has(actor)) eager.add(each);
        heap.offer(each);
      }
      if (isEnough()) break;
    }
    this.soonestTimer = Infinity;
    for (const record of this.open()) this.noteTimers(record);
  }

  private advance(actor: Actor, horizon: Horizon): void {
    if ('run' in actor) {
      advanceOnce(this.turnOf(actor), horizon);
      this.follow(actor);
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
      advanceOnce(this.turnOf(record), horizon);
      this.follow(record);
    }
  }

  private turnOf({ run }: ExecutionRecord): Turn {
    return { run, env: this.env };
  }

  private noteTimers(record: ExecutionRecord): void {
    this.noteTimer(record.run);
    if (record.mapRuns.length > 0) for (const mapRun of this.mapRunsOf(record)) this.noteDue(dueOf(mapRun));
  }

  private noteTimer(run: Run): void {
    this.noteDue(peekWork(run.timers)?.due);
  }

  private noteDue(due = Infinity): void {
    if (due < this.soonestTimer) this.soonestTimer = due;
  }

  /** The state of the fake was replaced: nothing is known of its timers. */
  forgetTimers(): void {
    this.soonestTimer = -Infinity;
  }

  /** After the engine was called: executes what the run asks for, and takes note of its end. */
  follow(record: ExecutionRecord): void {
    this.progress += 1;
    this.noteTimer(record.run);
    this.touched.add(record);
    const { status } = record.run;
    if (status !== 'RUNNING' && this.store.open.delete(record.arn)) this.events.onStatus(record, status);
    if (record.run.commands.length > 0) this.events.onCommands(record);
  }
}
