import { counted } from '../../model/printable';
import { TestkitError } from '../../model/testkitError';
import type { InterleavingCourse, InterleavingStep } from './course';
import { printSchedule } from './schedule';

/** A schedule that went wrong. */
export interface InterleavingFailure<World = unknown> {
  /** Short text that `replay` takes. */
  readonly schedule: string;
  /** What `check` threw, why a consumer rejected, or that the consumers never end. */
  readonly error: unknown;
  /** The requests in the order in which they reached AWS, with their answers. */
  readonly history: readonly InterleavingStep[];
  /** Runs the same schedule again, under a debugger for example. */
  replay(): Promise<InterleavingCourse<World>>;
  toString(): string;
}

/** What a search through the orders of requests has found. Prints as text. */
export interface InterleavingReport<World = unknown> {
  /** How many schedules were run to their end. */
  readonly schedules: number;
  /** Those that went wrong, the simplest first: with few faults, few switches between consumers, few requests. */
  readonly failures: readonly InterleavingFailure<World>[];
  /** Whether every order was explored; false if the limit was reached. */
  readonly complete: boolean;
  /** Runs a schedule again. */
  replay(schedule: string): Promise<InterleavingCourse<World>>;
  toString(): string;
  toJSON(): object;
}

/** @param limit The option that ended the search, if it was not complete. */
export function interleavingReportOf<World>(
  found: {
    schedules: number;
    failed: readonly InterleavingCourse<World>[];
    complete: boolean;
    consumers: number;
    limit: number;
  },
  replay: (schedule: string) => Promise<InterleavingCourse<World>>,
): InterleavingReport<World> {
  const { schedules, complete, consumers, limit } = found;
  const failures = found.failed
    .toSorted((left, right) => compare(weightOf(left.steps), weightOf(right.steps)))
    .map((course): InterleavingFailure<World> => {
      const schedule = printSchedule(course.steps);
      return {
        schedule,
        error: course.error,
        history: course.steps,
        replay: () => replay(schedule),
        toString: () => printFailure(schedule, course),
      };
    });
  const print = () => {
    const extent = `${counted(schedules, 'schedule')} of ${counted(consumers, 'consumer')}`;
    const cut = complete ? '' : ` The search stopped at the limit of ${limit}: raise it to explore the rest.`;
    if (failures.length === 0) return `${extent}: none fails.${cut}`;
    return `${extent}: ${failures.length} ${failures.length === 1 ? 'fails' : 'fail'}.${cut}\n\n${String(failures[0])}`;
  };
  return {
    schedules,
    failures,
    complete,
    replay,
    toString: print,
    toJSON: () => ({
      schedules,
      complete,
      failures: failures.map(({ schedule, error, history }) => ({ schedule, error: messageOf(error), history })),
    }),
  };
}

/** Faults, switches from one consumer to another, requests. */
function weightOf(steps: readonly InterleavingStep[]): number[] {
  const faults = steps.filter(({ fault }) => fault !== undefined).length;
  const switches = steps.filter(({ consumer }, index) => index > 0 && steps[index - 1]!.consumer !== consumer).length;
  return [faults, switches, steps.length];
}

function compare(left: readonly number[], right: readonly number[]): number {
  const index = left.findIndex((value, at) => value !== right[at]);
  return index < 0 ? 0 : left[index]! - right[index]!;
}

function printFailure(schedule: string, { steps, error }: InterleavingCourse<unknown>): string {
  const rows = steps.map((step, index) => [
    String(index + 1),
    `consumer ${step.consumer}`,
    step.operation,
    step.fault === undefined ? answerOf(step) : `${answerOf(step)} (${step.fault})`,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const table = rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
  return [`Schedule ${schedule}:`, ...table, '', messageOf(error)].join('\n');
}

function answerOf({ outcome }: InterleavingStep): string {
  if (outcome.kind === 'lost') return 'performed, the answer is lost';
  if (outcome.kind === 'refused') return outcome.refusal.name;
  const { status } = outcome.output as { status?: unknown };
  return typeof status === 'string' ? status : 'OK';
}

function messageOf(error: unknown): string {
  if (error instanceof TestkitError || error instanceof Error) return error.message;
  const message = (error as { message?: unknown } | null)?.message;
  return typeof message === 'string' ? message : String(error);
}
