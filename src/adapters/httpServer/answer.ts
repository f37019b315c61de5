import type { IncomingMessage, ServerResponse } from 'node:http';
import { invalid } from '../../model/arguments';
import type { TestkitError } from '../../model/testkitError';
import { ClosedSignal } from '../abort';
import { encodeRefusal, refusalOfTestkitError } from '../wire/errors';
import { exchange } from '../wire/exchange';
import { MOST_REQUEST_BYTES } from '../../rules/requestSize';
import { control, CONTROL_PATH } from '../control';
import { MOST_SKIPPED, readBody } from './body';
import type { Fakes } from './fakes';
import { placeOfSignature } from './fakes';
import type { Visitors } from './visitors';

/** What a server answers with. */
interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers one request. Whatever is sent, it comes to an answer, or to a connection that ends. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  fakes: Fakes,
  visitors: Visitors,
): Promise<void> {
  const { headers, method } = request;
  const cors = visitors.corsHeaders(headers);
  const refusal = visitors.refusalOf(headers);
  const isControl = request.url?.startsWith(CONTROL_PATH) === true;
  // A captured execution is larger than what AWS takes.
  const body = await readBody(request, isControl ? MOST_SKIPPED : MOST_REQUEST_BYTES);
  if (body === 'aborted') return;
  if (refusal !== undefined) return send(response, refusedBy(refusal, 403), cors);
  if (method === 'OPTIONS') return send(response, { status: 204, headers: {}, body: '' }, cors);
  if (typeof body === 'string') {
    if (body === 'endless') response.once('finish', () => request.destroy());
    return send(response, refusedBy(tooLarge(), 413), { ...cors, connection: 'close' });
  }
  if (isControl) return send(response, controlled(request, body, fakes), cors);
  const answer = await answered(request, response, body, fakes);
  // A connection that breaks, and not one that is closed: the client cannot know whether its request was performed.
  if (answer === 'lost') request.socket.resetAndDestroy();
  else send(response, answer, cors);
}

async function answered(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  fakes: Fakes,
): Promise<HttpAnswer | 'lost'> {
  const { headers, method } = request;
  const place = placeOfSignature(headers.authorization);
  const target = headers['x-amz-target'];
  const caller = { ...place, isAtEndpoint: true, signal: new ClosedSignal(response) };
  try {
    const named = method === 'POST' && typeof target === 'string' ? target : undefined;
    return (await exchange(fakes.of(place), named, body, caller)) ?? 'lost';
  } catch (error) {
    // What is thrown here is not of a call but of a fake that could not be made.
    return failed(error);
  }
}

function controlled({ method = '', url = '' }: IncomingMessage, body: Buffer, fakes: Fakes): HttpAnswer {
  try {
    const answer = control({ method, url, body: body.toString('utf8') }, fakes);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): HttpAnswer {
  const isMisuse = error instanceof Error && error.name === 'TestkitError';
  if (isMisuse) return refusedBy(error as TestkitError, 400);
  const { name, message } = error as Error;
  return {
    status: 500,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ __type: name, message }),
  };
}

/** A refusal of the kit's own: what the SDK makes an exception of, and the parts of the error beside it. */
function refusedBy(error: TestkitError, status: number): HttpAnswer {
  const { code, what, found, hint } = error;
  const members = { code, what, hint, ...(found === undefined ? {} : { found }) };
  const body = encodeRefusal({ ...refusalOfTestkitError(error), members });
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
}

function tooLarge(): TestkitError {
  const what = 'A request of Step Functions holds at most 1 MB.';
  return invalid(what, 'more than that', 'Send less; put what is large into S3 and pass where it is.');
}

function send(response: ServerResponse, answer: HttpAnswer, further: Readonly<Record<string, string>>): void {
  if (response.destroyed) return;
  // By the date of an answer, the SDK would set its clock.
  response.sendDate = false;
  const length = String(Buffer.byteLength(answer.body));
  response.writeHead(answer.status, { ...answer.headers, 'content-length': length, ...further });
  response.end(answer.body);
}
