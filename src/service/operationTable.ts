import type { OperationName } from '../rules/operations';
import type { Operation } from './operationContext';
import { createStateMachine } from './operations/createStateMachine';
import { describeExecution } from './operations/describeExecution';
import { getActivityTask } from './operations/getActivityTask';
import { getExecutionHistory } from './operations/getExecutionHistory';
import { listExecutions } from './operations/listExecutions';
import { redriveExecution } from './operations/redriveExecution';
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './operations/sendTask';
import { startExecution } from './operations/startExecution';
import { startSyncExecution } from './operations/startSyncExecution';
import { stopExecution } from './operations/stopExecution';

/** The operations that are modelled. */
export const operationTable = {
  CreateStateMachine: createStateMachine,
  DescribeExecution: describeExecution,
  GetActivityTask: getActivityTask,
  GetExecutionHistory: getExecutionHistory,
  ListExecutions: listExecutions,
  RedriveExecution: redriveExecution,
  SendTaskFailure: sendTaskFailure,
  SendTaskHeartbeat: sendTaskHeartbeat,
  SendTaskSuccess: sendTaskSuccess,
  StartExecution: startExecution,
  StartSyncExecution: startSyncExecution,
  StopExecution: stopExecution,
} as const satisfies Partial<Record<OperationName, Operation<never>>>;

export type ModelledOperation = keyof typeof operationTable;

export function isModelled(operation: string): operation is ModelledOperation {
  return Object.hasOwn(operationTable, operation);
}
