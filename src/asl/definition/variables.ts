import { definitionText } from '../../rules/definitionMessages';
import { isDistributed, processorOf, type Definition, type Workflow, type StateDefinition } from './definition';
import type { DiagnosticLog } from './diagnostics';

type Names = ReadonlySet<string>;

/** What is known of the variables where a state is entered. */
interface Known {
  /** Assigned on some way here. */
  readonly maybe: Names;
  /** Assigned on every way here. */
  readonly surely: Names;
}

const NOTHING: Known = { maybe: new Set(), surely: new Set() };

/**
 * Checks the variables of a definition that is well formed otherwise.
 *
 * @recorded [definition.shadowed-variable] A state may not assign a variable that was assigned around it, before its Parallel or Map.
 *   {recorded-captures}
 * @recorded [definition.undefined-variable] An expression that reads a variable which is not assigned on every way gets a warning.
 *   {recorded-captures}
 */
export function checkVariables(definition: Definition, log: DiagnosticLog): void {
  checkWorkflow(definition, '', NOTHING, new Set(), log);
}

function checkWorkflow(workflow: Workflow, location: string, around: Known, outer: Names, log: DiagnosticLog): void {
  const known = knownIn(workflow, around);
  for (const [name, state] of Object.entries(workflow.States)) {
    const place = `${location}/States/${name}`;
    const here = known.get(name);
    // What cannot be reached is not run.
    if (here === undefined) continue;
    refuseShadows(state, place, outer, log);
    warnOfUndefined(place, here.surely, log);
    for (const { inner, at } of workflowsOf(state, place)) {
      /** @documented [definition.distributed-variables] A Distributed Map sees no variables of the workflow around it. {workflow-variables} */
      const inside = isDistributed(state) ? NOTHING : here;
      checkWorkflow(inner, at, inside, inside.maybe, log);
    }
  }
}

function workflowsOf(state: StateDefinition, place: string): { inner: Workflow; at: string }[] {
  if (state.Type === 'Map') {
    return [
      { inner: processorOf(state), at: `${place}/${state.ItemProcessor === undefined ? 'Iterator' : 'ItemProcessor'}` },
    ];
  }
  return (state.Branches ?? []).map((inner, index) => ({ inner, at: `${place}/Branches[${index}]` }));
}

type Assign = StateDefinition['Assign'];

interface Way {
  readonly target: string | undefined;
  readonly assign: Assign;
  /** Where the Assign stands, below the state. */
  readonly field: string;
}

/** The ways out of a state, with what is assigned on each. */
function waysOf(state: StateDefinition): Way[] {
  return [
    { target: state.Next, assign: state.Assign, field: 'Assign' },
    { target: state.Default, assign: state.Assign, field: 'Assign' },
    ...(state.Choices ?? []).map((rule, index) => ({
      target: rule.Next,
      assign: rule.Assign,
      field: `Choices[${index}]/Assign`,
    })),
    ...(state.Catch ?? []).map((catcher, index) => ({
      target: catcher.Next,
      assign: catcher.Assign,
      field: `Catch[${index}]/Assign`,
    })),
  ];
}

const namesOf = (assign: Assign): string[] => Object.keys(assign ?? {}).map((name) => name.replace(/\.\$$/, ''));

/** What is known at each state that can be reached, whatever way the execution takes. */
function knownIn(workflow: Workflow, around: Known): Map<string, Known> {
  const known = new Map<string, Known>([[workflow.StartAt, around]]);
  const open = [workflow.StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = workflow.States[name];
    const here = known.get(name);
    if (state === undefined || here === undefined) continue;
    for (const { target, assign } of waysOf(state)) {
      if (target === undefined) continue;
      const assigned = namesOf(assign);
      const next = { maybe: new Set([...here.maybe, ...assigned]), surely: new Set([...here.surely, ...assigned]) };
      const before = known.get(target);
      const joined = before === undefined ? next : join(before, next);
      if (before !== undefined && isSame(before, joined)) continue;
      known.set(target, joined);
      open.push(target);
    }
  }
  return known;
}

function join(one: Known, other: Known): Known {
  return {
    maybe: new Set([...one.maybe, ...other.maybe]),
    surely: new Set([...one.surely].filter((name) => other.surely.has(name))),
  };
}

function isSame(one: Known, other: Known): boolean {
  return one.maybe.size === other.maybe.size && one.surely.size === other.surely.size;
}

function refuseShadows(state: StateDefinition, place: string, outer: Names, log: DiagnosticLog): void {
  const seen = new Set<string>();
  for (const { assign, field } of waysOf(state)) {
    if (seen.has(field)) continue;
    seen.add(field);
    for (const member of Object.keys(assign ?? {})) {
      const name = member.replace(/\.\$$/, '');
      if (outer.has(name)) {
        log.error(
          'DUPLICATE_VARIABLE_NAME',
          definitionText('duplicateVariable', { name }),
          `${place}/${field}/${member}`,
        );
      }
    }
  }
}

const NESTED = /^\/(ItemProcessor\/|Iterator\/|Branches\[)/;

function warnOfUndefined(place: string, surely: Names, log: DiagnosticLog): void {
  for (const { location, names } of log.references) {
    if (!location.startsWith(`${place}/`) || NESTED.test(location.slice(place.length))) continue;
    for (const name of names) {
      if (surely.has(name)) continue;
      log.warning('POSSIBLY_UNDEFINED_VARIABLE', definitionText('possiblyUndefined', { name }), location);
    }
  }
}
