import type { ExploredCourse } from './course';
import { FAULT_PHRASES, MAP_RUN_FAULT_PHRASES, type PlannedFault } from './faults';
import type { Symptom } from './findings';

/** `Mail ran twice`. */
export function headline({ kind, state, times, course }: Symptom): string {
  switch (kind) {
    case 'effect-repeated':
    case 'effect-repeated-after-doubt':
      return `${state} ran ${timesText(times)}`;
    case 'effect-lost':
      return `${state} never ran, and the execution succeeded`;
    case 'output-differs':
      return 'The execution succeeded with another output than without the fault';
    case 'dead-end':
      return `No redrive gets past ${state}`;
    case 'not-redrivable':
      return `The execution ends at ${state} and cannot be redriven: ${course.refusal}`;
    case 'effect-in-flight-after-abort':
      return `${state} was at work when the execution was closed, and no redrive runs it again`;
  }
}

function timesText(times: number): string {
  return times === 2 ? 'twice' : `${times} times`;
}

/** `Charge failed before doing anything while Mail was in flight · FAILED → redrive → SUCCEEDED`. */
export function courseText(course: ExploredCourse): string {
  const faults = course.plan.map((fault) => faultText(fault, course)).join(', then ');
  return `${faults} · ${course.closings.map(({ status }) => status).join(' → redrive → ')}`;
}

function faultText(fault: PlannedFault, course: ExploredCourse): string {
  if (fault.kind === 'stopped') return `the execution was stopped after ${eventText(fault.events, course)}`;
  if ('call' in fault) {
    const [before, after] = MAP_RUN_FAULT_PHRASES[fault.kind];
    return `${before} ${course.calls[fault.call - 1]!.stateName} ${after}`;
  }
  const attempt = course.attempts[fault.attempt - 1]!;
  const round = course.closings.findIndex(({ attempts }) => attempts >= attempt.number);
  const first = round <= 0 ? 0 : course.closings[round - 1]!.attempts;
  const siblings = course.attempts
    .slice(first, course.closings[round]?.attempts)
    .filter(({ end, number }) => end === 'in flight' && number !== attempt.number);
  const names = [...new Set(siblings.map(({ stateName }) => stateName))];
  const beside = names.length === 0 ? '' : ` while ${listed(names)} ${names.length === 1 ? 'was' : 'were'} in flight`;
  return `${attempt.slot} ${FAULT_PHRASES[fault.kind]}${beside}`;
}

function eventText(count: number, { events }: ExploredCourse): string {
  const event = events[count - 1]!;
  const { name } = (event.details ?? {}) as { name?: string };
  return `event ${count} (${event.type}${name === undefined ? '' : ` of ${name}`})`;
}

/** `A, B and C`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** What would mend it. */
export function cureOf({ kind, state, course }: Symptom): string {
  const key = `idempotencyKey: { ${memberName(state)}: ({ input }) => … }`;
  switch (kind) {
    case 'effect-repeated':
      return `Give ${state} an idempotency key, or let it check first whether its work is done. If it has one, say so: ${key}.${mapRunCure(course)}`;
    case 'effect-repeated-after-doubt':
      return `Give ${state} an idempotency key; if it has one, say so: ${key}.`;
    case 'effect-lost':
      return `A Catch leads past ${state}: catch fewer errors, or do its work on that path as well.`;
    case 'output-differs':
      return 'Let the path that the fault leads to put the same members into its output, or fail instead of going on.';
    case 'dead-end':
      return deadEndCure(state, course);
    case 'not-redrivable':
      return 'Redrive earlier, or start a new execution with the same input: see the reason.';
    case 'effect-in-flight-after-abort':
      return `Let ${state} notice that its execution was stopped, or undo its work afterwards.`;
  }
}

/** A retried Distributed Map has a new Map Run. */
function mapRunCure({ plan, calls, events }: ExploredCourse): string {
  const fault = plan.find((each) => 'call' in each);
  if (fault === undefined || events.filter(({ type }) => type === 'MapRunStarted').length < 2) return '';
  const { stateName } = calls[fault.call - 1]!;
  return ` Or do not retry ${stateName}: a redrive goes on with the same Map Run, and runs no child again that had succeeded.`;
}

function deadEndCure(state: string, { events }: ExploredCourse): string {
  const last = events.findLast(({ type }) => type.endsWith('StateEntered'));
  if (last?.type === 'FailStateEntered')
    return `A redrive starts again at the Fail state ${state}, where a Catch or a Choice has led. Leave that error uncaught, so that the task itself is what a redrive reruns.`;
  return `A redrive starts again at ${state} with the same input, and fails again: let the state before it fail instead.`;
}

function memberName(state: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(state) ? state : `'${state.replaceAll("'", String.raw`\'`)}'`;
}
