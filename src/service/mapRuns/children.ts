import type { RunIdentity } from '../../asl/engine/run';
import { executionArn, expressArn, locationOf } from '../../model/arn';
import { exceedsThreshold, mapRunTexts } from '../../rules/mapRunCourse';
import type { OperationContext } from '../operations/operationContext';
import { nextSequence, type ExecutionRecord } from '../store';
import { denialOf } from './denial';
import { endMapRun } from './endings';
import type { MapRunRecord } from './record';

/**
 * Fills the free places: first with the children that are to be redriven, then with those that never started (recorded). Recorded: the
 * place of a child is filled once more before its failure is acted upon.
 */
export function fillPlaces(record: MapRunRecord, at: number, context: OperationContext): void {
  record.isBusy = true;
  for (let started = Infinity; started > 0 && record.outcome === undefined;) {
    const places = concurrencyOf(record, context) - record.running;
    for (started = 0; started < places && hasNext(record) && beginNext(record, at, context);) started += 1;
    if (record.outcome === undefined && isExceeded(record)) giveUp(record, at, context);
    if (record.denial !== undefined) break;
  }
  record.isBusy = false;
}

function concurrencyOf({ maxConcurrency }: MapRunRecord, { limits }: OperationContext): number {
  return maxConcurrency === 0 ? limits.mapRunConcurrency : Math.min(maxConcurrency, limits.mapRunConcurrency);
}

function hasNext({ toRedrive, children, plan }: MapRunRecord): boolean {
  return toRedrive.length > 0 || children.length < plan.childInputs.length;
}

/** Starts or redrives the next child. Recorded: if the role may not, nothing else is begun, and some seconds later the Map Run fails. */
function beginNext(record: MapRunRecord, at: number, context: OperationContext): boolean {
  const parent = context.store.executions.get(record.executionArn)!;
  const index = record.toRedrive.at(-1);
  const child = index === undefined ? undefined : context.store.executions.get(record.children[index]!)!;
  const denial = record.denial ?? denialOf(parent, child, context);
  if (denial !== undefined) {
    if (record.denial === undefined) waitBeforeGivingUp(record, parent, at, context);
    record.denial = denial;
    return false;
  }
  if (!record.hasBegun) context.driver.noteChildren(parent, record.arn);
  record.hasBegun = true;
  record.resultsWritten = false;
  record.running += 1;
  if (child === undefined) startChild(record, parent, at, context);
  else redriveChild(record, child, at, context);
  return true;
}

function waitBeforeGivingUp(
  record: MapRunRecord,
  parent: ExecutionRecord,
  at: number,
  context: OperationContext,
): void {
  record.givesUpAt = at + context.limits.deniedChildRetry;
  context.driver.remindOfMapRun(parent, record.arn, record.givesUpAt);
}

/** Recorded: Standard ones resume, Express ones run from their start. */
function redriveChild(record: MapRunRecord, child: ExecutionRecord, at: number, { driver }: OperationContext): void {
  record.toRedrive.pop();
  child.pendingRedrive = false;
  if (child.type === 'STANDARD') driver.redrive(child, at);
  else driver.restart(child, at);
}

function startChild(record: MapRunRecord, parent: ExecutionRecord, at: number, context: OperationContext): void {
  const { plan, stateMachineArn } = record;
  const childIndex = record.children.length;
  const identity = childIdentity(record, parent, childIndex, context);
  record.children.push(identity.executionArn);
  context.driver.start(identity, at, (run) => ({
    arn: identity.executionArn,
    name: identity.executionName,
    stateMachineArn,
    machineArn: parent.machineArn,
    revision: parent.revision,
    type: plan.executionType,
    mapRunArn: record.arn,
    label: plan.label,
    childIndex,
    run,
    tokens: [],
    sequence: nextSequence(context.store),
    shownRunningBy: new Set(),
  }));
}

/** Recorded: an Express child is called by two uuids, of which its context object knows the first. */
function childIdentity(
  { plan, stateMachineArn }: MapRunRecord,
  { machineArn, run }: ExecutionRecord,
  childIndex: number,
  { ids }: OperationContext,
): RunIdentity {
  const contextName = ids.uuid();
  const { stateMachineName } = run;
  const place = { ...locationOf(machineArn), stateMachineName, label: plan.label };
  const startId = plan.executionType === 'STANDARD' ? undefined : ids.uuid();
  return {
    executionArn:
      startId === undefined
        ? executionArn({ ...place, executionName: contextName })
        : expressArn({ ...place, executionName: contextName, startId }),
    executionName: startId === undefined ? contextName : `${contextName}:${startId}`,
    contextName,
    scriptedAs: run.scriptedAs ?? run.executionName,
    stateMachineArn,
    machineArn,
    stateMachineName,
    roleArn: run.roleArn,
    type: plan.executionType,
    definition: plan.definition,
    input: plan.childInputs[childIndex]!,
  };
}

function isExceeded(record: MapRunRecord): boolean {
  return exceedsThreshold(record, record.plan.totalItems);
}

/** Recorded: Standard children that still run are aborted about two seconds later, Express ones are waited for. */
function giveUp(record: MapRunRecord, at: number, { driver, limits, store }: OperationContext): void {
  record.outcome = {
    status: 'FAILED',
    ...mapRunTexts.thresholdExceeded,
    isVoid: false,
  };
  if (record.plan.executionType === 'EXPRESS' || record.running === 0) return;
  record.abortsAt = at + limits.exceededThresholdAbort;
  driver.remindOfMapRun(store.executions.get(record.executionArn)!, record.arn, record.abortsAt);
}

/** Aborts the Standard children that run; Express ones cannot be stopped. */
export function abortChildren(record: MapRunRecord, at: number, { driver, store }: OperationContext): void {
  if (record.plan.executionType === 'EXPRESS' || record.running === 0) return;
  record.isBusy = true;
  const cause = mapRunTexts.childAborted(record.arn);
  for (const arn of record.children) {
    const child = store.executions.get(arn)!;
    if (child.run.status === 'RUNNING') driver.abort(child, at, { cause });
  }
  record.isBusy = false;
}

/** Ends the Map Run if nothing of it runs or can be started any more. */
export function endOnceQuiet(record: MapRunRecord, at: number, context: OperationContext): boolean {
  const isQuiet = record.running === 0 && (record.outcome !== undefined || !hasNext(record));
  if (!isQuiet || record.isBusy || record.status !== 'RUNNING') return false;
  endMapRun(record, at, context);
  return true;
}
