import type { ExecutionStatus } from '@aws-sdk/client-sfn';
import { invalid } from '../model/arguments';
import { didYouMean } from '../model/didYouMean';
import { statusAfter } from '../history/trace';
import { callText, contrast, explain, type Matcher } from './matcher';
import { executionArnOf, historyBehind, historyIfAny, historyTable, pendingOf } from './received';

/** The status of an execution: of DescribeExecution, of an item of a list, or as its history tells. */
export const toHaveStatus: Matcher<[status: ExecutionStatus]> = (context, received, status) => {
  checkStatus(status);
  const history = historyIfAny(received, 'toHaveStatus');
  const found =
    history === undefined
      ? executionArnOf(received, 'toHaveStatus', 'status').status
      : statusAfter(history.events.at(-1)?.type ?? '');
  const message = () => {
    const events = history?.events ?? historyBehind(received);
    return explain(
      callText(context, history === undefined ? 'execution' : 'history', 'toHaveStatus', status),
      contrast(context, status, String(found)),
      found === 'RUNNING' && !context.isNot ? whatMovesIt(received) : undefined,
      events === undefined ? undefined : historyTable(events),
    );
  };
  return { pass: found === status, message };
};

/** Whoever has just redriven or started it expects its end: what it waits for, and who can move it. */
function whatMovesIt(received: unknown): string {
  const waiting = pendingOf(received);
  const lines = waiting.slice(0, SHOWN_WAITING).map(({ state, waitsFor }) => `${state} waits for ${waitsFor}.`);
  const more = waiting.length > SHOWN_WAITING ? [`… and ${waiting.length - SHOWN_WAITING} more.`] : [];
  const advice = ADVICE.filter(([what]) => waiting.some(({ waitsFor }) => what.test(waitsFor))).map(([, text]) => text);
  return [...lines, ...more, ...(waiting.length === 0 ? [SETTLE] : advice)].join('\n');
}

const SETTLE =
  'Matchers look without advancing: call sfn.settle() first, which completes all that takes no time of the clock.';
/** By what is waited for. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/next read|execution that it has started|Map Run/, SETTLE],
  [/clock/, 'Pass over the time with sfn.settle({ skipTime: true }), or move it on with sfn.clock.advanceBy(…).'],
  [
    /an answer/,
    'Answer for whoever has the task token: sfn.pending() tells it, sfn.sendTaskSuccess({ taskToken, output }) answers.',
  ],
  [/a worker/, 'Let your worker poll, or script the task: sfn.script(machine, { … }).'],
];
const SHOWN_WAITING = 5;

const STATUSES: readonly string[] = [
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
  'TIMED_OUT',
  'ABORTED',
  'PENDING_REDRIVE',
] satisfies ExecutionStatus[];

/** With `.not`, a misspelt one would always pass. */
function checkStatus(status: unknown): void {
  if (typeof status === 'string' && STATUSES.includes(status)) return;
  const hint = didYouMean(status, STATUSES) ?? `Use one of: ${STATUSES.join(', ')}.`;
  throw invalid('toHaveStatus() takes the status of an execution.', status, hint);
}
