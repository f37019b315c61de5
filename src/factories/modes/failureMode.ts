import type { LambdaFailureOptions, TaskFailureOptions, TaskOptions } from '../options';

/** The failure modes, and the options that each of them knows. */
export interface FailureModeOptions {
  /** A Lambda function throws; its runtime reports type, message and stack trace. */
  'lambda-function-failed': LambdaFailureOptions;
  /** The process of a Lambda function exits before it has answered. */
  'lambda-function-crashed': TaskFailureOptions;
  /** A Lambda function needs more memory than it has. */
  'lambda-function-out-of-memory': TaskFailureOptions;
  /** A Lambda function runs into its own timeout. */
  'lambda-function-timed-out-by-itself': TaskFailureOptions;
  /** A Lambda function takes longer than the Task's TimeoutSeconds. */
  'lambda-function-timed-out': TaskOptions;
  /** Too many functions run at once. */
  'lambda-throttled': TaskFailureOptions;
  /** A Lambda function can not be scheduled. */
  'lambda-function-schedule-failed': TaskFailureOptions;
  /** A Lambda function can not be started. */
  'lambda-function-start-failed': TaskFailureOptions;
}

/** Name of a failure mode of the catalogue. */
export type FailureMode = keyof FailureModeOptions;
