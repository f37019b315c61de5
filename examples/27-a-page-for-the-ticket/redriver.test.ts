/**
 * Shows: an execution as a page for a ticket, and as Mermaid for a pull request; a test that fails leaves such a page by itself.
 * Trap: taking the first page of a history for the whole: the failure is on the last one.
 *
 * Of captured files, the command makes the same page: npx redrive-testkit report incident/
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { failedExecution, redriven } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import { toHtml, toMermaid } from 'redrive-testkit/report';
import * as naive from './naive';
import { readIncident } from './redriver';

// Where a test fails, the page of each execution is in this folder: let CI keep it.
const sfn = setupFakeStepFunctions({ writeReportOnFailure: 'test-reports' });
const incident = () =>
  sfn.seed(failedExecution('lambda-function-failed', redriven(1), { state: 'ChargeCard', events: 1_500 }));

test('the page tells what failed, and what a redrive would run again', async () => {
  const { describe, events } = await readIncident(new SFNClient({}), incident().executionArn);

  const page = toHtml([...events], { describe, title: 'Order 7' }); // one file that asks for nothing: attach it to the ticket

  expect(page).toContain('<title>Order 7</title>');
  expect(textOf(page)).toMatch(/runs again\W+ChargeCard/i);
});

test('a pull request shows the picture: GitHub draws what toMermaid says', async () => {
  const order = incident();

  const { definition } = sfn.describeStateMachineForExecution({ executionArn: order.executionArn });

  const picture = toMermaid(definition, sfn.history(order));

  expect(picture).toMatch(/^flowchart TD\n/);
  expect(picture).toContain('["✓ ReserveStock"]');
  expect(picture).toContain('["✗ ChargeCard"]');
});

test('naive: of the first page alone nobody can tell', async () => {
  const { describe, events } = await naive.readIncident(new SFNClient({}), incident().executionArn);

  const page = toHtml([...events], { describe });

  expect(events).toHaveLength(100);
  expect(textOf(page)).not.toMatch(/runs again\W+ChargeCard/i);
});

const textOf = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ');
