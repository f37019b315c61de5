import type { OperationName } from '../rules/operations';
import type { Operation } from './operationContext';
import { createActivity } from './operations/createActivity';
import { createStateMachine } from './operations/createStateMachine';
import { createStateMachineAlias } from './operations/createStateMachineAlias';
import { deleteActivity } from './operations/deleteActivity';
import { deleteStateMachine } from './operations/deleteStateMachine';
import { deleteStateMachineAlias } from './operations/deleteStateMachineAlias';
import { deleteStateMachineVersion } from './operations/deleteStateMachineVersion';
import { describeActivity } from './operations/describeActivity';
import { describeExecution } from './operations/describeExecution';
import { describeMapRun } from './operations/describeMapRun';
import { describeStateMachine } from './operations/describeStateMachine';
import { describeStateMachineAlias } from './operations/describeStateMachineAlias';
import { describeStateMachineForExecution } from './operations/describeStateMachineForExecution';
import { getActivityTask } from './operations/getActivityTask';
import { getExecutionHistory } from './operations/getExecutionHistory';
import { listActivities } from './operations/listActivities';
import { listExecutions } from './operations/listExecutions';
import { listMapRuns } from './operations/listMapRuns';
import { listStateMachineAliases } from './operations/listStateMachineAliases';
import { listStateMachineVersions } from './operations/listStateMachineVersions';
import { listStateMachines } from './operations/listStateMachines';
import { listTagsForResource } from './operations/listTagsForResource';
import { publishStateMachineVersion } from './operations/publishStateMachineVersion';
import { redriveExecution } from './operations/redriveExecution';
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './operations/sendTask';
import { startExecution } from './operations/startExecution';
import { startSyncExecution } from './operations/startSyncExecution';
import { stopExecution } from './operations/stopExecution';
import { tagResource } from './operations/tagResource';
import { untagResource } from './operations/untagResource';
import { updateMapRun } from './operations/updateMapRun';
import { updateStateMachine } from './operations/updateStateMachine';
import { updateStateMachineAlias } from './operations/updateStateMachineAlias';
import { validateStateMachineDefinition } from './operations/validateStateMachineDefinition';

/** The operations that are modelled. */
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

export type ModelledOperation = keyof typeof operationTable;

export function isModelled(operation: string): operation is ModelledOperation {
  return Object.hasOwn(operationTable, operation);
}
