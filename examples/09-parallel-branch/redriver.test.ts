/**
 * Shows: of a Parallel only the branches that did not succeed run again.
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { failsUntilRedriven, lambdaReturns, printRedrivePlan, redrivePlan, seconds } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import { redriveAndList } from './redriver';
import { fulfilment } from './workflow';

const sfn = setupFakeStepFunctions();
const sendReceipt = jest.fn(() => lambdaReturns('sent'));
beforeEach(() => sendReceipt.mockClear());

function failedOrder() {
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'fulfilment',
    definition: fulfilment,
    tasks: {
      // It fails after the other branch has succeeded; a branch that is still at work would be aborted.
      BookCourier: failsUntilRedriven('NoCourier', 'try later', { after: seconds(5), then: lambdaReturns('booked') }),
      SendReceipt: sendReceipt,
    },
  });
  const { executionArn } = sfn.startExecution({ stateMachineArn });
  sfn.settle({ skipTime: true });
  return { executionArn };
}

test('the failed branch runs again, the other keeps its result', async () => {
  const order = failedOrder();

  const completed = await redriveAndList(new SFNClient({}), order.executionArn, { pollEvery: 0 });

  expect(completed).toEqual(['BookCourier', 'Fulfil']);
  expect(sendReceipt).toHaveBeenCalledTimes(1);
  expect(JSON.parse(sfn.execution(order).output!)).toEqual(['booked', 'sent']);
});

test('what a redrive will do can be told before it is made', () => {
  const plan = redrivePlan(sfn.history(failedOrder()));

  expect(plan.reruns.map(({ state }) => state)).toEqual(['Fulfil', 'BookCourier']);
  expect(plan.keeps.map(({ state }) => state)).toEqual(['SendReceipt']);
  expect(printRedrivePlan(plan)).toMatch(/runs again[^]*BookCourier[^]*is kept[^]*SendReceipt/);
});
