import type { Environment } from './environment';
import type { Frame, Run, Thread } from './run';

/** A run whose turn it is, and what it is told by whoever drives it. */
export interface Turn {
  readonly run: Run;
  readonly env: Environment;
}

/** A thread of the run in its open state: what executing, leaving and failing a state is about. */
export interface Step extends Turn {
  readonly thread: Thread;
  readonly frame: Frame;
}

export function stepOf({ run, env }: Turn, thread: Thread): Step {
  const { frame } = thread;
  if (frame === undefined) throw new Error('a thread between two states was asked for its open state');
  return { run, env, thread, frame };
}
