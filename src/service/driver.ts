import { peekWork } from '../asl/engine/agenda';
import { advanceOnce, goOn, nextDue, type Horizon } from '../asl/engine/advance';
import { answerTask, heartbeatTask, leaseTask, type WaitingTask } from '../asl/engine/answers';
import { abortRun } from '../asl/engine/endings';
import type { Environment } from '../asl/engine/environment';
import type { ResultPhase } from '../asl/script/outcomes';
import { answerMapRun, type MapRunEnding } from '../asl/engine/mapRunAnswers';
import { noteChildren, planMapRunMoment, planMapRunTimer } from '../asl/engine/mapRunWork';
import { resumeRun } from '../asl/engine/resume';
import type { ErrorAndCause, Run, RunIdentity, RunStatus, TaskResult } from '../asl/engine/run';
import { restartRun, startRun } from '../asl/engine/start';
import type { Turn } from '../asl/engine/step';
import { TestkitError } from '../model/testkitError';
import { dueFirst, type DueHeap } from './dueHeap';
import { nextSequence, type ExecutionRecord, type Store } from './store';

/** What becomes of an execution, as the driver tells whoever listens. */
export interface DriverEvents {
  /** A command of a run has to be executed: the service does that. */
  onCommands(record: ExecutionRecord): void;
  /** An execution has started, was redriven or has closed. The run may be further on by now. */
  onStatus(record: ExecutionRecord, status: RunStatus): void;
}

/** An endless circle of executions that start each other must not hang a test run. */
const MOST_STARTED_BY_TASKS = 10_000;

/**
 * Drives the executions of one fake: it alone calls the engine. Everything that is due is done in the order of its time, over all
 * executions, so that a parent and its children agree.
 */
export class Driver {
  /** Pieces of work done and calls committed: what tells a busy polling loop from a productive one. */
  progress = 0;
  private readonly touched = new Set<ExecutionRecord>();
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

  /** The Map Run goes on in a moment, or at `due`, unless its execution waits for it no more. */
  remindOfMapRun(parent: ExecutionRecord, mapRunArn: string, due?: number): void {
    if (due === undefined) planMapRunMoment(parent.run, mapRunArn);
    else planMapRunTimer(parent.run, mapRunArn, due);
    this.follow(parent);
  }

  /** The items of the Map Run stand: it has started a child. */
  noteChildren(parent: ExecutionRecord, mapRunArn: string): void {
    noteChildren(parent.run, mapRunArn);
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
    const eager = new Set(moments);
    if (eager.size === 0 && until < this.soonestTimer) return;
    this.startedByTasks = 0;
    const horizonOf = (record: ExecutionRecord): Horizon => ({ until, moments: eager.has(record) });
    const heap: DueHeap<ExecutionRecord> = dueFirst((record) => nextDue(record.run, horizonOf(record)));
    for (const record of this.open()) {
      // What an execution waits for goes on with it. Parents come before what they have started.
      const parentArn = record.nestedIn?.parentArn ?? this.store.mapRuns.get(record.mapRunArn ?? '')?.executionArn;
      if (parentArn !== undefined && eager.has(this.store.executions.get(parentArn)!)) eager.add(record);
      heap.offer(record);
    }
    for (let record = heap.take(); record !== undefined; record = heap.take()) {
      advanceOnce(this.turnOf(record), horizonOf(record));
      this.touched.clear();
      this.follow(record);
      for (const each of this.touched) {
        if (eager.has(record)) eager.add(each);
        heap.offer(each);
      }
      if (isEnough()) break;
    }
    this.soonestTimer = Infinity;
    for (const record of this.open()) this.noteTimer(record.run);
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

  private noteTimer(run: Run): void {
    const due = peekWork(run.timers)?.due ?? Infinity;
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
