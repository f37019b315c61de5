import type { ExecutionStatus } from '@aws-sdk/client-sfn';
import type { CheckOptions } from '../history/checkHistory';
import type { ExecutionRef } from '../service/guards';
import type { BeRedrivableOptions } from './toBeRedrivable';
import type { BeRedriveSafeOptions } from './toBeRedriveSafe';
import type { HistoryEventPattern } from './toContainHistoryEvents';
import type { HaveFailedAtOptions } from './toHaveFailedAt';
import type { AsymmetricMatcher } from './matcher';
import type { HaveReceivedOptions, InputPattern, ReceivedOperation } from './toHaveReceived';
import type { HaveRedrivenOptions } from './toHaveRedriven';
import type { HaveReplayedTokenOptions } from './toHaveReplayedToken';
import type { ResumeAtOptions } from './toResumeAt';

/** The matchers as they are called. `Result` is what the runner's own matchers return: `void`, or a promise. */
export interface RedriveMatchers<Result> {
  /**
   * The code under test has redriven an execution (any, if none is named) since the test began. Refused calls and
   * replayed tokens do not count, nor do redrives that the test makes itself.
   *
   * @example
   * expect(sfn).toHaveRedriven(order, { times: 1 });
   */
  toHaveRedriven(execution?: ExecutionRef, options?: HaveRedrivenOptions): Result;
  /**
   * The code under test has redriven these executions and no others.
   *
   * @example
   * await recoverOrders(client);
   * expect(sfn).toHaveRedrivenOnly([order, past]);
   */
  toHaveRedrivenOnly(executions: readonly ExecutionRef[]): Result;
  /**
   * The code under test has made a call of this operation, accepted or not, whose input has these members: each by itself, by a pattern
   * or by an asymmetric matcher; the value of a JSON text may stand for the text.
   *
   * @example
   * expect(sfn).toHaveReceived('StopExecution', { executionArn: order.executionArn, error: /Cancelled/ });
   * expect(sfn).toHaveReceived('StartExecution', { input: { orderId: 7 } }, { times: 1 });
   * expect(sfn).not.toHaveReceived('RedriveExecution', order);
   */
  toHaveReceived<Operation extends ReceivedOperation>(
    operation: Operation,
    input?: InputPattern<Operation> | AsymmetricMatcher,
    options?: HaveReceivedOptions,
  ): Result;
  /**
   * The code under test has called nothing that changes something.
   *
   * @example
   * await recoverOrders(client, { dryRun: true });
   * expect(sfn).toHaveReceivedNoWrites();
   */
  toHaveReceivedNoWrites(): Result;
  /**
   * A call of RedriveExecution was answered from an earlier one with the same client token: nothing was redriven.
   *
   * @example
   * sfn.loseNextResponse('RedriveExecution');
   * await recoverOrders(client);
   * expect(sfn).toHaveReplayedToken(order);
   */
  toHaveReplayedToken(execution?: ExecutionRef, options?: HaveReplayedTokenOptions): Result;
  /**
   * AWS shows the execution as REDRIVABLE; with `.not`, the reason may be compared.
   *
   * @example
   * expect(sfn.execution(order)).not.toBeRedrivable({ reason: 'Execution redrivable period exceeded' });
   */
  toBeRedrivable(options?: BeRedrivableOptions): Result;
  /**
   * The search has found nothing wrong with the workflow: no effect that runs twice or is lost, no redrive that ends nowhere.
   *
   * @example
   * expect(exploreRedrives({ definition, tasks, idempotencyKey })).toBeRedriveSafe({ allow: ['Reserve'] });
   */
  toBeRedriveSafe(options?: BeRedriveSafeOptions): Result;
  /**
   * The last redrive in this history (or the one that is named) went on with this state.
   *
   * @example
   * expect(sfn.history(order)).toResumeAt('ChargeCard');
   * expect(sfn.history(order)).toResumeAt('ChargeCard', { redrive: 'next' }); // before it happens
   */
  toResumeAt(state: string, options?: ResumeAtOptions): Result;
  /**
   * The execution has failed in this state, in one of its attempts.
   *
   * @example
   * expect(sfn.history(order)).toHaveFailedAt('ChargeCard', { error: 'Card.Declined', cause: /insufficient/ });
   */
  toHaveFailedAt(state: string, options?: HaveFailedAtOptions): Result;
  /**
   * The history contains these events in this order; others may stand between them.
   *
   * @example
   * expect(history).toContainHistoryEvents(['ExecutionRedriven', { type: 'TaskSucceeded', output: { paid: true } }]);
   */
  toContainHistoryEvents(expected: readonly HistoryEventPattern[]): Result;
  /**
   * The history keeps every rule of `checkHistory`.
   *
   * @example
   * expect(capturedEvents).toBeValidHistory();
   */
  toBeValidHistory(options?: CheckOptions): Result;
  /**
   * The execution has this status.
   *
   * @example
   * expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toHaveStatus('SUCCEEDED');
   */
  toHaveStatus(status: ExecutionStatus): Result;
}
