export { createFakeStepFunctions } from './service/createFake';
export type { FakeSnapshot, FakeStepFunctions } from './service/fakeStepFunctions';
export type { ExecutionRef, StateMachineRef } from './service/guards';
export type { StateMachineSetup } from './service/machines/stateMachineSetup';
export type { FakeOptions } from './service/options';
export type { Hold } from './service/control/faultInjection';
export type { MapRunScripts } from './service/machines/scripts';
export type { CallList, JournalledCall } from './service/control/journal';
export type {
  Coverage,
  CoverageItem,
  CoverageMeasure,
  CoverageMeasures,
  MachineCoverage,
} from './service/coverage/coverage';
export type { PendingWork } from './service/control/pending';
export type { PermissionOptions } from './service/control/permissions';
export type { Ending } from './model/ending';
export type { StatusListener } from './service/control/statusListeners';

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
} from './asl/script/scripting';
export type { OutcomeOptions, TaskCall, TaskOutcome, TaskScript, TaskScriptEntry } from './asl/script/taskScript';

export { createFactories, describeExecutionOutput, executionHistory } from './catalogue/executionFactories';
export type { Factories, FactoryOptions } from './catalogue/executionFactories';
export type { BuiltExecution } from './catalogue/builtExecution';
export type { FakerLike } from './model/faker';
export { describeMapRunOutput } from './catalogue/describeMapRunOutput';
export type { MapRunOptions } from './catalogue/describeMapRunOutput';
export { redriven, startedAt, stoppedAgo, withEvents } from './catalogue/traits';
export { failedExecution, refusedExecution } from './catalogue/recipe';
export { executionOf } from './catalogue/executionOf';
export type { PastExecution, PastExecutionOptions } from './catalogue/executionOf';
export { failureModes, refusalModes } from './catalogue/modeLists';
export type { FailureModes, ModeInfo, RefusalModes } from './catalogue/modeLists';
export type { ExecutionRecipe } from './catalogue/recipe';
export { executionStatusChangeEvent } from './service/control/statusChangeEvent';
export type {
  EventPayloadDetails,
  ExecutionStatusChangeDetail,
  ExecutionStatusChangeEvent,
} from './service/control/statusChangeEvent';
export { executionLogEvents } from './service/control/logEvents';
export type { ExecutionLogEvent, ExecutionLogOptions } from './service/control/logEvents';
export type { FailureMode, FailureModeOptions, RefusalMode, RefusalModeOptions } from './catalogue/modes';
export type { SeedRecipe, SeededExecution } from './service/seeding';
export { importExecution } from './incidents/importExecution';
export { anonymizeExecution } from './incidents/anonymizeExecution';
export type { AnonymizedFiles, AnonymizeOptions } from './incidents/anonymizeExecution';
export type { CapturedFiles } from './incidents/importExecution';
export type { CapturedHistory } from './incidents/capture';
export type { CapturedDescription } from './history/rebuild/rebuiltRun';
export type { CapturedExecution } from './incidents/capturedExecution';

export { readerFails, reads, writerFails, writerRefused, writes } from './asl/script/mapRunScript';
export type {
  ItemReaderEntry,
  ItemReaderOutcome,
  ReadsOptions,
  ItemReaderScript,
  MapRunCall,
  MapRunEntry,
  ResultWriterEntry,
  ResultWriterOutcome,
  ResultWriterScript,
} from './asl/script/mapRunScript';

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
  invalidKmsKey,
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

export { fromMockConfig } from './adapters/mockConfig';
export type { MockConfigOptions } from './adapters/mockConfig';

export { openFakeStepFunctions } from './setup/openFakeStepFunctions';
export type { OpenedFake } from './setup/openFakeStepFunctions';
export type { AdapterName, OpenOptions } from './setup/options';
