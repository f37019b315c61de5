import { RefusalSignal } from '../../model/outcome';
import { readArn } from '../../rules/arnForm';
import { refusal } from '../../rules/faults';
import type { OperationContext } from '../operations/operationContext';
import type { MapRunRecord } from './record';

/** The Map Run that an ARN names; refuses what is none or does not exist. assumed: in the words recorded for tags. */
export function requireMapRun(text: string, { store }: OperationContext): MapRunRecord {
  const form = readArn(text, 'mapRun');
  if ('refusal' in form) throw new RefusalSignal(form.refusal);
  const record = store.mapRuns.get(text);
  if (record === undefined) throw new RefusalSignal(refusal('resourceNotFound', { resourceArn: text }));
  return record;
}
