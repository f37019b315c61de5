import type { Location } from '../model/arn';
import type { IdSource } from '../model/idSource';
import type { Assumptions } from '../rules/assumptions';
import type { Limits } from '../rules/limits';
import type { Driver } from './driver';
import type { Call } from './control/journal';
import type { MapRunRecord } from './mapRuns/record';
import { awaitedMapRuns } from './mapRuns/reads';
import type { OperationContext } from './operations/operationContext';
import type { ResolvedOptions } from './options';
import type { Permissions } from './control/permissions';
import type { Progress, Shown } from './executions/progress';
import type { ExecutionRecord, Store } from './store';

/** What a context takes from the service. */
interface Host {
  readonly store: Store;
  readonly options: ResolvedOptions;
  readonly place: Location;
  readonly ids: IdSource;
  readonly driver: Driver;
  readonly progress: Progress;
  readonly permissions: Permissions;
}

/** What one call may use. A class and not a literal with a getter, which costs fifty times as much: each call makes one. */
export class CallContext implements OperationContext {
  readonly store: Store;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  readonly limits: Limits;
  readonly assumptions: Assumptions;
  readonly ids: IdSource;
  readonly driver: Driver;
  /** What the call has shown, if it is a read. */
  shown: Shown | undefined;

  /** @param now - A call happens at one instant, although the clock of the process goes on; only a read that skips time moves it. */
  constructor(
    private readonly host: Host,
    private readonly operation: string,
    public now: number,
    private readonly call?: Call,
  ) {
    const { store, options, place, ids, driver } = host;
    this.store = store;
    this.region = place.region;
    this.account = place.account;
    this.partition = place.partition;
    this.limits = options.limits;
    this.assumptions = options.assumptions;
    this.ids = ids;
    this.driver = driver;
  }

  beforeShowing(records: readonly ExecutionRecord[]): void {
    this.beforeShowingMapRuns(awaitedMapRuns(records, this));
    for (const record of records) this.shown!.executions.push(record);
    this.host.progress.advanceShown(this.operation, records);
    this.followSkippedTime();
  }

  beforeShowingMapRuns(records: readonly MapRunRecord[]): void {
    this.shown ??= { executions: [], mapRuns: [] };
    for (const record of records) this.shown.mapRuns.push(record);
    for (const record of records) this.host.progress.advanceMapRun(this.operation, record, this);
    this.followSkippedTime();
  }

  isAllowedToRole(action: string, resource: string): boolean {
    return this.host.permissions.check(action, resource, 'role') === undefined;
  }

  markReplayed(): void {
    if (this.call !== undefined) this.call.replayed = true;
  }

  private followSkippedTime(): void {
    const { timeSkipping, clock } = this.host.options;
    if (timeSkipping) this.now = clock.now();
  }
}
