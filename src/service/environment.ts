import type { Environment } from '../asl/engine/step';
import { startsExecution } from '../asl/definition/resource';
import { lambdaReturns, neverEnds, succeeds } from '../asl/script/scripting';
import { RUNS_IN_FAKE } from '../asl/script/taskScript';
import type { Run } from '../asl/engine/run';
import { machineArnOf } from '../model/arn';
import { isJsonObject, type Json } from '../model/json';
import type { IdSource } from '../model/idSource';
import { TestkitError } from '../model/testkitError';
import type { CoverageCounters } from './control/coverageCounters';
import type { ResolvedOptions } from './options';
import type { MachineScripts, ScriptEntries, Store } from './store';

const EMPTY_INVOCATION = lambdaReturns();
const EMPTY_SUCCESS = succeeds();
const WAITING = neverEnds();

/** What it is made of. */
interface Told {
  readonly store: Store;
  readonly options: ResolvedOptions;
  readonly ids: IdSource;
  readonly coverage: CoverageCounters;
}

/** What the engine is told about this fake. */
export function environmentOf(
  { store, options, ids, coverage }: Told,
  onMisuse: (error: TestkitError) => void,
): Environment {
  const mark = placeMark(options);
  return {
    limits: options.limits,
    ids,
    region: options.region,
    scriptOf: (run, stateName) => entryOf(store, run, 'tasks', stateName),
    itemReaderOf(run, stateName) {
      const reader = entryOf(store, run, 'itemReaders', stateName);
      if (reader === undefined) onMisuse(unscriptedReader(run, stateName));
      return reader;
    },
    resultWriterOf: (run, stateName) => entryOf(store, run, 'resultWriters', stateName),
    unscripted(run, call, resource) {
      if (startsExecution(resource) && startsInFake(store, call.input)) return RUNS_IN_FAKE;
      if (resource.kind === 'activity' || resource.pattern === 'waitForTaskToken') return WAITING;
      if (options.unscriptedTasks === 'throw') onMisuse(unscripted(run, call.stateName, machineOf(store, run)?.tasks));
      return resource.resourceType === 'lambda' ? EMPTY_INVOCATION : EMPTY_SUCCESS;
    },
    newTaskToken(run, resource) {
      /** @recorded [task.token-of-another-region] A task token of another Region is none here. {recorded-callbacks} */
      const token = `${mark}${ids.token().slice(mark.length)}`;
      store.taskTokens.set(token, { executionArn: run.executionArn, resource });
      return token;
    },
    activityExists: (arn) => store.activities.has(arn),
    isBeingDeleted: (run) => machineOf(store, run)?.deletedAt !== undefined,
    note: (run, state, what) => coverage.note(run, state, what),
    reportMisuse: (_run, error) => onMisuse(error),
  };
}

/** A few characters of base64 that differ between Regions and accounts. */
function placeMark({ region, account }: ResolvedOptions): string {
  let hash = 0;
  for (const character of `${region}/${account}`) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  return hash.toString(36);
}

/** Under what an execution's own script is kept. */
export function scriptKey(machineArn: string, executionName: string): string {
  return `${machineArn} ${executionName}`;
}

/** What a recipe has laid down for an execution, which children of its Map Runs follow, too; else what its machine has. */
function entryOf<Kind extends keyof ScriptEntries>(
  store: Store,
  run: Run,
  kind: Kind,
  stateName: string,
): ScriptEntries[Kind] | undefined {
  const { scripts } = store;
  const own =
    scripts.size > 0 ? scripts.get(scriptKey(run.machineArn, run.scriptedAs ?? run.executionName)) : undefined;
  // A state may bear the name of a member of every object.
  if (own !== undefined && Object.hasOwn(own[kind], stateName)) return own[kind][stateName];
  const machine: MachineScripts | undefined = machineOf(store, run);
  return machine?.[kind].get(stateName);
}

function machineOf(store: Store, run: Run) {
  return store.stateMachines.get(run.machineArn);
}

function startsInFake(store: Store, input: Json): boolean {
  const arn = isJsonObject(input) ? input['StateMachineArn'] : undefined;
  return typeof arn === 'string' && store.stateMachines.has(machineArnOf(arn) ?? '');
}

function unscripted(run: Run, stateName: string, tasks: ReadonlyMap<string, unknown> | undefined): TestkitError {
  return new TestkitError({
    code: 'TASK_UNSCRIPTED',
    what: `Task '${stateName}' of ${run.executionArn} has no script.`,
    found: `Scripted are: ${[...(tasks?.keys() ?? [])].join(', ') || 'none'}.`,
    hint: `Script it with createStateMachine({ tasks: { '${stateName}': succeeds(…) } }), or drop unscriptedTasks: 'throw'.`,
  });
}

function unscriptedReader(run: Run, stateName: string): TestkitError {
  return new TestkitError({
    code: 'READER_UNSCRIPTED',
    what: `The ItemReader of Map state '${stateName}' of ${run.executionArn} has no script.`,
    found: 'The fake has no S3 to read from: its Map Run fails.',
    hint: `Script it with createStateMachine({ itemReaders: { '${stateName}': reads([…]) } }).`,
  });
}
