import type { Run } from '../asl/engine/run';

/**
 * An execution that was captured on AWS, made ready to be put into a fake: `sfn.seed` does that. Made by
 * `importExecution`; never changed.
 */
export interface CapturedExecution {
  readonly kind: 'captured execution';
  /** @internal */
  readonly stateMachineName: string;
  /** @internal */
  readonly definitionText: string;
  /** @internal ARNs of the activities that its tasks wait for. */
  readonly activities: readonly string[];
  /** @internal The course so far, with the dates of its capture. */
  readonly run: Run;
  /** How long ago it stopped, by the fake's clock, in milliseconds; if it is RUNNING: how long ago its last event was. */
  readonly stoppedAgo: number;
}
