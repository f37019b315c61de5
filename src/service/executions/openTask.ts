import { isAnswerable } from '../../asl/engine/answers';
import type { TaskResult } from '../../asl/engine/run';
import { RefusalSignal } from '../../model/outcome';
import { invalidToken, taskTimedOut } from '../../rules/faults';
import type { OperationContext } from '../operations/operationContext';
import type { ExecutionRecord } from '../store';

interface OpenTask {
  readonly record: ExecutionRecord;
  readonly token: string;
}

/**
 * @recorded [task.order-of-checks] A literal bad token is refused first, then an output that is no JSON, then a task that is not open any
 *   more. {recorded-callbacks}
 * @recorded [redrive.task-tokens] Task tokens from before a stop or a redrive are answered TaskTimedOut. {recorded-redrives}
 * @assumed [task.refused-resource] Of another task than that of an activity, the refusal names the Resource of the state. Because: the ARN
 *   of the activity was recorded for activities, and it is their Resource.
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
  if (!open) throw new RefusalSignal(taskTimedOut({ resource: issued.resource }));
  return { record, token };
}

/** Ends the attempt: Retry and Catch of its state decide what follows a failure. */
export function answerTask({ record, token }: OpenTask, { driver, now }: OperationContext, result: TaskResult): object {
  const phase = result.kind === 'succeeded' ? 'Succeeded' : 'Failed';
  driver.answer(record, token, { result, phase }, now);
  return {};
}
