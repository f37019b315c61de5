import type { ExecutionStatus } from '@aws-sdk/client-sfn';
import { invalid } from '../model/arguments';
import { statusAfter } from '../history/trace';
import { callText, contrast, explain, type Matcher } from './matcher';
import { executionOf, historyIfAny, historyTable } from './received';

/** The status of an execution: of DescribeExecution, of an item of a list, or as its history tells. */
export const toHaveStatus: Matcher<[status: ExecutionStatus]> = (context, received, status) => {
  checkStatus(status);
  const history = historyIfAny(received);
  const found =
    history === undefined
      ? executionOf(received, 'toHaveStatus', 'status').status
      : statusAfter(history.at(-1)?.type ?? '');
  const message = () =>
    explain(
      callText(context, history === undefined ? 'execution' : 'history', 'toHaveStatus', status),
      contrast(context, status, String(found)),
      history === undefined ? undefined : historyTable(history),
    );
  return { pass: found === status, message };
};

const STATUSES: readonly unknown[] = [
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
  'TIMED_OUT',
  'ABORTED',
  'PENDING_REDRIVE',
] satisfies ExecutionStatus[];

/** With `.not`, a misspelt one would always pass. */
function checkStatus(status: unknown): void {
  if (STATUSES.includes(status)) return;
  throw invalid('toHaveStatus() takes the status of an execution.', status, `Use one of: ${STATUSES.join(', ')}.`);
}
