import { effectsOf, finalStatus, groupedBy, type Closing, type ExploredCourse, type ExploredAttempt } from './course';
import type { PlannedFault } from './faults';

/**
 * What is wrong with a course:
 *
 * - `effect-repeated`: a task did its work again although it had succeeded, or was healthy in flight;
 * - `effect-repeated-after-doubt`: a lost answer, or a failure after the work was done, made a task do it again;
 * - `effect-lost`: the execution succeeded, and a task never did its work;
 * - `output-differs`: the execution succeeded with another output than without the faults;
 * - `dead-end`: redrives fail again and again, although nothing goes wrong any more;
 * - `not-redrivable`: the execution did not succeed, and AWS refuses to redrive it;
 * - `effect-in-flight-after-abort`: the execution was closed while a task was at work, and no redrive runs that task again.
 */
export type FindingKind =
  | 'effect-repeated'
  | 'effect-repeated-after-doubt'
  | 'effect-lost'
  | 'output-differs'
  | 'dead-end'
  | 'not-redrivable'
  | 'effect-in-flight-after-abort';

/** A fault of the workflow, as one course shows it. */
export interface Symptom {
  readonly kind: FindingKind;
  /** The state that it is about; the one that fails, of a dead end. */
  readonly state: string;
  /** How often the effect took place. */
  readonly times: number;
  readonly course: ExploredCourse;
}

/** Everything that is wrong with a course, beside the one that never failed. */
export function symptomsOf(course: ExploredCourse, baseline: ExploredCourse): Symptom[] {
  const symptoms = [...repeats(course, baseline), ...leftInFlight(course)];
  if (finalStatus(course) === 'SUCCEEDED') {
    const lost = losses(course, baseline);
    symptoms.push(...lost);
    const differs = masked(course.output?.text) !== masked(baseline.output?.text);
    if (differs && lost.length === 0) symptoms.push({ kind: 'output-differs', state: '', times: 1, course });
    return symptoms;
  }
  const kind = course.refusal === undefined ? 'dead-end' : 'not-redrivable';
  if (kind === 'not-redrivable' || isHealthyAtTheEnd(course))
    symptoms.push({ kind, state: failingState(course), times: 1, course });
  return symptoms;
}

function bySlot(effects: readonly ExploredAttempt[]): Map<string, ExploredAttempt[]> {
  return groupedBy(effects, ({ slot }) => slot);
}

/** Effects beyond those of the run that never failed; the same key twice is one effect. */
function* repeats(course: ExploredCourse, baseline: ExploredCourse): Generator<Symptom> {
  const expected = bySlot(effectsOf(baseline));
  for (const [slot, effects] of bySlot(effectsOf(course))) {
    const distinct = distinctEffects(effects);
    const allowed = distinctEffects(expected.get(slot) ?? []).length || 1;
    if (distinct.length <= allowed) continue;
    const again = distinct.at(-1)!;
    const earlier = distinct.slice(0, -1);
    const before = earlier.findLast(({ input }) => input === again.input) ?? earlier.at(-1)!;
    const isDoubtful = before.end !== 'succeeded' && before.end !== 'in flight';
    const kind = isDoubtful ? 'effect-repeated-after-doubt' : 'effect-repeated';
    yield { kind, state: again.stateName, times: distinct.length - allowed + 1, course };
  }
}

function distinctEffects(effects: readonly ExploredAttempt[]): ExploredAttempt[] {
  const keys = new Set<string>();
  return effects.filter(({ key }) => {
    if (key === undefined) return true;
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}

function losses(course: ExploredCourse, baseline: ExploredCourse): Symptom[] {
  const done = bySlot(effectsOf(course));
  const missing = new Map<string, string>();
  for (const [slot, [effect]] of bySlot(effectsOf(baseline))) if (!done.has(slot)) missing.set(effect!.stateName, slot);
  return [...missing.keys()].map((state) => ({ kind: 'effect-lost', state, times: 0, course }));
}

/** Tasks without a key that were at work when the execution was stopped or timed out, and that nothing runs again. */
function leftInFlight(course: ExploredCourse): Symptom[] {
  const found = new Map<string, Symptom>();
  course.closings.forEach(({ status, attempts }, index) => {
    if (status !== 'ABORTED' && status !== 'TIMED_OUT') return;
    const first = index === 0 ? 0 : course.closings[index - 1]!.attempts;
    for (const attempt of course.attempts.slice(first, attempts)) {
      const isAtWork = attempt.end === 'in flight' || attempt.end === 'workflow-times-out';
      const isRunAgain = course.attempts.some(({ slot, number }) => slot === attempt.slot && number > attempt.number);
      if (!attempt.hasStarted || !isAtWork || isRunAgain || attempt.key !== undefined) continue;
      found.set(attempt.stateName, {
        kind: 'effect-in-flight-after-abort',
        state: attempt.stateName,
        times: 1,
        course,
      });
    }
  });
  return [...found.values()];
}

/** Whether the last redrive met no fault. */
function isHealthyAtTheEnd({ plan, closings, attempts }: ExploredCourse): boolean {
  if (closings.length < 2) return false;
  const before = closings.at(-2)!;
  return plan.every((fault) => isBefore(fault, before)) && attempts.length >= before.attempts;
}

function isBefore(fault: PlannedFault, { events, attempts, calls }: Closing): boolean {
  if (fault.kind === 'stopped') return fault.events < events;
  return 'call' in fault ? fault.call <= calls : fault.attempt <= attempts;
}

/** The state whose failure closed the execution at last. */
function failingState({ events }: ExploredCourse): string {
  const entered = events.findLast(({ type }) => type.endsWith('StateEntered'));
  const { name } = (entered?.details ?? {}) as { name?: string };
  return name ?? '';
}

/** Outputs may tell the time, ids that a service makes up, and the folder that a redriven Map Run writes to. */
function masked(text: string | undefined): string | undefined {
  return text?.replaceAll(INSTANT, '<instant>').replaceAll(UUID, '<uuid>').replaceAll(REDRIVE_FOLDER, '$1');
}

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
const REDRIVE_FOLDER = /\/Redrive-\d+(\/manifest\.json)/g;
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** Whether one course is told rather than another: fewer faults, fewer stops, fewer redrives, fewer events. */
function isShorter(left: ExploredCourse, right: ExploredCourse): boolean {
  const l = lengthOf(left);
  const r = lengthOf(right);
  const index = l.findIndex((value, at) => value !== r[at]);
  return index >= 0 && l[index]! < r[index]!;
}

function lengthOf({ plan, closings, events }: ExploredCourse): number[] {
  const stops = plan.filter(({ kind }) => kind === 'stopped').length;
  return [plan.length, stops, closings.length, events.length];
}

/** Of all symptoms that are the same fault of the workflow, the shortest course; and how many courses show it. */
export class Findings {
  private readonly found = new Map<string, { symptom: Symptom; courses: number }>();

  add(symptom: Symptom): void {
    const id = `${symptom.kind} ${symptom.state}`;
    const known = this.found.get(id);
    if (known === undefined) this.found.set(id, { symptom, courses: 1 });
    else {
      known.courses += 1;
      if (isShorter(symptom.course, known.symptom.course)) known.symptom = symptom;
    }
  }

  /** The gravest kind first. */
  list(): { symptom: Symptom; courses: number }[] {
    const rank = ({ symptom }: { symptom: Symptom }) => KINDS.indexOf(symptom.kind);
    return [...this.found.values()].sort((left, right) => rank(left) - rank(right));
  }
}

const KINDS: readonly FindingKind[] = [
  'effect-repeated',
  'effect-lost',
  'dead-end',
  'not-redrivable',
  'output-differs',
  'effect-in-flight-after-abort',
  'effect-repeated-after-doubt',
];
