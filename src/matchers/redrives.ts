import type { JournalledCall } from '../service/control/journal';
import type { FakeForMatchers } from './received';

/** The calls of RedriveExecution for an execution, or for all. */
export function redriveCalls(fake: FakeForMatchers, arn: string | undefined): JournalledCall[] {
  return [...fake.calls].filter(
    ({ operation, input }) => operation === 'RedriveExecution' && (arn === undefined || input['executionArn'] === arn),
  );
}

/** Those that redrove: accepted, no replay of an earlier one. Each has appended one ExecutionRedriven. */
export function effectiveRedrives(fake: FakeForMatchers, arn: string | undefined): JournalledCall[] {
  const calls = redriveCalls(fake, arn).filter(({ replayed, outcome }) => !replayed && outcome.kind !== 'refused');
  return calls.filter((call) => call.outcome.kind === 'answered' || hasLeftItsEvent(call, calls, fake));
}

/** Of a call whose answer was lost, only the history can tell whether it was accepted. */
function hasLeftItsEvent(lost: JournalledCall, calls: readonly JournalledCall[], fake: FakeForMatchers): boolean {
  const at = lost.at.getTime();
  const rivals = calls.filter(
    (call) => call.input['executionArn'] === lost.input['executionArn'] && call.at.getTime() === at,
  );
  const answered = rivals.filter(({ outcome }) => outcome.kind === 'answered').length;
  const rank = rivals.filter(({ outcome }) => outcome.kind === 'lost').indexOf(lost);
  const events = redrivesSince(fake, String(lost.input['executionArn']), lost.at).filter((date) => date === at);
  return rank < events.length - answered;
}

/** Epoch milliseconds of the ExecutionRedriven events of an execution, from an instant on. */
export function redrivesSince(fake: FakeForMatchers, arn: string, since: Date): number[] {
  return historyIfKnown(fake, arn)
    .filter(({ type }) => type === 'ExecutionRedriven')
    .flatMap(({ timestamp }) => (timestamp !== undefined && timestamp >= since ? [timestamp.getTime()] : []));
}

function historyIfKnown(fake: FakeForMatchers, arn: string): ReturnType<FakeForMatchers['history']> {
  try {
    return fake.history(arn);
  } catch {
    // The code under test named an execution that is gone, or was never there.
    return [];
  }
}

/** How often the code under test has redriven an execution, or any; with a client token, by calls that carried it. */
export function countRedrives(fake: FakeForMatchers, arn: string | undefined, clientToken: string | undefined): number {
  const redrives = effectiveRedrives(fake, arn);
  if (clientToken !== undefined) return redrives.filter(({ input }) => input['clientToken'] === clientToken).length;
  return redrives.length > 0 || arn === undefined ? redrives.length : redrivesByMapRun(fake, arn);
}

/** A child of a Map Run is redriven by redriving its parent: no call names it. */
function redrivesByMapRun(fake: FakeForMatchers, arn: string): number {
  const [first] = effectiveRedrives(fake, undefined);
  return first === undefined ? 0 : redrivesSince(fake, arn, first.at).length;
}

/** How often the test itself has redriven an execution, or any. */
export function redrivesByTest({ calls }: FakeForMatchers, arn: string | undefined): number {
  return calls.byTest.filter(
    ({ operation, input }) => operation === 'RedriveExecution' && (arn === undefined || input['executionArn'] === arn),
  ).length;
}

/** `once`, `3 times`. */
export function timesText(count: number): string {
  if (count === 0) return 'never';
  return count === 1 ? 'once' : `${count} times`;
}
