import type { DescribeExecutionOutput, ExecutionListItem, HistoryEvent } from '@aws-sdk/client-sfn';
import { hashOf } from '../model/hash';
import { toSdkEvent } from '../model/historyEvent';
import { markHistory, markShown } from '../model/shownValue';
import { TestkitError } from '../model/testkitError';
import { executionStatusChangeEvent, type ExecutionStatusChangeEvent } from '../service/control/statusChangeEvent';
import { describeShape, listItemShape } from '../service/executions/executionShapes';
import { resolveOptions } from '../service/options';
import { ServiceCore } from '../service/serviceCore';
import { DEFAULT_VIRTUAL_START, epochMilliseconds, virtualClock } from '../time/clock';
import { makeExecution } from './modeExecution';
import { entryOf } from './modeOf';
import type { ExecutionRecipe } from './recipe';

/** An execution of the catalogue as the operations answer it; all of it agrees. */
export interface BuiltExecution {
  /** What DescribeExecution answers. */
  readonly description: DescribeExecutionOutput;
  /** What ListExecutions has of it. */
  readonly listItem: ExecutionListItem;
  /** What GetExecutionHistory answers, all pages. */
  readonly history: HistoryEvent[];
  /** The event of EventBridge about its last change of status. */
  readonly statusChangeEvent: ExecutionStatusChangeEvent;
}

/** What time it is where executions are built without a fake. */
const NOW = epochMilliseconds(DEFAULT_VIRTUAL_START);

/** What private fakes begin as where no other is given. Nothing ever happens in it. */
let blank: ServiceCore | undefined;

/** The n-th execution of a recipe, as a fake of its own shows it. */
export function buildExecution(
  recipe: ExecutionRecipe,
  sequence: number,
  { randomSeed = 1, andRedriven = false }: { randomSeed?: number; andRedriven?: boolean } = {},
): BuiltExecution {
  if (recipe.options.stateMachine !== undefined) throw ownMachine();
  blank ??= new ServiceCore(resolveOptions({ clock: virtualClock() }));
  const { fake, record } = makeExecution(recipe, sequence, {
    base: blank,
    // Of some modes there are executions in earlier years only.
    now: Math.min(NOW, entryOf(recipe.mode).latestNow ?? NOW),
    latest: Infinity,
    randomSeed: hashOf(`${randomSeed} ${recipe.mode} ${sequence}`),
    andRedriven,
  });
  const description = describeShape(record, fake.circumstances());
  return {
    description: markShown(description, 'execution', true),
    listItem: markShown(listItemShape(record), 'execution', true),
    history: markHistory(record.run.events.map(toSdkEvent), true),
    statusChangeEvent: executionStatusChangeEvent(description),
  };
}

function ownMachine(): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'A state machine of your own is only there in a fake.',
    hint: 'Use sfn.seed(failedExecution(…)), then sfn.history(…) or sfn.execution(…); or leave stateMachine out.',
  });
}
