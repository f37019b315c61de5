import { printDifference } from './firstDifference';
import type { AnswerReplay } from './replayAnswers';
import type { DiagnosisReplay } from './replayDiagnostics';
import type { ErrorReplay } from './recordedErrors';
import type { HistoryReplay } from './replayHistory';
import type { LogReplay } from './replayLogs';
import type { RedriveMismatch } from './replayRedrive';
import type { EventReplay } from './replayStatusEvents';
import type { Difference } from './values';
import type { Recording } from './recordings';

/** What became of one transcript of `redrive/`. */
export type RedriveResult =
  | { readonly kind: 'reproduced'; readonly file: string; readonly note: string }
  | { readonly kind: 'failed'; readonly file: string; readonly mismatch?: RedriveMismatch; readonly error?: Error }
  | { readonly kind: 'skipped'; readonly file: string; readonly reason: string };

/** What became of one history of `recorded/`. */
export type HistoryResult =
  | { readonly kind: 'replayed'; readonly recording: Recording; readonly replay: HistoryReplay }
  | { readonly kind: 'skipped'; readonly id: string; readonly reason: string };

export interface ConformanceReport {
  readonly redrives: readonly RedriveResult[];
  /** Map Runs whose items were read. */
  readonly mapRuns: readonly RedriveResult[];
  readonly histories: readonly HistoryResult[];
  /** Of single definitions. */
  readonly answers: readonly AnswerReplay[];
  readonly diagnostics: readonly DiagnosisReplay[];
  readonly errors: readonly ErrorReplay[];
  readonly events: readonly EventReplay[];
  readonly logs: readonly LogReplay[];
}

/** A report of nothing. */
export const NOTHING: ConformanceReport = {
  redrives: [],
  mapRuns: [],
  histories: [],
  answers: [],
  diagnostics: [],
  errors: [],
  events: [],
  logs: [],
};

interface Count {
  readonly reproduced: number;
  readonly of: number;
}

/** The figures of a report. */
export interface Score {
  readonly redrives: Count;
  /** With readers. */
  readonly mapRuns: Count;
  /** Refusals. */
  readonly errors: Count;
  readonly answers: Count;
  readonly diagnostics: Count;
  readonly events: Count;
  readonly logs: Count;
  readonly histories: {
    readonly reproduced: number;
    readonly of: number;
    /** Reproduced, but the contents of a reader had to be scripted. */
    readonly withReaders: number;
    readonly equalToTheByte: number;
    /** Reproduced, but compared without ids inside a Parallel, which the recorder sorted. */
    readonly sorted: number;
    /** Reproduced as far as an incomplete recording goes. */
    readonly prefixes: number;
  };
}

function countOf(results: readonly RedriveResult[]): Count {
  return {
    reproduced: results.filter(({ kind }) => kind === 'reproduced').length,
    of: results.filter(({ kind }) => kind !== 'skipped').length,
  };
}

const equalOf = (all: readonly { readonly difference: unknown }[]): Count => ({
  reproduced: all.filter(({ difference }) => difference === undefined).length,
  of: all.length,
});

export function scoreOf(report: ConformanceReport): Score {
  const { redrives, mapRuns, histories, answers, diagnostics, errors, events, logs } = report;
  const replayed = histories.filter((result) => result.kind === 'replayed');
  const equal = replayed.filter(({ replay }) => replay.equal);
  return {
    redrives: countOf(redrives),
    mapRuns: countOf(mapRuns),
    errors: {
      reproduced: errors.filter(({ equal: isEqual }) => isEqual).length,
      of: errors.filter(({ skipped }) => skipped === undefined).length,
    },
    answers: equalOf(answers),
    diagnostics: equalOf(diagnostics),
    events: equalOf(events),
    logs: equalOf(logs),
    histories: {
      reproduced: equal.length,
      of: replayed.length,
      withReaders: equal.filter(({ replay }) => replay.withReaders).length,
      equalToTheByte: equal.filter(({ replay }) => replay.equalToTheByte).length,
      sorted: equal.filter(({ recording }) => recording.history.idsNormalised).length,
      prefixes: equal.filter(({ recording }) => recording.facts?.complete === false).length,
    },
  };
}

/** The report as text: every failure with its first difference, every skip with its reason, the figures last. */
export function printReport(report: ConformanceReport): string {
  const { redrives, mapRuns, histories, answers, diagnostics, errors, events, logs } = scoreOf(report);
  return [
    ...[...report.redrives, ...report.mapRuns].map(printRedrive),
    ...report.errors.flatMap(printRefusal),
    ...report.answers.flatMap(({ name, difference }) => printDiffering(`answer ${name}`, difference)),
    ...report.diagnostics.flatMap(({ name, difference }) => printDiffering(`diagnosis ${name}`, difference)),
    ...report.events.flatMap(({ name, difference }) => printDiffering(`event ${name}`, difference)),
    ...report.logs.flatMap(({ name, difference }) => printDiffering(`log ${name}`, difference)),
    ...report.histories.flatMap(printHistory),
    '',
    `answers equal ${answers.reproduced} of ${answers.of}`,
    `diagnostics equal ${diagnostics.reproduced} of ${diagnostics.of}`,
    `refusals equal ${errors.reproduced} of ${errors.of}`,
    `events equal ${events.reproduced} of ${events.of}`,
    `logs equal ${logs.reproduced} of ${logs.of}`,
    `Map Runs with readers reproduced ${mapRuns.reproduced} of ${mapRuns.of}`,
    `of the histories, ${histories.withReaders} with scripted readers`,
    `of the histories, ${histories.sorted} without ids inside a Parallel that the recorder sorted`,
    `of the histories, ${histories.prefixes} as far as an incomplete recording goes`,
    `of the histories, ${histories.equalToTheByte} equal to the byte`,
    `redrives reproduced ${redrives.reproduced} of ${redrives.of}`,
    `histories reproduced ${histories.reproduced} of ${histories.of}`,
  ].join('\n');
}

function printRefusal({ name, skipped, recorded, emitted, equal }: ErrorReplay): string[] {
  if (skipped !== undefined) return [`skipped  refusal of ${name}: ${skipped}`];
  if (equal) return [];
  return [`FAILED   refusal of ${name}\n${indented(`recorded ${recorded}\nemitted  ${emitted ?? ''}`)}`];
}

function printDiffering(title: string, difference: Difference | undefined): string[] {
  if (difference === undefined) return [];
  const { path, why, recorded, emitted } = difference;
  const values = `recorded ${JSON.stringify(recorded)}\nemitted  ${JSON.stringify(emitted)}`;
  return [`FAILED   ${title}: ${why} at ${path}\n${indented(values)}`];
}

function printRedrive(result: RedriveResult): string {
  if (result.kind === 'reproduced') return `ok       ${result.file}: ${result.note}`;
  if (result.kind === 'skipped') return `skipped  ${result.file}: ${result.reason}`;
  const { mismatch, error } = result;
  const why = mismatch === undefined ? printError(error) : printDifference({ ...mismatch, title: mismatch.where });
  return `FAILED   ${result.file}\n${indented(why)}`;
}

function printHistory(result: HistoryResult): string[] {
  if (result.kind === 'skipped') return [`skipped  ${result.id}: ${result.reason}`];
  const { recording, replay } = result;
  if (replay.equal) return [];
  const { mismatch } = replay;
  const why =
    mismatch === undefined
      ? printError(replay.error)
      : printDifference({ ...mismatch, title: `event ${mismatch.index + 1} of ${recording.history.events.length}` });
  return [`FAILED   ${recording.id}\n${indented(why)}`];
}

function printError(error: Error | undefined): string {
  return error === undefined
    ? 'no reason was given'
    : (error.stack ?? error.message).split('\n').slice(0, 6).join('\n');
}

function indented(text: string): string {
  return text.replace(/^/gm, '         ');
}
