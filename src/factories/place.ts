/** Where resources live: the parts of an ARN that a fake decides. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

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
