/**
 * Shows: redriving in bulk: three kinds of failure, several pages, throttling, and a refusal in the middle.
 * Trap: one page of FAILED executions, all at once, and the first refusal ends it.
 */
import { ExecutionNotRedrivable, SFNClient } from '@aws-sdk/client-sfn';
import { days, failedExecution, fails, neverEnds, succeeds, throttled } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { redriveAll } from './redriver';

const sfn = setupFakeStepFunctions();

test('all unsuccessful executions are redriven, but for the one that is too old', async () => {
  const { stateMachineArn, tooOld } = lateShift();
  sfn.failNext('RedriveExecution', throttled(), { times: 2 });

  const { redriven, refused } = await redriveAll(new SFNClient({}), stateMachineArn);

  expect(redriven).toHaveLength(150 + 1 + 1);
  expect(refused).toEqual([tooOld.executionArn]);
  sfn.settle();
  for (const executionArn of redriven) expect(sfn.execution(executionArn)).toHaveStatus('SUCCEEDED');
});

test('naive: one that is too old stands for the whole shift', async () => {
  const { stateMachineArn } = lateShift({ failures: 20 });
  await expect(naive.redriveAll(new SFNClient({}), stateMachineArn)).rejects.toThrow(ExecutionNotRedrivable);
});

test('naive: sees a hundred executions, and none that was stopped or timed out', async () => {
  const { stateMachineArn, stopped, timedOut } = lateShift();
  await naive.redriveAll(new SFNClient({}), stateMachineArn);

  expect(sfn.calls.filter(({ operation }) => operation === 'RedriveExecution')).toHaveLength(100);
  expect(sfn.execution(stopped)).toHaveStatus('ABORTED');
  expect(sfn.execution(timedOut)).toHaveStatus('TIMED_OUT');
});

/** Failed executions, one of them too old, one that was stopped and one that timed out. */
function lateShift({ failures = 150 } = {}) {
  const machine = sfn.createStateMachine({
    name: 'orders',
    definition: {
      StartAt: 'ChargeCard',
      TimeoutSeconds: 3600,
      States: {
        ChargeCard: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:charge', End: true },
      },
    },
  });
  const { stateMachineArn } = machine;
  const recipe = { stateMachine: machine, state: 'ChargeCard' };
  const tooOld = sfn.seed(failedExecution('lambda-function-failed', { ...recipe, stoppedAgo: days(15) }));

  sfn.script(machine, { ChargeCard: neverEnds() });
  const timedOut = sfn.startExecution({ stateMachineArn });
  sfn.clock.advanceBy(days(1));
  const stopped = sfn.startExecution({ stateMachineArn });
  sfn.stopExecution({ executionArn: stopped.executionArn });
  sfn.script(machine, { ChargeCard: fails('GatewayTimeout') });
  for (let n = 1; n <= failures; n += 1) sfn.startExecution({ stateMachineArn });
  sfn.settle();
  sfn.script(machine, { ChargeCard: succeeds() });
  return { stateMachineArn, tooOld, timedOut, stopped };
}
