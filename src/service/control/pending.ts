import { isOvertaken, type Agenda } from '../../asl/engine/agenda';
import { isAnswerable } from '../../asl/engine/answers';
import { forEachOpenThread } from '../../asl/engine/endings';
import type { Thread } from '../../asl/engine/run';
import type { ExecutionRecord } from '../store';

/** What a running execution waits for in one of its states. */
export interface PendingWork {
  readonly executionArn: string;
  readonly state: string;
  readonly waitsFor: string;
  /** What SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat are to name, where they are what it waits for. */
  readonly taskToken?: string;
}

const MOST_LINES = 10;

/** What the executions wait for, and which call moves each. */
export function pendingWork(executions: readonly ExecutionRecord[]): PendingWork[] {
  return executions.flatMap((record) => {
    const waiting: PendingWork[] = [];
    forEachOpenThread(record.run.root, (thread) => {
      if (thread.frame === undefined || thread.frame.container !== undefined) return;
      const { name, task } = thread.frame;
      waiting.push({
        executionArn: record.run.executionArn,
        state: name,
        waitsFor: waitsFor(record, thread),
        ...(task !== undefined && !task.runsInFake && isAnswerable(record.run, task.token)
          ? { taskToken: task.token }
          : {}),
      });
    });
    return waiting;
  });
}

function waitsFor({ run }: ExecutionRecord, thread: Thread): string {
  const frame = thread.frame!;
  const workOf = ({ heap }: Agenda) => heap.filter((work) => work.thread === thread && !isOvertaken(work));
  const timer = workOf(run.timers);
  const due = Math.min(...timer.map((work) => work.due));
  const until = timer.length === 0 ? '' : `, due ${new Date(due).toISOString()}`;
  if (frame.mapRun !== undefined) return 'its Map Run';
  if (frame.task === undefined) return timer.length === 0 ? 'the next read' : `the clock${until}`;
  if (frame.task.kind === 'activity' && frame.task.startedAt === undefined) return 'a worker (GetActivityTask)';
  if (workOf(run.moments).length > 0) return 'the next read, or settle()';
  if (frame.task.runsInFake) return `the execution that it has started${until}`;
  if (frame.task.outcome.kind === 'neverEnds') {
    const canBeAnswered = frame.task.token !== '';
    return `${canBeAnswered ? 'an answer (SendTaskSuccess, SendTaskFailure)' : 'a timeout or a stop (neverEnds)'}${until}`;
  }
  return timer.length === 0 ? 'the next read, or settle()' : `the clock${until}`;
}

/** Lines for a message: what waits for what. */
export function describePending(executions: readonly ExecutionRecord[]): string {
  const lines = pendingWork(executions).map(({ executionArn, state, waitsFor: what }) => {
    return `  '${state}' of ${executionArn} waits for ${what}`;
  });
  const shown = lines.slice(0, MOST_LINES);
  const more = lines.length > shown.length ? [`  … and ${lines.length - shown.length} more`] : [];
  return ['Waiting:', ...shown, ...more].join('\n');
}
