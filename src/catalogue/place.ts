import type { Location } from '../model/arn';

/** ARN of a Lambda function. */
export function functionArn({ partition, region, account }: Location, name: string): string {
  return `arn:${partition}:lambda:${region}:${account}:function:${name}`;
}

/** Resource of an optimized or SDK integration, for example `lambda:invoke`. */
export function integrationArn({ partition }: Location, integration: string): string {
  return `arn:${partition}:states:::${integration}`;
}

/** `ChargeCard` as functions, tables and queues are named: `charge-card`. */
export function kebab(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z\d]+/g, '-')
    .toLowerCase();
}
