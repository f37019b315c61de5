import { FAULTS_LEFT } from '../service/control/faultInjection';
import { printCalls } from '../service/control/printCalls';
import { whyNoCalls } from '../model/callWitness';
import type { FakeForMatchers } from './received';
import { timesText } from './redrives';

const SHOWN_CALLS = 40;

/**
 * The calls that reached the fake, as failure messages show them.
 *
 * @param about The operation that the matcher looks for: calls of it that the test has made itself do not count, which is told.
 */
export function callTable(fake: FakeForMatchers, about?: string): string {
  const { calls } = fake;
  const title =
    calls.length <= SHOWN_CALLS ? 'Calls since the test began:' : `The last ${SHOWN_CALLS} of ${calls.length} calls:`;
  const own = calls.byTest.filter(({ operation }) => operation === about).length;
  const byTest = own === 0 ? [] : [`By the test itself, which does not count: ${about} ${timesText(own)}`];
  return [title, printCalls(calls, { last: SHOWN_CALLS }), ...byTest, ...faultsLeft(fake)].join('\n');
}

/** Faults that came less often than the test has asked for: that alone is no failure, but it may be why another came about. */
function faultsLeft(fake: FakeForMatchers & { readonly [FAULTS_LEFT]?: () => readonly string[] }): readonly string[] {
  return fake[FAULTS_LEFT]?.() ?? [];
}

/** Why the fake may have been asked nothing although a client was used; only where there is nothing else to show. */
export function stubNote({ calls }: FakeForMatchers): string | undefined {
  return calls.length === 0 ? whyNoCalls() : undefined;
}
