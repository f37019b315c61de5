/**
 * @documented [redrivability.reason-texts] The texts for a deletion, the launch, the execution time and the period say what the API Reference
 *   says; they were never recorded and may not be AWS's to the letter. Branch on `redriveStatus`, not on the words. {api-redrive-execution}
 *
 * Values of `redriveStatusReason`, and the end of the message of ExecutionNotRedrivable. The recorded ones have no full
 * stop; the one that the API Reference prints after each belongs to its sentence.
 */
export const redriveReasons = {
  deleting: 'State machine is in DELETING status',
  running: 'Execution is RUNNING and cannot be redriven',
  succeeded: 'Execution is SUCCEEDED and cannot be redriven',
  /**
   * @assumed [redrivability.pending-redrive-text] A child that waits for its redrive has a reason of its own. Because: it has the form of
   *   the two above; a waiting child of a Map Run was only ever listed, not described.
   */
  pendingRedrive: 'Execution is PENDING_REDRIVE and cannot be redriven',
  beforeLaunch: 'Execution was started before the launch of RedriveExecution',
  /** @recorded [redrivability.event-limit-text] A full history is said to exceed the "maximum history event limit". {recorded-captures} */
  eventLimit: 'Execution has exceeded the maximum history event limit',
  executionTime: 'Execution has exceeded the max execution time',
  period: 'Execution redrivable period exceeded',
} as const;

/** One of AWS's reasons why an execution cannot be redriven. */
export type RedriveReason = (typeof redriveReasons)[keyof typeof redriveReasons];
