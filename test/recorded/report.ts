import { printDifference } from './firstDifference';
import type { HistoryReplay } from './replayHistory';
import type { RedriveMismatch } from './replayRedrive';
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
  readonly histories: readonly HistoryResult[];
}

/** The figures of a report. */
export interface Score {
  readonly redrives: { readonly reproduced: number; readonly of: number };
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

export function scoreOf({ redrives, histories }: ConformanceReport): Score {
  const replayed = histories.filter((result) => result.kind === 'replayed');
  const equal = replayed.filter(({ replay }) => replay.equal);
  return {
    redrives: {
      reproduced: redrives.filter(({ kind }) => kind === 'reproduced').length,
      of: redrives.filter(({ kind }) => kind !== 'skipped').length,
    },
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
  const { redrives, histories } = scoreOf(report);
  return [
    ...report.redrives.map(printRedrive),
    ...report.histories.flatMap(printHistory),
    '',
    `of the histories, ${histories.withReaders} with scripted readers`,
    `of the histories, ${histories.sorted} without ids inside a Parallel that the recorder sorted`,
    `of the histories, ${histories.prefixes} as far as an incomplete recording goes`,
    `of the histories, ${histories.equalToTheByte} equal to the byte`,
    `redrives reproduced ${redrives.reproduced} of ${redrives.of}`,
    `histories reproduced ${histories.reproduced} of ${histories.of}`,
  ].join('\n');
}

function printRedrive(result: RedriveResult): string {
  if (result.kind === 'reproduced') return `ok       redrive/${result.file}: ${result.note}`;
  if (result.kind === 'skipped') return `skipped  redrive/${result.file}: ${result.reason}`;
  const { mismatch, error } = result;
  const why = mismatch === undefined ? printError(error) : printDifference({ ...mismatch, title: mismatch.where });
  return `FAILED   redrive/${result.file}\n${indented(why)}`;
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
