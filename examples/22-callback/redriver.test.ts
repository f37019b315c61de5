/**
 * Shows: a task that waits for an answer: its token, the answer, and another token after a redrive.
 * Trap: keeping the first token of an order: a redrive asks again, and AWS refuses an answer to the question before.
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { Approvals } from './redriver';

const sfn = setupFakeStepFunctions();

const workflow = {
  StartAt: 'AskForApproval',
  States: {
    AskForApproval: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: {
        QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/approvals',
        MessageBody: { 'orderId.$': '$.orderId', 'taskToken.$': '$$.Task.Token' },
      },
      End: true,
    },
  },
};

/** What the queue would have brought. */
const question = () => ({ orderId: 7, taskToken: sfn.pending()[0]!.taskToken! });

async function declinedOrder(approvals: Approvals) {
  const machine = sfn.createStateMachine({ name: 'approvals', definition: workflow });
  const order = sfn.startExecution({ ...machine, input: '{"orderId":7}' });
  approvals.ask(question());
  await approvals.decide(new SFNClient({}), 7, false);
  return order;
}

test('an order that was declined asks again after a redrive, and can be approved', async () => {
  const approvals = new Approvals();
  const order = await declinedOrder(approvals);
  expect(sfn.history(order)).toHaveFailedAt('AskForApproval', { error: 'Order.Declined' });

  sfn.redriveExecution(order);
  const { taskToken } = question();
  approvals.ask({ orderId: 7, taskToken });
  await approvals.decide(new SFNClient({}), 7, true);

  expect(sfn).toHaveReceived('SendTaskSuccess', { taskToken, output: { approved: true } });
  expect(order).toHaveStatus('SUCCEEDED');
});

test('naive: answers the question from before the redrive, and AWS does not take it', async () => {
  const approvals = new naive.Approvals();
  const order = await declinedOrder(approvals);

  sfn.redriveExecution(order);
  approvals.ask(question());

  await expect(approvals.decide(new SFNClient({}), 7, true)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  expect(order).toHaveStatus('RUNNING');
});
