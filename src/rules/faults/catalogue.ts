import type { Refusal } from '../../model/outcome';
import type { Evidence } from '../rule';
import type { SourceId } from '../sources';

/** What all refusals of one error name have in common. */
export interface Fault {
  /** What stands before `#` in `__type`. */
  readonly namespace: string;
  readonly httpStatus: number;
  /** Whether the retry strategy of the SDK tries again. */
  readonly retryable: boolean;
  /** Whether the service model has a shape for it, so that the SDK has a class. */
  readonly modelled: boolean;
  readonly evidence: Evidence;
  readonly source: SourceId;
}

const SERVICE = 'com.amazonaws.swf.service.v2.model';
/** Namespace of refusals by the framework's own checks, and of a ValidationException that has no `reason`. */
export const CONSTRAINT_NAMESPACE = 'com.amazon.coral.validate';
const FRAMEWORK = 'com.amazon.coral.service';
const AVAILABILITY = 'com.amazon.coral.availability';

const service = (httpStatus = 400): Fault => ({
  namespace: SERVICE,
  httpStatus,
  retryable: false,
  modelled: true,
  evidence: httpStatus === 400 ? 'recorded' : 'documented',
  source: httpStatus === 400 ? 'recorded-errors' : 'api-model',
});

const general = (namespace: string, httpStatus: number, more: Partial<Fault> = {}): Fault => ({
  namespace,
  httpStatus,
  retryable: false,
  modelled: false,
  evidence: 'assumed',
  source: 'api-common-errors',
  ...more,
});

/** Every error that the service or the layers before it answer, by name. */
export const faultCatalogue = {
  ActivityAlreadyExists: service(),
  ActivityDoesNotExist: service(),
  ActivityLimitExceeded: service(),
  ActivityWorkerLimitExceeded: service(),
  ConflictException: service(409),
  ExecutionAlreadyExists: service(),
  ExecutionDoesNotExist: service(),
  ExecutionLimitExceeded: service(),
  ExecutionNotRedrivable: service(),
  InvalidArn: service(),
  InvalidDefinition: service(),
  InvalidEncryptionConfiguration: service(),
  InvalidExecutionInput: service(),
  InvalidLoggingConfiguration: service(),
  InvalidName: service(),
  InvalidOutput: service(),
  InvalidToken: service(),
  InvalidTracingConfiguration: service(),
  KmsAccessDeniedException: service(),
  KmsInvalidStateException: service(),
  KmsThrottlingException: service(),
  MissingRequiredParameter: service(),
  ResourceNotFound: service(404),
  ServiceQuotaExceededException: service(402),
  StateMachineAlreadyExists: service(),
  StateMachineDeleting: service(),
  StateMachineDoesNotExist: service(),
  StateMachineLimitExceeded: service(),
  StateMachineTypeNotSupported: service(),
  TaskDoesNotExist: service(),
  TaskTimedOut: service(),
  TooManyTags: service(),
  ValidationException: service(),
  AccessDeniedException: general(FRAMEWORK, 400, { evidence: 'recorded', source: 'recorded-errors' }),
  ThrottlingException: general(AVAILABILITY, 400, {
    retryable: true,
    evidence: 'recorded',
    source: 'recorded-throttling',
  }),
  ServiceUnavailable: general(AVAILABILITY, 503, { retryable: true }),
  InternalFailure: general(FRAMEWORK, 500, { retryable: true }),
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

/** Whether the SDK's standard retry strategy would send the call again. */
export function isRetryable(refusal: Refusal): boolean {
  const fault: Fault | undefined = Object.hasOwn(faultCatalogue, refusal.name)
    ? faultCatalogue[refusal.name as FaultName]
    : undefined;
  return fault?.retryable ?? refusal.httpStatus >= 500;
}
