import { isAnswerable } from '../../asl/engine/answers';
import type { TaskResult } from '../../asl/engine/run';
import { parseArn } from '../../model/arn';
import { RefusalSignal } from '../../model/outcome';
import { invalidToken, taskTimedOut } from '../../rules/faults';
import type { OperationContext } from '../operations/operationContext';
import type { ExecutionRecord } from '../store';

interface OpenTask {
  readonly record: ExecutionRecord;
  readonly token: string;
}

/**
 * The task that a token was issued for, if it can still be answered.
 *
 * @recorded [task.order-of-checks] An unknown token is refused first, then an output that is no JSON, then a task that is over.
 *   {recorded-callbacks}
 * @recorded [redrive.task-tokens] Task tokens from before a stop or a redrive are answered TaskTimedOut. {recorded-redrives}
 */
export function requireOpenTask(
  token: string,
  { store }: OperationContext,
  check: () => void = () => undefined,
): OpenTask {
  const issued = store.taskTokens.get(token);
  if (issued === undefined) throw new RefusalSignal(invalidToken());
  check();
  const record = store.executions.get(issued.executionArn);
  const open = record !== undefined && record.run.status === 'RUNNING' && isAnswerable(record.run, token);
  if (!open) throw new RefusalSignal(taskTimedOut({ resource: deadTask(issued.resource) }));
  return { record, token };
}

/**
 * What the refusal of an answer says of a task that is over.
 *
 * @recorded [task.dead-activity] Of a task of an activity, the ARN of the activity. {recorded-callbacks}
 * @reported [task.dead-callback] Of any other task, that it does not exist any more. {reported-callbacks}
 */
function deadTask(resource: string): string {
  return parseArn(resource)?.resource === 'activity' ? resource : 'Provided task does not exist anymore';
}

/** Half a second: more than what was measured, and less than what a retry of the worker takes. */
const HEARTBEAT_GRACE_MS = 500;

/**
 * Whether a heartbeat comes so soon after the task was aborted that it is answered as if nothing had happened.
 *
 * @recorded [task.heartbeat-after-abort] The first heartbeat of a task that was aborted a quarter of a second ago because its sibling failed is
 *   answered; the next call is refused. {recorded-callbacks}
 * @assumed [task.heartbeat-grace] Half a second after the abort it is refused like any other. Because: it was measured once, at a quarter of
 *   a second; after a stop, an end or a timeout it is refused at once.
 */
export function takeLateHeartbeat(token: string, { store, now }: OperationContext): boolean {
  const record = store.executions.get(store.taskTokens.get(token)?.executionArn ?? '');
  const abortedAt = record?.run.abortedTasks.get(token);
  if (abortedAt === undefined) return false;
  record!.run.abortedTasks.delete(token);
  return now - abortedAt < HEARTBEAT_GRACE_MS;
}

/** Ends the attempt: Retry and Catch of its state decide what follows a failure. */
export function answerOpenTask(
  { record, token }: OpenTask,
  { driver, now }: OperationContext,
  result: TaskResult,
): object {
  const phase = result.kind === 'succeeded' ? 'Succeeded' : 'Failed';
  driver.answer(record, token, { result, phase }, now);
  return {};
}
