import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert';
import fc from 'fast-check';
import { toClientMock } from 'redrive-testkit/client-mock';
import { client } from './clients';
import type { Kind } from './kind';
import { bodies, type Sent } from './requestBodies';
import { verdictOn, type Verdict } from './requestModel';
import { meant, scene, visible } from './requestScene';
import { overTheStub, overTheWire, type Answer } from './ways';

const BATCH = 25;

export const requests: Kind = {
  name: 'requests',
  full: 1_000_000,
  batch: BATCH,
  step: 40,
  property: () =>
    fc.asyncProperty(fc.array(bodies(), { minLength: 1, maxLength: 2 * BATCH, size: 'max' }), async (sent) =>
      abuse(sent),
    ),
};

/**
 * The same requests to three fakes: over the wire, over a stubbed client, and of those that were not refused once more over the wire. What the model
 * says must come of each, the ways must agree, and the third must not notice what it has missed.
 */
async function abuse(sent: readonly Sent[]): Promise<void> {
  const [wire, stubbed, spared] = [scene(), scene(), scene()];
  using _stub = toClientMock(stubbed.sfn, { client });
  let before = visible(wire);
  for (const each of sent) {
    const { operation, body } = { ...each, body: meant(each.body, wire) };
    const verdict = verdictOn(operation, body);
    const answer = await overTheWire(wire.sfn, operation, body);
    check(verdict, answer);
    if (answer.error !== undefined) strictEqual(visible(wire), before, 'a refusal has changed something');
    else before = '';
    if (verdict !== 'SerializationException' && verdict !== 'UnknownOperationException')
      deepStrictEqual(await overTheStub(operation, JSON.parse(body) as object), answer);
    if (answer.error === undefined) deepStrictEqual(await overTheWire(spared.sfn, operation, body), answer);
    // An operation that no fake knows is misuse, too, and misuse that may have been swallowed is told again.
    if (verdict === 'UnknownOperationException') throws(() => wire.sfn.settle(), { name: 'TestkitError' });
    const { nextToken } = (answer.output ?? {}) as { nextToken?: string };
    for (const { sfn, words } of [wire, stubbed, spared]) {
      sfn.settle();
      if (nextToken !== undefined) words.set('page', nextToken);
    }
    if (before === '') before = visible(wire);
  }
}

/** The model of the service requires no key; a tag without one means nothing. */
const TAG_WITHOUT_KEY = /^1 validation error detected: Value null at 'tags\.\d+\.member\.key'/;

function check(verdict: Verdict, { error, message = '' }: Answer): void {
  if (typeof verdict === 'string' && verdict !== 'taken') {
    strictEqual(error, verdict);
    return;
  }
  if (verdict === 'taken') {
    ok(
      TAG_WITHOUT_KEY.test(message) || !/^\d+ validation errors? detected/.test(message),
      `nothing violates a constraint, but: ${message}`,
    );
    ok(error !== 'SerializationException' && error !== 'UnknownOperationException', error);
    return;
  }
  strictEqual(error, 'ValidationException');
  strictEqual(Number(/^(\d+) validation errors? detected/.exec(message)?.[1]), verdict.violations, message);
}
