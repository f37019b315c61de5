import { isDistributed, statesWithin, type Definition, type StateDefinition } from '../../asl/definition/definition';

/** Something of a definition that a test can reach. */
export interface CoveredPart {
  /** As it is called where it is missing. */
  readonly name: string;
  /** Where its count is: the state, and what happens there. */
  readonly state: string;
  readonly what: string;
}

/** All that can be reached of a definition, in the order in which it stands there. */
export interface DefinitionParts {
  readonly states: readonly CoveredPart[];
  readonly transitions: readonly CoveredPart[];
  readonly choiceRules: readonly CoveredPart[];
  readonly retriers: readonly CoveredPart[];
  readonly catchers: readonly CoveredPart[];
  readonly timeouts: readonly CoveredPart[];
  readonly failures: readonly CoveredPart[];
  /** States in which an execution ends that a redrive can go on with: Tasks and Distributed Maps. */
  readonly resumable: readonly CoveredPart[];
}

export function definitionPartsOf(definition: Definition): DefinitionParts {
  const all = [...statesWithin(definition)];
  const tasks = all.filter(([, { Type }]) => Type === 'Task');
  const ends = all.filter(([, state]) => state.Type === 'Task' || (state.Type === 'Map' && isDistributed(state)));
  return {
    states: all.map(([state]) => ({ name: state, state, what: 'entered' })),
    transitions: all.flatMap(([state, each]) => transitionsOf(state, each)),
    choiceRules: all.flatMap(([state, each]) => rulesOf(state, each)),
    retriers: all.flatMap(([state, { Retry = [] }]) => Retry.map((each, index) => handler(state, `Retry[${index}]`, each))),
    catchers: all.flatMap(([state, { Catch = [] }]) => Catch.map((each, index) => handler(state, `Catch[${index}]`, each))),
    timeouts: [
      ...(definition.TimeoutSeconds === undefined
        ? []
        : [{ name: 'TimeoutSeconds of the execution', state: '', what: 'timed out' }]),
      ...tasks.flatMap(([state, each]) => timeoutsOf(state, each)),
    ],
    failures: tasks.map(([state]) => ({ name: state, state, what: 'failed' })),
    resumable: ends.map(([state]) => ({ name: state, state, what: 'resumed' })),
  };
}

/** One for each pair of states, however many fields lead that way. */
function transitionsOf(state: string, { Next, Default, Choices = [], Catch = [] }: StateDefinition): CoveredPart[] {
  const targets = [Next, ...Choices.map((rule) => rule.Next), Default, ...Catch.map((catcher) => catcher.Next)];
  const known = new Set(targets.filter((target) => target !== undefined));
  return [...known].map((target) => ({ name: transitionName(state, target), state, what: `to ${target}` }));
}

/** What a transition is called in a measure. */
export const transitionName = (from: string, to: string): string => `${from} → ${to}`;

function rulesOf(state: string, { Choices = [], Default }: StateDefinition): CoveredPart[] {
  const rule = (what: string, next: string | undefined): CoveredPart => ({ name: `${state} ${what} → ${next}`, state, what });
  return [
    ...Choices.map((each, index) => rule(`Choices[${index}]`, each.Next)),
    ...(Default === undefined ? [] : [rule('Default', Default)]),
  ];
}

function handler(state: string, what: string, { ErrorEquals }: { readonly ErrorEquals: readonly string[] }): CoveredPart {
  return { name: `${state} ${what} (${ErrorEquals.join(', ')})`, state, what };
}

function timeoutsOf(state: string, each: StateDefinition): CoveredPart[] {
  const { TimeoutSeconds, TimeoutSecondsPath, HeartbeatSeconds, HeartbeatSecondsPath } = each;
  const timeout = { name: `TimeoutSeconds of ${state}`, state, what: 'timed out' };
  const heartbeat = { name: `HeartbeatSeconds of ${state}`, state, what: 'lost its heartbeat' };
  return [
    ...((TimeoutSeconds ?? TimeoutSecondsPath) === undefined ? [] : [timeout]),
    ...((HeartbeatSeconds ?? HeartbeatSecondsPath) === undefined ? [] : [heartbeat]),
  ];
}
