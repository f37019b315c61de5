import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../model/json';
import type { DiagnosticLog } from './diagnostics';
import { definitionText } from '../../rules/definitionMessages';

/** A way from one state to another, and where it stands. */
interface Transition {
  readonly target: string;
  readonly location: string;
}

/**
 * Checks how the states hang together: targets, ends, reachability, names.
 *
 * @recorded [definition.graph-after-schema] What is wrong with the transitions is told after what is wrong with single states, of the same
 *   definition. {recorded-captures}
 * @assumed [definition.graph-of-nothing] Of a workflow without states nothing is said. Because: what is recorded names only the missing field.
 */
export function checkGraph(definition: Json, log: DiagnosticLog): void {
  checkWorkflow(definition, '', { log, names: new Set(), labels: new Set() });
}

interface GraphContext {
  readonly log: DiagnosticLog;
  readonly names: Set<string>;
  readonly labels: Set<string>;
}

function checkWorkflow(workflow: Json | undefined, location: string, context: GraphContext): void {
  if (workflow === undefined || !isJsonObject(workflow)) return;
  const { StartAt: start, States: given } = workflow;
  if (given === undefined || !isJsonObject(given)) return;
  const states = Object.entries(given).flatMap(([name, state]) => (isJsonObject(state) ? [{ name, state }] : []));
  const all = [
    ...transitionTo(start, `${location}/StartAt`),
    ...states.flatMap(({ name, state }) => transitionsOf(state, `${location}/States/${name}`)),
  ];
  for (const { target, location: place } of all) {
    if (!Object.hasOwn(given, target)) {
      context.log.error('MISSING_TRANSITION_TARGET', definitionText('missingTarget', { name: target }), place);
    }
  }
  /**
   * @reported [definition.no-end] Without a terminal state nothing is said about states that cannot be reached: floci-io/floci#2786.
   *   {reported-definitions}
   */
  if (!states.some(({ state }) => isTerminal(state))) {
    context.log.error('MISSING_END_STATE', definitionText('noTerminalState'));
  } else if (typeof start === 'string') {
    checkReachability(Object.keys(given), location, all, context.log);
  }
  for (const { name, state } of states) checkNestedWorkflows(name, state, `${location}/States/${name}`, context);
}

/**
 * @reported [definition.reachable] A state counts as reachable when any transition names it, even one out of a state that is itself not
 *   reachable: aws-cloudformation/cfn-lint#4074. {reported-definitions}
 */
function checkReachability(
  names: readonly string[],
  location: string,
  all: readonly Transition[],
  log: DiagnosticLog,
): void {
  const targets = new Set(all.map((transition) => transition.target));
  for (const name of names) {
    if (!targets.has(name)) {
      log.error('MISSING_TRANSITION_TARGET', definitionText('notReachable', { name }), `${location}/States/${name}`);
    }
  }
}

function transitionTo(target: Json | undefined, location: string): Transition[] {
  return typeof target === 'string' ? [{ target, location }] : [];
}

function transitionsOf(state: JsonObject, location: string): Transition[] {
  const ofEach = (field: 'Catch' | 'Choices'): Transition[] => {
    const list = state[field];
    if (list === undefined || !isJsonArray(list)) return [];
    return list.flatMap((entry, index) =>
      isJsonObject(entry) ? transitionTo(entry['Next'], `${location}/${field}[${index}]/Next`) : [],
    );
  };
  return [
    ...transitionTo(state['Next'], `${location}/Next`),
    ...ofEach('Choices'),
    ...transitionTo(state['Default'], `${location}/Default`),
    ...ofEach('Catch'),
  ];
}

/** @recorded [definition.end-without-type] A state without Type ends nothing, whatever its End says. {recorded-answers} */
function isTerminal({ Type: type, End: end }: JsonObject): boolean {
  return type === 'Succeed' || type === 'Fail' || (typeof type === 'string' && end === true);
}

function checkNestedWorkflows(name: string, state: JsonObject, location: string, context: GraphContext): void {
  const { log, names, labels } = context;
  /** @recorded [definition.unique-names] A name of a state must not come twice in the whole document. {recorded-callbacks} */
  if (names.has(name)) log.error('DUPLICATE_STATE_NAME', definitionText('duplicateStateName', { name }), location);
  names.add(name);
  const { Branches: branches, ItemProcessor: processor, Iterator: iterator, Label: label, Type: type } = state;
  if (type === 'Map' && typeof label === 'string' && isDistributedProcessor(processor ?? iterator)) {
    if (labels.has(label)) {
      log.error('DUPLICATE_LABEL_NAME', definitionText('duplicateLabel', { name: label }), `${location}/Label`);
    }
    labels.add(label);
  }
  if (type === 'Parallel' && branches !== undefined && isJsonArray(branches)) {
    branches.forEach((branch, index) => checkWorkflow(branch, `${location}/Branches[${index}]`, context));
  }
  if (type !== 'Map') return;
  checkWorkflow(processor, `${location}/ItemProcessor`, context);
  checkWorkflow(iterator, `${location}/Iterator`, context);
}

function isDistributedProcessor(processor: Json | undefined): boolean {
  if (processor === undefined || !isJsonObject(processor)) return false;
  const config = processor['ProcessorConfig'];
  return config !== undefined && isJsonObject(config) && config['Mode'] === 'DISTRIBUTED';
}
