import { misfitOf } from '../asl/script/outcomeFit';
import { parseResource, type ParsedResource } from '../asl/definition/resource';
import { innerWorkflows, type Workflow, type StateDefinition } from '../asl/definition/definition';
import { refuseNoOutcome } from '../asl/script/outcomeChecks';
import type { TaskScript, TaskScriptEntry } from '../asl/script/taskScript';
import { invalid, isWritten } from '../model/arguments';
import { didYouMean } from '../model/didYouMean';
import { TestkitError } from '../model/testkitError';
import { scriptKey } from './environment';
import type { ExecutionScript, StateMachineRecord, StateMachineRevision, Store } from './store';

/** Refuses outcomes for states that are no Tasks of the machine, and those that their tasks cannot come to. */
export function checkTasks(machine: StateMachineRecord, tasks: TaskScript): void {
  checkScript('The script of the tasks', tasks, '{ ChargeCard: succeeds({ paid: true }) }');
  const states = statesOf(machine);
  const known = stateNames(machine, ({ Type }) => Type === 'Task');
  for (const [name, entry] of Object.entries(tasks)) {
    if (!known.includes(name))
      throw noTask(machine, name, states.get(name)?.Type) ?? unknownState(machine, name, known, 'Task state');
    refuseNoOutcome(`The script of task '${name}'`, entry);
    refuseMisfits(name, entry, parseResource(states.get(name)!.Resource!));
  }
}

/** Puts outcomes under the Task states of a machine; entries that are there for other states stay. */
export function scriptTasks(machine: StateMachineRecord, tasks: TaskScript): void {
  checkTasks(machine, tasks);
  // A list is copied: each new script starts from its first entry.
  for (const [name, entry] of Object.entries(tasks))
    machine.tasks.set(name, Array.isArray(entry) ? Object.freeze([...entry]) : entry);
}

/** Refuses what is no object with an entry for each state. */
export function checkScript(what: string, script: unknown, example: string): void {
  if (isWritten(script)) return;
  throw invalid(`${what} is an object by the names of states.`, script, `Write for example ${example}.`);
}

/** What a scripted function returns is looked at when it is asked. */
function refuseMisfits(name: string, entry: TaskScriptEntry, resource: ParsedResource): void {
  if (typeof entry === 'function') return;
  for (const outcome of 'kind' in entry ? [entry] : entry) {
    const misfit = misfitOf(name, outcome, resource);
    if (misfit !== undefined) throw misfit;
  }
}

/** A state that is there, and comes to nothing that could be scripted. */
function noTask(
  { name: machine }: StateMachineRecord,
  state: string,
  type: string | undefined,
): TestkitError | undefined {
  if (type === undefined) return undefined;
  return new TestkitError({
    code: 'STATE_UNKNOWN',
    what: `State '${state}' of '${machine}' is a ${type}: only Task states are scripted.`,
    hint:
      type === 'Map'
        ? `Script the Tasks in it; its ItemReader and ResultWriter with { itemReaders } and { resultWriters }.`
        : `Leave it out: what a ${type} comes to is up to the definition and its input.`,
  });
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
  const workflows: Workflow[] = machine.revisions.map(({ definition }) => definition);
  for (let workflow = workflows.pop(); workflow !== undefined; workflow = workflows.pop()) {
    for (const [name, state] of Object.entries(workflow.States)) {
      if (!states.has(name)) states.set(name, state);
      workflows.push(...innerWorkflows(state));
    }
  }
  return states;
}

/** What the test scripts overrules what recipes have laid down for their executions. */
export function overruleSeeded(store: Store, machine: StateMachineRecord, scripted: Partial<ExecutionScript>): void {
  for (const [key, { tasks, itemReaders, resultWriters }] of store.scripts) {
    if (!key.startsWith(scriptKey(machine.arn, ''))) continue;
    store.scripts.set(key, {
      tasks: without(tasks, scripted.tasks),
      itemReaders: without(itemReaders, scripted.itemReaders),
      resultWriters: without(resultWriters, scripted.resultWriters),
    });
  }
}

function without<Entry>(entries: Readonly<Record<string, Entry>>, overruled: object = {}): Record<string, Entry> {
  return Object.fromEntries(Object.entries(entries).filter(([state]) => !Object.hasOwn(overruled, state)));
}
