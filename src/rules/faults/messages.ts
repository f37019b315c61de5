import { CONSTRAINT_NAMESPACE as namespace, type FaultName } from './catalogue';
import { testStateMessages } from './testStateMessages';

/** The text of a refusal; `{name}` stands for a value. */
export interface FaultMessage {
  readonly error: FaultName;
  readonly text: string;
  /** Where it is not that of its error. */
  readonly namespace?: string;
}

/** Messages about executions and the tasks in them. */
export const executionMessages = {
  /** @recorded [message.executionNotRedrivable] {recorded-redrives} */
  executionNotRedrivable: {
    error: 'ExecutionNotRedrivable',
    text: 'Execution {executionArn} invalid for redrive as: {reason}',
  },
  /** @recorded [message.executionDoesNotExist] {recorded-redrives} */
  executionDoesNotExist: { error: 'ExecutionDoesNotExist', text: "Execution Does Not Exist: '{executionArn}'" },
  /** @recorded [message.executionAlreadyExists] {recorded-errors} */
  executionAlreadyExists: { error: 'ExecutionAlreadyExists', text: "Execution Already Exists: '{executionArn}'" },
  /**
   * @assumed [message.executionLimitExceeded] Because: No text is known; the sentence of the service model stands in for it. {api-model}
   */
  executionLimitExceeded: {
    error: 'ExecutionLimitExceeded',
    text: 'The maximum number of running executions has been reached. Running executions must end or be stopped before a new execution can be started.',
  },
  /** @recorded [message.invalidExecutionInput] {recorded-errors} */
  invalidExecutionInput: { error: 'InvalidExecutionInput', text: "Invalid State Machine Execution Input: '{text}'" },
  /** @recorded [message.taskTimedOut] {recorded-redrives} */
  taskTimedOut: { error: 'TaskTimedOut', text: "Task Timed Out: '{resource}'" },
  /** @assumed [message.taskDoesNotExist] Because: No text is known; formed like the recorded texts of its kind. {api-model} */
  taskDoesNotExist: { error: 'TaskDoesNotExist', text: "Task Does Not Exist: '{resource}'" },
  /** @recorded [message.invalidToken] {recorded-errors} */
  invalidToken: { error: 'InvalidToken', text: "Invalid Token: 'Invalid token'" },
  /** @recorded [message.invalidOutput] The output that was sent stands between the quotes. {recorded-callbacks} */
  invalidOutput: { error: 'InvalidOutput', text: "Invalid Output: '{output}' is not valid JSON." },
  /** @recorded [message.labeledExecution] {recorded-map-runs} */
  labeledExecution: { error: 'ValidationException', text: 'Labeled Execution ARNs are not supported for this API' },
  /**
   * @recorded [message.redriveFilterWithStateMachine] What ListExecutions says of members that exclude each other comes from the framework, in
   *   its namespace. {recorded-redrives}
   */
  redriveFilterWithStateMachine: {
    error: 'ValidationException',
    namespace,
    text: 'RedriveFilter cannot be applied to ListExecutions call with StateMachine ARN',
  },
  /** @assumed [message.bothListTargets] Because: That both are refused is documented; no text is known. {api-list-executions} */
  bothListTargets: {
    error: 'ValidationException',
    namespace,
    text: 'Only one of stateMachineArn or mapRunArn can be specified',
  },
  /** @assumed [message.noListTarget] Because: That one is needed is documented; no text is known. {api-list-executions} */
  noListTarget: {
    error: 'ValidationException',
    namespace,
    text: 'Either stateMachineArn or mapRunArn must be specified',
  },
  /**
   * @assumed [message.pendingRedriveWithStateMachine] Because: The guide ties the status to children of a Map Run; formed like the recorded
   *   text of redriveFilter. {api-list-executions}
   */
  pendingRedriveWithStateMachine: {
    error: 'ValidationException',
    namespace,
    text: 'PENDING_REDRIVE status filter cannot be applied to ListExecutions call with StateMachine ARN',
  },
  /**
   * @assumed [message.completedMapRun] Because: The reason CANNOT_UPDATE_COMPLETED_MAP_RUN is documented; no text is known.
   *   {api-update-map-run}
   */
  completedMapRun: { error: 'ValidationException', text: 'Map Run has already completed and cannot be updated' },
  /**
   * @assumed [message.mapRunUpdateIsEmpty] Because: The reason MISSING_REQUIRED_PARAMETER is documented; no text is known.
   *   {api-update-map-run}
   */
  mapRunUpdateIsEmpty: {
    error: 'ValidationException',
    text: 'At least one of maxConcurrency, toleratedFailurePercentage or toleratedFailureCount must be specified',
  },
} as const satisfies Record<string, FaultMessage>;

/** Messages about state machines, versions, aliases, activities and tags. */
export const resourceMessages = {
  /** @recorded [message.stateMachineDoesNotExist] {recorded-errors} */
  stateMachineDoesNotExist: {
    error: 'StateMachineDoesNotExist',
    text: "State Machine Does Not Exist: '{stateMachineArn}'",
  },
  /** @recorded [message.versionDoesNotExist] {recorded-captures} */
  versionDoesNotExist: {
    error: 'StateMachineDoesNotExist',
    text: "State Machine Version Does Not Exist: '{stateMachineVersionArn}'",
  },
  /** @recorded [message.publishedOtherwise] {recorded-captures} */
  publishedOtherwise: {
    error: 'StateMachineAlreadyExists',
    text: 'State Machine Already Exists: This state machine was already created with a published version using a different description.',
  },
  /** @recorded [message.stateMachineAlreadyExists] {recorded-errors} */
  stateMachineAlreadyExists: {
    error: 'StateMachineAlreadyExists',
    text: "State Machine Already Exists: '{stateMachineArn}'",
  },
  /** @recorded [message.stateMachineDeleting] {recorded-captures} */
  stateMachineDeleting: { error: 'StateMachineDeleting', text: "State Machine is being deleted: '{stateMachineArn}'" },
  /** @recorded [message.stateMachineTypeNotSupported] {recorded-errors} */
  stateMachineTypeNotSupported: {
    error: 'StateMachineTypeNotSupported',
    text: 'This operation is not supported by this type of state machine',
  },
  /**
   * @assumed [message.stateMachineLimitExceeded] Because: No text is known; the sentence of the service model stands in for it. {api-model}
   */
  stateMachineLimitExceeded: {
    error: 'StateMachineLimitExceeded',
    text: 'The maximum number of state machines has been reached. Existing state machines must be deleted before a new state machine can be created.',
  },
  /**
   * @assumed [message.labeledStateMachine] Because: The refusal is documented, its text is formed like the recorded one for executions.
   *   {api-describe-state-machine}
   */
  labeledStateMachine: {
    error: 'ValidationException',
    text: 'Labeled State Machine ARNs are not supported for this API',
  },
  /** @recorded [message.invalidDefinition] {recorded-errors} */
  invalidDefinition: { error: 'InvalidDefinition', text: "Invalid State Machine Definition: '{text}'" },
  /** @recorded [message.invalidName] {recorded-errors} */
  invalidName: { error: 'InvalidName', text: "Invalid Name: '{name}'" },
  /** @recorded [message.descriptionWithoutPublish] {recorded-errors} */
  descriptionWithoutPublish: {
    error: 'ValidationException',
    text: 'Version description can only be set when publish is true',
  },
  /** @recorded [message.emptyStateMachineUpdate] {recorded-errors} */
  emptyStateMachineUpdate: {
    error: 'MissingRequiredParameter',
    text: 'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
  },
  /** @recorded [message.emptyAliasUpdate] {recorded-captures} */
  emptyAliasUpdate: {
    error: 'ValidationException',
    text: 'Either description or routing configuration must be specified',
  },
  /** @recorded [message.encryptionWithoutDefinition] {recorded-captures} */
  encryptionWithoutDefinition: {
    error: 'MissingRequiredParameter',
    text: 'The definition must be specified when updating the EncryptionConfiguration',
  },
  /** @recorded [message.notExactlyOneLogDestination] {recorded-errors} */
  notExactlyOneLogDestination: {
    error: 'InvalidLoggingConfiguration',
    text: 'Invalid Logging Configuration: Must specify exactly one Log Destination.',
  },
  /** @recorded [message.staleRevision] {recorded-errors} */
  staleRevision: {
    error: 'ConflictException',
    text: 'Failed to publish the State Machine version for revision {revisionId}. The current State Machine revision is {currentRevisionId}.',
  },
  /** @assumed [message.versionArnRequired] Because: That only version ARNs are taken is documented; no text is known. {api-model} */
  versionArnRequired: {
    error: 'ValidationException',
    text: 'A state machine version ARN is required. Received: {received}',
  },
  /** @recorded [message.versionHasAlias] {recorded-errors} */
  versionHasAlias: {
    error: 'ConflictException',
    text: 'Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [{aliases}]',
  },
  /** @recorded [message.aliasExists] {recorded-errors} */
  aliasExists: {
    error: 'ConflictException',
    text: 'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
  },
  /** @recorded [message.aliasDoesNotExist] {recorded-errors} */
  aliasDoesNotExist: { error: 'ResourceNotFound', text: 'Request references a resource that does not exist.' },
  /** @recorded [message.resourceNotFound] {recorded-errors} */
  resourceNotFound: { error: 'ResourceNotFound', text: "Resource not found: '{resourceArn}'" },
  /** @recorded [message.notAVersion] {recorded-errors} */
  notAVersion: {
    error: 'ValidationException',
    text: 'Routing configuration must contain state machine version ARNs. Received: [{received}]',
  },
  /** @recorded [message.repeatedVersion] {recorded-errors} */
  repeatedVersion: {
    error: 'ValidationException',
    text: 'Routing configuration must contain distinct state machine version ARNs. Received: [{received}]',
  },
  /** @recorded [message.versionsOfTwoMachines] {recorded-captures} */
  versionsOfTwoMachines: {
    error: 'ValidationException',
    text: 'Routing configuration must contain state machine version ARNs for the same state machine. Received: [{received}]',
  },
  /** @recorded [message.weightsNotWhole] {recorded-errors} */
  weightsNotWhole: {
    error: 'ValidationException',
    text: 'Sum of routing configuration weights must equal 100. Received: [{received}]',
  },
  /** @assumed [message.versionQuota] Because: No text is known; the sentence of the service model stands in for it. {api-model} */
  versionQuota: {
    error: 'ServiceQuotaExceededException',
    text: 'The request would cause a service quota to be exceeded.',
  },
  /** @assumed [message.invalidRole] Because: Quoted in public bug reports; which ARNs it is given for was not recorded. {api-model} */
  invalidRole: { error: 'InvalidArn', text: "Invalid Role Arn: '{roleArn}'" },
  /** @recorded [message.reservedTag] {recorded-captures} */
  reservedTag: {
    error: 'AccessDeniedException',
    text: 'Caller is an end user and not allowed to mutate system tags',
  },
  /** @assumed [message.tooManyTags] Because: No text is known; the sentence of the service model stands in for it. {api-model} */
  tooManyTags: { error: 'TooManyTags', text: "You've exceeded the number of tags allowed for a resource." },
  /** @recorded [message.activityDoesNotExist] {recorded-errors} */
  activityDoesNotExist: { error: 'ActivityDoesNotExist', text: "Activity Does Not Exist: '{activityArn}'" },
  /** @recorded [message.activityAlreadyExists] {recorded-captures} */
  activityAlreadyExists: { error: 'ActivityAlreadyExists', text: "Activity Already Exists: '{activityArn}'" },
  /** @assumed [message.activityLimitExceeded] Because: No text is known; the sentence of the service model stands in for it. {api-model} */
  activityLimitExceeded: {
    error: 'ActivityLimitExceeded',
    text: 'The maximum number of activities has been reached. Existing activities must be deleted before a new activity can be created.',
  },
  /**
   * @assumed [message.activityWorkerLimitExceeded] Because: No text is known; the sentence of the service model stands in for it.
   *   {api-model}
   */
  activityWorkerLimitExceeded: {
    error: 'ActivityWorkerLimitExceeded',
    text: 'The maximum number of workers concurrently polling for activity tasks has been reached.',
  },
  /** @recorded [message.noKmsKey] {recorded-captures} */
  noKmsKey: {
    error: 'InvalidEncryptionConfiguration',
    text: 'Invalid Encryption Configuration: Must set a valid kmsKeyId.',
  },
  /** @recorded [message.needlessKmsKey] {recorded-captures} */
  needlessKmsKey: {
    error: 'InvalidEncryptionConfiguration',
    text: 'Invalid Encryption Configuration: Custom kmsKeyId is not allowed when selecting AWS_OWNED_KEY.',
  },
} as const satisfies Record<string, FaultMessage>;

/** Messages of the layers before the service, and about ARNs. */
export const generalMessages = {
  /** @recorded [message.malformedArn] {recorded-errors} */
  malformedArn: { error: 'InvalidArn', text: "Invalid Arn: 'Invalid ARN prefix: {arn}'" },
  /** @recorded [message.wrongResourceType] {recorded-errors} */
  wrongResourceType: { error: 'InvalidArn', text: "Invalid Arn: 'Resource type not valid in this context: {type}'" },
  /** @recorded [message.throttled] {recorded-throttling} */
  throttled: { error: 'ThrottlingException', text: 'Rate exceeded' },
  /** @recorded [message.accessDenied] {recorded-errors} */
  accessDenied: {
    error: 'AccessDeniedException',
    text: 'User: {principal} is not authorized to perform: {action} on resource: {resource} because no identity-based policy allows the {action} action',
  },
  /** @recorded [message.explicitlyDenied] {recorded-deletion} */
  explicitlyDenied: {
    error: 'AccessDeniedException',
    text: 'User: {principal} is not authorized to perform: {action} on resource: {resource} with an explicit deny in an identity-based policy',
  },
  /** @assumed [message.serviceUnavailable] Because: Not recorded. {api-common-errors} */
  serviceUnavailable: { error: 'ServiceUnavailable', text: 'Service is unavailable.' },
  /** @assumed [message.unrecognizedClient] Because: General text of AWS JSON services; not recorded here. {api-common-errors} */
  unrecognizedClient: {
    error: 'UnrecognizedClientException',
    text: 'The security token included in the request is invalid.',
  },
  /** @assumed [message.expiredToken] Because: General text of AWS JSON services; not recorded here. {api-common-errors} */
  expiredToken: { error: 'ExpiredTokenException', text: 'The security token included in the request is expired' },
  /** @recorded [message.kmsAccessDenied] {recorded-captures} */
  kmsAccessDenied: {
    error: 'KmsAccessDeniedException',
    text: 'User: {principal} is not authorized to perform: kms:Decrypt on resource: {kmsKeyArn} with an explicit deny in an identity-based policy (Service: Kms, Status Code: 400, Request ID: {requestId}) (SDK Attempt Count: 1)',
  },
  /** @recorded [message.kmsInvalidState] {recorded-captures} */
  kmsInvalidState: {
    error: 'KmsInvalidStateException',
    text: '{kmsKeyArn} is disabled. (Service: Kms, Status Code: 400, Request ID: {requestId}) (SDK Attempt Count: 1)',
  },
  /** @recorded [message.unknownKmsKey] {recorded-captures} */
  unknownKmsKey: {
    error: 'InvalidEncryptionConfiguration',
    text: "Key '{kmsKeyArn}' does not exist (Service: Kms, Status Code: 400, Request ID: {requestId}) (SDK Attempt Count: 1)",
  },
  /** @recorded [message.asymmetricKmsKey] {recorded-captures} */
  asymmetricKmsKey: {
    error: 'InvalidEncryptionConfiguration',
    text: 'kmsKeyId must use SYMMETRIC_DEFAULT key spec',
  },
  /** @assumed [message.kmsThrottled] Because: No text is known; the sentence of the service model stands in for it. {api-model} */
  kmsThrottled: {
    error: 'KmsThrottlingException',
    text: 'Received when KMS returns ThrottlingException for a KMS call that Step Functions makes on behalf of the caller.',
  },
} as const satisfies Record<string, FaultMessage>;

/** Every text that a refusal can have. */
export const faultMessages = {
  ...executionMessages,
  ...resourceMessages,
  ...testStateMessages,
  ...generalMessages,
};

/** Key of a text. */
export type FaultMessageName = keyof typeof faultMessages;
