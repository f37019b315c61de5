import type { OperationName } from '../operations';
import { optional, required, type Members } from './shape';
import * as shapes from './shapes';

const { arn, longArn } = shapes;

const paging = { nextToken: optional(shapes.pageToken), maxResults: optional(shapes.pageSize) };
const reversePaging = { maxResults: optional(shapes.pageSize), nextToken: optional(shapes.pageToken) };
const start = {
  stateMachineArn: required(arn),
  name: optional(shapes.name),
  input: optional(shapes.executionData),
  traceHeader: optional(shapes.traceHeader),
};
const configuration = {
  loggingConfiguration: optional(shapes.loggingConfiguration),
  tracingConfiguration: optional(shapes.tracingConfiguration),
};
const publishing = {
  publish: optional(shapes.boolean),
  versionDescription: optional(shapes.versionDescription),
};

/** What each operation takes, from the service model of 2016-11-23: member by member, in its order. */
export const requests: Readonly<Record<OperationName, Members>> = {
  CreateActivity: {
    name: required(shapes.name),
    tags: optional(shapes.tagList),
    encryptionConfiguration: optional(shapes.encryptionConfiguration),
  },
  CreateStateMachine: {
    name: required(shapes.name),
    definition: required(shapes.definition),
    roleArn: required(arn),
    type: optional(shapes.machineType),
    loggingConfiguration: configuration.loggingConfiguration,
    tags: optional(shapes.tagList),
    tracingConfiguration: configuration.tracingConfiguration,
    ...publishing,
    encryptionConfiguration: optional(shapes.encryptionConfiguration),
  },
  CreateStateMachineAlias: {
    description: optional(shapes.aliasDescription),
    name: required(shapes.aliasName),
    routingConfiguration: required(shapes.routingConfiguration),
  },
  DeleteActivity: { activityArn: required(arn) },
  DeleteStateMachine: { stateMachineArn: required(arn) },
  DeleteStateMachineAlias: { stateMachineAliasArn: required(arn) },
  DeleteStateMachineVersion: { stateMachineVersionArn: required(longArn) },
  DescribeActivity: { activityArn: required(arn) },
  DescribeExecution: { executionArn: required(arn), includedData: optional(shapes.includedData) },
  DescribeMapRun: { mapRunArn: required(longArn) },
  DescribeStateMachine: { stateMachineArn: required(arn), includedData: optional(shapes.includedData) },
  DescribeStateMachineAlias: { stateMachineAliasArn: required(arn) },
  DescribeStateMachineForExecution: { executionArn: required(arn), includedData: optional(shapes.includedData) },
  GetActivityTask: { activityArn: required(arn), workerName: optional(shapes.name) },
  GetExecutionHistory: {
    executionArn: required(arn),
    maxResults: optional(shapes.pageSize),
    reverseOrder: optional(shapes.boolean),
    nextToken: optional(shapes.pageToken),
    includeExecutionData: optional(shapes.boolean),
  },
  ListActivities: reversePaging,
  ListExecutions: {
    stateMachineArn: optional(arn),
    statusFilter: optional(shapes.statusFilter),
    maxResults: optional(shapes.pageSize),
    nextToken: optional(shapes.executionsPageToken),
    mapRunArn: optional(longArn),
    redriveFilter: optional(shapes.redriveFilter),
  },
  ListMapRuns: { executionArn: required(arn), ...reversePaging },
  ListStateMachineAliases: { stateMachineArn: required(arn), ...paging },
  ListStateMachineVersions: { stateMachineArn: required(arn), ...paging },
  ListStateMachines: reversePaging,
  ListTagsForResource: { resourceArn: required(arn) },
  PublishStateMachineVersion: {
    stateMachineArn: required(arn),
    revisionId: optional(shapes.revisionId),
    description: optional(shapes.versionDescription),
  },
  RedriveExecution: { executionArn: required(arn), clientToken: optional(shapes.clientToken) },
  SendTaskFailure: {
    taskToken: required(shapes.taskToken),
    error: optional(shapes.error),
    cause: optional(shapes.cause),
  },
  SendTaskHeartbeat: { taskToken: required(shapes.taskToken) },
  SendTaskSuccess: { taskToken: required(shapes.taskToken), output: required(shapes.executionData) },
  StartExecution: start,
  StartSyncExecution: { ...start, includedData: optional(shapes.includedData) },
  StopExecution: { executionArn: required(arn), error: optional(shapes.error), cause: optional(shapes.cause) },
  TagResource: { resourceArn: required(arn), tags: required(shapes.tagList) },
  TestState: {
    definition: required(shapes.definition),
    roleArn: optional(arn),
    input: optional(shapes.executionData),
    inspectionLevel: optional(shapes.inspectionLevel),
    revealSecrets: optional(shapes.boolean),
    variables: optional(shapes.executionData),
  },
  UntagResource: { resourceArn: required(arn), tagKeys: required(shapes.tagKeyList) },
  UpdateMapRun: {
    mapRunArn: required(longArn),
    maxConcurrency: optional(shapes.maxConcurrency),
    toleratedFailurePercentage: optional(shapes.toleratedFailurePercentage),
    toleratedFailureCount: optional(shapes.toleratedFailureCount),
  },
  UpdateStateMachine: {
    stateMachineArn: required(arn),
    definition: optional(shapes.definition),
    roleArn: optional(arn),
    ...configuration,
    ...publishing,
    encryptionConfiguration: optional(shapes.encryptionConfiguration),
  },
  UpdateStateMachineAlias: {
    stateMachineAliasArn: required(arn),
    description: optional(shapes.aliasDescription),
    routingConfiguration: optional(shapes.routingConfiguration),
  },
  ValidateStateMachineDefinition: {
    definition: required(shapes.definition),
    type: optional(shapes.machineType),
    severity: optional(shapes.severity),
    maxResults: optional(shapes.diagnosticsSize),
  },
};
