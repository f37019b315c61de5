import { TestkitError } from '../../model/testkitError';
import { parseResource } from '../../asl/definition/resource';
import { toSdkEvent } from '../../model/historyEvent';
import { statesOf } from '../../service/machines/states';
import { printHistory } from '../../history/printHistory';
import { finalStatus, type ExploredAttempt, type ExploredCourse, type ExploredMapRunCall } from './course';
import type { MapRunFault, PlannedFault, TaskFault } from './faults';
import type { RedriveWorld } from './world';

/** The run that never failed: what all others are compared with. */
export function baselineOf(world: RedriveWorld): ExploredCourse {
  const baseline = world.run([]);
  if (finalStatus(baseline) !== 'SUCCEEDED') throw baselineFails(world, baseline);
  const again = world.run([]);
  if (fingerprint(again) !== fingerprint(baseline)) throw notPure();
  return baseline;
}

function fingerprint({ attempts, output }: ExploredCourse): string {
  return JSON.stringify([attempts.map(({ slot, input, key }) => [slot, input, key]), output?.text]);
}

/** What is left of the limit of courses, and how many were not run for it. */
export class Budget {
  courses = 0;
  leftOut = 0;

  constructor(private readonly limit: number) {}

  take(): boolean {
    if (this.courses >= this.limit) {
      this.leftOut += 1;
      return false;
    }
    this.courses += 1;
    return true;
  }
}

/** Runs every course with up to so many faults, those with fewer faults first, and hands each to `judge`. */
export function exploreCourses(
  world: RedriveWorld,
  baseline: ExploredCourse,
  budget: Budget,
  judge: (course: ExploredCourse) => void,
): void {
  let parents: ExploredCourse[] = [baseline];
  for (let depth = 1; depth <= world.options.faults; depth += 1) {
    const children: ExploredCourse[] = [];
    for (const parent of parents) {
      for (const course of extensions(world, parent, budget)) {
        judge(course);
        if (depth < world.options.faults) children.push(course);
      }
    }
    parents = children;
  }
}

/** Every course that has one more fault than this one, later than its faults. */
function* extensions(world: RedriveWorld, parent: ExploredCourse, budget: Budget): Generator<ExploredCourse> {
  const run = (fault: PlannedFault): ExploredCourse | undefined =>
    budget.take() ? world.run([...parent.plan, fault]) : undefined;
  const since = frontierOf(parent);
  for (const attempt of parent.attempts) {
    if (attempt.number <= since.attempt || attempt.end !== 'succeeded') continue;
    for (const kind of faultsOf(world, attempt)) yield* placements(run, attempt, kind);
  }
  for (const { number, role } of parent.calls) {
    if (number <= since.call) continue;
    for (const kind of MAP_RUN_FAULTS[role]) {
      const course = run({ kind, call: number });
      if (course !== undefined) yield course;
    }
  }
  for (const events of stopsOf(parent, since.event)) {
    const course = run({ kind: 'stopped', events });
    if (course !== undefined) yield course;
  }
}

const MAP_RUN_FAULTS: Readonly<Record<ExploredMapRunCall['role'], readonly MapRunFault[]>> = {
  reader: ['reader-fails'],
  writer: ['writer-refused', 'writer-fails'],
};

/** A fault takes effect at once, or after any number of answers that arrive while it is in flight. */
function* placements(
  run: (fault: PlannedFault) => ExploredCourse | undefined,
  { number }: ExploredAttempt,
  kind: TaskFault,
): Generator<ExploredCourse> {
  const last = run({ kind, attempt: number, after: Infinity });
  if (last === undefined) return;
  const end = last.attempts[number - 1]!.lastBefore;
  for (let after = number; after < end; after += 1) {
    const course = run({ kind, attempt: number, after });
    if (course !== undefined) yield course;
  }
  yield last;
}

/** Up to where a course is decided by its faults: faults that are added come later. */
interface Frontier {
  readonly attempt: number;
  readonly event: number;
  readonly call: number;
}

function frontierOf({ plan, attempts, calls, closings }: ExploredCourse): Frontier {
  const last = plan.at(-1);
  if (last === undefined) return { attempt: 0, event: 0, call: 0 };
  if (last.kind === 'stopped') {
    const closing = closings.find(({ events }) => events > last.events);
    return {
      attempt: closing?.attempts ?? attempts.length,
      event: last.events + 1,
      call: closing?.calls ?? calls.length,
    };
  }
  if ('call' in last) {
    const { attempts: attempt, events: event, number: call } = calls[last.call - 1]!;
    return { attempt, event, call };
  }
  return {
    attempt: last.attempt,
    event: attempts[last.attempt - 1]?.endedAt ?? closings[0]!.events,
    call: calls.filter((each) => each.attempts < last.attempt).length,
  };
}

/** After which events the execution could have been stopped. */
export function* stopsOf({ events }: ExploredCourse, since: number): Generator<number> {
  for (let index = Math.max(1, since + 1); index < events.length; index += 1) {
    if (!isClosing(events[index - 1]!.type) && BEGINS_A_STEP.test(events[index]!.type)) yield index;
  }
}

/**
 * An event that the service decides upon by itself: what follows from it (the exit of a state after the result of its task) comes with it.
 */
const BEGINS_A_STEP = /StateEntered$|^(?:Task|LambdaFunction|Activity)|^WaitStateExited$/;

function isClosing(type: string): boolean {
  return /^Execution(?:Succeeded|Failed|Aborted|TimedOut)$/.test(type);
}

function faultsOf(world: RedriveWorld, { stateName }: ExploredAttempt): TaskFault[] {
  const { machine } = world;
  const state = statesOf(machine).get(stateName)!;
  const faults: TaskFault[] = ['fails-before-effect', 'fails-after-effect', 'answer-lost'];
  const { kind, pattern } = parseResource(state.Resource!);
  const beats = state.HeartbeatSeconds !== undefined || state.HeartbeatSecondsPath !== undefined;
  if (beats && (kind === 'activity' || pattern !== 'request-response')) faults.push('heartbeat-lost');
  if (machine.revisions.at(-1)!.definition.TimeoutSeconds !== undefined) faults.push('workflow-times-out');
  return faults;
}

function baselineFails(world: RedriveWorld, { events, closings }: ExploredCourse): TestkitError {
  const { status, error, cause } = closings[0]!;
  const reason = [error, cause]
    .filter((part) => part !== undefined)
    .join(': ')
    .replace(/\.$/, '');
  const redriven = events.findIndex(({ type }) => type === 'ExecutionRedriven');
  const firstRun = redriven < 0 ? events : events.slice(0, redriven);
  return new TestkitError({
    code: 'BASELINE_FAILED',
    what: `The workflow does not succeed without any fault: it is ${status}${reason === '' ? '' : ` with ${reason}`}.`,
    found: printHistory(firstRun.map(toSdkEvent), { colors: false }),
    hint: `Give it the input it needs, and let its healthy tasks answer what comes next: exploreRedrives({ input, tasks }). ${tasksIn(world)}`,
  });
}

function tasksIn({ machine }: RedriveWorld): string {
  const names = [...statesOf(machine)].filter(([, { Type }]) => Type === 'Task').map(([name]) => name);
  return names.length === 0 ? 'It has no tasks.' : `Its tasks are: ${names.join(', ')}.`;
}

function notPure(): TestkitError {
  return new TestkitError({
    code: 'SCRIPT_NOT_PURE',
    what: 'The workflow took another course when it was run a second time without any fault.',
    hint: 'Let the functions in tasks and idempotencyKey depend on what they are given alone: no counters, no clock, no chance.',
  });
}
