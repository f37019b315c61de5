/**
 * Shows: an incident becomes a test: what the AWS CLI printed is redriven in the fake.
 * Trap: code that has only ever seen the failures that its authors thought of.
 *
 * The files are what these commands print:
 *
 *   aws stepfunctions describe-execution --execution-arn … > incident/describe-execution.json
 *   aws stepfunctions get-execution-history --execution-arn … > incident/get-execution-history.json
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { importExecution } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import describe from './incident/describe-execution.json';
import history from './incident/get-execution-history.json';
import * as naive from './naive';
import { triage } from './redriver';
import definition from './workflow.json';

const sfn = setupFakeStepFunctions({ region: 'eu-west-1' });

// Its dates are shifted, so that the test does not age.
const incident = () => sfn.seed(importExecution({ describe, history, definition }));

test('it is redriven, and goes on where it had stopped', async () => {
  const order = incident();

  expect(await triage(new SFNClient({}), order.executionArn)).toBe('redriven after States.Timeout');
  sfn.settle();

  expect(sfn.history(order)).toResumeAt('ChargeCard');
  expect(sfn.execution(order)).toHaveStatus('SUCCEEDED');
});

test('naive: a timeout has no cause', async () => {
  const order = incident();
  await expect(naive.triage(new SFNClient({}), order.executionArn)).rejects.toThrow(SyntaxError);
  expect(sfn).not.toHaveRedriven(order);
});
