import type { Limits } from '../../rules/limits';
import type { StateMachineRecord, Store } from '../store';

/** Takes away what the service does not keep: deleted state machines with their executions, and executions that closed long ago. */
export class Removal {
  /** Epoch milliseconds: no closed execution has to go before. */
  private soonestExpiry = -Infinity;

  constructor(
    private readonly store: Store,
    private readonly limits: Limits,
  ) {}

  /** At `now`, epoch milliseconds. */
  sweep(now: number): void {
    removeDeleted(this.store, now, this.limits);
    if (now >= this.soonestExpiry) this.removeExpired(now);
  }

  /** An execution has stopped at `stopDate`, epoch milliseconds, maybe in the past. */
  noteStop(stopDate: number): void {
    this.soonestExpiry = Math.min(this.soonestExpiry, stopDate + this.limits.executionRetention);
  }

  /** The state of the fake was replaced: nothing is known of its executions. */
  forget(): void {
    this.soonestExpiry = -Infinity;
  }

  /** Documented: histories are kept for 90 days after the close. assumed: at exactly 90 days they still are. */
  private removeExpired(now: number): void {
    this.soonestExpiry = Infinity;
    for (const { arn, run, mapRunArn } of this.store.executions.values()) {
      // Children of a Map Run are kept for it: it may be redriven when they are older than that.
      if (run.stopDate === undefined || mapRunArn !== undefined) continue;
      if (now - run.stopDate > this.limits.executionRetention) this.store.executions.delete(arn);
      else this.noteStop(run.stopDate);
    }
  }
}

/**
 * Takes state machines away that were DELETING long enough, with their executions; children of Map Runs stay (recorded). A machine with an
 * execution that is still open stays (documented).
 */
function removeDeleted(store: Store, now: number, limits: Limits): void {
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
