import { addCallWitness } from '../model/callWitness';
import type { SdkClient } from './sdk';

const ANSWERS_FROM_A_FAKE = Symbol.for('redrive-testkit.stubOfAFake');

/** A function as mocking libraries, and we, mark theirs. */
type Marked = SdkClient['send'] & {
  isSinonProxy?: boolean;
  _isMockFunction?: boolean;
  [ANSWERS_FROM_A_FAKE]?: true;
};

/** Tells a stub that answers from a fake from those that hide it. */
export function markAsOurs(stub: object): void {
  Object.assign(stub, { [ANSWERS_FROM_A_FAKE]: true });
}

/** Who made a stub; nothing where it is none that we know. */
function makerOf(send: Marked): string | undefined {
  if (send.isSinonProxy === true) return 'A stub of aws-sdk-client-mock (or sinon)';
  return send._isMockFunction === true ? 'A mock function (jest.fn, jest.spyOn, vi.spyOn)' : undefined;
}

const HINT = `Take the stub out, and answers come from the fake. To keep its assertions, let the kit make it: setupFakeStepFunctions({ adapter: 'client-mock' }) or toClientMock(sfn).`;

/**
 * From now on, an empty journal is explained by a stub that stands in the way of the fake.
 *
 * @param prototype Of the clients of one copy of the SDK.
 * @param own What we have put there.
 * @param below What was there before.
 * @returns what ends it.
 */
export function watchForStubs(prototype: SdkClient, own: unknown, below?: unknown): () => void {
  return addCallWitness(() => {
    const top: Marked | undefined = prototype.send;
    if (top?.[ANSWERS_FROM_A_FAKE] === true) return undefined;
    const isCovered = top !== own;
    const stub = (isCovered ? top : below) as Marked | undefined;
    const maker = stub === undefined ? undefined : makerOf(stub);
    if (maker === undefined && !isCovered) return undefined;
    const found = maker ?? 'Something else';
    return `${found} stands in the place of SFNClient.prototype.send: what it answers by itself never reaches this fake.\n${HINT}`;
  });
}

/** The same for a whole SDK that a test mocks as a module. */
export function watchMockedSdk(): () => void {
  return addCallWitness(
    () =>
      `A module mock (jest.mock, vi.mock) stands in the place of @aws-sdk/client-sfn: what it answers never reaches this fake.\nTake the mock out, and answers come from the fake.`,
  );
}
