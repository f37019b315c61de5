import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { printHistory } from '../../history/printHistory';
import { toSdkEvent } from '../../model/historyEvent';
import { counted } from '../../model/printable';
import { remember } from '../../model/provenance';
import type { FakeStepFunctions } from '../../service/fakeStepFunctions';
import { statesOf } from '../../service/machines/states';
import type { PlannedFault } from './faults';
import type { FindingKind, Symptom } from './findings';
import type { Budget } from './search';
import { courseText, cureOf, headline, listed } from './wording';
import { putInto } from './workflow';
import type { RedriveWorld } from './world';

/** A fault of the workflow, with the shortest course that shows it. */
export interface RedriveFinding {
  readonly kind: FindingKind;
  /** The state that it is about. */
  readonly state: string;
  /** What is wrong, in one line. */
  readonly headline: string;
  /** What went wrong on the way, and how the execution closed each time. */
  readonly course: string;
  /** What would mend it. */
  readonly cure: string;
  /** The faults of the course. */
  readonly faults: readonly PlannedFault[];
  /** How many explored courses show it. */
  readonly courses: number;
  /** The history of the course. */
  readonly history: HistoryEvent[];
  /**
   * Puts the execution into a fake as it was when it closed for the first time, to try code that redrives it.
   *
   * @returns its ARN
   */
  seed(sfn: FakeStepFunctions): { executionArn: string };
  toString(): string;
}

/** What a search through the faults of a workflow has found. Prints as text. */
export interface RedriveReport {
  /** The gravest first, each with its shortest course. */
  readonly findings: readonly RedriveFinding[];
  /** Names of the states of the workflow. */
  readonly states: readonly string[];
  /** How many courses were explored. */
  readonly courses: number;
  /** Whether all were explored; false if the limit was reached. */
  readonly complete: boolean;
  toString(): string;
  toJSON(): object;
}

export function redriveReportOf(
  world: RedriveWorld,
  { courses, leftOut }: Budget,
  found: readonly { symptom: Symptom; courses: number }[],
): RedriveReport {
  const findings = found.map(({ symptom, courses: shownBy }) => findingOf(world, symptom, shownBy));
  const { faults, redrives } = world.options;
  const cut = leftOut === 0 ? '' : ` The limit left out at least ${leftOut} more: raise it to explore them.`;
  const extent = `${counted(courses, 'course')} with up to ${counted(faults, 'fault')} and ${counted(redrives, 'redrive')}.${cut}`;
  return {
    findings,
    states: [...statesOf(world.machine).keys()],
    courses,
    complete: leftOut === 0,
    toString: () => [`${countText(findings.length)} in ${extent}`, ...paragraphs(findings)].join('\n\n'),
    toJSON: () => ({
      courses,
      complete: leftOut === 0,
      findings: findings.map(({ kind, state, headline, course, cure, faults, courses }) => ({
        kind,
        state,
        headline,
        course,
        cure,
        faults,
        courses,
      })),
    }),
  };
}

/** Columns of a history in a report, wherever it is printed. */
const SHOWN_WIDTH = 100;

function countText(count: number): string {
  if (count === 0) return 'No finding';
  return count === 1 ? '1 finding' : `${count} findings`;
}

/** Each finding whole, but those that only want for an idempotency key in one line. */
function paragraphs(findings: readonly RedriveFinding[]): string[] {
  const doubtful = findings.filter(({ kind }) => kind === 'effect-repeated-after-doubt');
  const others = findings.filter(({ kind }) => kind !== 'effect-repeated-after-doubt').map(String);
  if (doubtful.length === 0) return others;
  const names = doubtful.map(({ state }) => state);
  const line = `A lost answer, or a failure after the work was done, makes ${listed(names)} run again.`;
  return [
    ...others,
    `${line}\n  Cure: idempotency keys; where there are some, say so: idempotencyKey: { ${names.join(', ')} }.`,
  ];
}

function findingOf(world: RedriveWorld, symptom: Symptom, courses: number): RedriveFinding {
  const { kind, state, course } = symptom;
  const texts = { headline: headline(symptom), course: courseText(course), cure: cureOf(symptom) };
  const { definition } = world.machine.revisions.at(-1)!;
  const history = remember(course.events.map(toSdkEvent), { definition });
  return {
    kind,
    state,
    ...texts,
    faults: course.plan,
    courses,
    history,
    seed: (sfn) => putInto(sfn, world.options, course.plan),
    toString: () =>
      [
        texts.headline,
        `  ${texts.course}`,
        `  Cure: ${texts.cure}`,
        '',
        printHistory(history, { colors: false, width: SHOWN_WIDTH }),
      ].join('\n'),
  };
}
