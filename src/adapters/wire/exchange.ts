import { globalState } from '../../model/globalState';
import type { Refusal } from '../../model/outcome';
import { serializationFailure, unknownOperation } from '../../rules/faults';
import { isOperationName, operationNamed } from '../../service/operations/operationTable';
import type { Caller, FakeService } from '../adapter';
import type { RequestBody } from './request';
import { decodeRequest, operationOfTarget, textOfBody } from './request';
import { encodeJson } from './encode';
import { encodeRefusal, refusalOfTestkitError } from './errors';

/** The region of a signature: `Credential=…/20261130/us-east-1/states/aws4_request`. */
export function regionOfSignature(authorization: string | null | undefined): string | undefined {
  return /Credential=[^/]*\/\d{8}\/([^/]+)\/states\//.exec(authorization ?? '')?.[1];
}

/** An HTTP response of the service. There is no Date header: the SDK would set its clock by it. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * One awsJson1_0 exchange with the fake.
 *
 * @param target Value of the `x-amz-target` header.
 * @param caller Who calls.
 * @returns the response, or undefined when it is lost on its way back.
 */
export async function exchange(
  service: FakeService,
  target: string | undefined,
  body: RequestBody,
  caller: Caller = {},
): Promise<WireResponse | undefined> {
  const operation = operationOfTarget(target);
  if (operation === undefined) return refused(service, unknownOperation());
  const input = decodeRequest(textOfBody(body));
  if (input === undefined && isOperationName(operation)) return refused(service, serializationFailure());
  try {
    const outcome = await service.execute(operation, input, { ...caller, handsOverInput: true });
    if (outcome.kind === 'lost') return undefined;
    if (outcome.kind === 'refused') return refused(service, outcome.refusal);
    return response(service, 200, encodeJson(outcome.output, operationNamed(operation)?.wireTypes));
  } catch (error) {
    // By name: the fake may be of another copy of this package, loaded before a module reset.
    const isMisuse = error instanceof Error && error.name === 'TestkitError';
    if (isMisuse) return refused(service, refusalOfTestkitError(error));
    throw error;
  }
}

function refused(service: FakeService, refusal: Refusal): WireResponse {
  return response(service, refusal.httpStatus, encodeRefusal(refusal));
}

function response(service: FakeService, status: number, body: string): WireResponse {
  return {
    status,
    headers: {
      'x-amzn-requestid': nextRequestId(service),
      'content-type': 'application/x-amz-json-1.0',
      'content-length': String(Buffer.byteLength(body)),
    },
    body,
  };
}

/**
 * Kept on the global object, because a copy of this module that a test runner loads later may serve the same fake:
 * a counter that began again would mint a client token that the fake remembers, and a new redrive would be a replay.
 */
const COUNTERS = Symbol.for('redrive-testkit.requestCounters');

/**
 * A request id or client token: a UUID in form, counted per fake, so that a run is reproducible.
 *
 * @example
 * nextRequestId(sfn); // '00000001-0000-4000-8000-000000000001'
 */
export function nextRequestId(service: FakeService): string {
  const counters = globalState<WeakMap<FakeService, { count: number }>>(COUNTERS, () => new WeakMap());
  let counter = counters.get(service);
  if (counter === undefined) counters.set(service, (counter = { count: 0 }));
  counter.count += 1;
  const hex = counter.count.toString(16);
  return `${hex.padStart(8, '0')}-0000-4000-8000-${hex.padStart(12, '0')}`;
}
