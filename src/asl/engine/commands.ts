import type { Json, Payload } from '../../model/json';
import type { Definition } from '../definition/definition';
import type { ResultWriterOutcome } from '../script/mapRunScript';
import type { ErrorAndCause } from './run';

/**
 * What an execution asks the service to do. The answer comes back through `answerTask` with the same token, or through
 * `answerMapRun` with the same ARN.
 */
export type Command =
  | {
      readonly kind: 'start execution';
      readonly token: string;
      readonly pattern: 'request-response' | 'sync' | 'sync:2' | 'waitForTaskToken';
      readonly input: Json;
      readonly at: number;
    }
  | { readonly kind: 'stop child'; readonly token: string; readonly at: number }
  | ({ readonly kind: 'start map run' | 'redrive map run' } & MapRunRequest)
  | { readonly kind: 'abort map run'; readonly mapRunArn: string; readonly at: number };

/** What a Distributed Map state asks of its Map Run. */
export interface MapRunRequest {
  readonly mapRunArn: string;
  readonly plan: MapRunPlan;
  readonly writer: ResultWriterPlan | undefined;
  readonly at: number;
}

/** What a Distributed Map state hands to its Map Run. Frozen: it never changes. */
export interface MapRunPlan {
  readonly stateName: string;
  /** Its label in ARNs. */
  readonly label: string;
  readonly executionType: 'STANDARD' | 'EXPRESS';
  /** The workflow of the children. */
  readonly definition: Definition;
  /** Effective input of the state. */
  readonly selected: Json;
  /** Absent with an ItemReader: the Map Run reads them. */
  readonly items: readonly Json[] | undefined;
  /** Of items that are the pairs of an object. */
  readonly keys?: readonly string[];
  /** 0: all of them. */
  readonly maxItems: number;
  readonly maxItemsPerBatch: number;
  readonly maxInputBytesPerBatch: number;
  /** Of results that are handed on: `NONE`, `COMPACT`, `FLATTEN`. */
  readonly transformation: Json | undefined;
  /** 0: as many as the service runs at once. */
  readonly maxConcurrency: number;
  /** Absent where the state sets none. */
  readonly toleratedFailureCount: number | undefined;
  readonly toleratedFailurePercentage: number | undefined;
}

/** Where a Map Run writes its results, and what comes of it. */
export interface ResultWriterPlan {
  readonly bucket: string;
  readonly prefix: string;
  readonly outcome: ResultWriterOutcome;
}

/** How a Map Run has ended, as its Map state sees it. */
export type MapRunEnding =
  | { readonly kind: 'succeeded'; readonly result: Payload }
  | ({
      readonly kind: 'failed';
      /** A redrive starts a new Map Run. */
      readonly isVoid: boolean;
    } & ErrorAndCause);
