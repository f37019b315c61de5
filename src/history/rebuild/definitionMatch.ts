import {
  processorOf,
  statesWithin,
  type Definition,
  type Workflow,
  type StateDefinition,
} from '../../asl/definition/definition';
import { parseResource } from '../../asl/definition/resource';
import { textOf, type StateVisit, type TracedThread, type Trace, type TracedEvent } from '../trace';
import { TestkitError } from '../../model/testkitError';

/** Refuses a definition in which the states that were entered are not there, or not as they were. */
export function refuseOtherDefinition({ root }: Trace, definition: Definition): void {
  refuseOtherWorkflow(root, definition);
}

/** The same for a history whose ids were masked: in which branch a state was entered is not known then. */
export function refuseUnknownStates({ visits }: Trace, definition: Definition): void {
  const known = new Map(statesWithin(definition));
  const unknown = visits.find(({ name }) => !known.has(name));
  if (unknown === undefined) return;
  throw foreign(
    unknown.entered,
    `there is no state '${unknown.name}' in the definition, but ${[...known.keys()].join(', ')}`,
  );
}

function refuseOtherWorkflow(thread: TracedThread, workflow: Workflow): void {
  for (const visit of thread.visits) {
    const { name, type, entered } = visit;
    const state = Object.hasOwn(workflow.States, name) ? workflow.States[name] : undefined;
    if (state === undefined) {
      const there = Object.keys(workflow.States).join(', ');
      throw foreign(entered, `there is no state '${name}' in the definition, but ${there}`);
    }
    if (state.Type !== type) {
      throw foreign(entered, `'${name}' is a ${state.Type} in the definition`);
    }
    refuseOtherTask(visit, state);
    refuseOtherWay(visit, state);
    for (const inner of visit.rounds.flatMap(({ threads }) => threads)) {
      refuseOtherWorkflow(inner, workflowOfThread(inner, state));
    }
  }
}

/** The workflow that a branch or an iteration runs. */
export function workflowOfThread(thread: TracedThread, container: StateDefinition): Workflow {
  return thread.kind === 'iteration' ? processorOf(container) : branchOf(thread, container.Branches ?? []);
}

/** The branch of a Parallel that a thread runs: the one that has its first state. */
export function branchOf(thread: TracedThread, branches: readonly Workflow[]): Workflow {
  const first = thread.visits[0]?.name ?? '';
  const branch = branches.find(({ States }) => Object.hasOwn(States, first));
  if (branch !== undefined) return branch;
  const event = thread.visits[0]?.entered ?? thread.started;
  throw foreign(event, `no branch of the definition begins with '${first}'`);
}

const SCHEDULED = /^(Task|LambdaFunction|Activity)Scheduled$/;
const FAMILY = { Task: 'service', LambdaFunction: 'lambda', Activity: 'activity' } as const;

function refuseOtherTask({ entered, latest, name }: StateVisit, { Resource = '' }: StateDefinition): void {
  const scheduled = scheduledOf(latest, entered);
  if (scheduled === undefined) return;
  const { kind, resource, resourceType } = parseResource(Resource);
  const family = SCHEDULED.exec(scheduled.type)?.[1] as keyof typeof FAMILY;
  const isSame =
    FAMILY[family] === kind &&
    (kind !== 'service' ||
      (textOf(scheduled, 'resource') === resource && textOf(scheduled, 'resourceType') === resourceType));
  if (!isSame) throw foreign(scheduled, `the Resource of '${name}' is ${Resource}`);
}

/** The newest *Scheduled event of a Task. */
export function scheduledOf(
  latest: StateVisit['latest'],
  entered: StateVisit['entered'],
): StateVisit['latest'] | undefined {
  for (let event: typeof latest | undefined = latest; event !== undefined && event !== entered; event = event.before) {
    if (SCHEDULED.test(event.type)) return event;
  }
  return undefined;
}

function refuseOtherWay({ thread, rank, name }: StateVisit, state: StateDefinition): void {
  const next = thread.visits[rank + 1];
  if (next === undefined) return;
  const ways = [
    state.Next,
    state.Default,
    ...(state.Choices ?? []).map(({ Next }) => Next),
    ...(state.Catch ?? []).map(({ Next }) => Next),
  ].filter((way) => way !== undefined);
  if (ways.includes(next.name)) return;
  throw foreign(next.entered, `'${name}' leads to ${ways.join(', ') || 'an end'}`);
}

function foreign(event: TracedEvent | undefined, what: string): TestkitError {
  const which = `event #${event?.id ?? '?'} ${event?.type ?? ''}`;
  return new TestkitError({
    code: 'HISTORY_INVALID',
    what: `This history is not of this definition: ${which} breaks the rule import.definition.`,
    found: `Event #${event?.id ?? '?'}: ${what}.`,
    hint: 'Pass the definition that this execution ran: `aws stepfunctions describe-state-machine-for-execution --execution-arn …`.',
  });
}
