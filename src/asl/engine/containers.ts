import { Payload } from '../../model/json';
import { abortThread } from './abort';
import { openFrame, scopeOf } from './context';
import { stateOutput } from '../data/dataFlow';
import { append, appendLeaf } from './emit';
import type { Environment } from './environment';
import { failState } from './failure';
import { iterationDetails, startIteration } from './iterations';
import type { Container, Run, Thread } from './run';
import { assignmentsOf, exitState, successorOf } from './transitions';

/** Takes note of a branch or iteration that has ended: starts the next, completes its container, or fails it. */
export function childEnded(run: Run, env: Environment, child: Thread): void {
  const parent = child.parent!;
  const container = parent.frame?.container;
  if (container === undefined || container.children[child.index] !== child) return;
  if (child.status === 'succeeded') childSucceeded(run, env, parent, container, child);
  else if (child.status === 'failed') childFailed(run, env, parent, container, child);
}

function childSucceeded(run: Run, env: Environment, parent: Thread, container: Container, child: Thread): void {
  const frame = openFrame(parent);
  const inMap = frame.state.Type === 'Map';
  const last = inMap
    ? append(run, env, 'MapIterationSucceeded', child.stem, iterationDetails(frame, child.index))
    : child.stem;
  container.remaining -= 1;
  if (container.remaining === 0) {
    parent.stem = last;
    completeContainer(run, env, parent, container);
  } else if (inMap) {
    startIteration(run, env, parent, child.stem);
  }
}

/** All children have succeeded: their outputs become the result, in the order of the children. */
export function completeContainer(run: Run, env: Environment, thread: Thread, container: Container): void {
  const frame = openFrame(thread);
  sayCompleted(run, env, thread, container);
  const result = Payload.ofText(`[${container.children.map((child) => child.output!.text).join(',')}]`);
  const scope = scopeOf(run, env, thread, { result: result.value });
  const output = stateOutput(frame.state, frame.language, frame.input.value, result.value, scope);
  const assignments = assignmentsOf(frame, scope, result.value);
  exitState(run, env, thread, { output, next: successorOf(frame), passedThrough: [result], ...assignments });
}

/** Once: a redrive that only computes the output again does not repeat it (assumed). */
function sayCompleted(run: Run, env: Environment, thread: Thread, container: Container): void {
  if (container.completedStem !== 0) return;
  container.completedStem = thread.stem;
  appendLeaf(run, env, thread, openFrame(thread).state.Type === 'Map' ? 'MapStateSucceeded' : 'ParallelStateSucceeded');
}

/** Recorded: children say in order how they ended; all of it hangs on the event that failed the first of them. */
function childFailed(run: Run, env: Environment, parent: Thread, container: Container, failed: Thread): void {
  const frame = openFrame(parent);
  const cause = failed.stem;
  for (const child of container.children) {
    if (child !== failed) {
      abortThread(run, env, child, cause);
      continue;
    }
    if (frame.state.Type === 'Map') append(run, env, 'MapIterationFailed', cause, iterationDetails(frame, child.index));
    // The Task that failed is still open: it was never exited.
    if (child.frame?.state.Type === 'Task') append(run, env, 'TaskStateAborted', cause);
  }
  parent.stem = cause;
  failState(run, env, parent, failed.failure!);
}
