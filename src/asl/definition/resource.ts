export type TaskKind = 'lambda' | 'activity' | 'service';
export type IntegrationPattern = 'request-response' | 'sync' | 'sync:2' | 'waitForTaskToken';

/** What the `Resource` of a Task stands for. */
export interface ParsedResource {
  readonly kind: TaskKind;
  readonly pattern: IntegrationPattern;
  /** As the events name it: the action (`invoke`, `startExecution.sync:2`), else the ARN. */
  readonly resource: string;
  /** Service of an integration (`lambda`, `states`, `aws-sdk:s3`); empty otherwise. */
  readonly resourceType: string;
}

const INTEGRATION = /^arn:[^:]*:states:[^:]*:[^:]*:(?!activity:)(.+)$/;
const SUFFIX = /\.(sync:2|sync|waitForTaskToken)$/;

/**
 * @recorded [task.resource-names] The action keeps its suffix (`startExecution.sync:2` of `states`), and the SDK integrations keep their
 *   service (`startExecution` of `aws-sdk:sfn`). {recorded-histories}
 */
export function parseResource(arn: string): ParsedResource {
  if (/^arn:[^:]*:states:[^:]*:[^:]*:activity:/.test(arn)) {
    return { kind: 'activity', pattern: 'request-response', resource: arn, resourceType: '' };
  }
  const integration = INTEGRATION.exec(arn)?.[1];
  if (integration === undefined)
    return { kind: 'lambda', pattern: 'request-response', resource: arn, resourceType: '' };
  const suffix = SUFFIX.exec(integration)?.[1] as IntegrationPattern | undefined;
  const stem = suffix === undefined ? integration : integration.slice(0, -suffix.length - 1);
  const colon = stem.lastIndexOf(':');
  return {
    kind: 'service',
    pattern: suffix ?? 'request-response',
    resource: integration.slice(colon + 1),
    resourceType: stem.slice(0, colon),
  };
}

/** Whether a task starts an execution in the fake itself. */
export function startsExecution({ resourceType, resource }: { resourceType: string; resource: string }): boolean {
  return resourceType === 'states' && resource.startsWith('startExecution');
}
