import type { IdSource } from '../../model/idSource';
import type { Assumptions } from '../../rules/assumptions';
import type { Limits } from '../../rules/limits';
import type { Driver } from '../driver';
import type { MapRunRecord } from '../mapRuns/record';
import type { ExecutionRecord, Store } from '../store';

/** What an operation may use. It reads the clock once, through `now`, and changes nothing but the store and its runs. */
export interface OperationContext {
  readonly store: Store;
  /** Epoch milliseconds: the instant of this call. */
  readonly now: number;
  readonly region: string;
  readonly account: string;
  /** `aws`, `aws-cn`, … as the region has it. */
  readonly partition: string;
  readonly limits: Limits;
  readonly assumptions: Assumptions;
  readonly ids: IdSource;
  /** Starts, redrives, stops and answers executions. */
  readonly driver: Driver;
  /**
   * To be called by a read before it answers, with all executions in its scope: those that the same operation has shown RUNNING go on
   * (design: only reads advance).
   */
  beforeShowing(executions: readonly ExecutionRecord[]): void;
  /** The answer is that of an earlier call with the same client token: the journal says so. */
  markReplayed(): void;
  /** Whether the role of a state machine may do an action on a resource: `sfn.deny` says no. */
  isAllowedToRole(action: string, resource: string): boolean;
  /**
   * Like {@link beforeShowing}, for Map Runs: one that the same operation has shown waiting turns to its children, one that it has
   * shown under way completes what takes a moment.
   */
  beforeShowingMapRuns(mapRuns: readonly MapRunRecord[]): void;
}
