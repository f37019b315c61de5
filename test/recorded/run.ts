import { replayAnswers, type AnswerReplay } from './replayAnswers';
import { replayDiagnostics, type DiagnosisReplay } from './replayDiagnostics';
import { replayErrors, type ErrorReplay } from './recordedErrors';
import { loadRecordings } from './recordings';
import { replayHistory } from './replayHistory';
import { replayLogs, type LogReplay } from './replayLogs';
import { replayMapRun } from './replayMapRun';
import { NotArrangeable, replayRedrive } from './replayRedrive';
import { replayStatusEvents, type EventReplay } from './replayStatusEvents';
import type { ConformanceReport, HistoryResult, RedriveResult } from './report';
import { maskedInPart } from './masks';
import { loadTranscripts, type TranscriptFile } from './transcripts';

/** Replays everything that folders of recordings have. */
export async function runConformance(folders: readonly string[]): Promise<ConformanceReport> {
  const answers: AnswerReplay[] = [];
  const diagnostics: DiagnosisReplay[] = [];
  const errors: ErrorReplay[] = [];
  const events: EventReplay[] = [];
  const logs: LogReplay[] = [];
  for (const folder of folders) {
    answers.push(...(await replayAnswers(folder)));
    diagnostics.push(...replayDiagnostics(folder));
    errors.push(...(await replayErrors(folder)));
    events.push(...replayStatusEvents(folder));
    logs.push(...replayLogs(folder));
  }
  return {
    redrives: await runTranscripts(folders, 'redrive'),
    mapRuns: await runTranscripts(folders, 'map-runs-with-readers'),
    histories: folders.flatMap(runHistories),
    answers,
    diagnostics,
    errors,
    events,
    logs,
  };
}

export async function runTranscripts(folders: readonly string[], name: string): Promise<RedriveResult[]> {
  const results: RedriveResult[] = [];
  const seen = new Set<string>();
  for (const folder of folders) {
    for (const file of loadTranscripts(folder, name)) {
      // Each folder has the arrangement of its transcripts.
      if (seen.has(file.file)) continue;
      seen.add(file.file);
      results.push(await runTranscript(file, name, folders));
    }
  }
  return results;
}

async function runTranscript(item: TranscriptFile, name: string, folders: readonly string[]): Promise<RedriveResult> {
  const file = `${name}/${item.file}`;
  if (item.kind === 'skipped') return { kind: 'skipped', file, reason: item.reason };
  try {
    const replay =
      item.kind === 'calls' ? await replayRedrive(item.transcript, folders) : await replayMapRun(item.transcript);
    return replay.equal
      ? { kind: 'reproduced', file, note: replay.note }
      : { kind: 'failed', file, mismatch: replay.mismatch };
  } catch (error) {
    if (error instanceof NotArrangeable) return { kind: 'skipped', file, reason: error.message };
    return { kind: 'failed', file, error: error as Error };
  }
}

export function runHistories(folder: string): HistoryResult[] {
  const { recordings, unpaired } = loadRecordings(folder);
  const replayed = recordings.map((recording): HistoryResult => {
    if (recording.facts?.tier === 'C') {
      return { kind: 'skipped', id: recording.id, reason: 'tier C: recorded on another implementation, not on AWS' };
    }
    const replay = replayHistory(recording);
    const { mismatch } = replay;
    const masked = mismatch && maskedInPart(recording.history.events, mismatch.difference.path);
    if (masked === undefined) return { kind: 'replayed', recording, replay };
    const reason = `the recorder put a word for ${masked} in some events and left it in others: nothing is both`;
    return { kind: 'skipped', id: recording.id, reason };
  });
  return [...replayed, ...unpaired.map((item): HistoryResult => ({ kind: 'skipped', ...item }))];
}
