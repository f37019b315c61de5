import type { ErrorAndCause } from '../../asl/run';
import type { OperationContext } from '../operationContext';
import { roleSession } from '../roleSession';
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

/** Recorded text. */
function deniedCause(parent: ExecutionRecord, action: string, resource: string, context: OperationContext): string {
  const principal = roleSession(parent, context);
  return (
    `Error contacting AWS Service. | Message from Service: User: ${principal} is not authorized to perform: ${action} ` +
    `on resource: ${resource} because no identity-based policy allows the ${action} action ` +
    `(Service: Sfn, Status Code: 400, Request ID: ${context.ids.requestId()}) (SDK Attempt Count: 1)`
  );
}
