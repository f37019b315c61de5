import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { runsOf, tried, type Fault, type Kind } from './kind';

/** How far a run of all kinds has come. It is kept in a file, so that it goes on where it was interrupted. */
export interface State {
  readonly seed: number;
  readonly share: number;
  /** Runs of the property of each kind. */
  readonly done: Record<string, number>;
  readonly faults: Fault[];
}

/** So many faults of one kind are enough: the others are mostly the same. */
const MOST_FAULTS = 5;

/** The state in that file, if it is of the same run; else a new one. */
export function stateIn(file: string, { seed, share }: Pick<State, 'seed' | 'share'>): State {
  const fresh: State = { seed, share, done: {}, faults: [] };
  if (!existsSync(file)) return fresh;
  const kept = JSON.parse(readFileSync(file, 'utf8')) as State;
  return kept.seed === seed && kept.share === share ? kept : fresh;
}

function keep(file: string, state: State): void {
  // Written beside it and moved: an interruption leaves one of the two whole.
  writeFileSync(`${file}.new`, JSON.stringify(state, undefined, 2));
  renameSync(`${file}.new`, file);
}

/** Tries a kind to the end of its share, step by step; each step has a seed of its own. */
export async function campaign(
  kind: Kind,
  state: State,
  file: string,
  onStep: (done: number, all: number) => void,
): Promise<void> {
  const all = runsOf(kind, state.share);
  for (;;) {
    const done = state.done[kind.name] ?? 0;
    onStep(done, all);
    if (done >= all || faultsOf(state, kind).length >= MOST_FAULTS) return;
    const runs = Math.min(kind.step, all - done);
    const fault = await tried(kind, { seed: state.seed + done, runs });
    if (fault !== undefined) state.faults.push(fault);
    state.done[kind.name] = done + runs;
    keep(file, state);
  }
}

export function faultsOf({ faults }: State, { name }: Kind): Fault[] {
  return faults.filter(({ kind }) => kind === name);
}
