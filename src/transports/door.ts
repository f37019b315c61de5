import type { OperationOutcome } from '../model/outcome';

/** What a door needs of the fake: one call in, one outcome out. */
export interface FakeService {
  /**
   * Checks, performs and journals one call.
   *
   * @param operation Name of the operation, for example `RedriveExecution`.
   * @param input Members as the caller gave them; the service copies what it keeps.
   */
  execute(operation: string, input: unknown): Promise<OperationOutcome>;
}

/** Members of a request that are present: awsJson1_0 reads an explicit null as an absent member. */
export function presentMembers(input: object): Record<string, unknown> {
  const present: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || value === null) continue;
    Object.defineProperty(present, name, { value, enumerable: true, writable: true, configurable: true });
  }
  return present;
}

/**
 * The error of a connection that broke after the request was sent. Its name and code are those that the SDK's own
 * HTTP handler gives, so the SDK's retry strategy takes it for a transient one.
 */
export function connectionReset(): Error {
  return Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
}
