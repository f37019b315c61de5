import type { Command } from '../../asl/engine/commands';
import { locationOf, stateMachineArn } from '../../model/arn';
import { planOfChild } from '../../rules/mapRunRedrive';
import { redrivabilityFacts } from '../executions/executionShapes';
import type { OperationContext } from '../operations/operationContext';
import type { ExecutionRecord } from '../store';
import { abortChildren, endOnceQuiet, fillPlaces } from './children';
import { itemsOf, noChildrenYet, type MapRunRecord } from './record';

type CommandOf<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/** Creates the Map Run of a Distributed Map state. It turns to its children in a moment. */
export function startMapRun(
  parent: ExecutionRecord,
  { mapRunArn, plan, writer, at }: CommandOf<'start map run'>,
  { store }: OperationContext,
): void {
  const { stateMachineName } = parent.run;
  store.mapRuns.set(mapRunArn, {
    arn: mapRunArn,
    executionArn: parent.arn,
    stateMachineArn: stateMachineArn({ ...locationOf(parent.machineArn), stateMachineName, label: plan.label }),
    plan,
    writer,
    status: 'RUNNING',
    phase: 'waiting',
    startDate: at,
    redriveCount: 0,
    maxConcurrency: plan.maxConcurrency,
    toleratedFailureCount: plan.toleratedFailureCount,
    toleratedFailurePercentage: plan.toleratedFailurePercentage,
    ...noChildrenYet(),
  });
}

/** Goes on with the same Map Run. Documented: one that is still winding down after a stop is redriven when that is done. */
export function redriveMapRun(
  parent: ExecutionRecord,
  { mapRunArn, plan, writer, at }: CommandOf<'redrive map run'>,
  context: OperationContext,
): void {
  const record = context.store.mapRuns.get(mapRunArn)!;
  if (record.status === 'RUNNING') record.nextRedrive = { plan, writer };
  else beginRedrive(record, parent, { plan, writer }, at, context);
}

function beginRedrive(
  record: MapRunRecord,
  parent: ExecutionRecord,
  { plan, writer }: NonNullable<MapRunRecord['nextRedrive']>,
  at: number,
  context: OperationContext,
): void {
  if (plan !== undefined) {
    const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = plan;
    Object.assign(record, { plan, maxConcurrency, toleratedFailureCount, toleratedFailurePercentage });
  }
  Object.assign(record, {
    writer,
    status: 'RUNNING',
    phase: 'waiting',
    // Recorded: not a counter of its own, but that of the parent.
    redriveCount: parent.run.redriveCount,
    redriveDate: at,
    toRedrive: [],
    hasBegun: false,
    failedItems: 0,
  } satisfies Partial<MapRunRecord>);
  delete record.stopDate;
  delete record.outcome;
  delete record.nextRedrive;
  record.shownBy.clear();
  for (const [index, arn] of record.children.entries()) {
    planChild(record, index, context.store.executions.get(arn)!, at, context);
  }
  record.toRedrive.reverse();
}

/** Documented: a child that cannot be redriven counts as failed against the tolerated threshold. */
function planChild(
  record: MapRunRecord,
  index: number,
  child: ExecutionRecord,
  at: number,
  context: OperationContext,
): void {
  const plan = planOfChild(redrivabilityFacts(child, context), at, context.limits, context.assumptions);
  if (plan === 'give up') record.failedItems += itemsOf(record, index);
  if (plan !== 'redrive' && plan !== 'restart') return;
  child.pendingRedrive = true;
  record.toRedrive.push(index);
}

/** A moment has passed, or something that the Map Run waits for is due: it does what comes next. */
export function continueMapRun(record: MapRunRecord, at: number, context: OperationContext): void {
  if (record.status !== 'RUNNING') return;
  if (record.phase === 'waiting') return turnToChildren(record, context);
  if (record.denial !== undefined && at >= (record.givesUpAt ?? Infinity)) {
    record.outcome = { status: 'FAILED', isVoid: false, ...record.denial };
    delete record.denial;
    delete record.givesUpAt;
    abortChildren(record, at, context);
  } else if (at >= (record.abortsAt ?? Infinity)) {
    delete record.abortsAt;
    abortChildren(record, at, context);
  }
  afterwards(record, at, context);
}

/** Starts and redrives as many children as may run at once. */
export function turnToChildren(record: MapRunRecord, context: OperationContext): void {
  const at = record.redriveDate ?? record.startDate;
  record.phase = 'under way';
  const { failure } = record.plan;
  if (failure === undefined) {
    fillPlaces(record, at, context);
  } else {
    // Documented: after these two a redrive starts a new Map Run.
    const isVoid = failure.error === 'States.DataLimitExceeded' || failure.error === 'States.Runtime';
    record.outcome = { status: 'FAILED', isVoid, ...failure };
  }
  afterwards(record, at, context);
}

/** A child has closed, or an update came: its place is filled, or the Map Run ends. */
export function goOnWithChildren(record: MapRunRecord, at: number, context: OperationContext): void {
  if (record.status !== 'RUNNING' || record.phase === 'waiting' || record.isBusy) return;
  fillPlaces(record, at, context);
  afterwards(record, at, context);
}

/** Takes note of the end of a child execution. */
export function childEnded(child: ExecutionRecord, context: OperationContext): void {
  const record = context.store.mapRuns.get(child.mapRunArn ?? '');
  if (record === undefined || record.status !== 'RUNNING') return;
  record.running -= 1;
  if (child.run.status !== 'SUCCEEDED') record.failedItems += itemsOf(record, child.childIndex!);
  goOnWithChildren(record, child.run.stopDate!, context);
}

/** The execution was stopped, or what the Map state was part of has failed. Recorded: Express children are waited for. */
export function abortMapRun(mapRunArn: string, at: number, context: OperationContext): void {
  const record = context.store.mapRuns.get(mapRunArn);
  if (record === undefined || record.status !== 'RUNNING') return;
  record.outcome = { status: 'ABORTED', isVoid: false };
  delete record.nextRedrive;
  record.phase = 'under way';
  abortChildren(record, at, context);
  afterwards(record, at, context);
}

function afterwards(record: MapRunRecord, at: number, context: OperationContext): void {
  const next = record.nextRedrive;
  if (!endOnceQuiet(record, at, context) || next === undefined) return;
  const parent = context.store.executions.get(record.executionArn)!;
  beginRedrive(record, parent, next, at, context);
  context.driver.remindOfMapRun(parent, record.arn);
}
