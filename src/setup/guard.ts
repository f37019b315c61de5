import { isMockedElsewhere } from '../adapters/network/answering';
import { guardNetwork } from '../adapters/network/scope';
import type { Refusing } from '../adapters/routes';
import { closeRoutes, isClosed } from '../adapters/routes';

const AT_IMPORT: Refusing = {
  moment: 'while no set-up is in force (at import time, in a top-level await, or in a beforeAll above the set-up)',
  hint: 'Send it in a test or in a beforeEach of a setupFakeStepFunctions(): there the fake answers it.',
};

/**
 * Closes the network to Step Functions, for as long as this program runs.
 *
 * @param isOver Whether the program has ended, where another may follow in the same process; asked with `true` when a new global
 * object is made.
 */
export function closeNetwork(isOver: (isNewWorld: boolean) => boolean = () => false): void {
  if (isClosed()) return;
  closeRoutes({ refusing: AT_IMPORT, isMockedElsewhere, isOver: () => isOver(false) });
  guardNetwork(isOver);
}

/** Where the runner is between two tests, or behind the last. */
export function refusingAfter(testName: string | undefined, isOver: boolean): Refusing {
  const name = testName ?? 'a test without a name';
  return {
    moment: isOver ? 'after the last test of its set-up' : 'while no test is running',
    found: testName === undefined && isOver ? undefined : `It belonged to the test: ${name}.`,
    hint: 'Await in the test what the test starts, tidy up in its afterEach, and leave no poller behind.',
  };
}

export const BEFORE_FIRST_TEST: Refusing = {
  moment: 'before the first test of its set-up',
  found: 'setupFakeStepFunctions renews the fake before each test; at this point there is none yet.',
  hint: 'Send it in a test, in a beforeEach that stands after setupFakeStepFunctions, or in its option setup(sfn).',
};

export const OWN_ADAPTER: Refusing = {
  moment: "under the adapter 'none'",
  found: 'It has reached no adapter that the test has opened.',
  hint: 'Open one before the client sends: interceptClients(sfn), toClientMock(sfn), or a server of toMswHandlers(sfn).',
};
