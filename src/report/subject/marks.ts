import type { RedrivePlan } from '../../history/redrivePlan';
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
  /** What a redrive does, in the words of the plan. */
  readonly action: string | undefined;
  readonly visits: readonly StateVisit[];
  /** How many of the visits have exited. */
  readonly exits: number;
}

export interface Marks {
  /** By the key of {@link keyOf}. */
  readonly states: ReadonlyMap<string, StateMark>;
  /** `from` and `to` of the ways that the execution took, joined by a newline. */
  readonly taken: ReadonlySet<string>;
}

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
  return { states: new Map(states), taken };
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
  return { name, type, mark: markFor(), action, visits, exits };

  function markFor(): Mark {
    if (open.length === 0) return exits > 0 ? 'kept' : 'aborted';
    if (status === 'RUNNING') return 'running';
    if (status === 'SUCCEEDED') return 'kept';
    if (visits.some((visit) => visit === origin?.visit || isFailure(visit.latest))) return 'failed';
    return action === undefined ? 'aborted' : 'reruns';
  }
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
