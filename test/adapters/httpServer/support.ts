import { request, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { connect, type Socket } from 'node:net';
import {
  createFakeStepFunctions,
  fails,
  virtualClock,
  type FakeOptions,
  type FakeStepFunctions,
} from 'redrive-testkit';
import { startServer, type ListenOptions, type PerRegionOptions, type RunningServer } from 'redrive-testkit/server';

const open: RunningServer[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

/** A server that ends with the test. */
export async function serving(sfn: FakeStepFunctions, options?: ListenOptions): Promise<RunningServer> {
  return kept(await startServer(sfn, options));
}

export async function servingRegions(options: Omit<PerRegionOptions, 'fakes'> = {}): Promise<RunningServer> {
  return kept(await startServer({ ...options, fakes: 'per-region' }));
}

function kept(server: RunningServer): RunningServer {
  open.push(server);
  return server;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/** One request, of whatever form. */
export function send(url: string, options: RequestOptions, body: string | Uint8Array = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const { statusCode = 0, headers } = response;
        const members = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
        resolve({ status: statusCode, headers, text, body: members });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export const target = (operation: string): Record<string, string> => ({
  'x-amz-target': `AWSStepFunctions.${operation}`,
  'content-type': 'application/x-amz-json-1.0',
});

/** What a client signs with. */
export const signed = (region: string, accessKey = 'AKIAIOSFODNN7EXAMPLE'): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/20261130/${region}/states/aws4_request, SignedHeaders=host, Signature=0`,
});

/** One call of the service. */
export function call(url: string, operation: string, input: object, headers: object = {}): Promise<Answer> {
  return send(url, { headers: { ...target(operation), ...headers } }, JSON.stringify(input));
}

/** A connection on which a test writes what it likes; what comes back is kept. */
export function rawConnection(url: string): Promise<{ socket: Socket; received(): string; closed: Promise<void> }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => resolve({ socket, received: () => text, closed }));
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('error', () => undefined);
    const closed = new Promise<void>((done) => socket.once('close', () => done()));
  });
}

/** A fake in which one order has failed. */
export function failedOrder(options: FakeOptions = {}): { sfn: FakeStepFunctions; executionArn: string } {
  const sfn = createFakeStepFunctions({ clock: virtualClock('2026-11-22T09:00:00Z'), ...options });
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'orders',
    definition: {
      StartAt: 'Charge',
      States: { Charge: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
    },
    tasks: { Charge: fails('Card.Declined') },
  });
  const { executionArn } = sfn.startExecution({ stateMachineArn, name: 'order-1' });
  sfn.settle();
  return { sfn, executionArn: executionArn };
}
