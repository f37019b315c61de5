import type { OperationContext } from '../operations/operationContext';
import type { ExecutionRecord } from '../store';

/**
 * As whom the service acts for an execution.
 *
 * @assumed [role.session] A session of the role is named by 32 letters and digits. Because: the recorded ones look like it.
 */
export function roleSession({ run }: ExecutionRecord, { account, partition, ids }: OperationContext): string {
  const session = ids.uuid().replaceAll('-', '');
  return `arn:${partition}:sts::${account}:assumed-role/${run.roleArn.split('/').at(-1)}/${session}`;
}
