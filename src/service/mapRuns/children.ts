import type { ErrorAndCause, RunIdentity } from '../../asl/engine/run';
import { executionArn, expressArn, locationOf } from '../../model/arn';
import { exceedsThreshold, mapRunTexts } from '../../rules/mapRunCourse';
import { planOfChild } from '../../rules/mapRunRedrive';
import { redrivabilityFacts } from '../executions/executionShapes';
import { roleSession } from '../machines/roleSession';
import type { OperationContext } from '../operations/operationContext';
import type { ExecutionRecord } from '../store';
import { itemsOf, type MapRunRecord } from './record';

/** Why no more children are begun although there are places. */
export type NoMoreChildren =
  { readonly kind: 'exceeded' } | { readonly kind: 'denied'; readonly failure: ErrorAndCause };

/**
 * Fills the free places.
 *
 * @recorded [map-run.order] Children are begun in the order of the items; after a redrive first those that are redriven, then those that never
 *   started. {recorded-map-runs}
 * @recorded [map-run.threshold-place] The place of the child whose failure exceeds the threshold is filled once more, then nothing is started.
 *   {recorded-map-runs}
 */
export function fillPlaces(record: MapRunRecord, at: number, context: OperationContext): NoMoreChildren | undefined {
  for (let started = Infinity; started > 0;) {
    const places = concurrencyOf(record, context) - record.running;
    for (started = 0; started < places && hasNext(record); started += 1) {
      const failure = beginNext(record, at, context);
      if (failure !== undefined) return isExceeded(record) ? { kind: 'exceeded' } : { kind: 'denied', failure };
    }
    if (isExceeded(record)) return { kind: 'exceeded' };
  }
  return undefined;
}

function concurrencyOf({ maxConcurrency }: MapRunRecord, { limits }: OperationContext): number {
  return maxConcurrency === 0 ? limits.mapRunConcurrency : Math.min(maxConcurrency, limits.mapRunConcurrency);
}

export function hasNext({ toRedrive, children, items }: MapRunRecord): boolean {
  return toRedrive.length > 0 || children.length < items.childInputs.length;
}

function isExceeded(record: MapRunRecord): boolean {
  return exceedsThreshold(record, record.items.total);
}

/** Starts or redrives the next child, unless the role may not: why. */
function beginNext(record: MapRunRecord, at: number, context: OperationContext): ErrorAndCause | undefined {
  const parent = context.store.executions.get(record.executionArn)!;
  const index = record.toRedrive.at(-1);
  const child = index === undefined ? undefined : context.store.executions.get(record.children[index]!)!;
  const denial = denialOf(parent, child, context);
  if (denial !== undefined) return denial;
  record.hasBegun = true;
  record.resultsWritten = false;
  record.running += 1;
  if (child === undefined) startChild(record, parent, at, context);
  else redriveChild(record, child, at, context);
  return undefined;
}

/**
 * Why the role of a state machine may not start or redrive a child; nothing if it may.
 *
 * @recorded [map-run.permissions] To start a child, the role needs the state machine itself, without label; to redrive one, the child.
 *   {recorded-map-runs}
 * @assumed [map-run.express-permission] An Express child is started, also by a redrive. Because: it begins with its first state, and no denial of
 *   one was recorded.
 * @documented [redrive.map-run-role] To redrive the children of a Map Run, the role of the state machine needs states:RedriveExecution on
 *   them. {map-run-permission}
 */
function denialOf(
  parent: ExecutionRecord,
  child: ExecutionRecord | undefined,
  context: OperationContext,
): ErrorAndCause | undefined {
  const isRedrive = child?.run.type === 'STANDARD';
  const action = isRedrive ? 'states:RedriveExecution' : 'states:StartExecution';
  const resource = isRedrive ? child.run.executionArn : parent.run.machineArn;
  if (context.isAllowedToRole(action, resource)) return undefined;
  const principal = roleSession(parent, context);
  const cause = mapRunTexts.denied({ principal, action, resource, requestId: context.ids.requestId() });
  return { error: 'States.Runtime', cause };
}

function redriveChild(record: MapRunRecord, child: ExecutionRecord, at: number, { driver }: OperationContext): void {
  record.toRedrive.pop();
  child.pendingRedrive = false;
  if (child.run.type === 'STANDARD') driver.redrive(child, at);
  else driver.restart(child, at);
}

function startChild(record: MapRunRecord, parent: ExecutionRecord, at: number, context: OperationContext): void {
  const { plan } = record;
  const childIndex = record.children.length;
  const identity = childIdentity(record, parent, childIndex, context);
  record.children.push(identity.executionArn);
  context.driver.start(identity, at, {
    revision: parent.revision,
    mapRunArn: record.arn,
    label: plan.label,
    childIndex,
  });
}

/** @recorded [map-run.express-name] An Express child is called by two uuids, of which its context object knows the first. {recorded-map-runs} */
function childIdentity(
  { plan, items, stateMachineArn }: MapRunRecord,
  { run }: ExecutionRecord,
  childIndex: number,
  { ids }: OperationContext,
): RunIdentity {
  const contextName = ids.uuid();
  const { machineArn, stateMachineName } = run;
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
    input: items.childInputs[childIndex]!,
  };
}

/** At the redrive of a Map Run: what becomes of each of its children. */
export function planRedrives(record: MapRunRecord, at: number, context: OperationContext): void {
  record.toRedrive = [];
  for (const [index, arn] of record.children.entries()) {
    const child = context.store.executions.get(arn)!;
    const plan = planOfChild(redrivabilityFacts(child, context), at, context.limits, context.assumptions);
    /**
     * @documented [map-run.not-redrivable-counts] A child that cannot be redriven counts as failed against the tolerated threshold, and in
     *   failuresNotRedrivable. {map-run-eligibility}
     */
    if (plan === 'give up') record.failedItems += itemsOf(record, index);
    if (plan !== 'redrive' && plan !== 'restart') continue;
    child.pendingRedrive = true;
    record.toRedrive.push(index);
  }
  record.toRedrive.reverse();
}

/**
 * Aborts the Standard children that run.
 *
 * @recorded [map-run.abort-children] A Map Run that fails or is aborted aborts its Standard children, naming itself in the cause, and waits for its
 *   Express children. {recorded-map-runs}
 */
export function abortChildren(record: MapRunRecord, at: number, { driver, store }: OperationContext): void {
  if (record.plan.executionType === 'EXPRESS' || record.running === 0) return;
  const cause = mapRunTexts.childAborted(record.arn);
  for (const arn of record.children) {
    const child = store.executions.get(arn)!;
    if (child.run.status === 'RUNNING') driver.abort(child, at, { cause });
  }
}
