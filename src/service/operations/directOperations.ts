import type * as sdk from '@aws-sdk/client-sfn';
import type { operationTable } from './operationTable';

type Uncapitalized<Name extends string> = Uncapitalize<Name>;

/** Input and output of each modeled operation, in the SDK's types. */
interface Shapes {
  CreateActivity: [sdk.CreateActivityInput, sdk.CreateActivityOutput];
  CreateStateMachine: [sdk.CreateStateMachineInput, sdk.CreateStateMachineOutput];
  CreateStateMachineAlias: [sdk.CreateStateMachineAliasInput, sdk.CreateStateMachineAliasOutput];
  DeleteActivity: [sdk.DeleteActivityInput, sdk.DeleteActivityOutput];
  DeleteStateMachine: [sdk.DeleteStateMachineInput, sdk.DeleteStateMachineOutput];
  DeleteStateMachineAlias: [sdk.DeleteStateMachineAliasInput, sdk.DeleteStateMachineAliasOutput];
  DeleteStateMachineVersion: [sdk.DeleteStateMachineVersionInput, sdk.DeleteStateMachineVersionOutput];
  DescribeActivity: [sdk.DescribeActivityInput, sdk.DescribeActivityOutput];
  DescribeExecution: [sdk.DescribeExecutionInput, sdk.DescribeExecutionOutput];
  DescribeMapRun: [sdk.DescribeMapRunInput, sdk.DescribeMapRunOutput];
  DescribeStateMachine: [sdk.DescribeStateMachineInput, sdk.DescribeStateMachineOutput];
  DescribeStateMachineAlias: [sdk.DescribeStateMachineAliasInput, sdk.DescribeStateMachineAliasOutput];
  DescribeStateMachineForExecution: [
    sdk.DescribeStateMachineForExecutionInput,
    sdk.DescribeStateMachineForExecutionOutput,
  ];
  GetActivityTask: [sdk.GetActivityTaskInput, sdk.GetActivityTaskOutput];
  GetExecutionHistory: [sdk.GetExecutionHistoryInput, sdk.GetExecutionHistoryOutput];
  ListActivities: [sdk.ListActivitiesInput, sdk.ListActivitiesOutput];
  ListExecutions: [sdk.ListExecutionsInput, sdk.ListExecutionsOutput];
  ListMapRuns: [sdk.ListMapRunsInput, sdk.ListMapRunsOutput];
  ListStateMachineAliases: [sdk.ListStateMachineAliasesInput, sdk.ListStateMachineAliasesOutput];
  ListStateMachineVersions: [sdk.ListStateMachineVersionsInput, sdk.ListStateMachineVersionsOutput];
  ListStateMachines: [sdk.ListStateMachinesInput, sdk.ListStateMachinesOutput];
  ListTagsForResource: [sdk.ListTagsForResourceInput, sdk.ListTagsForResourceOutput];
  PublishStateMachineVersion: [sdk.PublishStateMachineVersionInput, sdk.PublishStateMachineVersionOutput];
  RedriveExecution: [sdk.RedriveExecutionInput, sdk.RedriveExecutionOutput];
  SendTaskFailure: [sdk.SendTaskFailureInput, sdk.SendTaskFailureOutput];
  SendTaskHeartbeat: [sdk.SendTaskHeartbeatInput, sdk.SendTaskHeartbeatOutput];
  SendTaskSuccess: [sdk.SendTaskSuccessInput, sdk.SendTaskSuccessOutput];
  StartExecution: [sdk.StartExecutionInput, sdk.StartExecutionOutput];
  StartSyncExecution: [sdk.StartSyncExecutionInput, sdk.StartSyncExecutionOutput];
  StopExecution: [sdk.StopExecutionInput, sdk.StopExecutionOutput];
  TagResource: [sdk.TagResourceInput, sdk.TagResourceOutput];
  UntagResource: [sdk.UntagResourceInput, sdk.UntagResourceOutput];
  UpdateMapRun: [sdk.UpdateMapRunInput, sdk.UpdateMapRunOutput];
  UpdateStateMachine: [sdk.UpdateStateMachineInput, sdk.UpdateStateMachineOutput];
  UpdateStateMachineAlias: [sdk.UpdateStateMachineAliasInput, sdk.UpdateStateMachineAliasOutput];
  ValidateStateMachineDefinition: [sdk.ValidateStateMachineDefinitionInput, sdk.ValidateStateMachineDefinitionOutput];
}

/** The SDK types a member that the service always answers as `T | undefined`; one that it may leave out is optional. */
type Answered<Output> = {
  [Member in keyof Output]: object extends Pick<Output, Member> ? Output[Member] : Exclude<Output[Member], undefined>;
};

/**
 * Every modeled operation as a synchronous method: `sfn.redriveExecution({ executionArn })` answers the output, or throws an Error whose
 * `name` is AWS's error code. These calls are the test's own: they are not journalled and no fault applies to them.
 */
export type DirectOperations = {
  readonly [Operation in keyof typeof operationTable as Uncapitalized<Operation>]: (
    input: Shapes[Operation][0],
  ) => Answered<Shapes[Operation][1]>;
};
