import { lambdaReturns } from '../../asl/script/scripting';
import type { TaskOutcome, TaskScript } from '../../asl/script/taskScript';
import { invalid } from '../../model/arguments';
import { TestkitError } from '../../model/testkitError';
import { takes } from './durations';
import { fillerOf } from './filler';
import { functionArn, kebab } from '../place';
import type { PlanContext } from './mode';

/** A state without what leads on from it. */
export type StateBody = Readonly<Record<string, unknown>> & { readonly Type: string };

export type NamedState = readonly [name: string, body: StateBody];

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

/** How long it takes until a scene is entered, in milliseconds. */
export function leadTime({ options, furtherEvents, place }: PlanContext): number {
  const { statesBefore = DEFAULT_BEFORE } = options;
  return fillerOf(furtherEvents, place).takes + statesBefore.length * takes.step;
}

/** A definition: Lambda tasks that succeed, the scene, Lambda tasks that would come after. */
export function workflowAround(
  scene: Scene,
  context: PlanContext,
  machineFields: Readonly<Record<string, unknown>> = {},
): { definition: object; tasks: TaskScript } {
  const { statesBefore: before = DEFAULT_BEFORE, statesAfter = DEFAULT_AFTER } = context.options;
  if (scene.leaving.length === 0) refuseUnreachable(scene, context.options.statesAfter);
  const after = scene.leaving.length === 0 ? [] : statesAfter;
  const filler = fillerOf(context.furtherEvents, context.place);
  const task = (name: string) =>
    [name, { Type: 'Task', Resource: functionArn(context.place, kebab(name)) }] satisfies NamedState;
  const leading: NamedState[] = [...filler.states, ...before.map(task)];
  const trailing = after.map(task);
  refuseTwice([...[...leading, ...trailing].map(([name]) => name), ...Object.keys(scene.states)]);
  const states = {
    ...chained(leading, { Next: scene.startAt }),
    ...sceneStates(scene, after[0]),
    ...chained(trailing, { End: true }),
  };
  return {
    definition: { ...machineFields, StartAt: leading[0]?.[0] ?? scene.startAt, States: states },
    tasks: { ...filler.tasks, ...chainTasks(before, after, context) },
  };
}

function refuseUnreachable({ states }: Scene, wanted: readonly string[] = []): void {
  if (wanted.length === 0) return;
  const what = `Nothing comes after ${Object.keys(states)
    .map((name) => `'${name}'`)
    .join(', ')}: the execution ends there.`;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what,
    found: `The option statesAfter is ${wanted.join(', ')}.`,
    hint: 'Leave statesAfter out.',
  });
}

function refuseTwice(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  const what = 'States have different names, and no other state has that of the failed one.';
  throw invalid(what, twice, 'Choose other statesBefore and statesAfter.');
}

/** Each state leads to the one after it unless it says itself where to; of a Choice it is the default. */
function chained(
  states: readonly NamedState[],
  end: { readonly Next?: string; readonly End?: true },
): Record<string, object> {
  return Object.fromEntries(
    states.map(([name, body], index) => [name, { ...leadTo(states[index + 1]?.[0], body, end), ...body }]),
  );
}

function leadTo(next: string | undefined, { Type }: StateBody, end: { readonly Next?: string }): object {
  const onwards = next === undefined ? end : { Next: next };
  return Type === 'Choice' ? { Default: onwards.Next } : onwards;
}

function sceneStates({ states, leaving }: Scene, next: string | undefined): Record<string, object> {
  const onwards = next === undefined ? { End: true } : { Next: next };
  return Object.fromEntries(
    Object.entries(states).map(([name, body]) => [name, leaving.includes(name) ? { ...body, ...onwards } : body]),
  );
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
