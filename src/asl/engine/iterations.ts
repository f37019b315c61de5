import type { EventDetails } from '../../model/historyEvent';
import { processorOf } from '../definition/definition';
import { append } from './emit';
import type { Frame, Thread } from './run';
import type { Step } from './step';

/** `{name, index}`: the name is that of the Map state (recorded). */
export function iterationDetails(frame: Frame, index: number): EventDetails {
  return { name: frame.name, index };
}

/**
 * Starts the next iteration that never started, if there is one. Recorded: with MaxConcurrency 1 it hangs on the end of the iteration
 * before it. assumed: with more, on the end of the one whose place it takes.
 */
export function startIteration(step: Step, hangsOn: number): void {
  const { run, thread: map, frame } = step;
  const container = frame.container!;
  const index = container.children.length;
  const item = container.items[index];
  if (item === undefined) return;
  const thread: Thread = {
    region: processorOf(frame.state),
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
