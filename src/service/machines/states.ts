import { statesWithin, type StateDefinition } from '../../asl/definition/definition';
import { didYouMean } from '../../model/didYouMean';
import { TestkitError } from '../../model/testkitError';
import type { StateMachineRecord, StateMachineRevision } from '../store';

/** What has revisions: a state machine, or some of its revisions. */
interface Revised {
  readonly revisions: readonly Pick<StateMachineRevision, 'definition'>[];
}

/** Names of the states of all revisions of a machine, at any depth. */
export function stateNames(machine: Revised, wanted: (state: StateDefinition) => boolean): string[] {
  return [...statesOf(machine)].filter(([, state]) => wanted(state)).map(([name]) => name);
}

/** The states of all revisions of a machine, at any depth; where revisions differ, the newest one's. */
export function statesOf(machine: Revised): ReadonlyMap<string, StateDefinition> {
  const states = new Map<string, StateDefinition>();
  for (const { definition } of machine.revisions.toReversed()) {
    for (const [name, state] of statesWithin(definition)) if (!states.has(name)) states.set(name, state);
  }
  return states;
}

export function unknownState(
  machine: StateMachineRecord,
  name: string,
  known: readonly string[],
  what: string,
): TestkitError {
  const meant = didYouMean(name, known);
  return new TestkitError({
    code: 'STATE_UNKNOWN',
    what: `State machine '${machine.name}' has no ${what} '${name}'.`,
    ...(meant === undefined
      ? { found: `It has: ${known.length === 0 ? 'none' : known.map((each) => `'${each}'`).join(', ')}.` }
      : {}),
    hint: meant ?? 'Use one of these names; they are those of the definition, at any depth.',
  });
}
