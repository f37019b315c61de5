import { parseResource } from '../asl/definition/resource';
import { activityArn, roleArn, stateMachineArn, type Location } from '../model/arn';
import { RefusalSignal } from '../model/outcome';
import { TestkitError } from '../model/testkitError';
import { arnOf, unknownResource } from '../service/guards';
import { requireStateMachine } from '../service/executions/lookup';
import { chooseRevision, type Chosen } from '../service/machines/routing';
import { currentRevision } from '../service/machines/versions';
import { ensureActivity } from '../service/operations/createActivity';
import { createStateMachine } from '../service/operations/createStateMachine';
import type { OperationContext } from '../service/operations/operationContext';
import type { StateMachineRecord } from '../service/store';
import { putScripts } from '../service/machines/scripts';
import { stateNames, statesOf, unknownState } from '../service/machines/states';
import { misfit } from './modeOf';
import type { ModeEntry, Plan } from './modes/mode';
import type { ExecutionRecipe } from './recipe';

/** A state machine, and the revision of it that is run. */
export interface SeededMachine {
  readonly machine: StateMachineRecord;
  readonly chosen: Chosen;
}

/** The state machine of a recipe's executions: the user's own, or the mode's, which is created if it is not there yet. */
export function seededMachine(
  recipe: ExecutionRecipe,
  entry: ModeEntry,
  plan: Plan,
  context: OperationContext,
): SeededMachine {
  const { stateMachine } = recipe.options;
  if (stateMachine !== undefined) return ownMachine(recipe, entry, context);
  const machine = catalogueMachine(recipe, plan, context);
  return { machine, chosen: { revision: currentRevision(machine) } };
}

function ownMachine({ options, mode }: ExecutionRecipe, entry: ModeEntry, context: OperationContext): SeededMachine {
  const { stateMachine, state = '' } = options;
  const found = namedMachine(arnOf('stateMachineArn', stateMachine), context);
  const { machine, chosen } = found;
  const run = { revisions: [chosen.revision] };
  const tasks = stateNames(run, ({ Type }) => Type === 'Task');
  const resource = statesOf(run).get(state)?.Resource;
  if (resource === undefined || !tasks.includes(state)) {
    throw noTask(machine, state, statesOf(run).get(state)?.Type) ?? unknownState(machine, state, tasks, 'Task state');
  }
  if (entry.fitsTask?.(parseResource(resource)) !== true) {
    throw misfit(`Task '${state}' cannot be unsuccessful as mode '${mode}' says.`, resource);
  }
  return found;
}

/** A state that is there, but what it comes to cannot be chosen. */
function noTask({ name }: StateMachineRecord, state: string, type: string | undefined): TestkitError | undefined {
  if (type === undefined) return undefined;
  return new TestkitError({
    code: 'STATE_UNKNOWN',
    what: `State '${state}' of '${name}' is a ${type}: the unsuccessful state of your own machine has to be a Task.`,
    hint: 'Name a Task, or take a past run in which that state fails by its input: executionOf(machine, { input }).',
  });
}

/** A machine by its ARN, also with a version or an alias: what a start with that ARN would run. */
export function namedMachine(text: string | undefined, context: OperationContext): SeededMachine {
  try {
    const { machine, arn } = requireStateMachine(text ?? '', context);
    return { machine, chosen: chooseRevision(machine, arn, text ?? '', context) };
  } catch (signal) {
    if (!(signal instanceof RefusalSignal)) throw signal;
    throw unknownResource('state machine', text, [...context.store.stateMachines.values()].flatMap(arnsOf));
  }
}

const arnsOf = ({ arn, versions, aliases }: StateMachineRecord): string[] => [
  arn,
  ...[...versions, ...aliases].map((each) => each.arn),
];

function catalogueMachine(recipe: ExecutionRecipe, plan: Plan, context: OperationContext): StateMachineRecord {
  if (plan.machine === undefined) throw new Error(`mode '${recipe.mode}' brings no state machine`);
  const { definition, type = 'STANDARD', tasks, activities = [] } = plan.machine;
  const text = JSON.stringify(definition);
  const name = freeName(recipe, { text, type }, context);
  const arn = stateMachineArn({ ...placeOf(context), stateMachineName: name });
  const known = context.store.stateMachines.get(arn);
  if (known !== undefined) return known;
  const role = roleArn(context, 'redrive-testkit');
  createStateMachine.perform({ name, definition: text, type, roleArn: role }, context);
  for (const activity of activities)
    ensureActivity(activityArn({ ...placeOf(context), activityName: activity }), context.store, context.now);
  const machine = context.store.stateMachines.get(arn)!;
  putScripts(machine, { tasks });
  return machine;
}

/** The name, or unless the test has chosen it the name with a number, that stands for this definition or for none yet. */
function freeName(
  { options, mode }: ExecutionRecipe,
  { text, type }: { text: string; type: string },
  context: OperationContext,
): string {
  const { stateMachineName } = options;
  for (let count = 1; ; count += 1) {
    const name = stateMachineName ?? (count === 1 ? mode : `${mode}-${count}`);
    const machine = context.store.stateMachines.get(stateMachineArn({ ...placeOf(context), stateMachineName: name }));
    if (machine === undefined) return name;
    const isSame = machine.type === type && currentRevision(machine).definitionText === text;
    if (isSame && machine.deletedAt === undefined) return name;
    if (stateMachineName !== undefined) throw otherMachine(stateMachineName);
  }
}

function otherMachine(name: string): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `There is another state machine '${name}' already.`,
    found: 'Its definition is not the one that this recipe brings.',
    hint: "Choose another stateMachineName, or put the execution into that machine: { stateMachine, state: 'ChargeCard' }.",
  });
}

const placeOf = ({ partition, region, account }: Location): Location => ({ partition, region, account });
