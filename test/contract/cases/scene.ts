import * as sdk from '@aws-sdk/client-sfn';
import { failsUntilRedriven, succeeds, type FakeStepFunctions } from 'redrive-testkit';
import type { Caller, Capabilities } from '../adapter';

export interface Scene {
  readonly sfn: FakeStepFunctions;
  readonly caller: Caller;
  readonly capabilities: Capabilities;
  /** An execution of a workflow of two tasks whose second one, `Charge`, failed, and succeeds after a redrive. */
  readonly executionArn: string;
  readonly stateMachineArn: string;
}

export interface Case {
  readonly name: string;
  readonly needs?: keyof Capabilities;
  run(scene: Scene): Promise<void>;
}

const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' } as const;
export const definition = {
  StartAt: 'Reserve',
  States: { Reserve: { ...task, Next: 'Charge' }, Charge: { ...task, End: true } },
};
export const tasks = {
  Reserve: succeeds({ reserved: true }),
  Charge: failsUntilRedriven('Card.Declined', 'insufficient funds', { then: succeeds({ paid: true }) }),
};

export const redrive = (executionArn: string, clientToken?: string): sdk.RedriveExecutionCommand =>
  new sdk.RedriveExecutionCommand({ executionArn, ...(clientToken === undefined ? {} : { clientToken }) });
export const describeIt = (executionArn: string): sdk.DescribeExecutionCommand =>
  new sdk.DescribeExecutionCommand({ executionArn });
type Refused = Error & { reason?: string; code?: string; $metadata?: { httpStatusCode?: number } };

/** What a call is refused with. */
export async function refusalOf(sent: Promise<unknown>): Promise<Refused> {
  try {
    await sent;
  } catch (error) {
    return error as Refused;
  }
  throw new Error('it was answered');
}

/** An answer without what only some adapters add. */
export function bare<T>(value: T): T {
  if (Array.isArray(value)) return value.map(bare) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const members = Object.entries(value).filter(([name]) => name !== '$metadata' && name !== '__type');
  return Object.fromEntries(members.map(([name, member]) => [name, bare(member as unknown)])) as T;
}
