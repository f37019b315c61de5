import type { RedrivePlan } from '../../history/redrivePlan';
import { counted } from '../../model/printable';
import {
  currentRound,
  statusAfter,
  type StateVisit,
  type TracedThread,
  type Trace,
  type TracedEvent,
  saysFailed,
} from '../../history/trace';

/** What has become of a state, and what a redrive does with it: one of these is shown. */
export type Mark = 'failed' | 'reruns' | 'aborted' | 'running' | 'kept' | 'untouched';

/** A sign, a name and a sentence for each: never the color alone. */
export const MARKS: Readonly<
  Record<Mark, { readonly sign: string; readonly label: string; readonly meaning: string }>
> = {
  failed: { sign: '✗', label: 'failed', meaning: 'failed: here the execution stopped' },
  reruns: { sign: '↻', label: 'runs again', meaning: 'a redrive goes on here, or runs it again' },
  aborted: { sign: '■', label: 'stopped', meaning: 'entered, and never exited' },
  running: { sign: '▸', label: 'running', meaning: 'entered, not exited yet' },
  kept: { sign: '✓', label: 'done', meaning: 'exited: a redrive keeps its result' },
  untouched: { sign: '·', label: 'not reached', meaning: 'never entered' },
};

/** One state in one place of the definition, whatever branch or iteration it was entered in. */
export interface StateMark {
  readonly name: string;
  readonly type: string;
  readonly mark: Mark;
  /** What has become of it in two or three words, below its name. */
  readonly note: string;
  /** The same as a sentence, for whoever does not see the picture. */
  readonly sentence: string;
}

export interface Marks {
  /** By the key of {@link keyOf}. */
  readonly states: ReadonlyMap<string, StateMark>;
  /** `from` and `to` of the ways that were taken, joined by {@link wayKey}. */
  readonly taken: ReadonlySet<string>;
  /** What the marks are called in this picture. */
  readonly labels: Readonly<Record<Mark, string>>;
}

/** What the marks are called in the picture of an execution. */
export const LABELS = Object.fromEntries(
  Object.entries(MARKS).map(([mark, { label }]) => [mark, label]),
) as Marks['labels'];

/** Names of the states around a state, and its own: iterations and branches share them. */
export const keyIn = (container: string, name: string): string => `${container}\n${name}`;

export const keyOf = ({ name, thread }: StateVisit): string => keyIn(containerKey(thread), name);

const containerKey = ({ container }: TracedThread): string => (container === undefined ? '' : keyOf(container));

export const wayKey = (from: string, to: string): string => `${from}\n\n${to}`;

export function marksOf(trace: Trace, plan: RedrivePlan | undefined, origin: TracedEvent | undefined): Marks {
  const groups = new Map<string, StateVisit[]>();
  const taken = new Set<string>();
  for (const visit of trace.visits) {
    const key = keyOf(visit);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [visit]);
    else group.push(visit);
    const before = visit.thread.visits[visit.rank - 1];
    if (before !== undefined) taken.add(wayKey(keyOf(before), key));
  }
  const actions = new Map(plan?.reruns.map(({ enteredEventId, action }) => [enteredEventId, action]));
  const status = statusAfter(trace.events.at(-1)?.type ?? '');
  const states = [...groups].map(([key, visits]): [string, StateMark] => [
    key,
    markOf(visits, actions, status, origin),
  ]);
  return { states: new Map(states), taken, labels: LABELS };
}

function markOf(
  visits: readonly StateVisit[],
  actions: ReadonlyMap<number, string>,
  status: string,
  origin: TracedEvent | undefined,
): StateMark {
  const { name, type } = visits[0]!;
  const action = visits.map(({ entered }) => actions.get(entered.id)).find((each) => each !== undefined);
  const open = visits.filter((visit) => visit.exited === undefined && isCurrent(visit.thread));
  const exits = visits.filter(({ exited }) => exited !== undefined).length;
  const mark = markFor();
  return { name, type, mark, note: noteOf(mark, visits.length, exits), sentence: sentenceOf() };

  function markFor(): Mark {
    if (open.length === 0) return exits > 0 ? 'kept' : 'aborted';
    if (status === 'RUNNING') return 'running';
    if (status === 'SUCCEEDED') return 'kept';
    if (visits.some((visit) => visit === origin?.visit || isFailure(visit.latest))) return 'failed';
    return action === undefined ? 'aborted' : 'reruns';
  }

  /** `failed; a redrive: task is scheduled again`. */
  function sentenceOf(): string {
    const times = visits.length > 1 ? `, entered ${visits.length} times, exited ${counted(exits, 'time')}` : '';
    return `${MARKS[mark].label}${times}${action === undefined ? '' : `; redrive: ${action}`}`;
  }
}

function noteOf(mark: Mark, entries: number, exits: number): string {
  const { label } = MARKS[mark];
  if (entries <= 1) return label;
  const done = `${exits} of ${entries} done`;
  return mark === 'failed' ? `${label} ${done}` : done;
}

/** A container that only says that something in it has failed is no failure of its own: the picture marks the cause. */
function isFailure(event: TracedEvent): boolean {
  return /(Failed|TimedOut)$/.test(event.type) && !saysFailed(event);
}

/** A retry of a Parallel or Map leaves the branches of the round before behind. */
function isCurrent({ container, round }: TracedThread): boolean {
  if (container === undefined) return true;
  return currentRound(container) === round && container.exited === undefined && isCurrent(container.thread);
}
