interface Integration {
  readonly sync?: boolean;
  readonly callback?: boolean;
  /** Absent: any action. */
  readonly actions?: readonly string[];
}

/**
 * The optimized integrations.
 *
 * @documented [definition.integrations] These services have optimized integrations, each with some of the patterns only.
 *   {integrate-optimized}
 * @assumed [definition.integration-actions] Where the list of their actions is long, any action passes. Because: a list that lags behind AWS
 *   would refuse what works.
 */
const integrations: Readonly<Record<string, Integration>> = {
  apigateway: { callback: true, actions: ['invoke'] },
  athena: { sync: true },
  batch: { sync: true },
  bedrock: { sync: true, callback: true },
  bedrockagentcore: { actions: ['invokeHarness'] },
  codebuild: { sync: true },
  databrew: { sync: true, actions: ['startJobRun'] },
  dynamodb: { actions: ['getItem', 'putItem', 'updateItem', 'deleteItem'] },
  ecs: { sync: true, callback: true, actions: ['runTask'] },
  eks: { sync: true, callback: true },
  elasticmapreduce: { sync: true },
  'emr-containers': { sync: true },
  'emr-serverless': { sync: true },
  events: { callback: true, actions: ['putEvents'] },
  glue: { sync: true, actions: ['startJobRun'] },
  http: { actions: ['invoke'] },
  lambda: { callback: true, actions: ['invoke'] },
  mediaconvert: { sync: true, actions: ['createJob'] },
  sagemaker: { sync: true },
  sns: { callback: true, actions: ['publish'] },
  sqs: { callback: true, actions: ['sendMessage'] },
  states: { sync: true, callback: true, actions: ['startExecution'] },
};

/**
 * Services and actions are more than nine thousand, so any passes that is written as AWS writes them.
 *
 * @documented [definition.sdk-sync] SDK integrations have no `.sync`. {state-task}
 * @assumed [definition.sdk-case] The service of an SDK integration is in lower case, its action begins in lower case. Because: the guide
 *   writes all of them so, and a resource that AWS does not know is refused.
 */
const SDK: Integration = { callback: true };
const SDK_SERVICE = /^aws-sdk:[a-z\d]+$/;
const SDK_ACTION = /^[a-z]/;

/**
 * @param service `lambda`, or `aws-sdk:s3`
 * @param pattern `''`, `.sync`, `.sync:2` or `.waitForTaskToken`
 */
export function isKnownIntegration(service: string, action: string, pattern: string): boolean {
  const integration = integrationOf(service, action);
  if (integration === undefined) return false;
  if (integration.actions !== undefined && !integration.actions.includes(action)) return false;
  if (pattern === '') return true;
  /** @documented [definition.sync-2] Only startExecution has a `.sync:2` beside its `.sync`. {state-task} */
  if (pattern === '.sync:2' && service !== 'states') return false;
  return (pattern === '.waitForTaskToken' ? integration.callback : integration.sync) === true;
}

function integrationOf(service: string, action: string): Integration | undefined {
  if (service.startsWith('aws-sdk:')) return SDK_SERVICE.test(service) && SDK_ACTION.test(action) ? SDK : undefined;
  return Object.hasOwn(integrations, service) ? integrations[service] : undefined;
}
