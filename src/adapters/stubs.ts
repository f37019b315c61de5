import { createRequire } from 'node:module';
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
    if (top?.[ANSWERS_FROM_A_FAKE] === true) return onOneClient(prototype);
    const isCovered = top !== own;
    const stub = (isCovered ? top : below) as Marked | undefined;
    const maker = stub === undefined ? undefined : makerOf(stub);
    if (maker === undefined && !isCovered) return onOneClient(prototype);
    const found = maker ?? 'Something else';
    return `${found} stands in the place of SFNClient.prototype.send: what it answers by itself never reaches this fake.\n${HINT}`;
  });
}

/** Clients that have sent something while they were led to a fake: a stub on one of them is seen. */
const senders = new Set<WeakRef<object>>();
const known = new WeakSet<object>();

export function noteSender(client: object): void {
  if (known.has(client)) return;
  known.add(client);
  senders.add(new WeakRef(client));
}

/** A stub on a client of its own, where one is known; else what nobody can see. */
function onOneClient(prototype: object): string {
  const sends = [...senders].flatMap((each) => ownSendOf(each.deref()));
  const stubs = stubsOfTheLibrary().filter(({ rootObj }) => isClientOf(prototype, rootObj));
  const maker = [...sends, ...stubs.flatMap(({ rootObj }) => ownSendOf(rootObj))].map(makerOf).find(Boolean);
  return maker === undefined
    ? 'No client has sent anything to this fake. Is an await missing? A client whose own send is replaced (client.send = jest.fn(), mockClient(client)) never gets here.'
    : `${maker} stands in the place of the send of one client: what it answers by itself never reaches this fake.\n${HINT}`;
}

/** The send that a client has for itself, unless it answers from a fake. */
function ownSendOf(client: object | undefined): Marked[] {
  const send = client === undefined ? undefined : (Object.getOwnPropertyDescriptor(client, 'send')?.value as Marked);
  return send === undefined || send[ANSWERS_FROM_A_FAKE] === true ? [] : [send];
}

const isClientOf = (prototype: object, value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.prototype.isPrototypeOf.call(prototype, value);

/** What the sinon of aws-sdk-client-mock has stubbed; nothing where it is not installed. */
function stubsOfTheLibrary(): { readonly rootObj?: object }[] {
  try {
    const sinon: unknown = createRequire(require.resolve('aws-sdk-client-mock'))('sinon');
    return (sinon as { getFakes?(): { readonly rootObj?: object }[] }).getFakes?.() ?? [];
  } catch {
    return [];
  }
}

/** The same for a whole SDK that a test mocks as a module. */
export function watchMockedSdk(): () => void {
  return addCallWitness(
    () =>
      `A module mock (jest.mock, vi.mock) stands in the place of @aws-sdk/client-sfn: what it answers never reaches this fake.\nTake the mock out, and answers come from the fake.`,
  );
}
