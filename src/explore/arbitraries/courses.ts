import type { Arbitrary } from 'fast-check';
import { fc } from './peer';
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { TaskScript } from '../../asl/script/taskScript';
import { createUncountedFake } from '../../service/createFake';
import { virtualClock } from '../../time/clock';
import { callOf, toStringMethod } from './code';
import { taskScripts, type TaskScriptOptions } from './scripts';
import { workflows, type WorkflowOptions } from './workflows';

/** What an execution is made of: a workflow, what its tasks come to, and how often it is redriven. */
export interface HistoryCourse {
  readonly definition: object;
  readonly tasks: TaskScript;
  /** Default: 0. An execution that has succeeded is not redriven. */
  readonly redrives?: number;
  readonly input?: unknown;
}

/** Input of generated executions: Maps of workflows in JSONPath take their items from it. */
const INPUT = { items: [0, 1] };

/**
 * The history of an execution that takes this course: what `histories()` prints runs again with it.
 *
 * @example
 * const events = historyOf({ definition, tasks: { Charge: [fails('Card.Declined'), succeeds()] }, redrives: 1 });
 */
export function historyOf({ definition, tasks, redrives = 0, input = INPUT }: HistoryCourse): HistoryEvent[] {
  const sfn = createUncountedFake({ clock: virtualClock() });
  const { stateMachineArn } = sfn.createStateMachine({ name: 'generated', definition, tasks });
  const { executionArn } = sfn.startExecution({ stateMachineArn, name: 'generated', input: JSON.stringify(input) });
  for (let left = redrives; ; left -= 1) {
    sfn.settle({ skipTime: true });
    const { status } = sfn.execution(executionArn);
    if (left === 0 || status === 'SUCCEEDED' || status === 'RUNNING') return sfn.history(executionArn);
    sfn.redriveExecution({ executionArn });
  }
}

/** What generated histories may contain. */
export interface HistoryOptions extends WorkflowOptions, TaskScriptOptions {
  /** How many redrives at most. Default: 2. */
  readonly redrives?: number;
}

/**
 * Histories of generated workflows, redriven or not, as GetExecutionHistory answers them. They shrink with their workflow, and print as the call of
 * `historyOf` that makes them.
 *
 * @example
 * fc.assert(fc.property(histories(), (events) => summarize(events).failures >= 0));
 */
export function histories({ redrives = 2, ...options }: HistoryOptions = {}): Arbitrary<HistoryEvent[]> {
  return workflows({ ...options, callbacks: false }).chain(({ definition, tasks }) =>
    fc()
      .tuple(taskScripts(tasks, options), fc().nat({ max: redrives }))
      .map(([script, times]) => {
        const course = { definition, tasks: script, redrives: times };
        return printing(historyOf(course), () => callOf('historyOf', course));
      }),
  );
}

/** An array stays one: it only prints differently. */
function printing(events: HistoryEvent[], code: () => string): HistoryEvent[] {
  return Object.defineProperty(events, toStringMethod, { value: code, enumerable: false });
}
