import type { OperationContext } from '../operations/operationContext';
import type { ExecutionRecord } from '../store';

/** As whom the service acts for an execution. assumed: a session of the role is named by 32 letters and digits. */
export function roleSession({ run }: ExecutionRecord, { account, partition, ids }: OperationContext): string {
  const session = ids.uuid().replaceAll('-', '');
  return `arn:${partition}:sts::${account}:assumed-role/${run.roleArn.split('/').at(-1)}/${session}`;
}
