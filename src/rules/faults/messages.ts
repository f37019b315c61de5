import type { Evidence } from '../rule';
import type { SourceId } from '../sources';
import type { FaultName } from './catalogue';

/** The text of a refusal; `{name}` stands for a value. */
export interface FaultMessage {
  readonly error: FaultName;
  readonly text: string;
  readonly evidence: Evidence;
  readonly source: SourceId;
  /** Why an assumed text reads so. */
  readonly reason?: string;
}

const recorded = (error: FaultName, text: string, source: SourceId = 'recorded-errors'): FaultMessage => ({
  error,
  text,
  evidence: 'recorded',
  source,
});
const assumed = (error: FaultName, text: string, reason: string, source: SourceId = 'api-model'): FaultMessage => ({
  error,
  text,
  evidence: 'assumed',
  source,
  reason,
});

const DOCUMENTED_SENTENCE = 'No text is known; the sentence of the service model stands in for it.';
const BY_ANALOGY = 'No text is known; formed like the recorded texts of its kind.';

/** Messages about executions and the tasks in them. */
export const executionMessages = {
  executionNotRedrivable: recorded(
    'ExecutionNotRedrivable',
    'Execution {executionArn} invalid for redrive as: {reason}',
    'recorded-redrives',
  ),
  executionDoesNotExist: recorded(
    'ExecutionDoesNotExist',
    "Execution Does Not Exist: '{executionArn}'",
    'recorded-redrives',
  ),
  executionAlreadyExists: recorded('ExecutionAlreadyExists', "Execution Already Exists: '{executionArn}'"),
  executionLimitExceeded: assumed(
    'ExecutionLimitExceeded',
    'The maximum number of running executions has been reached. Running executions must end or be stopped before a new execution can be started.',
    DOCUMENTED_SENTENCE,
  ),
  invalidExecutionInput: recorded('InvalidExecutionInput', "Invalid State Machine Execution Input: '{text}'"),
  taskTimedOut: recorded('TaskTimedOut', "Task Timed Out: '{resource}'", 'recorded-redrives'),
  taskDoesNotExist: assumed('TaskDoesNotExist', "Task Does Not Exist: '{resource}'", BY_ANALOGY),
  invalidToken: recorded('InvalidToken', "Invalid Token: 'Invalid token'"),
  invalidOutput: assumed('InvalidOutput', "Invalid Output: '{text}'", BY_ANALOGY, 'recorded-callbacks'),
  labeledExecution: recorded(
    'ValidationException',
    'Labeled Execution ARNs are not supported for this API',
    'recorded-map-runs',
  ),
  redriveFilterWithStateMachine: recorded(
    'ValidationException',
    'RedriveFilter cannot be applied to ListExecutions call with StateMachine ARN',
    'recorded-redrives',
  ),
  bothListTargets: assumed(
    'ValidationException',
    'Only one of stateMachineArn or mapRunArn can be specified',
    'That both are refused is documented; no text is known.',
    'api-list-executions',
  ),
  noListTarget: assumed(
    'ValidationException',
    'Either stateMachineArn or mapRunArn must be specified',
    'That one is needed is documented; no text is known.',
    'api-list-executions',
  ),
  pendingRedriveWithStateMachine: assumed(
    'ValidationException',
    'PENDING_REDRIVE status filter cannot be applied to ListExecutions call with StateMachine ARN',
    'The guide ties the status to children of a Map Run; formed like the recorded text of redriveFilter.',
    'api-list-executions',
  ),
  completedMapRun: assumed(
    'ValidationException',
    'Map Run has already completed and cannot be updated',
    'The reason CANNOT_UPDATE_COMPLETED_MAP_RUN is documented; no text is known.',
    'api-update-map-run',
  ),
  mapRunUpdateIsEmpty: assumed(
    'ValidationException',
    'At least one of maxConcurrency, toleratedFailurePercentage or toleratedFailureCount must be specified',
    'The reason MISSING_REQUIRED_PARAMETER is documented; no text is known.',
    'api-update-map-run',
  ),
} as const satisfies Record<string, FaultMessage>;

/** Messages about state machines, versions, aliases, activities and tags. */
export const resourceMessages = {
  stateMachineDoesNotExist: recorded('StateMachineDoesNotExist', "State Machine Does Not Exist: '{stateMachineArn}'"),
  stateMachineAlreadyExists: recorded('StateMachineAlreadyExists', "State Machine Already Exists: '{stateMachineArn}'"),
  stateMachineDeleting: assumed(
    'StateMachineDeleting',
    "State Machine is being deleted: '{stateMachineArn}'",
    'The code is recorded; the words are quoted in public bug reports, their end is by analogy.',
    'recorded-deletion',
  ),
  stateMachineTypeNotSupported: recorded(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  ),
  stateMachineLimitExceeded: assumed(
    'StateMachineLimitExceeded',
    'The maximum number of state machines has been reached. Existing state machines must be deleted before a new state machine can be created.',
    DOCUMENTED_SENTENCE,
  ),
  labeledStateMachine: assumed(
    'ValidationException',
    'Labeled State Machine ARNs are not supported for this API',
    'The refusal is documented, its text is formed like the recorded one for executions.',
    'api-describe-state-machine',
  ),
  invalidDefinition: recorded('InvalidDefinition', "Invalid State Machine Definition: '{text}'"),
  invalidName: recorded('InvalidName', "Invalid Name: '{name}'"),
  descriptionWithoutPublish: recorded(
    'ValidationException',
    'Version description can only be set when publish is true',
  ),
  emptyStateMachineUpdate: recorded(
    'MissingRequiredParameter',
    'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
  ),
  emptyAliasUpdate: assumed(
    'ValidationException',
    'Either the description or the routing configuration must be specified',
    'That one of them is needed is documented; no text is known.',
  ),
  notExactlyOneLogDestination: recorded(
    'InvalidLoggingConfiguration',
    'Invalid Logging Configuration: Must specify exactly one Log Destination.',
  ),
  staleRevision: recorded(
    'ConflictException',
    'Failed to publish the State Machine version for revision {revisionId}. The current State Machine revision is {currentRevisionId}.',
  ),
  versionArnRequired: assumed(
    'ValidationException',
    'A state machine version ARN is required. Received: {received}',
    'That only version ARNs are taken is documented; no text is known.',
  ),
  versionHasAlias: recorded(
    'ConflictException',
    'Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [{aliases}]',
  ),
  aliasExists: recorded(
    'ConflictException',
    'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
  ),
  aliasDoesNotExist: recorded('ResourceNotFound', 'Request references a resource that does not exist.'),
  resourceNotFound: recorded('ResourceNotFound', "Resource not found: '{resourceArn}'"),
  notAVersion: recorded(
    'ValidationException',
    'Routing configuration must contain state machine version ARNs. Received: [{received}]',
  ),
  repeatedVersion: recorded(
    'ValidationException',
    'Routing configuration must contain distinct state machine version ARNs. Received: [{received}]',
  ),
  versionsOfTwoMachines: assumed(
    'ValidationException',
    'Routing configuration must contain versions of the same state machine. Received: [{received}]',
    BY_ANALOGY,
    'api-create-alias',
  ),
  weightsNotWhole: recorded(
    'ValidationException',
    'Sum of routing configuration weights must equal 100. Received: [{received}]',
  ),
  versionQuota: assumed(
    'ServiceQuotaExceededException',
    'The request would cause a service quota to be exceeded.',
    DOCUMENTED_SENTENCE,
  ),
  invalidRole: assumed(
    'InvalidArn',
    "Invalid Role Arn: '{roleArn}'",
    'Quoted in public bug reports; which ARNs it is given for was not recorded.',
  ),
  reservedTag: assumed(
    'AccessDeniedException',
    'Tag keys that start with aws: are reserved for AWS use',
    'The code is recorded, the text is not.',
    'recorded-deletion',
  ),
  tooManyTags: assumed(
    'TooManyTags',
    "You've exceeded the number of tags allowed for a resource.",
    DOCUMENTED_SENTENCE,
  ),
  activityDoesNotExist: recorded('ActivityDoesNotExist', "Activity Does Not Exist: '{activityArn}'"),
  activityAlreadyExists: assumed('ActivityAlreadyExists', "Activity Already Exists: '{activityArn}'", BY_ANALOGY),
  activityLimitExceeded: assumed(
    'ActivityLimitExceeded',
    'The maximum number of activities has been reached. Existing activities must be deleted before a new activity can be created.',
    DOCUMENTED_SENTENCE,
  ),
  activityWorkerLimitExceeded: assumed(
    'ActivityWorkerLimitExceeded',
    'The maximum number of workers concurrently polling for activity tasks has been reached.',
    DOCUMENTED_SENTENCE,
  ),
  invalidEncryption: assumed('InvalidEncryptionConfiguration', 'Invalid Encryption Configuration: {text}', BY_ANALOGY),
} as const satisfies Record<string, FaultMessage>;

/** Messages of the layers before the service, and about ARNs. */
export const generalMessages = {
  malformedArn: recorded('InvalidArn', "Invalid Arn: 'Invalid ARN prefix: {arn}'"),
  wrongResourceType: recorded('InvalidArn', "Invalid Arn: 'Resource type not valid in this context: {type}'"),
  throttled: recorded('ThrottlingException', 'Rate exceeded', 'recorded-throttling'),
  accessDenied: recorded(
    'AccessDeniedException',
    'User: {principal} is not authorized to perform: {action} on resource: {resource} because no identity-based policy allows the {action} action',
  ),
  explicitlyDenied: recorded(
    'AccessDeniedException',
    'User: {principal} is not authorized to perform: {action} on resource: {resource} with an explicit deny in an identity-based policy',
    'recorded-deletion',
  ),
  serviceUnavailable: assumed('ServiceUnavailable', 'Service is unavailable.', 'Not recorded.', 'api-common-errors'),
  unrecognizedClient: assumed(
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
    'General text of AWS JSON services; not recorded here.',
    'api-common-errors',
  ),
  expiredToken: assumed(
    'ExpiredTokenException',
    'The security token included in the request is expired',
    'General text of AWS JSON services; not recorded here.',
    'api-common-errors',
  ),
  kmsAccessDenied: assumed(
    'KmsAccessDeniedException',
    'Either your KMS key policy or API caller does not have the required permissions.',
    DOCUMENTED_SENTENCE,
  ),
  kmsInvalidState: assumed(
    'KmsInvalidStateException',
    'The KMS key is not in valid state, for example: Disabled or Deleted.',
    DOCUMENTED_SENTENCE,
  ),
  kmsThrottled: assumed(
    'KmsThrottlingException',
    'Received when KMS returns ThrottlingException for a KMS call that Step Functions makes on behalf of the caller.',
    DOCUMENTED_SENTENCE,
  ),
} as const satisfies Record<string, FaultMessage>;

/** Every text that a refusal can have. */
export const faultMessages = { ...executionMessages, ...resourceMessages, ...generalMessages };

/** Key of a text. */
export type FaultMessageName = keyof typeof faultMessages;
