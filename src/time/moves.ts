import type { Clock } from './clock';

/** A move of a clock by hand: when it began, and the one after it. */
export interface Move {
  /** Epoch milliseconds. */
  readonly at: number;
  next: Move | undefined;
}

const newest = new WeakMap<Clock, Move>();

/**
 * The newest move of a clock. A fake keeps the last one that it has seen and follows the chain from there, so the clock knows no fake: one
 * that is not used any more does nothing when the clock moves, and can be collected.
 */
export function newestMove(clock: Clock): Move {
  const known = newest.get(clock);
  if (known !== undefined) return known;
  const first: Move = { at: -Infinity, next: undefined };
  newest.set(clock, first);
  clock.onBeforeAdvance(() => {
    const move: Move = { at: clock.now(), next: undefined };
    newest.get(clock)!.next = move;
    newest.set(clock, move);
  });
  return first;
}
