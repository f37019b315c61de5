import { TestkitError } from '../model/testkitError';
import type { ServiceCore } from '../service/serviceCore';

/**
 * Closes the fake of a test and throws what the test should have told: misuse that was swallowed, and faults that were not used.
 *
 * @param failures What the test has failed with already, where the runner tells; it is not told twice, and unused faults are no news then.
 */
export function atEndOfTest(
  core: ServiceCore,
  afterwards: () => TestkitError,
  unusedFaults: 'fail' | 'ignore',
  failures?: readonly unknown[],
): void {
  // Who closes a fake by hand may have somebody wait for a held call, whose refusal says the same.
  const unused = [...core.faults.unused(), ...(failures === undefined ? [] : core.faults.unreleased())];
  const partlyUsed = core.faults.partlyUsed();
  const misuses = core.close(afterwards);
  const misuse = misuses.find(({ what }) => !failures?.some((each) => textOf(each).includes(what)));
  if (misuse !== undefined) throw misuse;
  if ((failures ?? []).length > 0 || unused.length === 0 || unusedFaults === 'ignore') return;
  throw new TestkitError({
    code: 'FAULT_UNUSED',
    what: 'The test has asked for a fault that did not happen.',
    found: [...unused, ...partlyUsed].map((each) => `  ${each}`).join('\n'),
    hint: "Did the code make the call that it was for? If it need not be: { optional: true } with the fault, or unusedFaults: 'ignore' for the set-up.",
  });
}

function textOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String((failure as Partial<Error> | null)?.message ?? failure);
}
