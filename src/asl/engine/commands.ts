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
  | {
      readonly kind: 'start map run';
      readonly mapRunArn: string;
      readonly plan: MapRunPlan;
      readonly writer: ResultWriterPlan | undefined;
      readonly at: number;
    }
  | {
      readonly kind: 'redrive map run';
      readonly mapRunArn: string;
      /** Only if no child was ever started: the items were found anew. */
      readonly plan: MapRunPlan | undefined;
      readonly writer: ResultWriterPlan | undefined;
      readonly at: number;
    }
  /** A moment has passed, or something that the Map Run waits for is due. */
  | { readonly kind: 'continue map run'; readonly mapRunArn: string; readonly at: number }
  | { readonly kind: 'abort map run'; readonly mapRunArn: string; readonly at: number };

/** What a Distributed Map state hands to its Map Run. Frozen: it never changes. */
export interface MapRunPlan {
  readonly stateName: string;
  /** Its label in ARNs. */
  readonly label: string;
  readonly executionType: 'STANDARD' | 'EXPRESS';
  /** The workflow of the children. */
  readonly definition: Definition;
  /** Inputs of the child executions, one each. */
  readonly childInputs: readonly Payload[];
  /** Items of each child: more than one with an ItemBatcher. */
  readonly itemCounts: readonly number[];
  /** Items of all children. */
  readonly totalItems: number;
  /** Documented: `Transformation: FLATTEN` makes one list of children that give lists. */
  readonly flattensResults: boolean;
  /** There are no children to start: the items could not be read, or not be made into inputs. */
  readonly failure: ErrorAndCause | undefined;
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
