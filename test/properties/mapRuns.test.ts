import fc from 'fast-check';
import type { MapRunItemCounts } from '@aws-sdk/client-sfn';
import { checkHistory, minutes, type FakeStepFunctions } from 'redrive-testkit';
import { childrenOf, mapRunOf, startBatch, type Order, type Started } from '../service/mapRuns/orders';
import { newFake } from '../support/workflows';

/** One seed for every run of the suite; another one with PROPERTY_SEED. */
const RUNS = { numRuns: 120, seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_122) };
const MOST_FAILURES = 3;

interface Batch {
  readonly orders: readonly Order[];
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly maxConcurrency: number;
  readonly tolerated: { readonly ToleratedFailureCount?: number; readonly ToleratedFailurePercentage?: number };
}

const order = fc.record({
  failures: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: MOST_FAILURES })),
  wait: fc.constantFrom(0, 0, 1, 5, 30),
});

const batches: fc.Arbitrary<Batch> = fc.record({
  orders: fc.array(order, { maxLength: 8 }).map((each) => each.map((fields, id) => ({ id, ...fields }))),
  type: fc.constantFrom('STANDARD', 'EXPRESS'),
  maxConcurrency: fc.integer({ min: 0, max: 3 }),
  tolerated: fc.oneof(
    fc.constant({}),
    fc.record({ ToleratedFailureCount: fc.integer({ min: 0, max: 4 }) }),
    fc.record({ ToleratedFailurePercentage: fc.integer({ min: 0, max: 100 }) }),
  ),
});

function start(sfn: FakeStepFunctions, { orders, type, maxConcurrency, tolerated }: Batch): Started {
  return startBatch(sfn, orders, { type, map: { MaxConcurrency: maxConcurrency, ...tolerated } });
}

function expectSums({ total, resultsWritten, pendingRedrive, ...counts }: MapRunItemCounts, isOver: boolean): void {
  const { pending = 0, running = 0, succeeded = 0, failed = 0, timedOut = 0, aborted = 0 } = counts;
  expect(pending + running + succeeded + failed + timedOut + aborted).toBe(total);
  expect(pendingRedrive).toBe(0);
  // A redriven Map Run shows its old counts until a child begins.
  expect([0, total]).toContain(resultsWritten);
  if (isOver) expect(resultsWritten).toBe(total);
}

/** Reads of all kinds until nothing changes any more, with the clock moving on in between. */
async function poll(sfn: FakeStepFunctions, batch: Started, visit: () => void): Promise<void> {
  const mapRunArn = mapRunOf(sfn, batch);
  for (let step = 0; step < 40 && sfn.execution(batch).status === 'RUNNING'; step += 1) {
    visit();
    await sfn.execute('DescribeMapRun', { mapRunArn });
    await sfn.execute('ListExecutions', { mapRunArn });
    if (step % 4 === 3) sfn.clock.advanceBy(minutes(1) / 7);
  }
  sfn.settle({ skipTime: true });
  visit();
}

test('the counts add up to the total at every step of a run and of its redrives', async () => {
  await fc.assert(
    fc.asyncProperty(batches, async (given) => {
      const sfn = newFake();
      const batch = start(sfn, given);
      const mapRunArn = mapRunOf(sfn, batch);
      const visit = () => {
        const { status, itemCounts, executionCounts } = sfn.describeMapRun({ mapRunArn });
        expectSums(itemCounts, status !== 'RUNNING');
        expect(executionCounts).toEqual(itemCounts);
        expect(itemCounts.total).toBe(given.orders.length);
      };
      await poll(sfn, batch, visit);
      if (sfn.execution(batch).status === 'SUCCEEDED') return;
      sfn.redriveExecution(batch);
      await poll(sfn, batch, visit);
    }),
    RUNS,
  );
});

test('no more children run at once than MaxConcurrency allows', async () => {
  await fc.assert(
    fc.asyncProperty(batches, async (given) => {
      const sfn = newFake();
      const batch = start(sfn, given);
      const mapRunArn = mapRunOf(sfn, batch);
      await poll(sfn, batch, () => {
        const { running } = sfn.describeMapRun({ mapRunArn }).itemCounts;
        expect(running).toBeLessThanOrEqual(given.maxConcurrency === 0 ? Infinity : given.maxConcurrency);
      });
    }),
    RUNS,
  );
});

test('the tolerated threshold decides whether the Map Run succeeds', () => {
  fc.assert(
    fc.property(batches, (given) => {
      const sfn = newFake();
      const batch = start(sfn, given);
      sfn.settle({ skipTime: true });
      const { ToleratedFailureCount: count, ToleratedFailurePercentage: percentage } = given.tolerated;
      const total = given.orders.length;
      const most = count ?? ((percentage ?? 0) * total) / 100;
      const failing = given.orders.filter(({ failures = 0 }) => failures > 0).length;
      const status = failing > most ? 'FAILED' : 'SUCCEEDED';
      expect(sfn.execution(batch).status).toBe(status);
      const mapRun = sfn.describeMapRun({ mapRunArn: mapRunOf(sfn, batch) });
      expect(mapRun.status).toBe(status);
      const { failed = 0, pending, aborted } = mapRun.itemCounts;
      expect(failed > most).toBe(status === 'FAILED');
      if (status === 'SUCCEEDED') expect([pending, aborted]).toEqual([0, 0]);
    }),
    RUNS,
  );
});

test('succeeded children are never touched by a redrive', () => {
  fc.assert(
    fc.property(batches, (given) => {
      const sfn = newFake();
      const batch = start(sfn, given);
      sfn.settle({ skipTime: true });
      for (let redrive = 0; sfn.execution(batch).status === 'FAILED' && redrive < MOST_FAILURES; redrive += 1) {
        const succeeded = childrenOf(sfn, batch).filter(({ status }) => status === 'SUCCEEDED');
        const histories = succeeded.map((child) => (given.type === 'STANDARD' ? sfn.history(child) : []));
        sfn.redriveExecution(batch);
        sfn.settle({ skipTime: true });
        const after = childrenOf(sfn, batch);
        for (const [index, child] of succeeded.entries()) {
          expect(after).toContainEqual(child);
          if (given.type === 'STANDARD') expect(sfn.history(child)).toEqual(histories[index]);
        }
      }
    }),
    RUNS,
  );
});

test('redriving until success gives the output of a run that never failed, and correct histories', () => {
  fc.assert(
    fc.property(batches, (given) => {
      const nothingTolerated = { ...given, tolerated: {} };
      const sfn = newFake();
      const batch = start(sfn, nothingTolerated);
      sfn.settle({ skipTime: true });
      const most = given.orders.length * MOST_FAILURES;
      for (let redrive = 0; sfn.execution(batch).status === 'FAILED' && redrive < most; redrive += 1) {
        sfn.redriveExecution(batch);
        sfn.settle({ skipTime: true });
      }
      const lucky = newFake();
      const neverFailed = start(lucky, {
        ...nothingTolerated,
        orders: given.orders.map((each) => ({ ...each, failures: 0 })),
      });
      lucky.settle({ skipTime: true });
      expect(sfn.execution(batch).output).toBe(lucky.execution(neverFailed).output);
      const standard = given.type === 'STANDARD' ? childrenOf(sfn, batch) : [];
      for (const each of [batch, ...standard]) expect(checkHistory(sfn.history(each)).problems).toEqual([]);
    }),
    RUNS,
  );
});
