import { Payload } from '../../model/json';
import { abortThread } from './endings';
import { scopeOf } from './context';
import { stateOutput } from '../data/dataFlow';
import { processorOf } from '../definition/definition';
import { append, appendLeaf, iterationDetails } from './emit';
import { failState } from './failure';
import type { Container, Thread } from './run';
import type { Step } from './step';
import { assignmentsOf, exitState, successorOf } from './transitions';

/** Takes note of a branch or iteration that has ended: starts the next, completes its container, or fails it. */
export function childEnded(parent: Step, child: Thread): void {
  const { container } = parent.frame;
  if (container === undefined || container.children[child.index] !== child) return;
  if (child.status === 'succeeded') childSucceeded(parent, container, child);
  else if (child.status === 'failed') childFailed(parent, container, child);
}

function childSucceeded(parent: Step, container: Container, child: Thread): void {
  const { frame } = parent;
  const inMap = frame.state.Type === 'Map';
  const last = inMap
    ? append(parent, 'MapIterationSucceeded', child.stem, iterationDetails(frame, child.index))
    : child.stem;
  container.remaining -= 1;
  if (container.remaining === 0) {
    parent.thread.stem = last;
    completeContainer(parent, container);
  } else if (inMap) {
    startIteration(parent, child.stem);
  }
}

/** All children have succeeded: their outputs become the result, in the order of the children. */
export function completeContainer(step: Step, container: Container): void {
  const { frame } = step;
  sayCompleted(step, container);
  const result = Payload.ofText(`[${container.children.map((child) => child.output!.text).join(',')}]`);
  const scope = scopeOf(step, { result: result.value });
  const output = stateOutput(frame.state, frame.language, frame.input.value, result.value, scope);
  const assignments = assignmentsOf(frame, scope, result.value);
  exitState(step, { output, next: successorOf(frame), passedThrough: [result], ...assignments });
}

/**
 * @assumed [redrive.completed-once] A redrive that only computes the output of a container again does not repeat that it has succeeded.
 *   Because: the event stands in the history already.
 * @reported [failure.container-output] A Parallel or Map has succeeded, and says so, before its output is computed.
 *   {measured-branch-failures}
 */
function sayCompleted(step: Step, container: Container): void {
  if (container.completedStem !== 0) return;
  container.completedStem = step.thread.stem;
  appendLeaf(step, step.frame.state.Type === 'Map' ? 'MapStateSucceeded' : 'ParallelStateSucceeded');
}

/**
 * @recorded [failure.children] Children say in the order of their index how they ended; all of it links to the event that failed the first
 *   of them. {recorded-histories}
 */
function childFailed(parent: Step, container: Container, failed: Thread): void {
  const { frame } = parent;
  const cause = failed.stem;
  for (const child of container.children) {
    if (child !== failed) {
      abortThread(parent, child, cause);
      continue;
    }
    if (frame.state.Type === 'Map') append(parent, 'MapIterationFailed', cause, iterationDetails(frame, child.index));
    // The Task that failed is still open: it was never exited.
    if (child.frame?.state.Type === 'Task') append(parent, 'TaskStateAborted', cause);
  }
  parent.thread.stem = cause;
  failState(parent, failed.failure!);
}

/**
 * Starts the next iteration that never started, if there is one.
 *
 * @recorded [map.next-iteration] With MaxConcurrency 1 an iteration links to the end of the iteration before it. {recorded-histories}
 * @assumed [map.next-iteration-of-many] With more, it links to the end of the one whose place it takes. Because: that is what lets it
 *   start.
 */
export function startIteration(step: Step, hangsOn: number): void {
  const { run, thread: map, frame } = step;
  const container = frame.container!;
  const index = container.children.length;
  const item = container.items[index];
  if (item === undefined) return;
  const thread: Thread = {
    workflow: processorOf(frame.state),
    parent: map,
    index,
    mapPath: [...map.mapPath, index],
    mapItem: { index, value: item.value },
    status: 'active',
    stem: append(step, 'MapIterationStarted', hangsOn, iterationDetails(frame, index)),
    variables: map.variables,
    next: { name: processorOf(frame.state).StartAt, input: item.input },
    entries: 0,
    epoch: 0,
  };
  container.children.push(thread);
  run.ready.push({ thread, action: 'go on', epoch: thread.epoch });
}
