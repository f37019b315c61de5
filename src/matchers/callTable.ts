import { printCalls } from '../service/control/journal';
import type { FakeForMatchers } from './received';

const SHOWN_CALLS = 40;

/** The calls that reached the fake, as failure messages show them. */
export function callTable({ calls }: FakeForMatchers): string {
  const shown = [...calls].slice(-SHOWN_CALLS);
  const earlier = calls.length - shown.length;
  const title = earlier === 0 ? 'Calls since the test began:' : `The last ${shown.length} of ${calls.length} calls:`;
  return `${title}\n${printCalls(shown)}`;
}
