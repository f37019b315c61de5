import { TestkitError } from '../../model/testkitError';
import type { Footprint, InterleavingStep } from './course';
import type { Gate } from './gate';
import type { Choice } from './schedule';

/** A choice by the request that it is about: its place among those that wait may change, its number does not. */
interface Move extends Choice {
  readonly ordinal: number;
}

interface DoneMove {
  readonly move: Move;
  readonly footprint: Footprint;
}

/** A place in the tree of schedules: what was decided there, and what need not be decided there any more. */
interface Node {
  readonly enabled: readonly Move[];
  /** Moves whose schedules were explored from an earlier place, and commute with all moves since. */
  readonly asleep: readonly DoneMove[];
  readonly done: DoneMove[];
  chosen: Move;
  footprint: Footprint | undefined;
}

/**
 * Depth-first search over all orders of requests, each run from the start. Sleep sets leave out orders that differ from one explored only in
 * the order of requests that commute (Godefroid, Partial-Order Methods for the Verification of Concurrent Systems, 1996).
 */
export class ScheduleSearch {
  private readonly path: Node[] = [];
  private depth = 0;
  private isOver = false;

  constructor(
    private readonly reduce: boolean,
    private readonly maxFaults: number,
  ) {}

  /** Whether there is another schedule to run. */
  get hasMore(): boolean {
    return !this.isOver;
  }

  /** Begins a run from the start. */
  begin(): void {
    this.depth = 0;
  }

  /** What is next in this run; undefined if all that could be was explored elsewhere. */
  choose(enabled: readonly Choice[], gate: Gate, previous: InterleavingStep | undefined): Choice | undefined {
    this.note(previous);
    const known = this.path[this.depth];
    if (known !== undefined) {
      this.depth += 1;
      return toChoice(known.chosen, gate);
    }
    const moves = enabled.map((choice) => ({
      ...choice,
      ordinal: gate.of(choice.consumer)[choice.waiting - 1]!.ordinal,
    }));
    const asleep = this.reduce ? this.asleepHere() : [];
    const chosen = moves.find((move) => !includes(asleep, move));
    if (chosen === undefined) return undefined;
    this.path.push({ enabled: moves, asleep, done: [], chosen, footprint: undefined });
    this.depth += 1;
    return toChoice(chosen, gate);
  }

  /** After a run: moves on to the next schedule. */
  end(last: InterleavingStep | undefined): void {
    this.note(last);
    for (let node = this.path.at(-1); node !== undefined; node = this.path.at(-1)) {
      node.done.push({ move: node.chosen, footprint: node.footprint ?? 'write' });
      const next = node.enabled.find((move) => !includes(node.done, move) && !includes(node.asleep, move));
      if (next !== undefined) {
        node.chosen = next;
        node.footprint = undefined;
        return;
      }
      this.path.pop();
    }
    this.isOver = true;
  }

  private note(step: InterleavingStep | undefined): void {
    const node = this.path[this.depth - 1];
    if (node !== undefined && step !== undefined) node.footprint = step.footprint;
  }

  private asleepHere(): DoneMove[] {
    const parent = this.path.at(-1);
    if (parent === undefined) return [];
    const here: DoneMove = { move: parent.chosen, footprint: parent.footprint ?? 'write' };
    const faults = this.path.filter(({ chosen }) => chosen.fault !== undefined).length;
    return [...parent.asleep, ...parent.done].filter((done) => commute(done, here, faults < this.maxFaults));
  }
}

/** Whether two requests can be exchanged without anybody noticing. */
function commute(left: DoneMove, right: DoneMove, areFaultsLeft: boolean): boolean {
  if (left.move.consumer === right.move.consumer) return false;
  // One that uses up the last fault keeps the other from happening.
  if (left.move.fault !== undefined && right.move.fault !== undefined && !areFaultsLeft) return false;
  if (left.footprint === 'none' || right.footprint === 'none') return true;
  return left.footprint === 'read' && right.footprint === 'read';
}

function includes(done: readonly DoneMove[], move: Move): boolean {
  return done.some(({ move: other }) => isSame(other, move));
}

function isSame(left: Move, right: Move): boolean {
  return left.consumer === right.consumer && left.ordinal === right.ordinal && left.fault === right.fault;
}

function toChoice({ consumer, ordinal, fault }: Move, gate: Gate): Choice {
  const waiting = gate.of(consumer).findIndex((request) => request.ordinal === ordinal) + 1;
  if (waiting === 0) throw notDeterministic(consumer, ordinal);
  return { consumer, waiting, fault };
}

function notDeterministic(consumer: number, ordinal: number): TestkitError {
  return new TestkitError({
    code: 'CONSUMER_NOT_DETERMINISTIC',
    what: `Consumer ${consumer} did not send its request number ${ordinal} when the same schedule was run again.`,
    hint: 'Let arrange() make everything anew, and keep state outside of it, other I/O and chance out of the consumers.',
  });
}
