import {
  createFakeStepFunctions,
  failsUntilRedriven,
  succeeds,
  virtualClock,
  type FakeStepFunctions,
} from '../../src/index';
import type { MatcherResult } from '../../src/matchers/matcher';
import { matchers } from '../../src/matchers';

/** A fake with one execution that failed in ChargeCard, after Prepare, and succeeds when it is redriven. */
export interface Scene {
  readonly sfn: FakeStepFunctions;
  readonly order: { readonly executionArn: string };
  /** A call as the code under test makes it. */
  call(operation: string, input?: object): Promise<void>;
  redrive(clientToken?: string): Promise<void>;
}

export function failedOrder(): Scene {
  const sfn = createFakeStepFunctions({ clock: virtualClock('2026-01-31T12:00:00Z') });
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'checkout',
    definition: {
      StartAt: 'Prepare',
      States: {
        Prepare: { Type: 'Pass', Result: { total: 99 }, Next: 'ChargeCard' },
        ChargeCard: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: 'charge' },
          End: true,
        },
      },
    },
    tasks: {
      ChargeCard: failsUntilRedriven('Card.Declined', 'insufficient funds', { then: succeeds({ paid: true }) }),
    },
  });
  const { executionArn } = sfn.startExecution({ stateMachineArn, name: 'order-7', input: '{"orderId":7}' });
  sfn.settle();
  const order = { executionArn };
  const call = async (operation: string, input: object = order) => {
    await sfn.execute(operation, input);
  };
  return {
    sfn,
    order,
    call,
    redrive: async (clientToken) => {
      await call('RedriveExecution', clientToken === undefined ? order : { ...order, clientToken });
      sfn.settle();
    },
  };
}

/** What a matcher says: whether the assertion holds, and its message if it does not. */
export function said(
  name: keyof typeof matchers,
  { isNot = false }: { isNot?: boolean },
  received: unknown,
  ...args: unknown[]
): { readonly holds: boolean; readonly message: string } {
  const matcher: (this: unknown, ...all: never[]) => MatcherResult = matchers[name];
  const { pass, message } = matcher.call({ isNot }, received as never, ...(args as never[]));
  return { holds: pass !== isNot, message: `\n${message()}\n` };
}
