import { lambdaReturns } from '../../asl/scripting';
import type { TaskOutcome, TaskScript } from '../../asl/taskScript';
import { takes } from './durations';
import { functionArn, kebab } from '../place';
import type { PlanContext } from './mode';

/** A state without what leads on from it. */
export type StateBody = Readonly<Record<string, unknown>> & { readonly Type: string };

/** The part of a workflow that a mode is about: its states, where it is entered, and which of them lead on. */
export interface Scene {
  readonly states: Readonly<Record<string, StateBody>>;
  readonly startAt: string;
  /** States that lead to what comes after; those that end by themselves are not among them. */
  readonly leaving: readonly string[];
}

/** A scene of one state. */
export function sceneOf(name: string, body: StateBody): Scene {
  return { states: { [name]: body }, startAt: name, leaving: [name] };
}

const DEFAULT_BEFORE = ['ReserveStock'];
const DEFAULT_AFTER = ['ShipOrder'];

/** A definition: Lambda tasks that succeed, the scene, Lambda tasks that would come after. */
export function workflowAround(
  scene: Scene,
  context: PlanContext,
  machineFields: Readonly<Record<string, unknown>> = {},
): { definition: object; tasks: TaskScript } {
  const { statesBefore: before = DEFAULT_BEFORE, statesAfter: after = DEFAULT_AFTER } = context.options;
  const task = (name: string): StateBody => ({ Type: 'Task', Resource: functionArn(context.place, kebab(name)) });
  const [first, next] = [[...before, scene.startAt], after[0]];
  const states: Record<string, object> = {};
  before.forEach((name, index) => (states[name] = { ...task(name), Next: first[index + 1] }));
  for (const [name, body] of Object.entries(scene.states)) {
    states[name] = scene.leaving.includes(name)
      ? { ...body, ...(next === undefined ? { End: true } : { Next: next }) }
      : body;
  }
  after.forEach((name, index) => {
    const following = after[index + 1];
    states[name] = { ...task(name), ...(following === undefined ? { End: true } : { Next: following }) };
  });
  return {
    definition: { ...machineFields, StartAt: first[0], States: states },
    tasks: chainTasks(before, after, context),
  };
}

/** Each step hands on what it was given, and what it has found out. */
function chainTasks(before: readonly string[], after: readonly string[], { payloads, input }: PlanContext): TaskScript {
  let handed = input;
  const tasks: Record<string, TaskOutcome> = {};
  for (const name of [...before, ...after]) {
    handed = payloads.result(name, handed);
    // What comes after the failure is run in the test: it must not wait for its clock.
    tasks[name] = lambdaReturns(handed, before.includes(name) ? { after: takes.step } : {});
  }
  return tasks;
}
