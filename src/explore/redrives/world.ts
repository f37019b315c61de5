import { parseResource, startsExecution } from '../../asl/definition/resource';
import { lambdaReturns, succeeds } from '../../asl/script/scripting';
import type { TaskCall, TaskOutcome } from '../../asl/script/taskScript';
import { stringifyJson, toJson } from '../../model/json';
import { executionArn as arnOf, locationOf } from '../../model/arn';
import { RefusalSignal } from '../../model/outcome';
import { createUncountedFake } from '../../service/createFake';
import { coreOf, type FakeStepFunctions } from '../../service/fakeStepFunctions';
import type { ExecutionRecord, StateMachineRecord } from '../../service/store';
import { stateNames, statesOf, unknownState } from '../../service/machines/states';
import { rewindableClock } from '../../time/clock';
import { seconds } from '../../time/duration';
import { groupedBy, type Closing, type ExploredCourse, type ExploredAttempt } from './course';
import { inOrder, outcomeOfFault, type PlannedFault } from './faults';
import type { HealthyTask, ResolvedExplorationOptions } from './options';

/** An error that no retrier or catcher of a workflow names, but for `States.ALL` and `States.TaskFailed`. */
const PLACED_ERROR = 'Explored.Failure';

const HALF = 0.5;

/** The workflow in a fake of its own, in which it is run again and again. */
export class RedriveWorld {
  readonly sfn: FakeStepFunctions;
  readonly machine: StateMachineRecord;
  private readonly clock = rewindableClock();
  private readonly blank: ReturnType<FakeStepFunctions['snapshot']>;
  private readonly children = new Map<string, string>();
  private plan: readonly PlannedFault[] = [];
  private attempts: ExploredAttempt[] = [];

  constructor(readonly options: ResolvedExplorationOptions) {
    this.sfn = createUncountedFake({ ...options.fake, clock: this.clock });
    options.arrange(this.sfn);
    this.machine = createWorkflow(this.sfn, options, (name, healthy) => (call) => this.answer(call, healthy, name));
    this.blank = this.sfn.snapshot();
  }

  /** Runs the workflow with these faults, redriven until it succeeds or may not be redriven any more. */
  run(plan: readonly PlannedFault[]): ExploredCourse {
    this.clock.rewind();
    this.sfn.restore(this.blank);
    this.children.clear();
    this.plan = plan;
    this.attempts = [];
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
    return { plan, attempts: this.attempts, closings, output: record.run.output, events: record.run.events, refusal };
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

  private answer(call: TaskCall, healthy: HealthyTask, name: string): TaskOutcome {
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

type PlannedTaskFault = Extract<PlannedFault, { readonly attempt: number }>;

/** The fault that is planned for the n-th attempt of all. */
function faultAt(plan: readonly PlannedFault[], number: number): PlannedTaskFault | undefined {
  return plan.find((each): each is PlannedTaskFault => each.kind !== 'stopped' && each.attempt === number);
}

function plannedOutcome(
  fault: PlannedTaskFault | undefined,
  number: number,
  healthy: HealthyTask,
  call: TaskCall,
): TaskOutcome {
  if (fault !== undefined) return outcomeOfFault(fault.kind, PLACED_ERROR, fault.after + HALF);
  return inOrder(typeof healthy === 'function' ? healthy(call) : healthy, number);
}

const ATTEMPT_PHASE = /^(?:Task|LambdaFunction|Activity)(Scheduled|Started|Submitted|Succeeded|Failed|TimedOut)$/;
const ENDING = new Set(['Succeeded', 'Failed', 'TimedOut']);

type Track = (name: string, healthy: HealthyTask) => (call: TaskCall) => TaskOutcome;

/** The workflow as a state machine of the fake, with every task under the search's control. */
function createWorkflow(sfn: FakeStepFunctions, options: ResolvedExplorationOptions, track: Track): StateMachineRecord {
  const { definition, definitionSubstitutions, itemReaders, resultWriters, tasks } = options;
  const output = sfn.createStateMachine({
    name: unusedName(sfn),
    definition,
    ...(definitionSubstitutions === undefined ? {} : { definitionSubstitutions }),
    tasks,
    itemReaders,
    resultWriters,
  });
  const machine = coreOf(sfn).store.stateMachines.get(output.stateMachineArn)!;
  const known = stateNames(machine, ({ Type }) => Type === 'Task');
  for (const name of Object.keys(options.idempotencyKey))
    if (!known.includes(name)) throw unknownState(machine, name, known, 'Task state');
  const tracked: Record<string, (call: TaskCall) => TaskOutcome> = {};
  for (const [name, state] of statesOf(machine)) {
    if (state.Type !== 'Task') continue;
    const resource = parseResource(state.Resource!);
    const given = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
    // What it starts is run in the fake.
    if (given === undefined && startsExecution(resource) && coreOf(sfn).store.stateMachines.size > 1) continue;
    tracked[name] = track(name, given ?? (resource.resourceType === 'lambda' ? lambdaReturns() : succeeds()));
  }
  sfn.script(output, tracked);
  return machine;
}

/** Puts the execution of a course into a fake, as it was when it closed for the first time. */
export function putInto(
  sfn: FakeStepFunctions,
  options: ResolvedExplorationOptions,
  plan: readonly PlannedFault[],
): { executionArn: string } {
  let attempts = 0;
  const machine = createWorkflow(sfn, options, (_, healthy) => (call) => {
    attempts += 1;
    return plannedOutcome(faultAt(plan, attempts), attempts, healthy, call);
  });
  const executionArn = startWorkflow(sfn, machine, options, plan);
  sfn.settle({ skipTime: true });
  return { executionArn };
}

/** `workflow`, or with a number where a fake has that already. */
function unusedName(sfn: FakeStepFunctions): string {
  const names = new Set([...coreOf(sfn).store.stateMachines.values()].map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? 'workflow' : `workflow-${number}`;
    if (!names.has(name)) return name;
  }
}

const NAME = 'explored';

function startWorkflow(
  sfn: FakeStepFunctions,
  machine: StateMachineRecord,
  { input }: ResolvedExplorationOptions,
  plan: readonly PlannedFault[],
): string {
  const stop = plan.find((fault) => fault.kind === 'stopped');
  const { env } = coreOf(sfn).driver;
  const executionArn = arnOf({ ...locationOf(machine.arn), stateMachineName: machine.name, executionName: NAME });
  env.stop = stop === undefined ? undefined : { executionArn, eventId: stop.events + 1 };
  sfn.startExecution({ stateMachineArn: machine.arn, name: NAME, input: stringifyJson(toJson(input)) });
  return executionArn;
}
