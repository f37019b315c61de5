import { RefusalSignal, type Refusal } from '../model/outcome';
import type { OperationContext } from './operationContext';

/** Refuses to open one more Standard execution than the account may have. */
export function refuseBeyondOpenLimit({ driver, limits, store }: OperationContext, limitExceeded: Refusal): void {
  // Most fakes are far below the limit: then nothing has to be counted.
  if (store.open.size < limits.openExecutions) return;
  const open = driver.open().filter(({ type }) => type === 'STANDARD');
  if (open.length >= limits.openExecutions) throw new RefusalSignal(limitExceeded);
}
