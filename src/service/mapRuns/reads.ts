import { RefusalSignal } from '../../model/outcome';
import { readArn } from '../../rules/arnForm';
import { refusal } from '../../rules/faults';
import type { OperationContext } from '../operations/operationContext';
import type { ExecutionRecord } from '../store';
import { turnToChildren } from './mapRun';
import { statusOf, type MapRunRecord } from './record';

/**
 * The Map Run that an ARN names; refuses what is none or does not exist.
 *
 * @assumed [map-run.not-found] It is refused in the words recorded for tags. Because: no such call was recorded.
 */
export function requireMapRun(text: string, { store }: OperationContext): MapRunRecord {
  const form = readArn(text, 'mapRun');
  if ('refusal' in form) throw new RefusalSignal(form.refusal);
  const record = store.mapRuns.get(text);
  if (record === undefined) throw new RefusalSignal(refusal('resourceNotFound', { resourceArn: text }));
  return record;
}

/**
 * Before a read answers. Reads move a Map Run on in two steps: one that the same operation has shown waiting turns to its children, one
 * that it has shown under way completes what takes a moment. So a poll after a redrive sees the old counts, then the children running,
 * then the end, in the recorded order. A read of the execution itself completes all of it, like any read of an execution.
 */
export function goOnWithMapRun(record: MapRunRecord, context: OperationContext): void {
  const { driver, now } = context;
  if (record.state.phase === 'waiting') {
    turnToChildren(record, context);
    driver.goOn(now);
  } else {
    driver.goOn(now, openChildren(record, context));
  }
}

/** Whether a read of the operation lets the Map Run go on. */
export function wasShown(record: MapRunRecord, operation: string): boolean {
  return statusOf(record) === 'RUNNING' && record.shownBy.get(operation) === progressOf(record);
}

/** After a read: how far it has shown the Map Run. */
export function noteShown(record: MapRunRecord, operation: string): void {
  if (statusOf(record) === 'RUNNING') record.shownBy.set(operation, progressOf(record));
}

function progressOf({ state }: MapRunRecord): 'waiting' | 'under way' {
  return state.phase === 'waiting' ? 'waiting' : 'under way';
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
