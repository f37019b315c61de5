import { parseResource, startsExecution } from '../../asl/definition/resource';
import {
  writes,
  type ItemReaderOutcome,
  type MapRunCall,
  type ResultWriterOutcome,
} from '../../asl/script/mapRunScript';
import { lambdaReturns, succeeds } from '../../asl/script/scripting';
import type { TaskCall, TaskOutcome } from '../../asl/script/taskScript';
import { stringifyJson, toJson } from '../../model/json';
import { executionArn as arnOf, locationOf } from '../../model/arn';
import { coreOf, type FakeStepFunctions } from '../../service/fakeStepFunctions';
import type { StateMachineRecord } from '../../service/store';
import type { MapRunScripts } from '../../service/machines/scripts';
import { stateNames, statesOf, unknownState } from '../../service/machines/states';
import { inOrder, outcomeOfFault, outcomeOfMapRunFault, type PlannedFault } from './faults';
import type { HealthyReader, HealthyTask, HealthyWriter, ResolvedExplorationOptions } from './options';

/** An error that no retrier or catcher of a workflow names, but for `States.ALL` and `States.TaskFailed`. */
const PLACED_ERROR = 'Explored.Failure';

const HALF = 0.5;

type PlannedTaskFault = Extract<PlannedFault, { readonly attempt: number }>;
type PlannedMapRunFault = Extract<PlannedFault, { readonly call: number }>;

/** The fault that is planned for the n-th attempt of all. */
export function faultAt(plan: readonly PlannedFault[], number: number): PlannedTaskFault | undefined {
  return plan.find((each): each is PlannedTaskFault => 'attempt' in each && each.attempt === number);
}

export function plannedOutcome(
  fault: PlannedTaskFault | undefined,
  number: number,
  healthy: HealthyTask,
  call: TaskCall,
): TaskOutcome {
  if (fault !== undefined) return outcomeOfFault(fault.kind, PLACED_ERROR, fault.after + HALF);
  return inOrder(typeof healthy === 'function' ? healthy(call) : healthy, number);
}

/** What the n-th call of an ItemReader comes to, of all calls of readers and writers. */
export function readerOutcome(
  plan: readonly PlannedFault[],
  number: number,
  healthy: HealthyReader,
  call: MapRunCall,
): ItemReaderOutcome | TaskOutcome {
  const kind = mapRunFaultAt(plan, number)?.kind;
  if (kind === 'reader-fails') return outcomeOfMapRunFault(kind);
  return typeof healthy === 'function' ? healthy(call) : healthy;
}

/** What the n-th call of a ResultWriter comes to, of all calls of readers and writers. */
export function writerOutcome(
  plan: readonly PlannedFault[],
  number: number,
  healthy: HealthyWriter,
  call: MapRunCall,
): ResultWriterOutcome | TaskOutcome {
  const kind = mapRunFaultAt(plan, number)?.kind;
  if (kind === 'writer-refused' || kind === 'writer-fails') return outcomeOfMapRunFault(kind);
  return typeof healthy === 'function' ? healthy(call) : healthy;
}

function mapRunFaultAt(plan: readonly PlannedFault[], number: number): PlannedMapRunFault | undefined {
  return plan.find((each): each is PlannedMapRunFault => 'call' in each && each.call === number);
}

/** Who answers in the place of the workflow's tasks, readers and writers. */
export interface WorkflowAnswers {
  task(call: TaskCall, healthy: HealthyTask): TaskOutcome;
  reader(call: MapRunCall, healthy: HealthyReader): ItemReaderOutcome | TaskOutcome;
  writer(call: MapRunCall, healthy: HealthyWriter): ResultWriterOutcome | TaskOutcome;
}

/** The workflow as a state machine of the fake, with everything that answers it under the search's control. */
export function createWorkflow(
  sfn: FakeStepFunctions,
  options: ResolvedExplorationOptions,
  answering: WorkflowAnswers,
): StateMachineRecord {
  const { definition, definitionSubstitutions, itemReaders, resultWriters, tasks } = options;
  const output = sfn.createStateMachine({
    name: unusedName(sfn),
    definition,
    ...(definitionSubstitutions === undefined ? {} : { definitionSubstitutions }),
    tasks,
    itemReaders,
    resultWriters,
  });
  const machine = coreOf(sfn).store.stateMachines.get(output.stateMachineArn)!;
  const known = stateNames(machine, ({ Type }) => Type === 'Task');
  for (const name of Object.keys(options.idempotencyKey))
    if (!known.includes(name)) throw unknownState(machine, name, known, 'Task state');
  const tracked: Record<string, (call: TaskCall) => TaskOutcome> = {};
  for (const [name, state] of statesOf(machine)) {
    if (state.Type !== 'Task') continue;
    const resource = parseResource(state.Resource!);
    const given = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
    // What it starts is run in the fake.
    if (given === undefined && startsExecution(resource) && coreOf(sfn).store.stateMachines.size > 1) continue;
    const healthy = given ?? (resource.resourceType === 'lambda' ? lambdaReturns() : succeeds());
    tracked[name] = (call) => answering.task(call, healthy);
  }
  sfn.script(output, tracked, mapRunScripts(machine, options, answering));
  return machine;
}

/** Readers are asked where the search knows what they read, writers wherever results are exported. */
function mapRunScripts(
  machine: StateMachineRecord,
  { itemReaders, resultWriters }: ResolvedExplorationOptions,
  answering: WorkflowAnswers,
): Required<MapRunScripts> {
  const readers: Record<string, (call: MapRunCall) => ItemReaderOutcome | TaskOutcome> = {};
  const writers: Record<string, (call: MapRunCall) => ResultWriterOutcome | TaskOutcome> = {};
  for (const [name, healthy] of Object.entries(itemReaders)) readers[name] = (call) => answering.reader(call, healthy);
  for (const [name, { ResultWriter }] of statesOf(machine)) {
    if (ResultWriter?.['Resource'] === undefined) continue;
    const healthy = (Object.hasOwn(resultWriters, name) ? resultWriters[name] : undefined) ?? writes();
    writers[name] = (call) => answering.writer(call, healthy);
  }
  return { itemReaders: readers, resultWriters: writers };
}

/** Puts the execution of a course into a fake, as it was when it closed for the first time. */
export function putInto(
  sfn: FakeStepFunctions,
  options: ResolvedExplorationOptions,
  plan: readonly PlannedFault[],
): { executionArn: string } {
  let attempts = 0;
  let calls = 0;
  const machine = createWorkflow(sfn, options, {
    task: (call, healthy) => {
      attempts += 1;
      return plannedOutcome(faultAt(plan, attempts), attempts, healthy, call);
    },
    reader: (call, healthy) => readerOutcome(plan, (calls += 1), healthy, call),
    writer: (call, healthy) => writerOutcome(plan, (calls += 1), healthy, call),
  });
  const executionArn = startWorkflow(sfn, machine, options, plan);
  sfn.settle({ skipTime: true });
  return { executionArn };
}

/** `workflow`, or with a number where a fake has that already. */
function unusedName(sfn: FakeStepFunctions): string {
  const names = new Set([...coreOf(sfn).store.stateMachines.values()].map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? 'workflow' : `workflow-${number}`;
    if (!names.has(name)) return name;
  }
}

const NAME = 'explored';

/** The ARN of the execution that is explored. */
export function exploredArn({ arn, name }: StateMachineRecord): string {
  return arnOf({ ...locationOf(arn), stateMachineName: name, executionName: NAME });
}

export function startWorkflow(
  sfn: FakeStepFunctions,
  machine: StateMachineRecord,
  { input }: ResolvedExplorationOptions,
  plan: readonly PlannedFault[],
): string {
  const stop = plan.find((fault) => fault.kind === 'stopped');
  const { env } = coreOf(sfn).driver;
  const executionArn = exploredArn(machine);
  env.stop = stop === undefined ? undefined : { executionArn, eventId: stop.events + 1 };
  sfn.startExecution({ stateMachineArn: machine.arn, name: NAME, input: stringifyJson(toJson(input)) });
  return executionArn;
}
