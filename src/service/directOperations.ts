import type * as sdk from '@aws-sdk/client-sfn';
import type { operationTable } from './operationTable';

type Uncapitalized<Name extends string> = Uncapitalize<Name>;

/** Input and output of each modelled operation, in the SDK's types. */
interface Shapes {
  CreateStateMachine: [sdk.CreateStateMachineInput, sdk.CreateStateMachineOutput];
  DescribeExecution: [sdk.DescribeExecutionInput, sdk.DescribeExecutionOutput];
  GetActivityTask: [sdk.GetActivityTaskInput, sdk.GetActivityTaskOutput];
  GetExecutionHistory: [sdk.GetExecutionHistoryInput, sdk.GetExecutionHistoryOutput];
  ListExecutions: [sdk.ListExecutionsInput, sdk.ListExecutionsOutput];
  RedriveExecution: [sdk.RedriveExecutionInput, sdk.RedriveExecutionOutput];
  SendTaskFailure: [sdk.SendTaskFailureInput, sdk.SendTaskFailureOutput];
  SendTaskHeartbeat: [sdk.SendTaskHeartbeatInput, sdk.SendTaskHeartbeatOutput];
  SendTaskSuccess: [sdk.SendTaskSuccessInput, sdk.SendTaskSuccessOutput];
  StartExecution: [sdk.StartExecutionInput, sdk.StartExecutionOutput];
  StartSyncExecution: [sdk.StartSyncExecutionInput, sdk.StartSyncExecutionOutput];
  StopExecution: [sdk.StopExecutionInput, sdk.StopExecutionOutput];
}

/** A member that the operation always answers is not optional here. */
type Answered<Output> = Output;

/**
 * Every modelled operation as a synchronous method: `sfn.redriveExecution({ executionArn })` answers the output, or throws an Error whose
 * `name` is AWS's error code. These calls are the test's own: they are not journalled and no fault applies to them.
 */
export type DirectOperations = {
  readonly [Operation in keyof typeof operationTable as Uncapitalized<Operation>]: Operation extends keyof Shapes
    ? (input: Shapes[Operation][0]) => Answered<Shapes[Operation][1]>
    : never;
};
