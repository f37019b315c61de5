import type { Refusal } from '../../model/outcome';
import type { Evidence } from '../rule';
import type { SourceId } from '../sources';

/** What all refusals of one error name have in common. */
export interface Fault {
  /** What stands before `#` in `__type`. */
  readonly namespace: string;
  readonly httpStatus: number;
  /** Whether the service model has a shape for it, so that the SDK has a class. */
  readonly modeled: boolean;
  readonly evidence: Evidence;
  readonly source: SourceId;
  /** Only for assumed ones: why. */
  readonly reason?: string;
}

const SERVICE = 'com.amazonaws.swf.service.v2.model';
/** Namespace of refusals by the framework's own checks, and of a ValidationException that has no `reason`. */
export const CONSTRAINT_NAMESPACE = 'com.amazon.coral.validate';
const FRAMEWORK = 'com.amazon.coral.service';
const AVAILABILITY = 'com.amazon.coral.availability';

/** An error of the service that was recorded. */
const recorded = (source: SourceId = 'recorded-errors'): Fault => ({
  namespace: SERVICE,
  httpStatus: 400,
  modeled: true,
  evidence: 'recorded',
  source,
});

/** An error of the service that was recorded by its name; its status is in the service model. */
const documented = (httpStatus: number): Fault => ({
  namespace: SERVICE,
  httpStatus,
  modeled: true,
  evidence: 'documented',
  source: 'api-model',
});

/** An error of the service model that nobody has recorded. */
const modeled = (httpStatus = 400): Fault => ({
  namespace: SERVICE,
  httpStatus,
  modeled: true,
  evidence: 'assumed',
  source: 'api-model',
  reason: 'Name and status are in the service model; the namespace is that of the recorded errors.',
});

const general = (namespace: string, httpStatus: number, more: Partial<Fault> = {}): Fault => ({
  namespace,
  httpStatus,
  modeled: false,
  evidence: 'assumed',
  source: 'api-common-errors',
  reason: 'The common errors are documented by name; their wire form was not recorded here.',
  ...more,
});

/** Every error that the service or the layers before it answer, by name. */
export const faultCatalogue = {
  ActivityAlreadyExists: modeled(),
  ActivityDoesNotExist: recorded(),
  ActivityLimitExceeded: modeled(),
  ActivityWorkerLimitExceeded: modeled(),
  ConflictException: documented(409),
  ExecutionAlreadyExists: recorded(),
  ExecutionDoesNotExist: recorded('recorded-redrives'),
  ExecutionLimitExceeded: modeled(),
  ExecutionNotRedrivable: recorded('recorded-redrives'),
  InvalidArn: recorded(),
  InvalidDefinition: recorded(),
  InvalidEncryptionConfiguration: modeled(),
  InvalidExecutionInput: recorded(),
  InvalidLoggingConfiguration: recorded(),
  InvalidName: recorded(),
  InvalidOutput: recorded('recorded-callbacks'),
  InvalidToken: recorded(),
  InvalidTracingConfiguration: modeled(),
  KmsAccessDeniedException: modeled(),
  KmsInvalidStateException: modeled(),
  KmsThrottlingException: modeled(),
  MissingRequiredParameter: recorded(),
  ResourceNotFound: documented(404),
  ServiceQuotaExceededException: modeled(402),
  StateMachineAlreadyExists: recorded(),
  StateMachineDeleting: recorded('recorded-deletion'),
  StateMachineDoesNotExist: recorded(),
  StateMachineLimitExceeded: modeled(),
  StateMachineTypeNotSupported: recorded(),
  TaskDoesNotExist: modeled(),
  TaskTimedOut: recorded('recorded-redrives'),
  TooManyTags: modeled(),
  ValidationException: recorded(),
  AccessDeniedException: general(FRAMEWORK, 400, { evidence: 'recorded', source: 'recorded-deletion' }),
  ThrottlingException: general(AVAILABILITY, 400, { evidence: 'recorded', source: 'recorded-throttling' }),
  ServiceUnavailable: general(AVAILABILITY, 503),
  InternalFailure: general(FRAMEWORK, 500),
  SerializationException: general(FRAMEWORK, 400),
  UnknownOperationException: general(FRAMEWORK, 400),
  UnrecognizedClientException: general(FRAMEWORK, 400),
  ExpiredTokenException: general(FRAMEWORK, 400),
  InvalidSignatureException: general(FRAMEWORK, 400),
  MissingAuthenticationTokenException: general(FRAMEWORK, 400),
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
