import type { ErrorAndCause } from '../../asl/run';
import type { OperationContext } from '../operationContext';
import type { ExecutionRecord } from '../store';

/**
 * Why the role of a state machine may not start or redrive a child; nothing if it may. Recorded: to start one, it needs the state
 * machine itself, without label; to redrive one, the child. assumed: an Express child is started, also by a redrive.
 */
export function denialOf(
  parent: ExecutionRecord,
  child: ExecutionRecord | undefined,
  context: OperationContext,
): ErrorAndCause | undefined {
  const isRedrive = child?.type === 'STANDARD';
  const action = isRedrive ? 'states:RedriveExecution' : 'states:StartExecution';
  const resource = isRedrive ? child.arn : parent.machineArn;
  if (context.isAllowedToRole(action, resource)) return undefined;
  return { error: 'States.Runtime', cause: deniedCause(parent, action, resource, context) };
}

/** Recorded text. assumed: a session of the role is named by 32 letters and digits. */
function deniedCause(
  { run }: ExecutionRecord,
  action: string,
  resource: string,
  { account, partition, ids }: OperationContext,
): string {
  const session = ids.uuid().replaceAll('-', '');
  const principal = `arn:${partition}:sts::${account}:assumed-role/${run.roleArn.split('/').at(-1)}/${session}`;
  return (
    `Error contacting AWS Service. | Message from Service: User: ${principal} is not authorized to perform: ${action} ` +
    `on resource: ${resource} because no identity-based policy allows the ${action} action ` +
    `(Service: Sfn, Status Code: 400, Request ID: ${ids.requestId()}) (SDK Attempt Count: 1)`
  );
}
