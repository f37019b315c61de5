/**
 * The optimized integrations that AWS documents (Developer Guide, "Integrating optimized services"), with the patterns
 * that they support. Where the documented list of actions is long, any action passes: assumed, since a list that lags
 * behind AWS would refuse what works.
 */
interface Integration {
  readonly sync?: boolean;
  readonly callback?: boolean;
  /** Absent: any action. */
  readonly actions?: readonly string[];
}

const integrations: Readonly<Record<string, Integration>> = {
  apigateway: { callback: true, actions: ['invoke'] },
  athena: { sync: true },
  batch: { sync: true, callback: true },
  bedrock: { sync: true, callback: true },
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
  s3: { actions: ['getObject', 'listObjectsV2', 'putObject'] },
  sagemaker: { sync: true },
  sns: { callback: true, actions: ['publish'] },
  sqs: { callback: true, actions: ['sendMessage'] },
  states: { sync: true, callback: true, actions: ['startExecution'] },
};

/**
 * Services and actions are more than nine thousand, so any passes.
 *
 * @documented [definition.sdk-sync] SDK integrations have no `.sync`. {state-task}
 */
const SDK: Integration = { callback: true };

/**
 * @param service `lambda`, or `aws-sdk:s3`
 * @param pattern `''`, `.sync`, `.sync:2` or `.waitForTaskToken`
 */
export function isKnownIntegration(service: string, action: string, pattern: string): boolean {
  const integration = service.startsWith('aws-sdk:')
    ? SDK
    : Object.hasOwn(integrations, service)
      ? integrations[service]
      : undefined;
  if (integration === undefined) return false;
  if (integration.actions !== undefined && !integration.actions.includes(action)) return false;
  if (pattern === '') return true;
  return (pattern === '.waitForTaskToken' ? integration.callback : integration.sync) === true;
}
