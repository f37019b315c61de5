import {
  fails,
  succeeds,
  type FakeStepFunctions,
  type TaskCall,
  type TaskOutcome,
  type TaskScript,
} from 'redrive-testkit';
import { newFake } from './workflows';

const MOST_REDRIVES = 40;

/** A deterministic coin per attempt, from 0 to 1: the same call always falls the same way. */
export function coin(seed: number, { stateName, mapPath, attempt, redriveCount }: TaskCall): number {
  const text = `${seed}/${stateName}/${mapPath.join('.')}/${attempt}/${redriveCount}`;
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
  return ((hash >>> 0) % 1_000) / 1_000;
}

/** Tasks that fail by chance, ever more seldom as the execution is redriven. */
export function unlucky(tasks: readonly string[], seed: number, lucky = (_call: TaskCall) => succeeds({})): TaskScript {
  const outcome = (call: TaskCall): TaskOutcome =>
    coin(seed, call) < 0.4 / (1 + call.redriveCount) ? fails('Bad.Luck', call.stateName) : lucky(call);
  return Object.fromEntries(tasks.map((name) => [name, outcome]));
}

/** What a task makes depends on where it is and what it was given, not on how often it was tried. */
export function tellingItsPlace({ stateName, mapPath, input }: TaskCall): TaskOutcome {
  return succeeds({ by: stateName, at: mapPath, bytes: JSON.stringify(input).length });
}

export function allTelling(tasks: readonly string[]): TaskScript {
  return Object.fromEntries(tasks.map((name) => [name, tellingItsPlace]));
}

export interface Run {
  readonly sfn: FakeStepFunctions;
  readonly executionArn: string;
  readonly redrives: number;
}

export function begin(definition: object, tasks: TaskScript): Run {
  const sfn = newFake();
  const { stateMachineArn } = sfn.createStateMachine({ name: 'random', definition, tasks });
  const { executionArn } = sfn.startExecution({ stateMachineArn, input: '{"order":1}' });
  return { sfn, executionArn: executionArn, redrives: 0 };
}

/** Runs a workflow, and redrives it until it has succeeded. */
export function playThrough(definition: object, tasks: TaskScript, { redrive = true } = {}): Run {
  const run = begin(definition, tasks);
  run.sfn.settle({ skipTime: true });
  return redrive ? finish(run) : run;
}

/** Redrives an execution until it has succeeded. */
export function finish({ sfn, executionArn, redrives: before }: Run): Run {
  let redrives = before;
  sfn.settle({ skipTime: true });
  while (sfn.execution(executionArn).status !== 'SUCCEEDED' && redrives < before + MOST_REDRIVES) {
    sfn.redriveExecution({ executionArn });
    sfn.settle({ skipTime: true });
    redrives += 1;
  }
  return { sfn, executionArn, redrives };
}

/** How often each state was entered. */
export function entries({ sfn, executionArn }: Run): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { stateEnteredEventDetails } of sfn.history(executionArn)) {
    const name = stateEnteredEventDetails?.name;
    if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
