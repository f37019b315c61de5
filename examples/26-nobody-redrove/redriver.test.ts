/**
 * Shows: coverage of a workflow: which states, rules and catchers the tests have reached, and from which states they have redriven.
 * Trap: every state is reached and all tests are green, but no test has redriven an order whose refund failed.
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { createFakeStepFunctions, failsUntilRedriven, type FakeStepFunctions, type TaskScript } from 'redrive-testkit';
import { interceptClients } from 'redrive-testkit/request-handler';
import { redrive } from './redriver';
import { orders } from './workflow';

/** One fake for the whole file, so that it counts all tests. The reporters for Jest and Vitest do so for all files. */
const sfn = createFakeStepFunctions();
const machine = sfn.createStateMachine({ name: 'orders', definition: orders });
const restore = interceptClients(sfn);
afterAll(() => restore());

test('a charge that failed is redriven', async () => {
  const { executionArn } = failedOrder(sfn, { kind: 'new' }, { Charge: failsUntilRedriven('Card.Busy') });

  await redrive(new SFNClient({}), executionArn);
  sfn.settle();

  expect(sfn.execution(executionArn).status).toBe('SUCCEEDED');
});

test('a refund is paid out', () => {
  const { executionArn } = failedOrder(sfn, { kind: 'return' }, {});

  expect(sfn.execution(executionArn).status).toBe('SUCCEEDED');
});

test('naive: all states are reached, so nothing seems to be missing', () => {
  expect(sfn.coverage(machine).states.missing).toEqual([]);
});

test('the branch that nobody redrove is named', () => {
  expect(sfn.coverage(machine).resumed.missing).toEqual(['Refund']);
  expect(String(sfn.coverage(machine))).toMatch(/resumed by a redrive +1 of 2 +missing: +Refund/);
});

function failedOrder(fake: FakeStepFunctions, input: object, tasks: TaskScript): { executionArn: string } {
  fake.script(machine, tasks);
  const started = fake.startExecution({ ...machine, input: JSON.stringify(input) });
  fake.settle();
  return { executionArn: started.executionArn };
}
