/** A thousandth of `npm run abuse`. */
import { operationNames } from '../../src/service/operations/operationTable';
import { captures } from './captures';
import { cuts } from './cuts';
import { again, runsOf, tried, type Kind } from './kind';
import { operations } from './requestModel';
import { requests } from './requests';
import { sequences } from './sequences';

/** One seed for every run of the suite; `npm run abuse` takes others. */
const SEED = 20_261_130;
const SHARE = 0.001;

async function tryThousandth(kind: Kind): Promise<void> {
  const fault = await tried(kind, { seed: SEED, runs: runsOf(kind, SHARE) });
  if (fault !== undefined) throw new Error(`${fault.report}\nTo run it again: ${again(fault)}`);
}

test('the model of requests knows every operation; if not, write what the API Reference says into requestModel.ts', () => {
  expect(Object.keys(operations).toSorted()).toEqual([...operationNames].toSorted());
});

test('a request is taken or refused as the API Reference says, by all ways, and a refusal changes nothing', async () => {
  await tryThousandth(requests);
});

test('tokens and eligibility are what the model makes of the same commands', async () => {
  await tryThousandth(sequences);
});

test('a captured file that was changed is used rightly, or refused by name', async () => {
  await tryThousandth(captures);
});

test('an execution that is stopped after any of its events goes on to the same end [redrive.nothing-left]', async () => {
  await tryThousandth(cuts);
});
