import type { Refusal } from '../../model/outcome';

/** What all refusals of one error name have in common. */
export interface Fault {
  /** What stands before `#` in `__type`. */
  readonly namespace: string;
  readonly httpStatus: number;
  /** Whether the service model has a shape for it, so that the SDK has a class. */
  readonly modeled: boolean;
}

const SERVICE = 'com.amazonaws.swf.service.v2.model';
/** Namespace of refusals by the framework's own checks: the texts with "validation error detected". */
export const CONSTRAINT_NAMESPACE = 'com.amazon.coral.validate';
const FRAMEWORK = 'com.amazon.coral.service';
const AVAILABILITY = 'com.amazon.coral.availability';

/** An error that the service itself answers. */
const service = (): Fault => ({ namespace: SERVICE, httpStatus: 400, modeled: true });

/**
 * @assumed [fault.never-recorded] An error of the service model that was never recorded has the namespace of those that were. Because: the
 *   model has name and status of each, and no namespace. {api-model}
 */
const unseen = service;

/** An error of the layers before the service, such as authorization, throttling and signatures. */
const general = (namespace: string, httpStatus: number): Fault => ({ namespace, httpStatus, modeled: false });

/**
 * @assumed [fault.common-errors] The common errors have the framework's namespaces on the wire. Because: they are documented by name, and
 *   their wire form was not recorded here. {api-common-errors}
 */
const unseenGeneral = general;

/** Every error that the service or the layers before it answer, by name. */
export const faultCatalogue = {
  /** @recorded [fault.ActivityAlreadyExists] An error of the service, HTTP 400. {recorded-captures} */
  ActivityAlreadyExists: service(),
  /** @recorded [fault.ActivityDoesNotExist] An error of the service, HTTP 400. {recorded-errors} */
  ActivityDoesNotExist: service(),
  ActivityLimitExceeded: unseen(),
  ActivityWorkerLimitExceeded: unseen(),
  /** @recorded [fault.ConflictException] An error of the service, HTTP 400 although its model says 409. {recorded-captures} */
  ConflictException: service(),
  /** @recorded [fault.ExecutionAlreadyExists] An error of the service, HTTP 400. {recorded-errors} */
  ExecutionAlreadyExists: service(),
  /** @recorded [fault.ExecutionDoesNotExist] An error of the service, HTTP 400. {recorded-redrives} */
  ExecutionDoesNotExist: service(),
  ExecutionLimitExceeded: unseen(),
  /** @recorded [fault.ExecutionNotRedrivable] An error of the service, HTTP 400. {recorded-redrives} */
  ExecutionNotRedrivable: service(),
  /** @recorded [fault.InvalidArn] An error of the service, HTTP 400. {recorded-errors} */
  InvalidArn: service(),
  /** @recorded [fault.InvalidDefinition] An error of the service, HTTP 400. {recorded-errors} */
  InvalidDefinition: service(),
  /** @recorded [fault.InvalidEncryptionConfiguration] An error of the service, HTTP 400. {recorded-captures} */
  InvalidEncryptionConfiguration: service(),
  /** @recorded [fault.InvalidExecutionInput] An error of the service, HTTP 400. {recorded-errors} */
  InvalidExecutionInput: service(),
  /** @recorded [fault.InvalidLoggingConfiguration] An error of the service, HTTP 400. {recorded-errors} */
  InvalidLoggingConfiguration: service(),
  /** @recorded [fault.InvalidName] An error of the service, HTTP 400. {recorded-errors} */
  InvalidName: service(),
  /** @recorded [fault.InvalidOutput] An error of the service, HTTP 400. {recorded-callbacks} */
  InvalidOutput: service(),
  /** @recorded [fault.InvalidToken] An error of the service, HTTP 400. {recorded-errors} */
  InvalidToken: service(),
  InvalidTracingConfiguration: unseen(),
  /** @recorded [fault.KmsAccessDeniedException] An error of the service, HTTP 400. {recorded-captures} */
  KmsAccessDeniedException: service(),
  /** @recorded [fault.KmsInvalidStateException] An error of the service, HTTP 400. {recorded-captures} */
  KmsInvalidStateException: service(),
  KmsThrottlingException: unseen(),
  /** @recorded [fault.MissingRequiredParameter] An error of the service, HTTP 400. {recorded-errors} */
  MissingRequiredParameter: service(),
  /** @recorded [fault.ResourceNotFound] An error of the service, HTTP 400 although its model says 404. {recorded-captures} */
  ResourceNotFound: service(),
  /**
   * @assumed [fault.ServiceQuotaExceededException] An error of the service, HTTP 400 although its model says 402. Because: the service sends 400
   *   for the others whose model says something else. {recorded-captures}
   */
  ServiceQuotaExceededException: unseen(),
  /** @recorded [fault.StateMachineAlreadyExists] An error of the service, HTTP 400. {recorded-errors} */
  StateMachineAlreadyExists: service(),
  /** @recorded [fault.StateMachineDeleting] An error of the service, HTTP 400. {recorded-deletion} */
  StateMachineDeleting: service(),
  /** @recorded [fault.StateMachineDoesNotExist] An error of the service, HTTP 400. {recorded-errors} */
  StateMachineDoesNotExist: service(),
  StateMachineLimitExceeded: unseen(),
  /** @recorded [fault.StateMachineTypeNotSupported] An error of the service, HTTP 400. {recorded-errors} */
  StateMachineTypeNotSupported: service(),
  TaskDoesNotExist: unseen(),
  /** @recorded [fault.TaskTimedOut] An error of the service, HTTP 400. {recorded-redrives} */
  TaskTimedOut: service(),
  TooManyTags: unseen(),
  /** @recorded [fault.ValidationException] An error of the service, HTTP 400. {recorded-errors} */
  ValidationException: service(),
  /** @recorded [fault.AccessDeniedException] An error of com.amazon.coral.service, HTTP 400. {recorded-deletion} */
  AccessDeniedException: general(FRAMEWORK, 400),
  /** @recorded [fault.ThrottlingException] An error of com.amazon.coral.availability, HTTP 400. {recorded-throttling} */
  ThrottlingException: general(AVAILABILITY, 400),
  ServiceUnavailable: unseenGeneral(AVAILABILITY, 503),
  InternalFailure: unseenGeneral(FRAMEWORK, 500),
  SerializationException: unseenGeneral(FRAMEWORK, 400),
  UnknownOperationException: unseenGeneral(FRAMEWORK, 400),
  UnrecognizedClientException: unseenGeneral(FRAMEWORK, 400),
  ExpiredTokenException: unseenGeneral(FRAMEWORK, 400),
  InvalidSignatureException: unseenGeneral(FRAMEWORK, 400),
  MissingAuthenticationTokenException: unseenGeneral(FRAMEWORK, 400),
} as const satisfies Record<string, Fault>;

/** Name of an error as the SDK shows it. */
export type FaultName = keyof typeof faultCatalogue;

/** Members that only some refusals have. */
export type RefusalExtras = Pick<Refusal, 'reason' | 'members' | 'messageMember'> & { namespace?: string };

/** A refusal of that name. */
export function refusalNamed(name: FaultName, message: string | undefined, extras: RefusalExtras = {}): Refusal {
  const { namespace, httpStatus } = faultCatalogue[name];
  return { name, namespace, httpStatus, ...(message === undefined ? {} : { message }), ...extras };
}
