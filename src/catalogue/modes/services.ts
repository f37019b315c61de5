import { fails, failsToStart, failsToSubmit, heartbeatTimesOut, timesOut } from '../../asl/script/scripting';
import { roleArn, stateMachineArn } from '../../model/arn';
import { stringifyJson } from '../../model/json';
import { seconds } from '../../time/duration';
import { TASK_OPTIONS } from '../options';
import { functionArn, integrationArn, kebab } from '../place';
import { childFailure } from './childFailure';
import type { PlanContext } from './mode';
import { isCallback, isService, isSync, taskMode } from './task';

const TIMEOUT_SECONDS = 30;
const HEARTBEAT_SECONDS = 60;

const using = (integration: string) => (context: PlanContext) => integrationArn(context.place, integration);
const invocation = (state: string) => ({
  Parameters: { FunctionName: kebab(state), 'Payload.$': '$' },
});

const callback = {
  state: 'WaitForApproval',
  resource: using('sqs:sendMessage.waitForTaskToken'),
  fits: isCallback,
};

function message({ place }: PlanContext) {
  return {
    Parameters: {
      QueueUrl: `https://sqs.${place.region}.amazonaws.com/${place.account}/approvals`,
      MessageBody: { 'Order.$': '$', 'TaskToken.$': '$$.Task.Token' },
    },
  };
}

export const serviceModes = {
  'task-failed': taskMode({
    says: 'A service integration answers with an error of the service.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'error_handling.task_service_dynamodb.put_item_no_such_table' }],
    state: 'SaveOrder',
    resource: using('dynamodb:putItem'),
    fits: isService,
    fields: () => ({ Parameters: { TableName: 'orders', 'Item.$': '$' } }),
    fails({ options, payloads, sequence }, after) {
      const request = `Error Code: ResourceNotFoundException; Request ID: ${payloads.uuid(`request ${sequence}`)}; Proxy: null`;
      const cause = `Requested resource not found (Service: AmazonDynamoDBv2; Status Code: 400; ${request})`;
      return fails(options.error ?? 'DynamoDB.ResourceNotFoundException', options.cause ?? cause, after);
    },
  }),
  'task-start-failed': taskMode({
    says: 'A service integration cannot be started.',
    evidence: 'assumed',
    reason: 'The event type is in the service model; no history with it was recorded.',
    source: 'api-model',
    state: 'SaveOrder',
    resource: using('dynamodb:putItem'),
    fits: isService,
    fields: () => ({ Parameters: { TableName: 'orders', 'Item.$': '$' } }),
    fails: ({ options }, after) =>
      failsToStart(options.error ?? 'States.TaskFailed', options.cause ?? 'The task could not be started.', after),
  }),
  'task-submit-failed': taskMode({
    says: 'The job of a .sync integration cannot be submitted.',
    evidence: 'assumed',
    reason: 'The event type is in the service model; no history with it was recorded.',
    source: 'api-model',
    state: 'RunReport',
    resource: using('glue:startJobRun.sync'),
    fits: (resource) => isSync(resource) || isCallback(resource),
    fields: () => ({ Parameters: { JobName: 'report' } }),
    fails: ({ options, payloads }, after) =>
      failsToSubmit(
        options.error ?? 'Glue.ConcurrentRunsExceededException',
        options.cause ?? payloads.sentence('Concurrent runs exceeded for report'),
        after,
      ),
  }),
  'task-timed-out': taskMode({
    says: "A service integration takes longer than the Task's TimeoutSeconds.",
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'timeouts.timeouts.fixed_timeout_service_lambda' }],
    options: TASK_OPTIONS,
    state: 'ChargeCard',
    resource: using('lambda:invoke'),
    fits: isService,
    fields: () => invocation('ChargeCard'),
    limit: 'TimeoutSeconds',
    takes: seconds(TIMEOUT_SECONDS),
    fails: (_context, after) => timesOut(after),
  }),
  'task-heartbeat-lost': taskMode({
    ...callback,
    says: 'Whoever has the task token sends no heartbeat in time.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'timeouts.heartbeats.heartbeat_no_timeout' }],
    options: TASK_OPTIONS,
    fields: message,
    limit: 'HeartbeatSeconds',
    takes: seconds(HEARTBEAT_SECONDS),
    fails: (_context, after) => heartbeatTimesOut(after),
  }),
  'callback-failed': taskMode({
    ...callback,
    says: 'Whoever has the task token reports a failure with SendTaskFailure.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'callback.callback.sqs_failure_in_wait_for_task_token' }],
    fields: message,
    fails: ({ options, payloads }, after) =>
      fails(
        options.error ?? 'Approval.Rejected',
        options.cause ?? payloads.sentence('rejected by the approver'),
        after,
      ),
  }),
  'callback-timed-out': taskMode({
    ...callback,
    says: 'Nobody answers with the task token before TimeoutSeconds are over.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'callback.callback.sqs_wait_for_task_token_no_token_parameter' }],
    options: TASK_OPTIONS,
    fields: message,
    limit: 'TimeoutSeconds',
    takes: seconds(TIMEOUT_SECONDS),
    fails: (_context, after) => timesOut(after),
  }),
  'sync-child-failed': taskMode({
    says: 'An execution that a .sync task has started fails; its description is the cause.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'callback.callback.start_execution_sync_delegate_failure' }],
    state: 'RunSettlement',
    resource: using('states:startExecution.sync'),
    fits: isSync,
    fields: ({ place }) => ({
      Parameters: {
        StateMachineArn: stateMachineArn({ ...place, stateMachineName: 'settlement' }),
        'Input.$': '$',
      },
    }),
    fails: (context, after) => childFailure(context, after),
  }),
  'sync-job-failed': taskMode({
    says: 'A job that a .sync task has submitted fails; its description is the cause.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'services.ecs_task_service.run_task_sync_raise_failure' }],
    state: 'RunReport',
    resource: using('ecs:runTask.sync'),
    fits: isSync,
    fields: () => ({ Parameters: { Cluster: 'reports', TaskDefinition: 'report', LaunchType: 'FARGATE' } }),
    fails({ options, payloads, place, sequence }, after) {
      const task = `arn:${place.partition}:ecs:${place.region}:${place.account}:task/reports/${payloads.uuid(`task ${sequence}`)}`;
      /**
       * @assumed [mode.ecs-members] The cause has these members. Because: the recorded description of an ECS task has many more, and
       *   consumers read these.
       */
      const cause = { LastStatus: 'STOPPED', StoppedReason: 'Essential container in task exited', TaskArn: task };
      return fails(options.error ?? 'States.TaskFailed', options.cause ?? stringifyJson(cause), after);
    },
  }),
  'role-not-assumable': taskMode({
    says: "The state machine's role may not assume the role of the Task's Credentials.",
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [
      {
        history: 'assign.assign_reference_variables.variables_in_lambda_task_BASE_REFERENCE_IN_LAMBDA_TASK_FIELDS',
        from: 'TaskStateEntered',
      },
    ],
    state: 'ChargeCard',
    resource: using('lambda:invoke'),
    fits: isService,
    fields: ({ place }) => ({
      Parameters: { FunctionName: functionArn(place, 'charge-card'), 'Payload.$': '$' },
      Credentials: { RoleArn: roleArn(place, 'cross-account') },
    }),
    fails({ options, place }, after) {
      const roles = [roleArn(place, 'redrive-testkit'), roleArn(place, 'cross-account')];
      const cause = `The role ${roles[0]} is not authorized to assume the task state's role, ${roles[1]}.`;
      return fails(options.error ?? 'States.TaskFailed', options.cause ?? cause, after);
    },
  }),
} as const;
