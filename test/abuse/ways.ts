import { match, strictEqual } from 'node:assert';
import type { FakeStepFunctions } from 'redrive-testkit';
import { toRequestHandler } from 'redrive-testkit/request-handler';
import { client, commandOf, plain } from './clients';

/** What came back, whatever way it took. */
export interface Answer {
  readonly error?: string;
  readonly message?: string;
  readonly output?: unknown;
}

const ERROR = /^com\.amazon(?:aws)?\.[\w.]+#(\w+)$/;

/** Bytes to the request handler. */
export async function overTheWire(sfn: FakeStepFunctions, operation: string, body: string): Promise<Answer> {
  const headers = { 'x-amz-target': `AWSStepFunctions.${operation}` };
  const { response } = await toRequestHandler(sfn).handle({ headers, body });
  const read = JSON.parse(Buffer.from(response.body).toString()) as Record<string, unknown>;
  if (response.statusCode === 200) return { output: plain(read) };
  strictEqual(response.statusCode, 400);
  match(String(read['__type']), ERROR);
  const message = (read['message'] ?? read['Message']) as string | undefined;
  return { error: ERROR.exec(String(read['__type']))![1]!, ...(message === undefined ? {} : { message }) };
}

/** A command to the client, which is stubbed. */
export async function overTheStub(operation: string, input: object): Promise<Answer> {
  try {
    return { output: plain(await client.send(commandOf(operation, input))) };
  } catch (error) {
    const { name, message } = error as Error;
    return { error: name, message };
  }
}
