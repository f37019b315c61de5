import type { Frame, Thread } from '../asl/engine/run';
import { TestkitError } from '../model/testkitError';
import { deepCopy } from '../service/deepCopy';
import { configurationOf } from '../service/machines/machineConfiguration';
import { capturedMapRun } from '../service/mapRuns/captured';
import { ensureActivity } from '../service/operations/createActivity';
import type { OperationContext } from '../service/operations/operationContext';
import {
  newRecord,
  nextSequence,
  type ExecutionRecord,
  type StateMachineRecord,
  type StateMachineRevision,
} from '../service/store';
import type { CapturedExecution } from './capturedExecution';

/** Puts a captured execution into the fake, with all its dates shifted, so that a test with it does not age. */
export function seedCaptured(captured: CapturedExecution, context: OperationContext): ExecutionRecord {
  const { store, now } = context;
  const run = deepCopy(captured.run);
  refuseReused(run.executionArn, store.executions.has(run.executionArn));
  shift(run, now - captured.stoppedAgo - run.time);
  const revision = revisionOf(captured, run.startDate);
  const machine = ensureMachine(captured, revision, context);
  for (const arn of captured.machine.activities) ensureActivity(arn, store, machine.creationDate);
  const record = newRecord(run, nextSequence(store), { revision });
  store.executions.set(record.run.executionArn, record);
  if (run.status === 'RUNNING') store.open.add(record.run.executionArn);
  forEachFrame(run, (frame) => {
    const mapRun = capturedMapRun(run, frame, frame.enteredAt);
    if (mapRun === undefined) return;
    store.mapRuns.set(mapRun.arn, mapRun);
    record.mapRuns.push(mapRun.arn);
  });
  return record;
}

function refuseReused(executionArn: string, exists: boolean): void {
  if (!exists) return;
  throw new TestkitError({
    code: 'RECIPE_REUSED',
    what: 'This captured execution is in the fake already.',
    found: `There is ${executionArn}.`,
    hint: 'Seed it once; take a catalogue recipe for many executions of one kind.',
  });
}

/** Moves all dates of a run by so many milliseconds. What its payloads say stays. */
function shift(run: CapturedExecution['run'], by: number): void {
  run.startDate += by;
  run.time += by;
  if (run.stopDate !== undefined) run.stopDate += by;
  if (run.redriveDate !== undefined) run.redriveDate += by;
  run.events = run.events.map((event) => ({ ...event, at: event.at + by }));
  forEachFrame(run, (frame, thread) => (thread.frame = { ...frame, enteredAt: frame.enteredAt + by }));
}

function forEachFrame({ root }: CapturedExecution['run'], visit: (frame: Frame, thread: Thread) => void): void {
  const threads: Thread[] = [root];
  for (let thread = threads.pop(); thread !== undefined; thread = threads.pop()) {
    if (thread.frame === undefined) continue;
    visit(thread.frame, thread);
    for (const child of thread.frame.container?.children ?? []) threads.push(child);
  }
}

function revisionOf({ machine, run }: CapturedExecution, startDate: number): StateMachineRevision {
  return {
    definitionText: machine.definitionText,
    definition: run.definition,
    roleArn: run.roleArn,
    updateDate: startDate,
    ...configurationOf({}),
  };
}

/** The captured machine; if one of its name is there, the captured revision is an older one of it. */
function ensureMachine(
  { machine: { name, definitionText }, run }: CapturedExecution,
  revision: StateMachineRevision,
  { store }: OperationContext,
): StateMachineRecord {
  const known = store.stateMachines.get(run.machineArn);
  if (known !== undefined) {
    if (known.revisions.every((each) => each.definitionText !== definitionText)) known.revisions.unshift(revision);
    return known;
  }
  const machine: StateMachineRecord = {
    arn: run.machineArn,
    name,
    type: 'STANDARD',
    creationDate: run.startDate,
    revisions: [revision],
    versions: [],
    nextVersion: 1,
    aliases: [],
    tags: {},
    tasks: new Map(),
    itemReaders: new Map(),
    resultWriters: new Map(),
  };
  store.stateMachines.set(machine.arn, machine);
  return machine;
}
