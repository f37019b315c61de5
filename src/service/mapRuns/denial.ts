import type { ErrorAndCause } from '../../asl/engine/run';
import { mapRunTexts } from '../../rules/mapRunCourse';
import type { OperationContext } from '../operations/operationContext';
import { roleSession } from '../machines/roleSession';
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
  const principal = roleSession(parent, context);
  const cause = mapRunTexts.denied({ principal, action, resource, requestId: context.ids.requestId() });
  return { error: 'States.Runtime', cause };
}
