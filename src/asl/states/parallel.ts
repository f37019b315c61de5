import type { Payload } from '../../model/json';
import { completeContainer } from '../engine/containers';
import { scopeOf } from '../engine/context';
import { effectiveInput } from '../data/dataFlow';
import type { Workflow } from '../definition/definition';
import { appendStem } from '../engine/emit';
import type { Thread } from '../engine/run';
import type { Step } from '../engine/step';
import { payloadOf } from '../engine/transitions';

/** Starts all branches; on a retry they start over. */
export function executeParallel(step: Step): void {
  const { run, thread, frame } = step;
  if (frame.container?.remaining === 0) return completeContainer(step, frame.container);
  const input = branchInput(step);
  const startedId = appendStem(step, 'ParallelStateStarted');
  const branches = frame.state.Branches!;
  const children = branches.map((workflow, index) => newBranch(thread, workflow, index, input, startedId));
  frame.container = {
    items: [],
    startedId,
    concurrency: branches.length,
    children,
    remaining: branches.length,
    completedStem: 0,
  };
  for (const child of children) run.ready.push({ thread: child, action: 'go on', epoch: child.epoch });
}

/** What each branch of the open Parallel is given. */
export function branchInput(step: Step): Payload {
  const { frame } = step;
  return payloadOf(effectiveInput(frame.state, frame.language, scopeOf(step)), [frame.input]);
}

function newBranch(parent: Thread, workflow: Workflow, index: number, input: Payload, stem: number): Thread {
  return {
    workflow,
    parent,
    index,
    mapPath: parent.mapPath,
    ...(parent.mapItem === undefined ? {} : { mapItem: parent.mapItem }),
    status: 'active',
    stem,
    variables: parent.variables,
    next: { name: workflow.StartAt, input },
    entries: 0,
    epoch: 0,
  };
}
