import type { OperationContext } from '../operations/operationContext';
import type { ExecutionRecord } from '../store';
import { turnToChildren } from './lifecycle';
import type { MapRunRecord } from './record';

/**
 * Before a read answers. Reads move a Map Run on in two steps: one that the same operation has shown waiting turns to its children, one
 * that it has shown under way completes what takes a moment. So a poll after a redrive sees the old counts, then the children running,
 * then the end, in the recorded order. A read of the execution itself completes all of it, like any read of an execution.
 */
export function goOnWithMapRun(record: MapRunRecord, context: OperationContext): void {
  const { driver, now } = context;
  if (record.phase === 'waiting') {
    turnToChildren(record, context);
    driver.goOn(now);
  } else {
    driver.goOn(now, openChildren(record, context));
  }
}

/** Whether a read of the operation lets the Map Run go on. */
export function wasShown({ status, phase, shownBy }: MapRunRecord, operation: string): boolean {
  return status === 'RUNNING' && shownBy.get(operation) === phase;
}

/** After a read: in which phase it has shown the Map Run. */
export function noteShown(record: MapRunRecord, operation: string): void {
  if (record.status === 'RUNNING') record.shownBy.set(operation, record.phase);
}

/** The Map Runs that executions which show PENDING_REDRIVE wait for. */
export function awaitedMapRuns(
  records: readonly ExecutionRecord[],
  { store }: Pick<OperationContext, 'store'>,
): MapRunRecord[] {
  return records.flatMap(({ pendingRedrive, mapRunArn = '' }) => {
    const record = pendingRedrive === true ? store.mapRuns.get(mapRunArn) : undefined;
    return record === undefined ? [] : [record];
  });
}

const SOME = 10;

/** Children that run: as many as a message names. */
export function someOpenChildren(
  { children }: MapRunRecord,
  executions: ReadonlyMap<string, ExecutionRecord>,
): ExecutionRecord[] {
  const open: ExecutionRecord[] = [];
  for (const arn of children) {
    const child = executions.get(arn)!;
    if (child.run.status === 'RUNNING') open.push(child);
    if (open.length === SOME) break;
  }
  return open;
}

function openChildren({ children }: MapRunRecord, { store }: OperationContext): ExecutionRecord[] {
  return children.map((arn) => store.executions.get(arn)!).filter(({ run }) => run.status === 'RUNNING');
}
