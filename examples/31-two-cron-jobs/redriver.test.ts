/**
 * Shows: a search that runs two jobs at once, in every order in which their requests can reach AWS.
 * Trap: reading the number of redrives and redriving then: between the two the other job has redriven, and the execution has failed again.
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { fails, type FakeStepFunctions } from 'redrive-testkit';
import { exploreInterleavings } from 'redrive-testkit/explore';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { MOST_REDRIVES, sweep } from './redriver';

const sfn = setupFakeStepFunctions();

/** An order whose card stays declined. */
function declined(fake: FakeStepFunctions): string {
  const { stateMachineArn } = fake.createStateMachine({
    name: 'orders',
    definition: {
      StartAt: 'Charge',
      States: { Charge: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
    },
    tasks: { Charge: fails('Card.Declined') },
  });
  const { executionArn } = fake.startExecution({ stateMachineArn });
  fake.settle();
  return executionArn;
}

/** Two jobs that were started at the same time. Each goes through its list three times: the order may run by then, and may have failed again. */
const twoJobs = (subject: typeof sweep) => {
  const job = async (client: SFNClient, order: string) => {
    await subject(client, [order, order, order]);
  };
  return exploreInterleavings({
    arrange: declined,
    consumers: [job, job],
    check: (fake, order) => expect(fake).toHaveRedriven(order, { times: MOST_REDRIVES }),
  });
};

test('in whatever order their requests arrive: each order is redriven once', async () => {
  expect(await twoJobs(sweep)).toMatchObject({ failures: [], complete: true });
});

test('naive: the search finds the order in which one job redrives behind the back of the other', async () => {
  const { failures } = await twoJobs(naive.sweep);

  const [simplest] = failures;
  const redrives = simplest!.history.filter(({ operation }) => operation === 'RedriveExecution');
  expect(new Set(redrives.map(({ consumer }) => consumer))).toEqual(new Set([1, 2]));
  expect(String(simplest!.error)).toContain('redriven');
});

test('naive: by itself it does what it should', async () => {
  const order = declined(sfn);

  await naive.sweep(new SFNClient({}), [order, order, order]);

  expect(sfn).toHaveRedriven(order, { times: MOST_REDRIVES });
});
