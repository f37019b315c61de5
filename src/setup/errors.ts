import { TestkitError } from '../model/testkitError';

export function usedAfterTest(testName: string | undefined): TestkitError {
  return new TestkitError({
    code: 'USED_AFTER_TEST',
    what: 'This fake is used after its test.',
    found: testName === undefined ? undefined : `It belonged to the test: ${testName}.`,
    hint: 'Await everything that the test starts, or create a fake of its own for what lives longer.',
  });
}

export function usedBeforeTest(member: string): TestkitError {
  return new TestkitError({
    code: 'USED_BEFORE_TEST',
    what: `sfn.${member} was used while no test is running.`,
    found: 'setupFakeStepFunctions renews the fake before each test; at this point there is none yet.',
    hint: [
      'Use it in a test, in a beforeEach that stands after setupFakeStepFunctions, or in its option setup(sfn).',
      'Use it as sfn.member: what is taken out of it outside a test would be that of another fake.',
      'Tests marked test.concurrent have no beforeEach in Jest: give each a fake with createFakeStepFunctions().',
    ].join('\n'),
  });
}

export function usedConcurrently(testName: string | undefined): TestkitError {
  return new TestkitError({
    code: 'RUNNER_UNSUPPORTED',
    what: 'Tests that run concurrently cannot share a fake.',
    found: `Another test began while this one has not ended: ${testName ?? 'a test without a name'}.`,
    hint: 'Run them in sequence, or give each a fake and a client of its own: toRequestHandler(createFakeStepFunctions()).',
  });
}

export function hooksMissing(entry: string, found: string, hint: string): TestkitError {
  return new TestkitError({
    code: 'RUNNER_UNSUPPORTED',
    what: `redrive-testkit/${entry} does not find the test runner that it is for.`,
    found,
    hint,
  });
}

export function unknownAdapter(by: string, adapter: unknown, known: readonly string[]): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `${by} has no such adapter.`,
    found: `It was given: ${String(adapter)}.`,
    hint: `Its adapters are: ${known.join(', ')}.`,
  });
}
