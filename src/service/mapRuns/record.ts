import type { MapRunPlan, ResultWriterPlan } from '../../asl/engine/commands';
import type { ErrorAndCause } from '../../asl/engine/run';

/** How far a Map Run is: it turns to its children in a moment, it has turned to them, it is over. */
export type MapRunPhase = 'waiting' | 'under way' | 'over';

/** What a Map Run will end in once nothing of it is running any more. */
export interface MapRunOutcome extends ErrorAndCause {
  readonly status: 'FAILED' | 'ABORTED';
  /** Documented: after such a failure a redrive starts a new Map Run. */
  readonly isVoid: boolean;
}

/** A Map Run. Plain data: a snapshot can hold it. */
export interface MapRunRecord {
  readonly arn: string;
  /** The execution whose Map state has started it. */
  readonly executionArn: string;
  /** With the label of the Map state. */
  readonly stateMachineArn: string;
  plan: MapRunPlan;
  writer: ResultWriterPlan | undefined;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  phase: MapRunPhase;
  /** Epoch milliseconds. */
  readonly startDate: number;
  stopDate?: number;
  redriveCount: number;
  redriveDate?: number;
  /** 0: as many as the service runs at once. */
  maxConcurrency: number;
  toleratedFailureCount: number | undefined;
  toleratedFailurePercentage: number | undefined;
  /** ARNs of the children that were started, in the order of the items; the others never were. */
  children: string[];
  /** Children that are still to be redriven: places in `children`, the next one last. */
  toRedrive: number[];
  /** Whether a child was started or redriven since the last start or redrive of the Map Run: the counts move on then. */
  hasBegun: boolean;
  running: number;
  /** Items of children that were not successful, since the last start or redrive. */
  failedItems: number;
  /** Whether the results of the last run were written. */
  resultsWritten: boolean;
  /** It is decided; what still runs is waited for. */
  outcome?: MapRunOutcome;
  /** Epoch milliseconds at which it gives up: the role may not start or redrive a child. */
  givesUpAt?: number;
  /** Why it will give up. */
  denial?: ErrorAndCause;
  /** Epoch milliseconds at which it aborts the children that still run. */
  abortsAt?: number;
  /** It was redriven while it was still winding down: what the redrive found. */
  nextRedrive?: { readonly plan: MapRunPlan | undefined; readonly writer: ResultWriterPlan | undefined };
  /** Its children are being started, redriven or aborted: their ends are noted, and acted upon afterwards. */
  isBusy: boolean;
  /** The phase in which an operation has shown it last. */
  shownBy: Map<string, MapRunPhase>;
}

/** Items of a child. */
export function itemsOf({ plan }: MapRunRecord, index: number): number {
  return plan.itemCounts[index] ?? 0;
}

/** The part of a Map Run that its children write: none was started. */
export function noChildrenYet() {
  return {
    children: [],
    toRedrive: [],
    hasBegun: false,
    running: 0,
    failedItems: 0,
    resultsWritten: false,
    isBusy: false,
    shownBy: new Map<string, MapRunPhase>(),
  } satisfies Partial<MapRunRecord>;
}
