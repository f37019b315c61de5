/**
 * Shows: past runs of your own workflow in whatever condition, and what your code did with which of them.
 * Trap: redriving all that has failed: a card that was declined is charged again.
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { days, executionOf, fails, hours, neverEnds } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { tidyUp } from './redriver';

const sfn = setupFakeStepFunctions();

/** Yesterday's runs of one workflow, by what its task came to. */
function yesterday() {
  const machine = sfn.createStateMachine({
    name: 'checkout',
    definition: {
      StartAt: 'ChargeCard',
      States: { ChargeCard: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
    },
  });
  const failed = (error: string) => executionOf(machine, { tasks: { ChargeCard: fails(error) }, stoppedAgo: hours(9) });
  const stuck = { tasks: { ChargeCard: neverEnds() } };
  const [unanswered, declined, stuckForDays, stuckForHours] = sfn.seed([
    failed('GatewayTimeout'),
    failed('Card.Declined'),
    executionOf(machine, { ...stuck, startedAt: sfn.clock.now() - days(3) }),
    executionOf(machine, { ...stuck, startedAt: sfn.clock.now() - hours(3) }),
    executionOf(machine, { input: { orderId: 7 }, stoppedAgo: hours(9) }),
  ]);
  return { machine, unanswered: unanswered!, declined: declined!, stuckForDays: stuckForDays!, stuckForHours };
}

test('only what was not answered is redriven, only what is stuck is stopped', async () => {
  const { machine, unanswered, declined, stuckForDays } = yesterday();

  await tidyUp(new SFNClient({}), machine.stateMachineArn, sfn.clock.now());

  expect(sfn).toHaveRedrivenOnly([unanswered]);
  expect(sfn).not.toHaveReceived('RedriveExecution', declined);
  expect(sfn).toHaveReceived('StopExecution', stuckForDays, { times: 1 });
  expect(sfn.calls.of('StopExecution').map(({ input }) => input.error)).toEqual(['Stuck']);
});

test('naive: a declined card is charged again', async () => {
  const { machine, unanswered, declined } = yesterday();

  await naive.tidyUp(new SFNClient({}), machine.stateMachineArn);

  expect(sfn).not.toHaveRedrivenOnly([unanswered]);
  expect(sfn).toHaveRedrivenOnly([unanswered, declined]);
});
