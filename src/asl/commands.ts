import type { Json, Payload } from '../model/json';

/**
 * What an execution asks the service to do. The answer comes back through `answerTask` with the same token, or through
 * the functions of `asl/mapRunLink`.
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
      readonly token: string;
      readonly plan: MapRunPlan;
      readonly at: number;
    }
  | { readonly kind: 'redrive map run'; readonly mapRunArn: string; readonly at: number }
  | { readonly kind: 'abort map run'; readonly mapRunArn: string; readonly at: number };

/** What a Distributed Map state hands to its Map Run. */
export interface MapRunPlan {
  readonly stateName: string;
  readonly label: string | undefined;
  readonly executionType: 'STANDARD' | 'EXPRESS';
  /** Inputs of the child executions, one each. */
  readonly childInputs: readonly Payload[];
  /** Items of each child: more than one with an ItemBatcher. */
  readonly itemCounts: readonly number[];
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  readonly hasResultWriter: boolean;
}
