import type { ErrorAndCause } from '../../asl/engine/run';
import { isJsonArray, isJsonObject, Payload, toPlainJson, type Json } from '../../model/json';
import { currentRound, textOf, type StateVisit, type TracedThread } from '../trace';
import { scheduledOf } from './definitionMatch';
import { numberFrom } from '../../model/capturedMember';

/** Fields of a state or workflow, as they are written. */
export type Body = Record<string, unknown>;

/** The state that failed an execution by itself, and the error that closed it. */
export interface Failing extends ErrorAndCause {
  readonly visit: StateVisit;
}

type BodyReader = (threads: readonly TracedThread[], failing: Failing | undefined) => Body;

/**
 * The fields of a state, as far as a history shows what they must have been.
 *
 * @param entries Every entry of the state: what one iteration has run of a container, another may not have reached.
 */
export function bodyOf(
  visit: StateVisit,
  entries: readonly StateVisit[],
  next: string | undefined,
  failing: Failing | undefined,
  bodyOfWorkflow: BodyReader,
): Body {
  if (visit === failing?.visit) return failBody(failing);
  switch (visit.type) {
    case 'Task':
      return taskBody(visit);
    case 'Wait':
      // How long is not in a history; what has passed already is not waited for again.
      return { Type: 'Wait', Seconds: 1 };
    case 'Choice':
      return { Type: 'Choice', Choices: [{ Variable: '$$.Execution.Id', IsPresent: true, Next: next }] };
    case 'Parallel':
      return {
        Type: 'Parallel',
        Branches: branchesOf([visit, ...entries]).map((threads) => bodyOfWorkflow(threads, failing)),
      };
    case 'Map':
      return mapBody(visit, entries, failing, bodyOfWorkflow);
    case 'Pass':
      return { Type: 'Pass', ...resultOf(visit) };
    default:
      return { Type: visit.type };
  }
}

/**
 * @assumed [import.failing-state] The state that failed a captured execution is a Fail state from now on, which ends as it ended, without
 *   events of its own. Because: what made it fail is not known.
 */
function failBody({ error, cause }: Failing): Body {
  return {
    Type: 'Fail',
    ...(error === undefined ? {} : { Error: error }),
    ...(cause === undefined ? {} : { Cause: cause }),
  };
}

function resultOf({ exited }: StateVisit): Body {
  const output = exited === undefined ? undefined : textOf(exited, 'output');
  return output === undefined ? {} : { Result: plain(output) };
}

const UNKNOWN_FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:unknown';

function taskBody(visit: StateVisit): Body {
  const scheduled = scheduledOf(visit.latest, visit.entered);
  if (scheduled === undefined) return { Type: 'Task', Resource: UNKNOWN_FUNCTION };
  const resource = textOf(scheduled, 'resource') ?? '';
  const type = textOf(scheduled, 'resourceType');
  const { timeoutInSeconds, heartbeatInSeconds } = scheduled.details;
  return {
    Type: 'Task',
    Resource: type === undefined ? resource : `arn:aws:states:::${type}:${resource}`,
    ...parametersOf(textOf(scheduled, 'parameters') ?? textOf(scheduled, 'input'), textOf(visit.entered, 'input')),
    ...(typeof timeoutInSeconds === 'number' ? { TimeoutSeconds: timeoutInSeconds } : {}),
    ...(typeof heartbeatInSeconds === 'number' ? { HeartbeatSeconds: heartbeatInSeconds } : {}),
  };
}

/** The input of the call, as it was; nothing if it is that of the state. */
function parametersOf(data: string | undefined, input: string | undefined): Body {
  if (data === undefined || data === input) return {};
  const value = plain(data);
  return isJsonObject(value) ? { Parameters: value } : {};
}

/** The threads of a Parallel, those of one branch together: they begin with the same state. */
function branchesOf(entries: readonly StateVisit[]): TracedThread[][] {
  const branches = new Map<string, Set<TracedThread>>();
  for (const thread of entries.flatMap(threadsOf)) {
    const first = thread.visits[0]?.name ?? `branch ${thread.index}`;
    const branch = branches.get(first) ?? new Set();
    branches.set(first, branch.add(thread));
  }
  return [...branches.values()].map((threads) => [...threads]);
}

function threadsOf(visit: StateVisit): readonly TracedThread[] {
  return currentRound(visit)?.threads ?? [];
}

function mapBody(
  visit: StateVisit,
  entries: readonly StateVisit[],
  failing: Failing | undefined,
  bodyOfWorkflow: BodyReader,
): Body {
  const threads = threadsOf(visit);
  const processor = bodyOfWorkflow(entries.flatMap(threadsOf), failing);
  if (isDistributed(visit)) {
    const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
    // The items and the children of a Map Run are not in the history of its execution.
    return { Type: 'Map', QueryLanguage: 'JSONata', Items: [], ItemProcessor: { ProcessorConfig, ...processor } };
  }
  const atOnce = threads.filter(({ started }) => started?.previous?.type === 'MapStateStarted').length;
  return {
    Type: 'Map',
    ...itemsPathOf(visit),
    MaxConcurrency: Math.max(1, atOnce),
    ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...processor },
  };
}

/** An inline Map with items starts iterations at once. */
function isDistributed(visit: StateVisit): boolean {
  const round = currentRound(visit);
  return visit.mapRunStarts.length > 0 || (round?.threads.length === 0 && round.started.details['length'] !== 0);
}

/** The array in the input that has as many items as there were iterations. */
function itemsPathOf(visit: StateVisit): Body {
  const input = plain(textOf(visit.entered, 'input') ?? 'null');
  const length = numberFrom(currentRound(visit)?.started.details['length']);
  const fits = (value: Json | undefined): boolean => isJsonArray(value) && value.length === length;
  if (fits(input) || !isJsonObject(input)) return {};
  const name = Object.keys(input).find((member) => fits(input[member]));
  return name === undefined ? {} : { ItemsPath: `$['${name}']` };
}

function plain(text: string): Json {
  return toPlainJson(Payload.ofMasked(text).value);
}
