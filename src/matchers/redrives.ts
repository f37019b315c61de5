import { invalid, isMembers } from '../model/arguments';
import type { ExecutionRef } from '../service/fakeStepFunctions';
import type { JournalledCall } from '../service/control/journal';
import type { FakeForMatchers } from './received';

/**
 * The ARN of an execution, or nothing for all.
 *
 * @throws {TestkitError} `ARGUMENT_INVALID` for what names none: it would be taken for all.
 */
export function arnOf(matcher: string, execution: ExecutionRef | undefined): string | undefined {
  if (execution === undefined || typeof execution === 'string') return execution;
  const arn: unknown = isMembers(execution) ? execution.executionArn : undefined;
  if (typeof arn === 'string') return arn;
  const hint = `Give its ARN, or something with a member executionArn; for any: ${matcher}(undefined, options).`;
  throw invalid(`${matcher}() takes an execution.`, execution, hint);
}

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

/** `once`, `3 times`. */
export function timesText(count: number): string {
  if (count === 0) return 'never';
  return count === 1 ? 'once' : `${count} times`;
}
