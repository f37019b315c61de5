/**
 * Shows: a React console in jsdom, with msw between the page and Step Functions.
 * Trap: a double click makes two redrives: the second is refused, and the page says that the execution cannot be redriven.
 *
 * Needs `testEnvironment: 'redrive-testkit/jest-environment'`.
 *
 * @jest-environment-options { "environment": "jsdom" }
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { days, failedExecution } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import { NaiveRedriveButton } from './NaiveRedriveButton';
import { RedriveButton } from './RedriveButton';

const sfn = setupFakeStepFunctions({ adapter: 'msw' });
// The first call of a client loads parts of the SDK.
configure({ asyncUtilTimeout: 4_000 });
const click = () => fireEvent.click(screen.getByRole('button', { name: 'Redrive' }));

test('a click redrives, and shows since when', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  render(<RedriveButton client={new SFNClient({})} executionArn={order.executionArn} />);

  click();

  expect(await screen.findByText(/^running since/)).toBeDefined();
  expect(screen.getByRole('button')).toHaveProperty('disabled', true);
  expect(sfn).toHaveRedriven(order, { times: 1 });
});

test('one that is too old cannot be redriven', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed', { stoppedAgo: days(15) }));
  render(<RedriveButton client={new SFNClient({})} executionArn={order.executionArn} />);

  click();

  expect(await screen.findByText('cannot be redriven')).toBeDefined();
});

test('a double click is one redrive', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  render(<RedriveButton client={new SFNClient({})} executionArn={order.executionArn} />);

  click();
  click();

  await waitFor(() => expect(sfn.calls).toHaveLength(2));
  expect(await screen.findByText(/^running since/)).toBeDefined();
  expect(sfn).toHaveRedriven(order, { times: 1 });
  expect(sfn).toHaveReplayedToken(order);
});

test('naive: after a double click the page denies what it has done', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  render(<NaiveRedriveButton client={new SFNClient({})} executionArn={order.executionArn} />);

  click();
  click();

  expect(await screen.findByText('cannot be redriven')).toBeDefined();
  expect(sfn).toHaveRedriven(order, { times: 1 });
});
