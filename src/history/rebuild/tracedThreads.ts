import type { Run, Thread } from '../../asl/engine/run';
import { currentRound, openVisitOf, type TracedThread, type Trace } from '../trace';
import { branchOf } from './definitionMatch';

/** What a history tells of the threads of the run that was rebuilt from it. A branch that entered no state is not among them. */
export type TracedThreads = ReadonlyMap<Thread, TracedThread>;

export function tracedThreads(run: Run, trace: Trace): TracedThreads {
  const threads = new Map<Thread, TracedThread>();
  const waiting: (readonly [Thread, TracedThread])[] = [[run.root, trace.root]];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const [thread, traced] = pair;
    threads.set(thread, traced);
    const { container, state } = thread.frame ?? {};
    const open = openVisitOf(traced);
    if (container === undefined || open === undefined) continue;
    for (const inner of currentRound(open)?.threads ?? []) {
      const child =
        inner.kind === 'iteration'
          ? container.children.find(({ index }) => index === inner.index)
          : container.children.find(({ workflow }) => workflow === branchOf(inner, state?.Branches ?? []));
      if (child !== undefined) waiting.push([child, inner]);
    }
  }
  return threads;
}
