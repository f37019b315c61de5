import type { TaskOutcome, TaskScriptEntry } from '../../src/asl/script/taskScript';
import type { Json } from '../../src/model/json';
import { detailsOf, jsonOf } from './attempts';
import type { RecordedHistoryEvent, RecordedPair } from './recordings';
import { isObject } from './values';

type Members = Readonly<Record<string, unknown>>;

/** What an ItemReader found, taken from what the Map came to: it shows the events, not how the object was read. */
export type ScriptedReader = { readonly items: Json } | { readonly error: string; readonly cause: string };

/** A Map Run in the history of its parent. */
interface RecordedMapRun {
  readonly mapName: string;
  /** Whether it ended by itself. */
  readonly ended: boolean;
  /** Output of the Map state, once it was exited. */
  readonly output?: Json;
  readonly failure?: { readonly error: string; readonly cause: string };
}

function mapRunsOf(events: readonly RecordedHistoryEvent[]): RecordedMapRun[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  return events
    .filter(({ type }) => type === 'MapRunStarted')
    .map((started) => {
      const ended = events.find(({ type, previousEventId }) => ENDED.test(type) && previousEventId === started.id);
      // It hangs on the start of the Map Run, and hung on its end before November 2024.
      const exited = events.find(
        ({ type, previousEventId }) => type === 'MapStateExited' && [started.id, ended?.id].includes(previousEventId),
      );
      const { error, cause } = ended?.type === 'MapRunFailed' ? detailsOf(ended) : {};
      return {
        mapName: mapNameOf(started, byId),
        ended: ended !== undefined && ended.type !== 'MapRunAborted',
        ...(exited === undefined ? {} : { output: jsonOf(detailsOf(exited)['output']) }),
        ...(error === undefined ? {} : { failure: { error: String(error), cause: String(cause) } }),
      };
    });
}

const ENDED = /^MapRun(Succeeded|Failed|Aborted)$/;

function mapNameOf(started: RecordedHistoryEvent, byId: ReadonlyMap<unknown, RecordedHistoryEvent>): string {
  let event: RecordedHistoryEvent | undefined = started;
  while (event !== undefined && event.type !== 'MapStateEntered') event = byId.get(event.previousEventId);
  return event === undefined ? '' : String(detailsOf(event)['name']);
}

/** A Map state that starts child executions, by its name. */
function distributedMaps(region: Members, found = new Map<string, Members>()): Map<string, Members> {
  const states = region['States'];
  if (!isObject(states)) return found;
  for (const [name, state] of Object.entries(states)) {
    if (!isObject(state)) continue;
    const processor = state['ItemProcessor'] ?? state['Iterator'];
    if (isObject(processor)) {
      const config = processor['ProcessorConfig'];
      if (isObject(config) && config['Mode'] === 'DISTRIBUTED') found.set(name, state);
      distributedMaps(processor, found);
    }
    const branches = state['Branches'];
    if (Array.isArray(branches)) for (const branch of branches) if (isObject(branch)) distributedMaps(branch, found);
  }
  return found;
}

/**
 * Outcomes of the tasks of child executions, which the history of the parent does not show: the single task of a child
 * gave the child's output, which is an element of the Map's output; where too many children failed, all of them do; where the
 * Map Run never ended by itself, they go on.
 */
export function childOutcomes(
  pair: RecordedPair,
  events: readonly RecordedHistoryEvent[],
): Record<string, TaskScriptEntry> {
  const outcomes: Record<string, TaskScriptEntry> = {};
  const runs = mapRunsOf(events);
  for (const [mapName, map] of distributedMaps(pair.definition)) {
    const entry = childOutcome(
      map,
      runs.filter((run) => run.mapName === mapName),
    );
    if (entry === undefined) continue;
    for (const name of tasksOf(map['ItemProcessor'] ?? map['Iterator'])) outcomes[name] = entry;
  }
  return outcomes;
}

function tasksOf(region: unknown): string[] {
  const states = isObject(region) ? region['States'] : undefined;
  if (!isObject(states)) return [];
  return Object.entries(states).flatMap(([name, state]) => (isObject(state) && state['Type'] === 'Task' ? [name] : []));
}

const CHILD_GOES_ON: TaskOutcome = { kind: 'neverEnds', options: {} };
const CHILD_FAILS: TaskOutcome = { kind: 'fails', options: {}, error: 'Child.Failed' };

function childOutcome(map: Members, runs: readonly RecordedMapRun[]): TaskScriptEntry | undefined {
  const outputs = runs.flatMap(({ output }) => outputsOf(map, output) ?? []);
  const exceeded = runs.some(({ failure }) => failure?.error === 'States.ExceedToleratedFailureThreshold');
  if (outputs.length === 0) {
    if (exceeded) return CHILD_FAILS;
    return runs.some(({ ended }) => !ended) ? CHILD_GOES_ON : undefined;
  }
  // Each child is an execution of its own: they are told apart by their ARNs, in the order in which they get here.
  const children: string[] = [];
  return ({ executionArn }) => {
    if (!children.includes(executionArn)) children.push(executionArn);
    const output = outputs[Math.min(children.indexOf(executionArn), outputs.length - 1)] ?? null;
    return { kind: 'succeeds', options: {}, output };
  };
}

/** What the children gave, in the order of the items; unknown where the state does not hand it on. */
function outputsOf(map: Members, output: Json | undefined): readonly Json[] | undefined {
  const placed = output === undefined ? undefined : resultIn(output, map['ResultPath']);
  return Array.isArray(placed) ? (placed as readonly Json[]) : undefined;
}

/** What ResultPath put into the output: the output itself, or what a simple path names. */
function resultIn(output: Json, resultPath: unknown): Json | undefined {
  if (resultPath === undefined || resultPath === '$') return output;
  const path = /^\$((?:\.\w+)+)$/.exec(String(resultPath))?.[1];
  return path?.split('.').slice(1).reduce<Json | undefined>(memberOf, output);
}

function memberOf(value: Json | undefined, member: string): Json | undefined {
  return isObject(value) ? value[member] : undefined;
}

/** The readers of the Map Runs that a history shows, by the name of the Map state: one outcome for each of its runs. */
export function readersOf(
  definition: Members,
  events: readonly RecordedHistoryEvent[],
): Record<string, readonly ScriptedReader[]> {
  const readers: Record<string, ScriptedReader[]> = {};
  const runs = mapRunsOf(events);
  for (const [name, map] of distributedMaps(definition)) {
    const own = runs.filter(({ mapName }) => mapName === name);
    if (map['ItemReader'] === undefined || own.length === 0) continue;
    readers[name] = own.map(({ failure, output }) => failure ?? { items: itemsFor(map, outputsOf(map, output) ?? []) });
  }
  return readers;
}

/** The items of which children that give back what they are given make these outputs. */
function itemsFor(map: Members, outputs: readonly Json[]): Json {
  // With an ItemBatcher each child gave back `{ Items: […] }`.
  const unbatched = map['ItemBatcher'] === undefined ? outputs : outputs.flatMap(itemsOfBatch);
  const selector = map['ItemSelector'] ?? map['Parameters'];
  const whole = isObject(selector) ? Object.entries(selector).find(([, value]) => ITEM.test(String(value))) : undefined;
  const member = whole?.[0].replace(/\.\$$/, '');
  return unbatched.map((output) => (member === undefined ? output : (memberOf(output, member) ?? null)));
}

/** In an ItemSelector: the item as it was read. */
const ITEM = /^(\$\$|\{%\s*\$states\.context)\.Map\.Item\.Value(\s*%\})?$/;

function itemsOfBatch(output: Json): readonly Json[] {
  const items = memberOf(output, 'Items');
  return Array.isArray(items) ? (items as readonly Json[]) : [output];
}
