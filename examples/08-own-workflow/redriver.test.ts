/**
 * Shows: your own workflow fails where you want it to, and goes on after a redrive.
 * Trap: starting the execution again: what has succeeded is done a second time.
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { fails, lambdaReturns, succeeds } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { finishOrder } from './redriver';
import workflow from './workflow.json';

const sfn = setupFakeStepFunctions();
const reserveStock = jest.fn(() => lambdaReturns('B4'));
beforeEach(() => reserveStock.mockClear());

function failedOrder() {
  const machine = sfn.createStateMachine({
    name: 'checkout',
    definition: workflow,
    definitionSubstitutions: {
      ReserveStockFunction: 'arn:aws:lambda:us-east-1:123456789012:function:reserve-stock',
      ChargeCardFunction: 'arn:aws:lambda:us-east-1:123456789012:function:charge-card',
    },
    tasks: {
      ReserveStock: reserveStock,
      ChargeCard: fails('GatewayTimeout', 'no answer after 30 s'),
      ShipOrder: succeeds({ MessageId: 'm-1' }),
    },
  });
  const order = sfn.startExecution({ stateMachineArn: machine.stateMachineArn, input: '{"orderId":7}' });
  sfn.settle();
  return { machine, executionArn: order.executionArn };
}

test('it fails at ChargeCard, and would go on there', () => {
  const order = failedOrder();
  expect(sfn.execution(order)).toHaveStatus('FAILED');
  expect(sfn.history(order)).toHaveFailedAt('ChargeCard', { error: 'GatewayTimeout' });
  expect(sfn.history(order)).toResumeAt('ChargeCard', { redrive: 'next' });
});

test('once the fix is deployed it is finished, and the stock is reserved once', async () => {
  const order = failedOrder();
  sfn.script(order.machine, { ChargeCard: lambdaReturns(true) });

  const output = await finishOrder(new SFNClient({}), order.executionArn, { pollEvery: 0 });

  expect(output).toEqual({ MessageId: 'm-1' });
  expect(reserveStock).toHaveBeenCalledTimes(1);
  expect(sfn.history(order)).toContainHistoryEvents([
    'ExecutionRedriven',
    'LambdaFunctionSucceeded',
    { type: 'TaskSucceeded', resourceType: 'sqs' },
    'ExecutionSucceeded',
  ]);
});

test('naive: the stock is reserved twice', async () => {
  const order = failedOrder();
  sfn.script(order.machine, { ChargeCard: lambdaReturns(true) });

  await naive.finishOrder(new SFNClient({}), order.executionArn);
  sfn.settle();

  expect(reserveStock).toHaveBeenCalledTimes(2);
  expect(sfn).not.toHaveRedriven(order);
});
