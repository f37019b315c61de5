import type { FakeService } from '../adapter';

/** More calls are not under way at one time. */
const MOST_CALLS = 1_000;

/** Whose fake was asked first for a call, by the id that the SDK keeps over its retries. */
const asked = new Map<string, FakeService>();

/**
 * The fake that a request belongs to: a retry is that of the call it repeats, also when another test has begun meanwhile.
 *
 * @param invocation Value of `amz-sdk-invocation-id`.
 */
export function serviceOfCall(invocation: string | undefined, current: FakeService): FakeService {
  if (invocation === undefined) return current;
  const known = asked.get(invocation);
  if (known !== undefined) return known;
  asked.set(invocation, current);
  if (asked.size > MOST_CALLS) asked.delete(asked.keys().next().value!);
  return current;
}
