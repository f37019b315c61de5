/**
 * Shows: telling the refusals of RedriveExecution apart.
 * Trap: a catch-all that takes a full account, or a missing permission, for an execution that cannot be redriven.
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { days, executionLimitExceeded, failedExecution, minutes, refusedExecution, throttled } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { redrive } from './redriver';

const sfn = setupFakeStepFunctions();
const failed = () => sfn.seed(failedExecution('lambda-function-failed'));

test('one that stopped more than 14 days ago cannot be redriven', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed', { stoppedAgo: days(15) }));
  expect(await redrive(new SFNClient({}), order.executionArn)).toBe('not redrivable');
});

test.each(['running', 'succeeded', 'open-too-long', 'history-too-long'] as const)(
  'nor can one that is %s',
  async (mode) => {
    const order = sfn.seed(refusedExecution(mode));
    expect(await redrive(new SFNClient({}), order.executionArn)).toBe('not redrivable');
  },
);

test('one whose state machine was deleted is gone', async () => {
  const { stateMachineArn, executionArn } = failed();
  sfn.deleteStateMachine({ stateMachineArn });
  sfn.clock.advanceBy(minutes(5));
  expect(await redrive(new SFNClient({}), executionArn)).toBe('gone');
});

test('in a full account it is to be tried later', async () => {
  const order = failed();
  sfn.failNext('RedriveExecution', executionLimitExceeded());
  expect(await redrive(new SFNClient({}), order.executionArn)).toBe('later');
  expect(await redrive(new SFNClient({}), order.executionArn)).toBe('redriven');
});

test('what the SDK tries again by itself is no refusal', async () => {
  const order = failed();
  sfn.failNext('RedriveExecution', throttled(), { times: 2 });
  expect(await redrive(new SFNClient({}), order.executionArn)).toBe('redriven');
});

test('a missing permission is thrown', async () => {
  const order = failed();
  sfn.deny('states:RedriveExecution', order.executionArn);
  await expect(redrive(new SFNClient({}), order.executionArn)).rejects.toThrow('is not authorized to perform');
});

test('naive: gives up an execution that could be redriven a minute later', async () => {
  const order = failed();
  sfn.failNext('RedriveExecution', executionLimitExceeded());
  expect(await naive.redrive(new SFNClient({}), order.executionArn)).toBe('not redrivable');
  expect(sfn.execution(order)).toBeRedrivable();
});

test('naive: hides that the role has lost its permission', async () => {
  const order = failed();
  sfn.deny('states:RedriveExecution', order.executionArn);
  expect(await naive.redrive(new SFNClient({}), order.executionArn)).toBe('not redrivable');
  expect(sfn.execution(order)).toBeRedrivable();
});
