import { invalid, isMembers } from '../model/arguments';
import type { OperationOutcome } from '../model/outcome';
import type { Caller } from '../service/control/caller';

export type { Caller } from '../service/control/caller';

/** What an adapter needs of the fake: one call in, one outcome out. */
export interface FakeService {
  /**
   * Checks, performs and journals one call.
   *
   * @param operation Name of the operation, for example `RedriveExecution`.
   * @param input Members as the caller gave them, where null is as good as absent; the service copies what it keeps.
   * @param caller Who calls.
   */
  execute(operation: string, input: unknown, caller?: Caller): Promise<OperationOutcome>;
  /** Whether its test is over: then nobody may be there to hear of a refusal. */
  isOver?(): boolean;
}

/** Refuses what is no fake, at once and not in the first call of a client. */
export function requireService(call: string, service: unknown): void {
  // Asked for without being read: outside a test, the fake of setupFakeStepFunctions refuses that.
  if (isMembers(service) && 'execute' in service) return;
  const hint = `Write ${call.replace('()', '(sfn)')}, with what createFakeStepFunctions() or setupFakeStepFunctions() returned.`;
  throw invalid(`${call} takes a fake.`, service, hint);
}

/**
 * The error of a connection that broke after the request was sent. Its name and code are those that the SDK's own
 * HTTP handler gives, so the SDK's retry strategy takes it for a transient one.
 */
export function connectionReset(): Error {
  return Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
}
