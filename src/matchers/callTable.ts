import { printCalls } from '../service/control/printCalls';
import { whyNoCalls } from '../model/callWitness';
import type { FakeForMatchers } from './received';

const SHOWN_CALLS = 40;

/** The calls that reached the fake, as failure messages show them. */
export function callTable({ calls }: FakeForMatchers): string {
  const title =
    calls.length <= SHOWN_CALLS ? 'Calls since the test began:' : `The last ${SHOWN_CALLS} of ${calls.length} calls:`;
  return `${title}\n${printCalls(calls, { last: SHOWN_CALLS })}`;
}

/** Why the fake may have been asked nothing although a client was used; only where there is nothing else to show. */
export function stubNote({ calls }: FakeForMatchers): string | undefined {
  return calls.length === 0 ? whyNoCalls() : undefined;
}
