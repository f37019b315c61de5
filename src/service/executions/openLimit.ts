import { RefusalSignal } from '../../model/outcome';
import { executionLimitExceeded } from '../../rules/faults';
import type { OperationContext } from '../operations/operationContext';

/** Refuses to open one more Standard execution than the account may have. */
export function refuseBeyondOpenLimit({ driver, limits, store }: OperationContext): void {
  // Most fakes are far below the limit: then nothing has to be counted.
  if (store.open.size < limits.openExecutions) return;
  const open = driver.open().filter(({ type }) => type === 'STANDARD');
  if (open.length >= limits.openExecutions) throw new RefusalSignal(executionLimitExceeded());
}
