import type { TaskOutcome } from '../../src/asl/script/taskScript';
import { attemptsOf } from './attempts';
import type { RecordedHistoryEvent } from './recordings';
import type { TranscriptEvent } from './transcripts';

const SCHEDULED = /^(Task|LambdaFunction)Scheduled$/;

/**
 * What the tasks of service integrations and Lambda functions came to, and how long each attempt took. The probe itself answers for
 * activities: their outcomes are calls of the transcript.
 *
 * @returns for each state that schedules such a task, an outcome per attempt
 */
export function serviceOutcomes(history: readonly TranscriptEvent[]): Record<string, TaskOutcome[]> {
  const scheduled = history.filter((event) => event.type.endsWith('Scheduled'));
  const states: Record<string, TaskOutcome[]> = {};
  for (const [index, { stateName, outcome }] of attemptsOf(history.map(asRecorded)).entries()) {
    const event = scheduled[index];
    if (event === undefined || !SCHEDULED.test(event.type)) continue;
    const result = resultOf(event, history);
    const after = result === undefined ? {} : { after: millisecondsOf(result) - millisecondsOf(event) };
    (states[stateName] ??= []).push({ ...outcome, options: { ...outcome.options, ...after } });
  }
  return states;
}

/** The last of the events that hang on a scheduled one, one on the other, if it says what the task came to. */
function resultOf(scheduled: TranscriptEvent, history: readonly TranscriptEvent[]): TranscriptEvent | undefined {
  const family = scheduled.type.replace(/Scheduled$/, '');
  const chained = new RegExp(`^${family}(Started|Submitted)$`);
  const ends = new RegExp(`^${family}(Succeeded|Failed|TimedOut|(Schedule|Start|Submit)Failed)$`);
  for (let last = scheduled; ;) {
    const next = history.find((event) => event.prev === last.id && (chained.test(event.type) || ends.test(event.type)));
    if (next === undefined || ends.test(next.type)) return next;
    last = next;
  }
}

function millisecondsOf({ timestamp }: TranscriptEvent): number {
  return Math.round(Number(timestamp) * 1000);
}

function asRecorded({ id, prev, type, detailsMember, details }: TranscriptEvent): RecordedHistoryEvent {
  const event = { id, previousEventId: prev, type };
  return typeof detailsMember === 'string' ? { ...event, [detailsMember]: details } : event;
}
