/**
 * Searches run here as they do everywhere: what a redrive repeats, and what two workers do to each other.
 */
import { failedExecution } from 'redrive-testkit';
import { exploreInterleavings, exploreRedrives } from 'redrive-testkit/explore';
import 'redrive-testkit/jest';
import { recover } from './redriver.js';

const invoke = (name) => ({
  Type: 'Task',
  Resource: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
  End: true,
});
const definition = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Charge', States: { Charge: invoke('charge') } },
        { StartAt: 'Mail', States: { Mail: invoke('mail') } },
      ],
      End: true,
    },
  },
};

test('a mail that is still going out when the card is declined goes out twice', () => {
  const { findings } = exploreRedrives({ definition, faults: 1 });
  expect(findings.some(({ kind, state }) => kind === 'effect-repeated' && state === 'Mail')).toBe(true);
});

test('the second of two workers is refused, whoever it is and however long they wait', async () => {
  const worker = async (_client, { executionArn }) => {
    await new Promise((resolve) => setTimeout(resolve, 3_600_000));
    return recover(executionArn);
  };
  const { failures, complete } = await exploreInterleavings({
    arrange: (sfn) => sfn.seed(failedExecution('task-failed')),
    consumers: [worker, worker],
  });
  expect(complete).toBe(true);
  expect(failures[0].error.name).toBe('ExecutionNotRedrivable');
});
