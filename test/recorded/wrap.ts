import { detailsOf } from './attempts';
import type { Recording, RecordedHistoryEvent } from './recordings';

type Members = Readonly<Record<string, unknown>>;

const NAME = 'Around it all';

/**
 * The same workflow as the only branch of a Parallel, or the only iteration of a Map, with the history that the grammar then
 * asks for: what was recorded at the top must hold inside of a container too.
 *
 * @returns nothing where the recording has no end, or its input can't be handed on as the only item
 */
export function wrapped(recording: Recording, type: 'Parallel' | 'Map'): Recording | undefined {
  const { pair, history } = recording;
  const [started, ...further] = history.events;
  const last = further.pop();
  const input = String(detailsOf(started!)['input']);
  const { StartAt, States, ...around } = pair.definition as Members & { StartAt: string };
  const inJsonata = around['QueryLanguage'] === 'JSONata';
  if (last === undefined || !/^Execution(Succeeded|Failed)$/.test(last.type)) return undefined;
  if (type === 'Map' && inJsonata && input.trimStart().startsWith('[')) return undefined;
  const items = inJsonata ? { Items: '{% [$states.input] %}' } : { ItemsPath: 'States.Array($)' };
  const region = { StartAt, States };
  const container =
    type === 'Parallel' ? { Branches: [region] } : { MaxConcurrency: 1, ...items, ItemProcessor: region };
  const definition = { ...around, StartAt: NAME, States: { [NAME]: { Type: type, ...container, End: true } } };
  const before = opening(type, started!, input);
  const moved = [...further, last].map((event) => inside(event, before.length));
  const end = moved.pop()!;
  const events = [...before, ...moved, ...closing(type, end, before.length + moved.length, further)];
  return { ...recording, pair: { ...pair, definition }, history: { ...history, events } };
}

function opening(type: string, started: RecordedHistoryEvent, input: string): RecordedHistoryEvent[] {
  const entered = { name: NAME, input, inputDetails: { truncated: false } };
  const opened = { id: 3, previousEventId: 2, type: `${type}StateStarted` };
  const events = [
    started,
    { id: 2, previousEventId: 0, type: `${type}StateEntered`, stateEnteredEventDetails: entered },
  ];
  if (type === 'Parallel') return [...events, opened];
  const iteration = { id: 4, previousEventId: 3, type: 'MapIterationStarted', mapIterationStartedEventDetails: FIRST };
  return [...events, { ...opened, mapStateStartedEventDetails: { length: 1 } }, iteration];
}

const FIRST = { name: NAME, index: 0 };

/** An event of the workflow, so many places further on; what hung on nothing hangs on the start of its branch. */
function inside(event: RecordedHistoryEvent, opened: number): RecordedHistoryEvent {
  const shift = opened - 1;
  const text = JSON.stringify(event).replace(
    /(entered at the event id #)(\d+)/g,
    (_, words: string, id: string) => words + String(Number(id) + shift),
  );
  const { id, previousEventId } = event;
  return {
    ...(JSON.parse(text) as RecordedHistoryEvent),
    id: Number(id) + shift,
    previousEventId: previousEventId === 0 ? opened : previousEventId + shift,
  };
}

function closing(
  type: string,
  end: RecordedHistoryEvent,
  count: number,
  course: readonly RecordedHistoryEvent[],
): RecordedHistoryEvent[] {
  const events: RecordedHistoryEvent[] = [];
  const add = (kind: string, previousEventId: number, details: Members = {}): number => {
    events.push({ id: count + events.length + 1, previousEventId, type: kind, ...details });
    return count + events.length;
  };
  const stem = end.previousEventId;
  if (end.type === 'ExecutionSucceeded') {
    const output = { output: `[${String(detailsOf(end)['output'])}]`, outputDetails: { truncated: false } };
    const leaf =
      type === 'Map' ? add('MapIterationSucceeded', stem, { mapIterationSucceededEventDetails: FIRST }) : stem;
    add(`${type}StateSucceeded`, leaf);
    const exited = add(`${type}StateExited`, leaf, { stateExitedEventDetails: { name: NAME, ...output } });
    add('ExecutionSucceeded', exited, { executionSucceededEventDetails: output });
    return events;
  }
  const ended = { executionFailedEventDetails: end['executionFailedEventDetails'] };
  // What ends the execution wherever it occurs is told by nobody else.
  if (endsAtOnce(end, course)) add('ExecutionFailed', stem, ended);
  else {
    if (type === 'Map') add('MapIterationFailed', stem, { mapIterationFailedEventDetails: FIRST });
    if (failedInTask(course)) add('TaskStateAborted', stem);
    add('ExecutionFailed', add(`${type}StateFailed`, stem), ended);
  }
  return events;
}

function failedInTask(course: readonly RecordedHistoryEvent[]): boolean {
  if (/^(Map|Parallel)StateFailed$/.test(course.at(-1)?.type ?? '')) return false;
  return course.findLast(({ type }) => /^TaskState(Entered|Exited)$/.test(type))?.type === 'TaskStateEntered';
}

function endsAtOnce(end: RecordedHistoryEvent, course: readonly RecordedHistoryEvent[]): boolean {
  const { error } = detailsOf(end);
  // A task's own States.DataLimitExceeded is an error like others.
  const ofTask = /(Failed|TimedOut)$/.test(course.at(-1)?.type ?? '');
  return error === 'States.Runtime' || (error === 'States.DataLimitExceeded' && !ofTask);
}
