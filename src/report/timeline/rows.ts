import { isClosing, originOf, statusAfter, type StateVisit, type Trace, type TracedEvent } from '../../history/trace';
import { keyOf, type Mark } from '../subject/marks';

/** A piece of a row: from where to where, 0 to 1 within its attempt, and how it ended. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly mark: Mark;
}

/** One state in one attempt, whatever iterations and branches have entered it. */
export interface TimelineRow {
  readonly name: string;
  readonly depth: number;
  readonly bars: readonly Bar[];
  readonly visits: number;
}

/** One attempt: the first run, or a redrive. */
export interface AttemptRow {
  readonly number: number;
  readonly label: string;
  readonly first: TracedEvent;
  readonly last: TracedEvent;
  readonly status: string;
  /** What made it fail. */
  readonly origin: TracedEvent | undefined;
  readonly events: readonly TracedEvent[];
  readonly rows: readonly TimelineRow[];
  readonly duration: number | undefined;
  /** Milliseconds between the end of the attempt before and its own begin. */
  readonly after: number | undefined;
}

export function attemptRows(trace: Trace): AttemptRow[] {
  const groups = new Map<number, TracedEvent[]>();
  for (const event of trace.events) {
    const group = groups.get(event.attempt);
    if (group === undefined) groups.set(event.attempt, [event]);
    else group.push(event);
  }
  const visits = piecesOf(trace);
  let before: TracedEvent | undefined;
  return [...groups].map(([number, events]) => {
    const [first, last] = [events[0]!, events.at(-1)!];
    const attempt: AttemptRow = {
      ...{ number, first, last, events },
      label: number === 0 ? 'First run' : `Redrive ${number}`,
      status: statusAfter(last.type),
      origin: isClosing(last.type) ? originOf(last) : undefined,
      rows: rowsOf(visits.get(number) ?? [], first, last),
      duration: between(first, last),
      after: before === undefined ? undefined : between(before, first),
    };
    before = last;
    return attempt;
  });
}

const between = (from: TracedEvent, to: TracedEvent): number | undefined =>
  from.at === undefined || to.at === undefined ? undefined : Math.max(0, to.at - from.at);

/** What an attempt has done for a state: from the first to the last of its events. */
interface Piece {
  readonly visit: StateVisit;
  readonly first: TracedEvent;
  last: TracedEvent;
}

function piecesOf({ events }: Trace): Map<number, Piece[]> {
  const pieces = new Map<number, Map<StateVisit, Piece>>();
  const note = (visit: StateVisit, event: TracedEvent): void => {
    const inAttempt = pieces.get(event.attempt) ?? new Map<StateVisit, Piece>();
    pieces.set(event.attempt, inAttempt);
    const known = inAttempt.get(visit);
    if (known === undefined) inAttempt.set(visit, { visit, first: event, last: event });
    else known.last = event;
  };
  for (const event of events) {
    // What happens in a branch or an iteration happens in the states around it too.
    for (let visit = event.visit ?? event.thread?.container; visit !== undefined; visit = visit.thread.container) {
      note(visit, event);
    }
  }
  return new Map([...pieces].map(([attempt, inAttempt]) => [attempt, [...inAttempt.values()]]));
}

function rowsOf(pieces: readonly Piece[], first: TracedEvent, last: TracedEvent): TimelineRow[] {
  const place = placing(first, last);
  const rows = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const key = keyOf(piece.visit);
    const row = rows.get(key);
    if (row === undefined) rows.set(key, [piece]);
    else row.push(piece);
  }
  const inOrder = [...rows.values()].sort((a, b) => a[0]!.visit.entered.position - b[0]!.visit.entered.position);
  return inOrder.map((row) => ({
    name: row[0]!.visit.name,
    depth: depthOf(row[0]!.visit),
    visits: row.length,
    bars: merged(
      row.map((piece) => ({ from: place(piece.first), to: place(endOf(piece, last)), mark: markOf(piece, last) })),
    ),
  }));
}

/** What neither exited nor failed was still open when the attempt ended. */
const endOf = (piece: Piece, ofAttempt: TracedEvent): TracedEvent =>
  ['kept', 'failed'].includes(markOf(piece, ofAttempt)) ? piece.last : ofAttempt;

function depthOf({ thread }: StateVisit): number {
  return thread.container === undefined ? 0 : 1 + depthOf(thread.container);
}

/** Where an event stands: by its date; where no time has passed, or is not known, by its rank. */
function placing(first: TracedEvent, last: TracedEvent): (event: TracedEvent) => number {
  const time = between(first, last);
  if (time !== undefined && time > 0) return ({ at }) => ((at ?? first.at!) - first.at!) / time;
  const events = Math.max(1, last.position - first.position);
  return ({ position }) => (position - first.position) / events;
}

function markOf({ visit, last }: Piece, ofAttempt: TracedEvent): Mark {
  if (visit.exited?.attempt === ofAttempt.attempt) return 'kept';
  if (!isClosing(ofAttempt.type)) return 'running';
  return /(Failed|TimedOut)$/.test(last.type) ? 'failed' : 'aborted';
}

/** Bars that the eye cannot tell apart are drawn as one; a failure stays to be seen. */
function merged(bars: readonly Bar[]): Bar[] {
  const sorted = [...bars].sort((a, b) => a.from - b.from || a.to - b.to);
  const result: { from: number; to: number; mark: Mark }[] = [];
  for (const bar of sorted) {
    const last = result.at(-1);
    if (last !== undefined && last.mark === bar.mark && bar.from - last.to < NEAR) last.to = Math.max(last.to, bar.to);
    else result.push({ ...bar });
  }
  return result.sort((a, b) => Number(a.mark === 'failed') - Number(b.mark === 'failed'));
}

const NEAR = 0.002;
