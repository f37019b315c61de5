export { createFakeStepFunctions } from './service/fakeStepFunctions';
export type {
  ExecutionRef,
  FakeSnapshot,
  FakeStepFunctions,
  PermissionOptions,
  StateMachineRef,
} from './service/fakeStepFunctions';
export type { StateMachineSetup } from './service/stateMachineSetup';
export type { FakeOptions } from './service/options';
export type { Hold } from './service/faultInjection';
export type { MapRunScripts } from './service/mapRuns/scripts';
export type { CallList, JournalledCall } from './service/journal';
export type { PendingWork } from './service/pending';
export type { StatusListener } from './service/statusListeners';

export {
  failsToSchedule,
  failsToStart,
  failsToSubmit,
  failsUntilRedriven,
  fails,
  heartbeatTimesOut,
  lambdaReturns,
  lambdaThrows,
  neverEnds,
  succeeds,
  timesOut,
} from './asl/scripting';
export type { OutcomeOptions, TaskCall, TaskOutcome, TaskScript, TaskScriptEntry } from './asl/taskScript';

export { createFactories, describeExecutionOutput, executionHistory } from './factories/executionFactories';
export type { Factories, FactoryOptions } from './factories/executionFactories';
export type { BuiltExecution } from './factories/builtExecution';
export type { FakerLike } from './factories/fakerPayloads';
export { mapRun } from './factories/mapRun';
export type { MapRunOptions } from './factories/mapRun';
export { redriven, startedAt, stoppedAgo, withEvents } from './factories/traits';
export { failedExecution } from './factories/recipe';
export type { ExecutionRecipe } from './factories/recipe';
export { executionStatusChangeEvent } from './factories/statusChangeEvent';
export type {
  EventPayloadDetails,
  ExecutionStatusChangeDetail,
  ExecutionStatusChangeEvent,
} from './factories/statusChangeEvent';
export type { FailureMode, FailureModeOptions } from './factories/modes/failureMode';
export type { SeedRecipe, SeededExecution } from './service/seeding';
export { importExecution } from './history/import/importExecution';
export { anonymizeExecution } from './history/import/anonymizeExecution';
export type { AnonymizedFiles, AnonymizeOptions } from './history/import/anonymizeExecution';
export type { CapturedFiles } from './history/import/importExecution';
export type { CapturedDescription, CapturedHistory } from './history/import/capture';
export type { CapturedExecution } from './factories/capturedExecution';

export { readerFails, reads, writerFails, writerRefused, writes } from './asl/mapRunScript';
export type {
  ItemReaderEntry,
  ItemReaderOutcome,
  ItemReaderScript,
  MapRunCall,
  MapRunEntry,
  ResultWriterEntry,
  ResultWriterOutcome,
  ResultWriterScript,
} from './asl/mapRunScript';

export { days, hours, minutes, seconds } from './time/duration';
export { defaultClock, virtualClock } from './time/clock';
export type { Clock, Instant } from './time/clock';

export {
  accessDenied,
  awsError,
  executionAlreadyExists,
  executionDoesNotExist,
  executionLimitExceeded,
  executionNotRedrivable,
  expiredToken,
  internalFailure,
  invalidArn,
  invalidOutput,
  invalidToken,
  serviceUnavailable,
  stateMachineDeleting,
  stateMachineDoesNotExist,
  taskTimedOut,
  throttled,
  unrecognizedClient,
} from './rules/faults';
export type { FaultName, RefusalOptions } from './rules/faults';
export type { RedriveReason } from './rules/redriveReasons';
export type { Assumptions } from './rules/assumptions';
export type { Limits } from './rules/limits';

export { TestkitError } from './model/testkitError';
export type { TestkitErrorCode } from './model/testkitError';
export type { OperationOutcome, Refusal } from './model/outcome';

export { checkHistory, printHistory, printRedrivePlan, redrivePlan } from './history';
export type {
  CheckOptions,
  HistoryEventLike,
  HistoryProblem,
  HistoryReport,
  HistorySource,
  PrintHistoryOptions,
  PrintOptions,
  RedrivePlan,
} from './history';

export { openFakeStepFunctions } from './setup/openFakeStepFunctions';
export type { OpenedFake } from './setup/openFakeStepFunctions';
export type { DoorName, OpenOptions } from './setup/options';
