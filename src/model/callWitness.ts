import { globalState } from './globalState';

/** Says why calls may not have come to a fake, if there is reason to think so. */
export type CallWitness = () => string | undefined;

/** Kept globally: a module reset makes a copy of us, and adapters and matchers are strangers to each other. */
const WITNESSES = Symbol.for('redrive-testkit.callWitnesses');
const witnesses = (): Set<CallWitness> => globalState(WITNESSES, () => new Set());

/**
 * An adapter puts down who can tell, while it is open, why no call has come through it: a stub stands above it, for example.
 *
 * @returns what takes the witness away again.
 */
export function addCallWitness(witness: CallWitness): () => void {
  witnesses().add(witness);
  return () => void witnesses().delete(witness);
}

/** What the adapters that are open say about an empty journal. */
export function whyNoCalls(): string | undefined {
  const told = new Set([...witnesses()].map((witness) => witness()).filter((text) => text !== undefined));
  return told.size === 0 ? undefined : [...told].join('\n');
}
