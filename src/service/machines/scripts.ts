import type { StateDefinition } from '../../asl/definition/definition';
import { parseResource } from '../../asl/definition/resource';
import {
  isReaderOutcome,
  isWriterOutcome,
  type ItemReaderScript,
  type ResultWriterScript,
} from '../../asl/script/mapRunScript';
import { refuseNoOutcome, TASK_OUTCOMES, type Outcomes } from '../../asl/script/outcomeChecks';
import { misfitOf } from '../../asl/script/outcomeFit';
import type { TaskOutcome } from '../../asl/script/taskScript';
import { checkOptions, invalid, isWritten } from '../../model/arguments';
import { TestkitError } from '../../model/testkitError';
import { scriptKey } from '../environment';
import type { ExecutionScript, ScriptEntries, StateMachineRecord, Store } from '../store';
import { stateNames, statesOf, unknownState } from './states';

/** Outcomes of the readers and writers of Distributed Maps, by the name of the Map state. */
export interface MapRunScripts {
  itemReaders?: ItemReaderScript | undefined;
  resultWriters?: ResultWriterScript | undefined;
}

type Kind = keyof ScriptEntries;
/** Outcomes by the names of states; what is left out has no script. */
type Scripts = Partial<ExecutionScript>;

/** What a test scripts of a state. */
interface Scripted {
  /** In messages. */
  readonly name: string;
  readonly state: string;
  readonly example: string;
  readonly outcomes: Outcomes;
  isOf(state: StateDefinition): boolean;
  /** The error for an outcome that this state cannot come to. What a scripted function returns is looked at when it is asked. */
  misfit?(name: string, outcome: TaskOutcome, state: StateDefinition): TestkitError | undefined;
}

const SCRIPTED: { readonly [Of in Kind]: Scripted } = {
  tasks: {
    name: 'task',
    state: 'Task state',
    example: '{ ChargeCard: succeeds({ paid: true }) }',
    outcomes: TASK_OUTCOMES,
    isOf: ({ Type }) => Type === 'Task',
    misfit: (name, outcome, { Resource }) => misfitOf(name, outcome, parseResource(Resource!)),
  },
  itemReaders: {
    name: 'ItemReader',
    state: 'Map state with ItemReader',
    example: '{ EachOrder: reads([1, 2]) }',
    outcomes: { is: isReaderOutcome, some: 'reads([…]) or readerFails(…)' },
    isOf: ({ Type, ItemReader }) => Type === 'Map' && ItemReader !== undefined,
  },
  resultWriters: {
    name: 'ResultWriter',
    state: 'Map state with ResultWriter',
    example: '{ EachOrder: writes() }',
    outcomes: { is: isWriterOutcome, some: 'writes(), writerRefused(…) or writerFails(…)' },
    isOf: ({ Type, ResultWriter }) => Type === 'Map' && ResultWriter !== undefined,
  },
};

const KINDS = Object.keys(SCRIPTED) as readonly Kind[];

/** The scripts of readers and writers that `script()` is given, each of them there. */
export function readMapRunScripts(given: MapRunScripts): Omit<ExecutionScript, 'tasks'> {
  const example = 'script(machine, {}, { resultWriters: { EachOrder: writes() } })';
  checkOptions('script()', given, ['itemReaders', 'resultWriters'], example);
  const { itemReaders = {}, resultWriters = {} } = given;
  return { itemReaders, resultWriters };
}

/**
 * Refuses outcomes for states that are not there, and those that their states cannot come to.
 *
 * @throws TestkitError `STATE_UNKNOWN`, `ARGUMENT_INVALID`
 */
export function checkScripts(machine: StateMachineRecord, scripts: Scripts): void {
  for (const kind of KINDS) if (kind in scripts) checkScript(machine, SCRIPTED[kind], scripts[kind]);
}

/** Puts outcomes under the states of a machine; entries that are there for other states stay. */
export function putScripts(machine: StateMachineRecord, scripts: Scripts): void {
  checkScripts(machine, scripts);
  for (const kind of KINDS) {
    const entries: Map<string, unknown> = machine[kind];
    // A list is copied: each new script starts from its first entry.
    for (const [name, entry] of Object.entries(scripts[kind] ?? {}))
      entries.set(name, Array.isArray(entry) ? Object.freeze([...(entry as readonly unknown[])]) : entry);
  }
}

function checkScript(machine: StateMachineRecord, scripted: Scripted, script: unknown): void {
  const { name: what, example, outcomes, isOf, misfit } = scripted;
  if (!isWritten(script)) {
    const hint = `Write for example ${example}.`;
    throw invalid(`The script of the ${what}s is an object by the names of states.`, script, hint);
  }
  const entries = Object.entries(script);
  if (entries.length === 0) return;
  const states = statesOf(machine);
  for (const [name, entry] of entries) {
    const state = states.get(name);
    if (state === undefined || !isOf(state)) throw notScripted(machine, name, scripted, state?.Type);
    refuseNoOutcome(`The script of ${what} '${name}'`, entry, outcomes);
    if (misfit === undefined || typeof entry === 'function') continue;
    for (const outcome of [entry].flat() as TaskOutcome[]) {
      const error = misfit(name, outcome, state);
      if (error !== undefined) throw error;
    }
  }
}

/** A state that is not there, or that comes to nothing that could be scripted like this. */
function notScripted(
  machine: StateMachineRecord,
  name: string,
  scripted: Scripted,
  type: string | undefined,
): TestkitError {
  if (type === undefined || scripted !== SCRIPTED.tasks)
    return unknownState(machine, name, stateNames(machine, scripted.isOf), scripted.state);
  return new TestkitError({
    code: 'STATE_UNKNOWN',
    what: `State '${name}' of '${machine.name}' is a ${type}: only Task states are scripted.`,
    hint:
      type === 'Map'
        ? `Script the Tasks in it; its ItemReader and ResultWriter with { itemReaders } and { resultWriters }.`
        : `Leave it out: what a ${type} comes to is up to the definition and its input.`,
  });
}

/** What the test scripts overrules what recipes have laid down for their executions. */
export function overruleSeeded(store: Store, machine: StateMachineRecord, scripted: Scripts): void {
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
