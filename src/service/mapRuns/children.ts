import type { ErrorAndCause, RunIdentity } from '../../asl/engine/run';
import { executionArn, expressArn, locationOf } from '../../model/arn';
import { defaultAssumptions, type Assumptions } from '../../rules/assumptions';
import { defaultLimits, type Limits } from '../../rules/limits';
import { reasonNotRedrivable, type RedrivabilityFacts } from '../../rules/redrivability';
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

/** Of one. */
const PERCENT = 100;

/**
 * Whether more items have failed than is tolerated.
 *
 * @documented [map-run.threshold] A Map Run fails when more items have failed than the count or the percentage tolerates; without either,
 *   with the first. {state-map-distributed}
 */
function isExceeded({ toleratedFailureCount, toleratedFailurePercentage, failedItems, items }: MapRunRecord): boolean {
  if (toleratedFailureCount === undefined && toleratedFailurePercentage === undefined) return failedItems > 0;
  if (toleratedFailureCount !== undefined && failedItems > toleratedFailureCount) return true;
  return toleratedFailurePercentage !== undefined && failedItems * PERCENT > toleratedFailurePercentage * items.total;
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
  return {
    error: 'States.Runtime',
    cause: denied({ principal, action, resource, requestId: context.ids.requestId() }),
  };
}

/** @recorded [map-run.denied-text] The words of the service where the role of a Map Run, acting as `principal`, is denied something. {recorded-map-runs} */
function denied({ principal, action, resource, requestId }: Readonly<Record<DeniedPart, string>>): string {
  return (
    `Error contacting AWS Service. | Message from Service: User: ${principal} is not authorized to perform: ${action} ` +
    `on resource: ${resource} because no identity-based policy allows the ${action} action ` +
    `(Service: Sfn, Status Code: 400, Request ID: ${requestId}) (SDK Attempt Count: 1)`
  );
}

type DeniedPart = 'principal' | 'action' | 'resource' | 'requestId';

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

/**
 * @recorded [map-run.child-name] The name of a child is a uuid of version 3. {recorded-captures}
 * @recorded [map-run.express-name] An Express child is called by two uuids, of which its context object knows the first. {recorded-map-runs}
 */
function childIdentity(
  { plan, items, stateMachineArn }: MapRunRecord,
  { run }: ExecutionRecord,
  childIndex: number,
  { ids }: OperationContext,
): RunIdentity {
  const contextName = ids.nameUuid();
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

/** What a redrive of its Map Run does with a child. */
export type ChildPlan =
  /** It succeeded: its result stands. */
  | 'keep'
  /** Standard: it resumes at its failed state. */
  | 'redrive'
  /** Express: it runs from its first state. */
  | 'restart'
  /** It stays unsuccessful and counts in failuresNotRedrivable. */
  | 'give up';

/**
 * What a redrive of its Map Run does with a closed child.
 *
 * @param now - Epoch milliseconds.
 */
export function planOfChild(
  child: RedrivabilityFacts,
  now: number,
  limits: Limits = defaultLimits,
  assumptions: Assumptions = defaultAssumptions,
): ChildPlan {
  if (child.status === 'SUCCEEDED') return 'keep';
  /**
   * @recorded [map-run.express-child] An unsuccessful Express child is started anew under its ARN: new startDate, no redriveDate.
   *   {recorded-map-runs}
   */
  if (child.type === 'EXPRESS') return 'restart';
  /**
   * @documented [map-run.standard-child] An unsuccessful Standard child is redriven from its failed state, within the limits of its own
   *   history and period. {map-run-children}
   * @assumed [map-run.child-event-limit] A Standard child is held to the same number of events as any execution. Because: The page on Map
   *   Runs speaks of 25,000 events, but it redrives children with RedriveExecution, which wants fewer than 24,999. {map-run-eligibility}
   */
  return reasonNotRedrivable(child, now, limits, assumptions) === undefined ? 'redrive' : 'give up';
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
  /** @recorded [map-run.child-aborted-text] They are the words of the service. {recorded-map-runs} */
  const cause = `The map run execution [${record.arn}] which was managing this resource was aborted`;
  for (const arn of record.children) {
    const child = store.executions.get(arn)!;
    if (child.run.status === 'RUNNING') driver.abort(child, at, { cause });
  }
}
