/**
 * Searches run here as they do everywhere: what a redrive repeats, and what two workers do to each other.
 */
const assert = require('node:assert/strict');
const { test } = require('node:test');
const timers = require('node:timers/promises');
const { failedExecution } = require('redrive-testkit');
const { exploreInterleavings, exploreRedrives } = require('redrive-testkit/explore');
const { recover } = require('./redriver.js');

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
  assert(findings.some(({ kind, state }) => kind === 'effect-repeated' && state === 'Mail'));
});

test('the second of two workers is refused, whoever it is and however long they wait', async () => {
  const worker = async (_client, { executionArn }) => {
    await timers.setTimeout(3_600_000);
    return recover(executionArn);
  };
  const { failures, complete } = await exploreInterleavings({
    arrange: (sfn) => sfn.seed(failedExecution('task-failed')),
    consumers: [worker, worker],
  });
  assert(complete);
  assert.equal(failures[0].error.name, 'ExecutionNotRedrivable');
});
