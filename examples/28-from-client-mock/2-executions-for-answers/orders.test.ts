/**
 * Step 2: executions take the place of answers. Two tests turn red for the old code, and are kept here as what is wrong with it; the code is
 * mended.
 */
import { RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import {
  createFakeStepFunctions,
  days,
  executionLimitExceeded,
  failedExecution,
  type FakeStepFunctions,
} from 'redrive-testkit';
import { toClientMock } from 'redrive-testkit/client-mock';
import * as naive from '../naive';
import { recoverOrders } from '../redriver';

const sfn = createFakeStepFunctions();
const sfnMock = toClientMock(sfn);
afterAll(() => sfnMock.restore());
beforeEach(() => {
  sfn.reset();
  sfnMock.reset();
});

test('all failed orders are redriven', async () => {
  const orders = sfn.seed(failedExecution('lambda-function-failed'), { count: 2 });

  const { redriven } = await recoverOrders(orders[0]!.stateMachineArn);

  expect(redriven.toSorted()).toEqual(orders.map(({ executionArn }) => executionArn).toSorted());
  expect(sfnMock.commandCalls(RedriveExecutionCommand)).toHaveLength(2);
});

test('a refused order does not stop the others', async () => {
  const [late, order] = lateAndRecent(sfn);

  expect(await recoverOrders(order.stateMachineArn)).toEqual({
    redriven: [order.executionArn],
    refused: [late.executionArn],
  });
});

test('naive: the error that the stub rejected with is one that AWS never sends', async () => {
  const [late] = lateAndRecent(sfn);

  await expect(naive.recoverOrders(late.stateMachineArn)).rejects.toThrow('Execution redrivable period exceeded');
});

test('more orders than a page holds', async () => {
  const [order] = sfn.seed(failedExecution('lambda-function-failed'), { count: 120 });

  expect((await recoverOrders(order!.stateMachineArn)).redriven).toHaveLength(120);
});

test('naive: the stub had one page, and so had the code', async () => {
  const [order] = sfn.seed(failedExecution('lambda-function-failed'), { count: 120 });

  expect((await naive.recoverOrders(order!.stateMachineArn)).redriven).toHaveLength(100);
});

test('any other error stops the job', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  sfn.failNext('RedriveExecution', executionLimitExceeded());

  await expect(recoverOrders(order.stateMachineArn)).rejects.toMatchObject({ name: 'ExecutionLimitExceeded' });
});

/** One that is too old to be redriven, and one that is not. */
function lateAndRecent(fake: FakeStepFunctions) {
  return [
    fake.seed(failedExecution('lambda-function-failed', { stoppedAgo: days(15) })),
    fake.seed(failedExecution('lambda-function-failed', { stoppedAgo: days(1) })),
  ] as const;
}
