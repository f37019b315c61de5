import type {
  LambdaFailureOptions,
  NamedErrorOptions,
  OwnMachineOptions,
  TaskFailureOptions,
  TaskOptions,
  TimeoutOptions,
} from '../options';

type RedrivenOptions = Omit<NamedErrorOptions, 'redriven'>;

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
  /** A Lambda function cannot be scheduled. */
  'lambda-function-schedule-failed': TaskFailureOptions;
  /** A Lambda function cannot be started. */
  'lambda-function-start-failed': TaskFailureOptions;
  /** A service integration answers with an error of the service. */
  'task-failed': TaskFailureOptions;
  /** A service integration cannot be started. */
  'task-start-failed': TaskFailureOptions;
  /** The job of a .sync integration cannot be submitted. */
  'task-submit-failed': TaskFailureOptions;
  /** A service integration takes longer than TimeoutSeconds. */
  'task-timed-out': TaskOptions;
  /** Whoever has the task token sends no heartbeat in time. */
  'task-heartbeat-lost': TaskOptions;
  /** Whoever has the task token reports a failure. */
  'callback-failed': TaskFailureOptions;
  /** Nobody answers with the task token in time. */
  'callback-timed-out': TaskOptions;
  /** An execution that a .sync task has started fails. */
  'sync-child-failed': TaskFailureOptions;
  /** A job that a .sync task has submitted fails. */
  'sync-job-failed': TaskFailureOptions;
  /** The role of the Task's Credentials cannot be assumed. */
  'role-not-assumable': TaskFailureOptions;
  /** The worker of an activity reports a failure. */
  'activity-failed': TaskFailureOptions;
  /** The worker of an activity takes longer than TimeoutSeconds. */
  'activity-timed-out': TaskOptions;
  /** The worker of an activity sends no heartbeat in time. */
  'activity-heartbeat-lost': TaskOptions;
  /** An activity cannot be scheduled. */
  'activity-schedule-failed': TaskFailureOptions;
  /** The activity of a Task does not exist: a redrive fails again until it does. */
  'activity-missing': OwnMachineOptions;
  /** A Fail state ends the execution: a redrive fails again. */
  'fail-state': NamedErrorOptions;
  /** A Fail state takes error and cause from a path. */
  'fail-state-by-path': NamedErrorOptions;
  /** A Fail state names neither error nor cause. */
  'fail-state-without-error': OwnMachineOptions;
  /** The execution takes longer than the state machine's TimeoutSeconds: TIMED_OUT. */
  'execution-timed-out': TimeoutOptions;
  /** StopExecution with error and cause while a Task is running: ABORTED. */
  'execution-aborted': TaskFailureOptions;
  /** StopExecution with neither error nor cause while a Task is running. */
  'execution-aborted-without-reason': OwnMachineOptions;
  /** StopExecution while a Wait state is waiting. */
  'execution-aborted-during-wait': OwnMachineOptions;
  /** StopExecution between two attempts of a Task. */
  'execution-aborted-during-backoff': OwnMachineOptions;
  /** A Task fails until its retrier has no attempt left. */
  'retries-exhausted': TaskFailureOptions;
  /** A Catch leads to a Fail state: a redrive fails again there. */
  'caught-then-failed': OwnMachineOptions;
  /** One branch of a Parallel fails after the others have succeeded. */
  'parallel-branch-failed': NamedErrorOptions;
  /** One branch of a Parallel fails while the Tasks of the others are running. */
  'parallel-sibling-aborted': NamedErrorOptions;
  /** One branch of a Parallel fails while a Wait, a Map and a Parallel of the others are open. */
  'parallel-containers-aborted': NamedErrorOptions;
  /** Several branches of a Parallel run out of time at once. */
  'parallel-branches-failed': OwnMachineOptions;
  /** The last iteration of a sequential inline Map fails. */
  'map-iteration-failed': NamedErrorOptions;
  /** An iteration of a sequential inline Map fails before the others have started. */
  'map-items-never-started': NamedErrorOptions;
  /** One iteration of a concurrent inline Map fails while the Tasks of others are running. */
  'map-iteration-aborted': NamedErrorOptions;
  /** All iterations of a concurrent inline Map run out of time at once. */
  'map-iterations-timed-out': OwnMachineOptions;
  /** More children of a Map Run fail than are tolerated. */
  'map-run-threshold-exceeded': OwnMachineOptions;
  /** More Express children of a Map Run fail than are tolerated. */
  'map-run-express-children-failed': OwnMachineOptions;
  /** The ItemReader of a Distributed Map cannot read its items. */
  'map-run-item-reader-failed': OwnMachineOptions;
  /** The test write of the ResultWriter is refused. */
  'map-run-result-writer-refused': OwnMachineOptions;
  /** The results of a Map Run cannot be written. */
  'map-run-result-writer-failed': OwnMachineOptions;
  /** The role may not start the children of the Map Run. */
  'map-run-start-denied': OwnMachineOptions;
  /** The role may not redrive the children of the Map Run: redriven once already. */
  'map-run-redrive-denied': Omit<OwnMachineOptions, 'redriven' | 'events'>;
  /** No rule of a Choice state matches: a redrive fails again, as with the other failures by definition or data. */
  'no-choice-matched': OwnMachineOptions;
  /** The InputPath of a state leads nowhere. */
  'path-not-found': OwnMachineOptions;
  /** A path in the Parameters of a state leads nowhere. */
  'parameter-path-not-found': OwnMachineOptions;
  /** The OutputPath of a Task leads nowhere. */
  'output-path-not-found': OwnMachineOptions;
  /** The SecondsPath of a Wait leads to no number. */
  'wait-time-invalid': OwnMachineOptions;
  /** An intrinsic function is given what it cannot work with. */
  'intrinsic-failed': OwnMachineOptions;
  /** A JSONata expression returns nothing. */
  'jsonata-evaluation-failed': OwnMachineOptions;
  /** A state returns more than 256 KiB. */
  'data-limit-exceeded': OwnMachineOptions;
  /** Failed, redriven, succeeded. */
  'redriven-succeeded': RedrivenOptions;
  /** Failed, redriven, failed again in the same state. */
  'redriven-failed-again': RedrivenOptions;
  /** Failed, redriven, failed in a later state. */
  'redriven-failed-further-on': RedrivenOptions;
  /** Failed, redriven, stopped while the redrive was running, with an error and cause if they are given. */
  'redriven-aborted': RedrivenOptions;
  /** Failed again after each of two redrives. */
  'redriven-twice': RedrivenOptions;
  /** Refused: the execution is running for the first time. */
  running: Omit<OwnMachineOptions, 'events' | 'redriven'>;
  /** Refused: the execution was redriven and is running again. */
  'redriven-running': RedrivenOptions;
  /** Refused: the execution has succeeded. */
  succeeded: Omit<OwnMachineOptions, 'redriven'>;
  /** Refused: a Task has failed, its error was caught, the execution has succeeded. */
  'failure-caught': RedrivenOptions;
  /** Refused: the state machine is being deleted. */
  'machine-deleting': NamedErrorOptions;
  /** Refused: the execution was started before RedriveExecution was launched. */
  'started-before-launch': NamedErrorOptions;
  /** Refused: the history has no room for a redrive. */
  'history-too-long': NamedErrorOptions;
  /** Refused: the history is full, which has ended the execution. */
  'history-event-limit-reached': Omit<OwnMachineOptions, 'events' | 'redriven'>;
  /** Refused: the execution was started more than a year ago. */
  'open-too-long': NamedErrorOptions;
  /** Refused: the execution has stopped more than 14 days ago. */
  'redrivable-period-exceeded': NamedErrorOptions;
  /** Refused, as InvalidArn: the execution is one of an Express state machine. */
  'express-execution': Omit<RedrivenOptions, 'events'>;
  /** Refused: the execution is a Standard child of a Map Run. Input, name and events are those of its parent. */
  'map-run-child': OwnMachineOptions;
  /** Refused, as InvalidArn: the execution is an Express child of a Map Run. Input, name and events are those of its parent. */
  'express-map-run-child': OwnMachineOptions;
}

/** Name of a failure mode of the catalogue. */
export type FailureMode = keyof FailureModeOptions;
