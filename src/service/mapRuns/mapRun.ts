import { threadInMapRun } from '../../asl/engine/answers';
import type { MapRunEnding, MapRunRequest } from '../../asl/engine/commands';
import { StepOvertaken } from '../../asl/engine/scripted';
import { stepOf } from '../../asl/engine/step';
import { locationOf, stateMachineArn } from '../../model/arn';
import type { OperationContext } from '../operations/operationContext';
import type { ExecutionRecord } from '../store';
import { abortChildren, fillPlaces, hasNext, planRedrives } from './children';
import { findItems } from './items';
import {
  NO_ITEMS,
  itemsOf,
  newMapRun,
  statusOf,
  type MapRunOutcome,
  type MapRunRecord,
  type MapRunRedrive,
} from './record';
import { outcomeOfResults, reportUnknownResults } from './results';

/*
 * A Map Run is an actor of its own: its state is replaced in this file alone. It is moved by its execution, which starts, redrives or aborts it, by
 * the clock, by the ends of its children, and by new settings. While it begins or aborts children some of them end: what follows from that is done
 * in turn, after the step that has caused it.
 */

/** Creates the Map Run of a Distributed Map state. It turns to its children in a moment. */
export function startMapRun(parent: ExecutionRecord, request: MapRunRequest, context: OperationContext): void {
  const { mapRunArn, plan, writer, at } = request;
  reportUnknownResults(parent, request, context);
  const { stateMachineName } = parent.run;
  const record = newMapRun({
    arn: mapRunArn,
    executionArn: parent.run.executionArn,
    stateMachineArn: stateMachineArn({ ...locationOf(parent.run.machineArn), stateMachineName, label: plan.label }),
    plan,
    writer,
    startDate: at,
    state: { phase: 'waiting', since: at, reads: plan.items === undefined },
  });
  context.store.mapRuns.set(mapRunArn, record);
  parent.mapRuns.push(mapRunArn);
  // What is in the input of the state is known at once.
  if (plan.items !== undefined) findOwnItems(record, parent, context);
  context.driver.offerMapRun(record);
}

/**
 * Goes on with the same Map Run.
 *
 * @documented [map-run.winding-down] A redrive of a Map Run that is still winding down begins when that is done. {redrive-map-run}
 */
export function redriveMapRun(parent: ExecutionRecord, request: MapRunRequest, context: OperationContext): void {
  const { mapRunArn, plan, writer, at } = request;
  const record = context.store.mapRuns.get(mapRunArn)!;
  const { state } = record;
  if (state.phase === 'finishing') record.state = { ...state, redrive: { plan, writer } };
  else beginRedrive(record, parent, { plan, writer }, at, context);
}

function beginRedrive(
  record: MapRunRecord,
  parent: ExecutionRecord,
  { plan, writer }: MapRunRedrive,
  at: number,
  context: OperationContext,
): void {
  /** @documented [map-run.read-again] What an ItemReader finds is read again by a redrive only if no child was started. {redrive-map-run} */
  const isNew = record.children.length === 0;
  record.writer = writer;
  /** @recorded [map-run.redrive-count] The redriveCount of a Map Run becomes the parent's, when the Map Run is reached. {recorded-map-runs} */
  record.redriveCount = parent.run.redriveCount;
  record.redriveDate = at;
  record.hasBegun = false;
  record.failedItems = 0;
  record.shownBy.clear();
  record.state = { phase: 'waiting', since: at, reads: isNew && plan.items === undefined };
  if (isNew) {
    const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = plan;
    Object.assign(record, { plan, maxConcurrency, toleratedFailureCount, toleratedFailurePercentage });
    if (plan.items !== undefined) findOwnItems(record, parent, context);
  }
  planRedrives(record, at, context);
  context.driver.offerMapRun(record);
}

function findOwnItems(record: MapRunRecord, { run }: ExecutionRecord, { driver }: OperationContext): void {
  const thread = threadInMapRun(run, record.arn);
  if (thread === undefined) return;
  try {
    record.items = findItems(stepOf({ run, env: driver.env }, thread), record.plan);
  } catch (overtaken) {
    // Its own reader has stopped the execution: the Map Run is aborted by now.
    if (!(overtaken instanceof StepOvertaken)) throw overtaken;
  }
}

/** The execution was stopped, or what the Map state was part of has failed. */
export function abortMapRun(mapRunArn: string, at: number, context: OperationContext): void {
  const record = context.store.mapRuns.get(mapRunArn);
  if (record === undefined || statusOf(record) !== 'RUNNING') return;
  context.driver.inTurn(() => {
    record.state = { phase: 'finishing', outcome: { status: 'ABORTED', isVoid: false } };
    abortChildren(record, at, context);
    finish(record, at, context);
  });
}

/** Takes note of the end of a child execution. */
export function mapRunChildEnded(child: ExecutionRecord, context: OperationContext): void {
  const record = context.store.mapRuns.get(child.mapRunArn ?? '');
  if (record === undefined || statusOf(record) !== 'RUNNING') return;
  record.running -= 1;
  /**
   * @assumed [map-run.threshold-aborted] A child that was stopped counts against the threshold like one that failed. Because: the guide counts
   *   failed and timed-out items; a stopped child has no result either. {state-map-distributed}
   */
  if (child.run.status !== 'SUCCEEDED') record.failedItems += itemsOf(record, child.childIndex!);
  continueMapRun(record, child.run.stopDate!, context);
}

/** A child has ended, a time is over, or there are new settings: does what comes next. */
export function continueMapRun(record: MapRunRecord, at: number, context: OperationContext): void {
  context.driver.inTurn(() => {
    if (record.state.phase === 'running') goOn(record, at, context);
    else if (record.state.phase === 'reading') finishReading(record, at, context);
    else if (record.state.phase === 'denied') giveUpDenied(record, at, context);
    else if (record.state.phase === 'finishing') finish(record, at, context);
  });
}

/** A moment is over: the items are read, unless that takes longer, and as many children are begun as may run at once. */
export function turnToChildren(record: MapRunRecord, context: OperationContext): void {
  const { state } = record;
  if (state.phase !== 'waiting') return;
  /** @recorded [map-run.reading] Until an ItemReader has read, the Map Run is RUNNING with a total of 0 and no children. {recorded-captures} */
  if (state.reads) findOwnItems(record, context.store.executions.get(record.executionArn)!, context);
  if (record.state !== state) return;
  const { items } = record;
  if (!state.reads || items.readingTime === undefined) return beginChildren(record, state.since, context);
  record.items = NO_ITEMS;
  record.state = { phase: 'reading', due: state.since + items.readingTime, items };
  context.driver.offerMapRun(record);
}

function finishReading(record: MapRunRecord, at: number, context: OperationContext): void {
  const { state } = record;
  if (state.phase !== 'reading' || at < state.due) return;
  record.items = state.items;
  beginChildren(record, at, context);
}

function beginChildren(record: MapRunRecord, at: number, context: OperationContext): void {
  const { failure } = record.items;
  record.state = failure === undefined ? { phase: 'running' } : { phase: 'finishing', outcome: failure };
  continueMapRun(record, at, context);
}

/** @recorded [map-run.threshold-text] A Map Run that fails of its threshold fails with this error and this cause. {recorded-map-runs} */
const THRESHOLD_EXCEEDED = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

/** Fills the places that are free. The Map Run has ended if nothing runs then. */
function goOn(record: MapRunRecord, at: number, context: OperationContext): void {
  const stop = fillPlaces(record, at, context);
  if (stop?.kind === 'denied') {
    record.state = { phase: 'denied', due: at + context.limits.deniedChildRetry, failure: stop.failure };
    context.driver.offerMapRun(record);
  } else if (stop?.kind === 'exceeded') {
    decide(record, at, { status: 'FAILED', isVoid: false, ...THRESHOLD_EXCEEDED }, context);
  } else if (record.running === 0 && !hasNext(record)) {
    end(record, at, undefined, context);
  }
}

/** @recorded [map-run.abort-delay] Standard children that still run are aborted about two seconds after the threshold was exceeded. {recorded-map-runs} */
function decide(record: MapRunRecord, at: number, outcome: MapRunOutcome, context: OperationContext): void {
  const aborts = record.plan.executionType === 'STANDARD' && record.running > 0;
  const due = at + context.limits.exceededThresholdAbort;
  record.state = { phase: 'finishing', outcome, ...(aborts ? { due } : {}) };
  if (aborts) context.driver.offerMapRun(record);
  finish(record, at, context);
}

/**
 * @recorded [map-run.denied-role] A role that may not start or redrive the children fails the Map Run, not the call, after the service has retried
 *   for some seconds. {recorded-map-runs}
 */
function giveUpDenied(record: MapRunRecord, at: number, context: OperationContext): void {
  const { state } = record;
  if (state.phase !== 'denied' || at < state.due) return;
  record.state = { phase: 'finishing', outcome: { status: 'FAILED', isVoid: false, ...state.failure } };
  abortChildren(record, at, context);
  finish(record, at, context);
}

/** It is decided: ends once nothing runs any more, and goes on with a redrive that has come meanwhile. */
function finish(record: MapRunRecord, at: number, context: OperationContext): void {
  const { state } = record;
  if (state.phase !== 'finishing') return;
  if (state.due !== undefined && at >= state.due) {
    const { due: _due, ...rest } = state;
    record.state = rest;
    abortChildren(record, at, context);
  }
  if (record.running > 0) return;
  end(record, at, state.outcome, context);
  const parent = context.store.executions.get(record.executionArn);
  if (state.redrive !== undefined && parent !== undefined) beginRedrive(record, parent, state.redrive, at, context);
}

/** Nothing of the Map Run is running any more: it closes, and its Map state is told. */
function end(record: MapRunRecord, at: number, decided: MapRunOutcome | undefined, context: OperationContext): void {
  const { driver, store } = context;
  const ending = decided ?? outcomeOfResults(record, context);
  const outcome = 'status' in ending ? ending : undefined;
  record.state = { phase: 'over', status: outcome?.status ?? 'SUCCEEDED', stopDate: at };
  /**
   * @recorded [map-run.results-written] resultsWritten is the total at the end, with and without a ResultWriter, and 0 while children run.
   *   {recorded-captures}
   * @assumed [map-run.results-lost] It is 0 where the results could not be written. Because: no such end was recorded.
   */
  record.resultsWritten = record.writer === undefined || record.writer.outcome.writer === 'writes';
  for (const index of record.toRedrive) store.executions.get(record.children[index]!)!.pendingRedrive = false;
  record.toRedrive = [];
  // Nothing waits for a Map Run that was aborted.
  if (outcome?.status === 'ABORTED') return;
  driver.answerMapRun(store.executions.get(record.executionArn)!, record.arn, asSeen(ending), at);
}

function asSeen(ending: MapRunOutcome | (MapRunEnding & { kind: 'succeeded' })): MapRunEnding {
  if (!('status' in ending)) return ending;
  const { status: _status, ...failure } = ending;
  return { kind: 'failed', ...failure };
}
