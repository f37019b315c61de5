/** Every operation of the service model (2016-11-23), whether the kit models it or not. */
const OPERATIONS: ReadonlySet<string> = new Set([
  'CreateActivity',
  'CreateStateMachine',
  'CreateStateMachineAlias',
  'DeleteActivity',
  'DeleteStateMachine',
  'DeleteStateMachineAlias',
  'DeleteStateMachineVersion',
  'DescribeActivity',
  'DescribeExecution',
  'DescribeMapRun',
  'DescribeStateMachine',
  'DescribeStateMachineAlias',
  'DescribeStateMachineForExecution',
  'GetActivityTask',
  'GetExecutionHistory',
  'ListActivities',
  'ListExecutions',
  'ListMapRuns',
  'ListStateMachineAliases',
  'ListStateMachineVersions',
  'ListStateMachines',
  'ListTagsForResource',
  'PublishStateMachineVersion',
  'RedriveExecution',
  'SendTaskFailure',
  'SendTaskHeartbeat',
  'SendTaskSuccess',
  'StartExecution',
  'StartSyncExecution',
  'StopExecution',
  'TagResource',
  'TestState',
  'UntagResource',
  'UpdateMapRun',
  'UpdateStateMachine',
  'UpdateStateMachineAlias',
  'ValidateStateMachineDefinition',
]);

const TARGET_PREFIX = 'AWSStepFunctions.';

/** Whether a request is meant for Step Functions, whatever its host. */
export function isStepFunctionsTarget(target: string | null | undefined): target is string {
  return typeof target === 'string' && target.startsWith(TARGET_PREFIX);
}

/** Operation that an `x-amz-target` header names, or undefined when the service has none of that name. */
export function operationOfTarget(target: string | undefined): string | undefined {
  if (!isStepFunctionsTarget(target)) return undefined;
  const operation = target.slice(TARGET_PREFIX.length);
  return OPERATIONS.has(operation) ? operation : undefined;
}
