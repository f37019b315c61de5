import { createStateMachine } from '../../../src/service/operations/createStateMachine';
import { updateStateMachine } from '../../../src/service/operations/updateStateMachine';
import { describeStateMachine } from '../../../src/service/operations/describeStateMachine';
import { deleteStateMachine } from '../../../src/service/operations/deleteStateMachine';
import { listStateMachines } from '../../../src/service/operations/listStateMachines';
import { validateStateMachineDefinition } from '../../../src/service/operations/validateStateMachineDefinition';
import { publishStateMachineVersion } from '../../../src/service/operations/publishStateMachineVersion';
import { deleteStateMachineVersion } from '../../../src/service/operations/deleteStateMachineVersion';
import { listStateMachineVersions } from '../../../src/service/operations/listStateMachineVersions';
import { createStateMachineAlias } from '../../../src/service/operations/createStateMachineAlias';
import { updateStateMachineAlias } from '../../../src/service/operations/updateStateMachineAlias';
import { describeStateMachineAlias } from '../../../src/service/operations/describeStateMachineAlias';
import { deleteStateMachineAlias } from '../../../src/service/operations/deleteStateMachineAlias';
import { listStateMachineAliases } from '../../../src/service/operations/listStateMachineAliases';
import { describeStateMachineForExecution } from '../../../src/service/operations/describeStateMachineForExecution';
import { createActivity } from '../../../src/service/operations/createActivity';
import { describeActivity } from '../../../src/service/operations/describeActivity';
import { deleteActivity } from '../../../src/service/operations/deleteActivity';
import { listActivities } from '../../../src/service/operations/listActivities';
import { tagResource } from '../../../src/service/operations/tagResource';
import { untagResource } from '../../../src/service/operations/untagResource';
import { listTagsForResource } from '../../../src/service/operations/listTagsForResource';

export const operations = {
  createStateMachine,
  updateStateMachine,
  describeStateMachine,
  deleteStateMachine,
  listStateMachines,
  validateStateMachineDefinition,
  publishStateMachineVersion,
  deleteStateMachineVersion,
  listStateMachineVersions,
  createStateMachineAlias,
  updateStateMachineAlias,
  describeStateMachineAlias,
  deleteStateMachineAlias,
  listStateMachineAliases,
  describeStateMachineForExecution,
  createActivity,
  describeActivity,
  deleteActivity,
  listActivities,
  tagResource,
  untagResource,
  listTagsForResource,
} as const;
