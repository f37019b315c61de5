import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import timers from 'node:timers';
import { scheduler, setInterval as ticks, setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { failedExecution } from 'redrive-testkit';
import { exploreInterleavings } from 'redrive-testkit/explore';

const HOUR = 3_600_000;

/** Ways to sleep for an hour. */
const ways: [string, () => Promise<unknown>][] = [
  ['setTimeout', () => new Promise((resolve) => setTimeout(resolve, HOUR))],
  ['setTimeout of node:timers', () => new Promise((resolve) => timers.setTimeout(resolve, HOUR))],
  ['setTimeout of node:timers/promises', () => sleep(HOUR)],
  ['promisify(setTimeout)', () => promisify(setTimeout)(HOUR)],
  ['scheduler.wait', () => scheduler.wait(HOUR)],
  [
    'setInterval of node:timers/promises',
    async () => {
      let hours = 0;
      for await (const _ of ticks(HOUR / 2)) if (++hours === 2) return;
    },
  ],
];

test.each(ways)('a consumer may sleep by %s: time is that of the search', async (_, nap) => {
  const begun = performance.now();
  const report = await exploreInterleavings({
    arrange: (sfn) => sfn.seed(failedExecution('task-failed')),
    consumers: [
      async (client: SFNClient, { executionArn }) => {
        const before = Date.now();
        await nap();
        await client.send(new DescribeExecutionCommand({ executionArn }));
        return Date.now() - before;
      },
    ],
    check: (_sfn, _order, [outcome]) => expect(outcome).toMatchObject({ value: HOUR }),
  });
  expect(report).toMatchObject({ failures: [], complete: true });
  expect(performance.now() - begun).toBeLessThan(60_000);
});

test('a nap that is cut short rejects as in Node', async () => {
  const report = await exploreInterleavings({
    arrange: () => undefined,
    consumers: [
      async () => {
        const cut = new AbortController();
        setTimeout(() => cut.abort('enough'), HOUR);
        return sleep(2 * HOUR, undefined, { signal: cut.signal }).catch((error: unknown) => error);
      },
    ],
    check: (_sfn, _world, [outcome]) =>
      expect(outcome).toMatchObject({ value: { name: 'AbortError', code: 'ABORT_ERR', cause: 'enough' } }),
  });
  expect(report.failures).toEqual([]);
});

test('the modules have what they had before, once the search is over', async () => {
  const before = [timers.setTimeout, sleep, ticks, Object.hasOwn(scheduler, 'wait')];
  await exploreInterleavings({ arrange: () => undefined, consumers: [() => undefined] });
  const { setTimeout: after, setInterval: ticksAfter } = await import('node:timers/promises');
  expect([timers.setTimeout, after, ticksAfter, Object.hasOwn(scheduler, 'wait')]).toEqual(before);
});
