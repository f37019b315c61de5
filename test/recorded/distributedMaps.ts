import type { TaskOutcome, TaskScriptEntry } from '../../src/asl/taskScript';
import type { Json } from '../../src/model/json';
import { detailsOf, jsonOf } from './attempts';
import type { RecordedHistoryEvent, RecordedPair } from './recordings';
import { isObject } from './values';

type Members = Readonly<Record<string, unknown>>;

/** What an ItemReader found, taken from what the Map came to: it shows the events, not how the object was read. */
export type ScriptedReader = { readonly items: Json } | { readonly error: string; readonly cause: string };

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
 * Outcomes of the tasks of child executions, which the history of the parent does not show: a handler that returns its
 * input does so; else the single task of a child gave the child's output, which is an element of the Map's output.
 */
export function childOutcomes(
  pair: RecordedPair,
  events: readonly RecordedHistoryEvent[],
): Record<string, TaskScriptEntry> {
  const outcomes: Record<string, TaskScriptEntry> = {};
  for (const [mapName, map] of distributedMaps(pair.definition)) {
    for (const [name, task] of tasksOf(map['ItemProcessor'] ?? map['Iterator'])) {
      const outcome = returnsItsInput(task, pair) ? echo : listOutcome(mapName, map, events);
      if (outcome !== undefined) outcomes[name] = outcome;
    }
  }
  return outcomes;
}

const echo: TaskScriptEntry = (task) => ({ kind: 'succeeds', options: {}, output: task.input });

function returnsItsInput(task: Members, pair: RecordedPair): boolean {
  const name = /^arn:[^:]+:lambda:.*:function:(.+)$/.exec(String(task['Resource']))?.[1];
  return name !== undefined && /\bid_function\.py$/.test(pair.lambdaHandlers?.[name]?.handler_file ?? '');
}

function tasksOf(region: unknown): [string, Members][] {
  const states = isObject(region) ? region['States'] : undefined;
  if (!isObject(states)) return [];
  return Object.entries(states).filter((entry): entry is [string, Members] => {
    const state = entry[1];
    return isObject(state) && state['Type'] === 'Task';
  });
}

function listOutcome(
  mapName: string,
  map: Members,
  events: readonly RecordedHistoryEvent[],
): TaskOutcome[] | undefined {
  const results = exitsOf(mapName, events).flatMap((output) => {
    const placed = resultIn(output, map['ResultPath']);
    return Array.isArray(placed) ? placed : [];
  });
  return results.length === 0
    ? undefined
    : results.map((output: Json) => ({ kind: 'succeeds' as const, options: {}, output }));
}

/** What ResultPath put into the output: the output itself, or the member that a simple path names. */
function resultIn(output: Json, resultPath: unknown): Json | undefined {
  if (resultPath === undefined || resultPath === '$') return output;
  const member = /^\$\.(\w+)$/.exec(String(resultPath))?.[1];
  if (member === undefined || !isObject(output)) return undefined;
  return output[member];
}

function exitsOf(mapName: string, events: readonly RecordedHistoryEvent[]): Json[] {
  return events
    .filter((event) => event.type === 'MapStateExited' && detailsOf(event)['name'] === mapName)
    .map((event) => jsonOf(detailsOf(event)['output']));
}

/** The readers of the Map Runs that a history shows, by the name of the Map state. */
export function readersOf(
  definition: Members,
  events: readonly RecordedHistoryEvent[],
): Record<string, ScriptedReader> {
  const readers: Record<string, ScriptedReader> = {};
  for (const [name, map] of distributedMaps(definition)) {
    if (map['ItemReader'] === undefined) continue;
    const items = exitsOf(name, events)[0];
    const failed = events.find((event) => event.type === 'MapRunFailed');
    if (items !== undefined) readers[name] = { items: unbatched(resultIn(items, map['ResultPath']) ?? items, map) };
    else if (failed !== undefined) {
      const { error, cause } = detailsOf(failed);
      readers[name] = { error: String(error), cause: String(cause) };
    }
  }
  return readers;
}

/** With an ItemBatcher each child gave back `{ Items: […] }`: the reader had found the items of all of them. */
function unbatched(outputs: Json, map: Members): Json {
  if (map['ItemBatcher'] === undefined || !Array.isArray(outputs)) return outputs;
  return outputs.flatMap((output) =>
    isObject(output) && Array.isArray(output['Items']) ? output['Items'] : [output],
  ) as Json;
}
