import { loadRecordings, recordingsFolder } from './recordings';
import { replayHistory } from './replayHistory';
import { replayMapRun } from './replayMapRun';
import { NotArrangeable, replayRedrive } from './replayRedrive';
import type { ConformanceReport, HistoryResult, RedriveResult } from './report';
import { loadTranscripts, type TranscriptFile } from './transcripts';

/** Replays everything that a folder of recordings has. */
export async function runConformance(folder: string): Promise<ConformanceReport> {
  return { redrives: await runRedrives(folder), histories: runHistories(folder) };
}

export async function runRedrives(folder: string): Promise<RedriveResult[]> {
  // Transcripts refer to each other: what this folder lacks may be in the usual one.
  const folders = [folder, recordingsFolder()];
  const results: RedriveResult[] = [];
  for (const file of loadTranscripts(folder)) results.push(await runRedrive(file, folders));
  return results;
}

async function runRedrive(item: TranscriptFile, folders: readonly string[]): Promise<RedriveResult> {
  const { file } = item;
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
    return { kind: 'replayed', recording, replay: replayHistory(recording) };
  });
  return [...replayed, ...unpaired.map((item): HistoryResult => ({ kind: 'skipped', ...item }))];
}
