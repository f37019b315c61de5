import { isDistributed, type Definition, type Region, type StateDefinition } from './definition';
import type { DiagnosticLog } from './diagnostics';
import { definitionText } from '../../rules/definitionMessages';

/** A way from one state to another, and where it stands. */
interface Transition {
  readonly target: string;
  readonly location: string;
}

/** Checks how the states hang together: targets, ends, reachability, names. Expects every state to be well formed. */
export function checkGraph(definition: Definition, log: DiagnosticLog): void {
  checkRegion(definition, '', { log, names: new Set(), labels: new Set() });
}

interface GraphContext {
  readonly log: DiagnosticLog;
  /** Names met so far in the whole document: they must not come twice, see `definition.duplicateStateName`. */
  readonly names: Set<string>;
  readonly labels: Set<string>;
}

function checkRegion(region: Region, location: string, context: GraphContext): void {
  const states = Object.entries(region.States);
  const transitions = states.flatMap(([name, state]) => transitionsOf(state, `${location}/States/${name}`));
  const all: Transition[] = [{ target: region.StartAt, location: `${location}/StartAt` }, ...transitions];

  for (const { target, location: place } of all) {
    if (!Object.hasOwn(region.States, target)) {
      context.log.error('MISSING_TRANSITION_TARGET', definitionText('missingTarget', { name: target }), place);
    }
  }
  // reported (floci-io/floci#2786): without a terminal state nothing is said about states that cannot be reached
  if (!states.some(([, state]) => isTerminal(state)))
    context.log.error('MISSING_END_STATE', definitionText('noTerminalState'));
  else checkReachability(region, location, all, context.log);

  for (const [name, state] of states) checkNestedRegions(name, state, `${location}/States/${name}`, context);
}

/**
 * reported (aws-cloudformation/cfn-lint#4074): a state counts as reachable when any transition names it, even one out
 * of a state that is itself not reachable.
 */
function checkReachability(region: Region, location: string, all: readonly Transition[], log: DiagnosticLog): void {
  const targets = new Set(all.map((transition) => transition.target));
  for (const name of Object.keys(region.States)) {
    if (!targets.has(name)) {
      log.error('MISSING_TRANSITION_TARGET', definitionText('notReachable', { name }), `${location}/States/${name}`);
    }
  }
}

function transitionsOf(state: StateDefinition, location: string): Transition[] {
  return [
    ...(state.Next === undefined ? [] : [{ target: state.Next, location: `${location}/Next` }]),
    ...(state.Choices ?? []).map((rule, index) => ({
      target: rule.Next ?? '',
      location: `${location}/Choices[${index}]/Next`,
    })),
    ...(state.Default === undefined ? [] : [{ target: state.Default, location: `${location}/Default` }]),
    ...(state.Catch ?? []).map((catcher, index) => ({
      target: catcher.Next,
      location: `${location}/Catch[${index}]/Next`,
    })),
  ];
}

function isTerminal(state: StateDefinition): boolean {
  return state.End === true || state.Type === 'Succeed' || state.Type === 'Fail';
}

function checkNestedRegions(name: string, state: StateDefinition, location: string, context: GraphContext): void {
  const { log, names, labels } = context;
  if (names.has(name)) log.error('DUPLICATE_STATE_NAME', definitionText('duplicateStateName', { name }), location);
  names.add(name);
  if (isDistributed(state) && state.Label !== undefined) {
    if (labels.has(state.Label)) {
      log.error('DUPLICATE_LABEL_NAME', definitionText('duplicateLabel', { name: state.Label }), `${location}/Label`);
    }
    labels.add(state.Label);
  }
  state.Branches?.forEach((branch, index) => checkRegion(branch, `${location}/Branches[${index}]`, context));
  if (state.ItemProcessor !== undefined) checkRegion(state.ItemProcessor, `${location}/ItemProcessor`, context);
  if (state.Iterator !== undefined) checkRegion(state.Iterator, `${location}/Iterator`, context);
}
