import type { JournalledCall } from '../service/journal';
import type { ExecutionRef } from '../service/fakeStepFunctions';
import type { FakeForMatchers } from './received';

/** One execution of the fake, or all. */
export function arnOf(execution: ExecutionRef | undefined): string | undefined {
  return typeof execution === 'string' ? execution : execution?.executionArn;
}

/** The calls of RedriveExecution for an execution, or for all. */
export function redriveCalls(fake: FakeForMatchers, arn: string | undefined): JournalledCall[] {
  return [...fake.calls].filter(
    ({ operation, input }) => operation === 'RedriveExecution' && (arn === undefined || input['executionArn'] === arn),
  );
}

/** Those that redrove: accepted, no replay of an earlier one. Each has appended one ExecutionRedriven. */
export function effectiveRedrives(fake: FakeForMatchers, arn: string | undefined): JournalledCall[] {
  return redriveCalls(fake, arn).filter((call) => !call.replayed && wasAccepted(fake, call));
}

/** Of a call whose answer was lost, only the history can tell whether it was accepted. */
function wasAccepted(fake: FakeForMatchers, { outcome, input, at }: JournalledCall): boolean {
  if (outcome.kind !== 'lost') return outcome.kind === 'answered';
  return redrivesSince(fake, String(input['executionArn']), at).some((date) => date === at.getTime());
}

/** Epoch milliseconds of the ExecutionRedriven events of an execution, from an instant on. */
export function redrivesSince(fake: FakeForMatchers, arn: string, since: Date): number[] {
  try {
    return fake
      .history(arn)
      .filter(({ type }) => type === 'ExecutionRedriven')
      .flatMap(({ timestamp }) => (timestamp !== undefined && timestamp >= since ? [timestamp.getTime()] : []));
  } catch {
    // The execution is gone, or was never there: then nothing of it was redriven.
    return [];
  }
}
