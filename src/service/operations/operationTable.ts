import type { OperationName } from '../../rules/operations';
import type { Operation } from './operationContext';
import { createActivity } from './createActivity';
import { createStateMachine } from './createStateMachine';
import { createStateMachineAlias } from './createStateMachineAlias';
import { deleteActivity } from './deleteActivity';
import { deleteStateMachine } from './deleteStateMachine';
import { deleteStateMachineAlias } from './deleteStateMachineAlias';
import { deleteStateMachineVersion } from './deleteStateMachineVersion';
import { describeActivity } from './describeActivity';
import { describeExecution } from './describeExecution';
import { describeMapRun } from './describeMapRun';
import { describeStateMachine } from './describeStateMachine';
import { describeStateMachineAlias } from './describeStateMachineAlias';
import { describeStateMachineForExecution } from './describeStateMachineForExecution';
import { getActivityTask } from './getActivityTask';
import { getExecutionHistory } from './getExecutionHistory';
import { listActivities } from './listActivities';
import { listExecutions } from './listExecutions';
import { listMapRuns } from './listMapRuns';
import { listStateMachineAliases } from './listStateMachineAliases';
import { listStateMachineVersions } from './listStateMachineVersions';
import { listStateMachines } from './listStateMachines';
import { listTagsForResource } from './listTagsForResource';
import { publishStateMachineVersion } from './publishStateMachineVersion';
import { redriveExecution } from './redriveExecution';
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './sendTask';
import { startExecution } from './startExecution';
import { startSyncExecution } from './startSyncExecution';
import { stopExecution } from './stopExecution';
import { tagResource } from './tagResource';
import { untagResource } from './untagResource';
import { updateMapRun } from './updateMapRun';
import { updateStateMachine } from './updateStateMachine';
import { updateStateMachineAlias } from './updateStateMachineAlias';
import { validateStateMachineDefinition } from './validateStateMachineDefinition';

/** The operations that are modeled. */
export const operationTable = {
  CreateActivity: createActivity,
  CreateStateMachine: createStateMachine,
  CreateStateMachineAlias: createStateMachineAlias,
  DeleteActivity: deleteActivity,
  DeleteStateMachine: deleteStateMachine,
  DeleteStateMachineAlias: deleteStateMachineAlias,
  DeleteStateMachineVersion: deleteStateMachineVersion,
  DescribeActivity: describeActivity,
  DescribeExecution: describeExecution,
  DescribeMapRun: describeMapRun,
  DescribeStateMachine: describeStateMachine,
  DescribeStateMachineAlias: describeStateMachineAlias,
  DescribeStateMachineForExecution: describeStateMachineForExecution,
  GetActivityTask: getActivityTask,
  GetExecutionHistory: getExecutionHistory,
  ListActivities: listActivities,
  ListExecutions: listExecutions,
  ListMapRuns: listMapRuns,
  ListStateMachineAliases: listStateMachineAliases,
  ListStateMachineVersions: listStateMachineVersions,
  ListStateMachines: listStateMachines,
  ListTagsForResource: listTagsForResource,
  PublishStateMachineVersion: publishStateMachineVersion,
  RedriveExecution: redriveExecution,
  SendTaskFailure: sendTaskFailure,
  SendTaskHeartbeat: sendTaskHeartbeat,
  SendTaskSuccess: sendTaskSuccess,
  StartExecution: startExecution,
  StartSyncExecution: startSyncExecution,
  StopExecution: stopExecution,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateMapRun: updateMapRun,
  UpdateStateMachine: updateStateMachine,
  UpdateStateMachineAlias: updateStateMachineAlias,
  ValidateStateMachineDefinition: validateStateMachineDefinition,
} as const satisfies Partial<Record<OperationName, Operation<never>>>;

export type ModeledOperation = keyof typeof operationTable;

export function isModeled(operation: string): operation is ModeledOperation {
  return Object.hasOwn(operationTable, operation);
}
