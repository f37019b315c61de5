/**
 * Shows: redriving a Map Run through the execution that has started it.
 * Trap: redriving the child execution that has failed: AWS refuses that.
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { failsUntilRedriven, lambdaReturns } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { redrive } from './redriver';
import { batch } from './workflow';

const sfn = setupFakeStepFunctions();

test('the failed children go on, the others are left alone', async () => {
  const { parent, mapRunArn, failedChild } = failedBatch();

  expect(await redrive(new SFNClient({}), failedChild)).toBe(parent);
  sfn.settle();

  expect(sfn.execution(parent)).toHaveStatus('SUCCEEDED');
  expect(JSON.parse(sfn.execution(parent).output!)).toEqual(['paid', 'paid', 'paid']);
  expect(sfn.describeMapRun({ mapRunArn })).toMatchObject({ redriveCount: 1, itemCounts: { succeeded: 3, failed: 0 } });
  expect(sfn.execution(failedChild).redriveCount).toBe(1);
});

test('AWS says how a child is redriven', () => {
  const { failedChild } = failedBatch();
  expect(sfn.execution(failedChild).redriveStatus).toBe('REDRIVABLE_BY_MAP_RUN');
});

test('naive: a child cannot be redriven', async () => {
  const { parent, failedChild } = failedBatch();
  await expect(naive.redrive(new SFNClient({}), failedChild)).rejects.toThrow(
    'Labeled Execution ARNs are not supported for this API',
  );
  expect(sfn.execution(parent)).toHaveStatus('FAILED');
});

/** A batch of three orders, the second of which has failed. */
function failedBatch() {
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'batch',
    definition: batch,
    tasks: {
      ChargeCard: ({ input }) =>
        input === 'order-2'
          ? failsUntilRedriven('GatewayTimeout', 'no answer', { then: lambdaReturns('paid') })
          : lambdaReturns('paid'),
    },
  });
  const input = JSON.stringify(['order-1', 'order-2', 'order-3']);
  const { executionArn: parent } = sfn.startExecution({ stateMachineArn, input });
  sfn.settle();
  const { mapRunArn } = sfn.listMapRuns({ executionArn: parent }).mapRuns[0]!;
  const [failed] = sfn.listExecutions({ mapRunArn, statusFilter: 'FAILED' }).executions;
  return { parent, mapRunArn: mapRunArn!, failedChild: failed!.executionArn! };
}
