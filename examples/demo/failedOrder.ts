import { fails, seconds, type FakeStepFunctions } from 'redrive-testkit';

/** An execution of its own machine, with one task, that has failed and fails whenever it is redriven. */
export function failedOrder(sfn: FakeStepFunctions, name: string): { stateMachineArn: string; executionArn: string } {
  const { stateMachineArn } = sfn.createStateMachine({
    name,
    definition: {
      StartAt: 'ChargeCard',
      States: {
        ChargeCard: {
          Type: 'Task',
          Resource: 'arn:aws:lambda:us-east-1:123456789012:function:charge-card',
          End: true,
        },
      },
    },
    tasks: { ChargeCard: fails('GatewayTimeout', 'no answer after 30 s', { after: seconds(30) }) },
  });
  const { executionArn } = sfn.startExecution({ stateMachineArn, name: 'order' });
  sfn.settle({ skipTime: true });
  return { stateMachineArn, executionArn };
}
