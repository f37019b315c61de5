// The types of the matchers come with it.
import '../matchers/register/vitest';
import type { FakeStepFunctions } from '../service/fakeStepFunctions';
import { registerVitestMatchers } from '../matchers/register/vitest';
import { hooksMissing } from './errors';
import { closeNetwork } from './guard';
import type { SetUpOptions } from './options';
import { useWith } from './setupFakeStepFunctions';
import { registerSnapshots } from './snapshots';

export type { AdapterName, OpenOptions, SetUpOptions } from './options';

/**
 * The set-up for Vitest. This is what `require` finds: Vitest can only be imported.
 *
 * @throws TestkitError `RUNNER_UNSUPPORTED` always.
 */
export function setupFakeStepFunctions(_options?: SetUpOptions): FakeStepFunctions {
  throw hooksMissing(
    'vitest',
    'It was loaded with require(), and Vitest is an ES module.',
    "Write import { setupFakeStepFunctions } from 'redrive-testkit/vitest'; in Jest require 'redrive-testkit/jest'.",
  );
}

/** @internal What the ESM form of this entry is made of. */
export const parts = { closeNetwork, registerSnapshots, registerVitestMatchers, useWith };
