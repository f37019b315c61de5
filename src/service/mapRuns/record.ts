import type { MapRunPlan, ResultWriterPlan } from '../../asl/engine/commands';
import type { ErrorAndCause } from '../../asl/engine/run';
import type { Payload } from '../../model/json';

/** What a Map Run will end in once nothing of it is running any more. */
export interface MapRunOutcome extends ErrorAndCause {
  readonly status: 'FAILED' | 'ABORTED';
  /** After such a failure a redrive starts a new Map Run. */
  readonly isVoid: boolean;
}

/** A redrive that has come while the Map Run was still winding down: it begins when that is done. */
export interface MapRunRedrive {
  readonly plan: MapRunPlan;
  readonly writer: ResultWriterPlan | undefined;
}

/** Where a Map Run is in its course. Instants are epoch milliseconds. */
export type MapRunState =
  /** Started or redriven at `since`: it finds its items and turns to its children in a moment. */
  | { readonly phase: 'waiting'; readonly since: number; readonly reads: boolean }
  /** Its ItemReader has read the items at `due`. */
  | { readonly phase: 'reading'; readonly due: number; readonly items: MapRunItems }
  /** Children are begun as places become free. */
  | { readonly phase: 'running' }
  /** Its role may not begin a child: it gives up at `due`. */
  | { readonly phase: 'denied'; readonly due: number; readonly failure: ErrorAndCause }
  /** It is decided; what still runs is aborted at `due`, or waited for. */
  | {
      readonly phase: 'finishing';
      readonly outcome: MapRunOutcome;
      readonly due?: number;
      readonly redrive?: MapRunRedrive;
    }
  | { readonly phase: 'over'; readonly status: 'SUCCEEDED' | 'FAILED' | 'ABORTED'; readonly stopDate?: number }
  /** Of a captured execution that goes on: its children are not in the fake. */
  | { readonly phase: 'elsewhere' };

/** What the children work on, once the items are found. Frozen: it never changes. */
export interface MapRunItems {
  /** Inputs of the child executions, one each. */
  readonly childInputs: readonly Payload[];
  /** Items of each child: more than one with an ItemBatcher. */
  readonly itemCounts: readonly number[];
  /** Items of all children. */
  readonly total: number;
  /** Milliseconds that it takes to read them; nothing if it is a moment. */
  readonly readingTime?: number;
  /** The items could not be read, or not be made into inputs. */
  readonly failure?: MapRunOutcome;
}

export const NO_ITEMS: MapRunItems = Object.freeze({ childInputs: [], itemCounts: [], total: 0 });

/** A Map Run. Plain data: a snapshot can hold it. */
export interface MapRunRecord {
  readonly arn: string;
  /** The execution whose Map state has started it. */
  readonly executionArn: string;
  /** With the label of the Map state. */
  readonly stateMachineArn: string;
  plan: MapRunPlan;
  writer: ResultWriterPlan | undefined;
  items: MapRunItems;
  state: MapRunState;
  readonly startDate: number;
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
  /** How far an operation has shown it last. */
  shownBy: Map<string, 'waiting' | 'under way'>;
}

/** A Map Run before any child was started. */
export function newMapRun(
  identity: Pick<MapRunRecord, 'arn' | 'executionArn' | 'stateMachineArn' | 'plan' | 'writer' | 'startDate' | 'state'>,
): MapRunRecord {
  const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = identity.plan;
  return {
    ...identity,
    ...{ maxConcurrency, toleratedFailureCount, toleratedFailurePercentage },
    items: NO_ITEMS,
    redriveCount: 0,
    children: [],
    toRedrive: [],
    hasBegun: false,
    running: 0,
    failedItems: 0,
    resultsWritten: false,
    shownBy: new Map(),
  };
}

export function statusOf({ state }: MapRunRecord): 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED' {
  return state.phase === 'over' ? state.status : 'RUNNING';
}

/** Epoch milliseconds at which the clock alone moves it on. */
export function dueOf({ state }: MapRunRecord): number | undefined {
  return 'due' in state ? state.due : undefined;
}

/** Items of a child. */
export function itemsOf({ items }: MapRunRecord, index: number): number {
  return items.itemCounts[index] ?? 0;
}
