import type { Location } from '../model/arn';

/** Where resources live: the parts of an ARN that a fake decides. */
export type Place = Location;

/** Where executions live that are made without a fake: the defaults of `createFakeStepFunctions`. */
export const DEFAULT_PLACE: Place = { partition: 'aws', region: 'us-east-1', account: '123456789012' };

/** ARN of a Lambda function. */
export function functionArn({ partition, region, account }: Place, name: string): string {
  return `arn:${partition}:lambda:${region}:${account}:function:${name}`;
}

/** ARN of a role. */
export function roleArn({ partition, account }: Place, name: string): string {
  return `arn:${partition}:iam::${account}:role/${name}`;
}

/** Resource of an optimized or SDK integration, for example `lambda:invoke`. */
export function integrationArn({ partition }: Place, integration: string): string {
  return `arn:${partition}:states:::${integration}`;
}

/** `ChargeCard` as functions, tables and queues are named: `charge-card`. */
export function kebab(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z\d]+/g, '-')
    .toLowerCase();
}
