import type { ItemReaderOutcome, MapRunCall, ResultWriterOutcome } from '../../asl/script/mapRunScript';
import type { TaskCall, TaskOutcome } from '../../asl/script/taskScript';
import { RefusalSignal } from '../../model/outcome';
import { createUncountedFake } from '../../service/createFake';
import { coreOf, type FakeStepFunctions } from '../../service/fakeStepFunctions';
import type { ExecutionRecord, StateMachineRecord } from '../../service/store';
import { rewindableClock } from '../../time/clock';
import { seconds } from '../../time/duration';
import { groupedBy, type Closing, type ExploredAttempt, type ExploredCourse, type ExploredMapRunCall } from './course';
import type { PlannedFault } from './faults';
import type { HealthyReader, HealthyTask, HealthyWriter, ResolvedExplorationOptions } from './options';
import {
  createWorkflow,
  exploredArn,
  faultAt,
  plannedOutcome,
  readerOutcome,
  startWorkflow,
  writerOutcome,
  type WorkflowAnswers,
} from './workflow';

/** The workflow in a fake of its own, in which it is run again and again. */
export class RedriveWorld implements WorkflowAnswers {
  readonly sfn: FakeStepFunctions;
  readonly machine: StateMachineRecord;
  private readonly clock = rewindableClock();
  private readonly blank: ReturnType<FakeStepFunctions['snapshot']>;
  private plan: readonly PlannedFault[] = [];
  private attempts: ExploredAttempt[] = [];
  private calls: ExploredMapRunCall[] = [];

  constructor(readonly options: ResolvedExplorationOptions) {
    this.sfn = createUncountedFake({ ...options.fake, clock: this.clock });
    options.arrange(this.sfn);
    this.machine = createWorkflow(this.sfn, options, this);
    this.blank = this.sfn.snapshot();
  }

  /** Runs the workflow with these faults, redriven until it succeeds or may not be redriven any more. */
  run(plan: readonly PlannedFault[]): ExploredCourse {
    this.clock.rewind();
    this.sfn.restore(this.blank);
    this.plan = plan;
    this.attempts = [];
    this.calls = [];
    const record = this.start();
    const closings: Closing[] = [this.close(record)];
    let refusal: string | undefined;
    while (record.run.status !== 'SUCCEEDED' && closings.length <= this.options.redrives && refusal === undefined) {
      // An Express child of a Map Run has a new history once it is started anew.
      if (record.mapRuns.length > 0) this.noteEnds();
      refusal = this.redrive(record);
      if (refusal === undefined) closings.push(this.close(record));
    }
    this.noteEnds();
    const { attempts, calls } = this;
    return { plan, attempts, calls, closings, output: record.run.output, events: record.run.events, refusal };
  }

  private start(): ExecutionRecord {
    const executionArn = startWorkflow(this.sfn, this.machine, this.options, this.plan);
    return coreOf(this.sfn).store.executions.get(executionArn)!;
  }

  /** Lets the execution go on until it closes. */
  private close({ run }: ExecutionRecord): Closing {
    this.sfn.settle({ skipTime: true });
    const timeout = this.machine.revisions.at(-1)!.definition.TimeoutSeconds;
    if (run.status === 'RUNNING' && timeout !== undefined) {
      this.clock.advanceBy(seconds(timeout));
      this.sfn.settle({ skipTime: true });
    }
    return {
      status: run.status,
      error: run.error,
      cause: run.cause,
      events: run.events.length,
      attempts: this.attempts.length,
      calls: this.calls.length,
    };
  }

  /** @returns why it may not be redriven, if so. */
  private redrive(record: ExecutionRecord): string | undefined {
    try {
      coreOf(this.sfn).direct('RedriveExecution', { executionArn: record.run.executionArn });
      return undefined;
    } catch (signal) {
      if (signal instanceof RefusalSignal) return signal.refusal.message ?? signal.refusal.name;
      throw signal;
    }
  }

  task(call: TaskCall, healthy: HealthyTask): TaskOutcome {
    const { stateName: name } = call;
    const number = this.attempts.length + 1;
    const fault = faultAt(this.plan, number);
    const key = this.keyOf(name, call);
    const attempt: ExploredAttempt = {
      number,
      stateName: name,
      slot: this.slotOf(call),
      input: JSON.stringify(call.input),
      key,
      executionArn: call.executionArn,
      redriveCount: call.redriveCount,
      end: fault?.kind ?? 'in flight',
      hasStarted: false,
      endedAt: undefined,
      lastBefore: number,
    };
    this.attempts.push(attempt);
    return plannedOutcome(fault, number, healthy, call);
  }

  reader(call: MapRunCall, healthy: HealthyReader): ItemReaderOutcome | TaskOutcome {
    return readerOutcome(this.plan, this.noteCall(call, 'reader'), healthy, call);
  }

  writer(call: MapRunCall, healthy: HealthyWriter): ResultWriterOutcome | TaskOutcome {
    return writerOutcome(this.plan, this.noteCall(call, 'writer'), healthy, call);
  }

  /** @returns its number */
  private noteCall({ stateName }: MapRunCall, role: ExploredMapRunCall['role']): number {
    const number = this.calls.length + 1;
    const { events } = coreOf(this.sfn).store.executions.get(exploredArn(this.machine))!.run;
    this.calls.push({ number, stateName, role, attempts: this.attempts.length, events: events.length });
    return number;
  }

  private keyOf(name: string, call: TaskCall): string | undefined {
    const { idempotencyKey } = this.options;
    return Object.hasOwn(idempotencyKey, name) ? idempotencyKey[name]!(call) : undefined;
  }

  /** Children of a Map Run have names by chance; what tells them apart is their input. */
  private slotOf({ stateName, mapPath, executionArn }: TaskCall): string {
    const { mapRunArn, run } = coreOf(this.sfn).store.executions.get(executionArn)!;
    const child = mapRunArn === undefined ? '' : ` of child ${run.input.text}`;
    return `${stateName}${mapPath.map((index) => `[${index}]`).join('')}${child}`;
  }

  /** Reads off the histories how the attempts ended: the n-th attempt of an execution is its n-th *Scheduled event. */
  private noteEnds(): void {
    const { executions } = coreOf(this.sfn).store;
    for (const [arn, all] of groupedBy(this.attempts, ({ executionArn }) => executionArn)) {
      const attempts = attemptsOfHistory(executions.get(arn)!, all);
      const attemptAt = new Map<number, ExploredAttempt>();
      let scheduled = 0;
      let redrives = 0;
      for (const { id, type, previousEventId } of executions.get(arn)!.run.events) {
        if (type === 'ExecutionRedriven') {
          redrives += 1;
          // A stop may have come before an attempt was scheduled.
          while (scheduled < attempts.length && attempts[scheduled]!.redriveCount < redrives) scheduled += 1;
        }
        const phase = ATTEMPT_PHASE.exec(type)?.[1];
        if (phase === undefined) continue;
        const attempt = phase === 'Scheduled' ? attempts[scheduled++] : attemptAt.get(previousEventId);
        if (attempt === undefined) continue;
        attemptAt.set(id, attempt);
        if (phase === 'Started') attempt.hasStarted = true;
        if (!ENDING.has(phase)) continue;
        attempt.endedAt = id;
        attempt.lastBefore = attempts[scheduled - 1]!.number;
        if (phase === 'Succeeded') attempt.end = 'succeeded';
      }
    }
  }
}

/** Those that its history tells of: an Express child that was started anew has one of its last run alone. */
function attemptsOfHistory({ run }: ExecutionRecord, attempts: readonly ExploredAttempt[]): readonly ExploredAttempt[] {
  if (run.type !== 'EXPRESS') return attempts;
  const last = Math.max(...attempts.map(({ redriveCount }) => redriveCount));
  return attempts.filter(({ redriveCount }) => redriveCount === last);
}

const ATTEMPT_PHASE = /^(?:Task|LambdaFunction|Activity)(Scheduled|Started|Submitted|Succeeded|Failed|TimedOut)$/;
const ENDING = new Set(['Succeeded', 'Failed', 'TimedOut']);
