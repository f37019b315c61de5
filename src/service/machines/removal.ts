import type { Limits } from '../../rules/limits';
import { scriptKey } from '../environment';
import type { ExecutionRecord, StateMachineRecord, Store } from '../store';

/** Takes away what the service does not keep: deleted state machines with their executions, and executions that closed long ago. */
export class Removal {
  /** Epoch milliseconds: no closed execution has to go before. */
  soonestExpiry = -Infinity;

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

  /**
   * @documented [deletion.retention] Histories are kept for 90 days after the close. {service-quotas}
   * @assumed [deletion.retention-boundary] At exactly 90 days they are still there. Because: the page does not say which way it rounds.
   */
  private removeExpired(now: number): void {
    this.soonestExpiry = Infinity;
    for (const record of this.store.executions.values()) {
      const { stopDate } = record.run;
      if (stopDate === undefined || isKeptForRedrive(record, this.store)) continue;
      if (now - stopDate <= this.limits.executionRetention) this.noteStop(stopDate);
      else removeWithChildren(record, this.store);
      // Its execution has gone with its state machine: nobody lists it any more.
      if (record.mapRunArn !== undefined) this.store.mapRuns.delete(record.mapRunArn);
    }
  }
}

/** A state machine is DELETING from `at` on, epoch milliseconds, if it is not already. */
export function beginDeletion(machine: StateMachineRecord, at: number, { deleting }: Store): void {
  machine.deletedAt ??= at;
  deleting.add(machine.arn);
}

/**
 * Takes state machines away that were DELETING long enough.
 *
 * @recorded [state-machine.gone] When the machine is gone, its executions do not exist; Standard children of its Map Runs still do.
 *   {recorded-deletion}
 * @documented [state-machine.open-executions] A machine with an execution that is still open stays. {api-delete-state-machine}
 */
function removeDeleted(store: Store, now: number, limits: Limits): void {
  for (const arn of store.deleting) {
    const machine = store.stateMachines.get(arn)!;
    if (now - machine.deletedAt! < lasts(machine, limits)) continue;
    if (!hasOpenExecution(store, machine)) remove(store, machine);
  }
}

function hasOpenExecution({ open, executions }: Store, { arn }: StateMachineRecord): boolean {
  return [...open].some((executionArn) => executions.get(executionArn)?.run.machineArn === arn);
}

function lasts({ type }: StateMachineRecord, limits: Limits): number {
  return type === 'STANDARD' ? limits.standardDeletion : limits.expressDeletion;
}

/** A child of a Map Run may be redriven with it when it is older than that itself. */
function isKeptForRedrive({ mapRunArn }: ExecutionRecord, { mapRuns, executions }: Store): boolean {
  if (mapRunArn === undefined) return false;
  const parent = executions.get(mapRuns.get(mapRunArn)?.executionArn ?? '');
  // Another execution may have the ARN by now.
  return parent?.mapRuns.includes(mapRunArn) === true;
}

function removeWithChildren(record: ExecutionRecord, store: Store): void {
  for (const arn of record.mapRuns) {
    for (const child of store.mapRuns.get(arn)?.children ?? []) {
      const childRecord = store.executions.get(child);
      if (childRecord !== undefined) removeWithChildren(childRecord, store);
    }
    store.mapRuns.delete(arn);
  }
  removeExecution(record, store);
}

/** With what was laid down for it: the next execution of its name is another one. */
function removeExecution({ run }: ExecutionRecord, { executions, scripts }: Store): void {
  executions.delete(run.executionArn);
  scripts.delete(scriptKey(run.machineArn, run.executionName));
}

function remove(store: Store, machine: StateMachineRecord): void {
  store.stateMachines.delete(machine.arn);
  store.deleting.delete(machine.arn);
  for (const record of store.executions.values()) {
    if (record.run.machineArn !== machine.arn || record.mapRunArn !== undefined) continue;
    removeExecution(record, store);
  }
}
