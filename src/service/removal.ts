import type { Limits } from '../rules/limits';
import type { StateMachineRecord, Store } from './store';

/**
 * Takes state machines away that were DELETING long enough, with their executions; children of Map Runs stay (recorded). A machine with an
 * execution that is still open stays (documented).
 */
export function removeDeleted(store: Store, now: number, limits: Limits): void {
  for (const machine of store.stateMachines.values()) {
    if (machine.deletedAt === undefined || now - machine.deletedAt < lasts(machine, limits)) continue;
    if (!hasOpenExecution(store, machine)) remove(store, machine);
  }
}

function hasOpenExecution({ open, executions }: Store, { arn }: StateMachineRecord): boolean {
  return [...open].some((executionArn) => executions.get(executionArn)?.machineArn === arn);
}

function lasts({ type }: StateMachineRecord, limits: Limits): number {
  return type === 'STANDARD' ? limits.standardDeletion : limits.expressDeletion;
}

function remove(store: Store, machine: StateMachineRecord): void {
  store.stateMachines.delete(machine.arn);
  for (const record of store.executions.values()) {
    if (record.machineArn !== machine.arn || record.mapRunArn !== undefined) continue;
    store.executions.delete(record.arn);
  }
}
