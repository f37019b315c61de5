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
 * Recorded order: a literal bad token, then the JSON of the output, then whether the task is still open. assumed: of another task than
 * that of an activity, the refusal names the Resource of the state.
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
