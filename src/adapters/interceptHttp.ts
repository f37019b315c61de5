import type * as Http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { Duplex } from 'node:stream';
import type { FakeService } from './adapter';
import { exchange } from './wire/exchange';
import { isStepFunctionsTarget } from './wire/request';

/** Options of {@link interceptHttp}. */
export interface InterceptHttpOptions {
  /** Asked for each request. Default: every request is answered. */
  when?: () => boolean;
}

interface Interception {
  readonly service: FakeService;
  readonly when: () => boolean;
}

type Request = typeof Http.request;
type RequestOptions = Http.RequestOptions & { headers?: Record<string, string> };

/** Kept on the patched function, so that all copies of this module share it. */
const INTERCEPTIONS = Symbol.for('redrive-testkit.httpInterceptions');
type Patched = Request & { [INTERCEPTIONS]?: Interception[] };

/**
 * Answers what comes to `http.request` and `https.request` with the target of a Step Functions operation. It is the net
 * below the other adapters: a copy of the SDK that is loaded later (a module reset) is not known to them, and its requests
 * would go to AWS. Other requests go their way.
 *
 * @returns a function that takes the net away again.
 */
export function interceptHttp(service: FakeService, { when = () => true }: InterceptHttpOptions = {}): () => void {
  const interception = { service, when };
  const restores = [require('node:http'), require('node:https')].map((module: typeof Http) => {
    const interceptions = patch(module);
    interceptions.push(interception);
    return () => {
      const at = interceptions.indexOf(interception);
      if (at >= 0) interceptions.splice(at, 1);
      if (interceptions.length === 0) unpatch(module);
    };
  });
  return () => restores.forEach((restore) => restore());
}

const originals = new WeakMap<Request, Request>();

function patch(module: typeof Http): Interception[] {
  const found = module.request as Patched;
  if (found[INTERCEPTIONS] !== undefined) return found[INTERCEPTIONS];
  const interceptions: Interception[] = [];
  const patched = Object.assign(
    (...args: unknown[]) => {
      const options = args.find(isStepFunctionsRequest);
      const interception = options && interceptions.findLast(({ when }) => when());
      if (interception === undefined) return Reflect.apply(found, module, args) as Http.ClientRequest;
      const { request } = require('node:http') as typeof Http;
      const inMemory = withoutNetwork(options!, interception.service);
      const http = (originals.get(request) ?? request) as (...args: unknown[]) => Http.ClientRequest;
      return http(...args.map((arg) => (arg === options ? inMemory : arg)));
    },
    { [INTERCEPTIONS]: interceptions },
  ) as Patched;
  originals.set(patched, found);
  replace(module, patched);
  return interceptions;
}

/** Where somebody else has patched over it, it stays below, and passes everything on. */
function unpatch(module: typeof Http): void {
  const original = originals.get(module.request);
  if (original !== undefined) replace(module, original);
}

/**
 * Who has written `import { request } from 'node:https'` gets it too. That is done for all modules of Node at once, what others
 * have put into them included, and so only when it has to be.
 */
function replace(module: typeof Http, request: Request): void {
  module.request = request;
  syncBuiltinESMExports();
}

function isStepFunctionsRequest(arg: unknown): arg is RequestOptions {
  const headers = (arg as RequestOptions | undefined)?.headers ?? {};
  return isStepFunctionsTarget(headers['x-amz-target'] ?? headers['X-Amz-Target']);
}

/** The same request, over a connection to a server in memory: the whole of Node's HTTP, and no socket. */
function withoutNetwork(options: RequestOptions, service: FakeService): RequestOptions {
  return {
    ...options,
    protocol: 'http:',
    agent: undefined,
    createConnection() {
      const [near, far] = connection();
      serverOf(service).emit('connection', far);
      return near;
    },
  };
}

function serverOf(service: FakeService): Http.Server {
  const { createServer } = require('node:http') as typeof Http;
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      respond(service, request, Buffer.concat(chunks), response).catch((error: Error) => request.destroy(error));
    });
  });
}

async function respond(
  service: FakeService,
  { headers, socket }: Http.IncomingMessage,
  body: Uint8Array,
  response: Http.ServerResponse,
): Promise<void> {
  const answer = await exchange(service, String(headers['x-amz-target']), body);
  if (answer === undefined) {
    socket.destroy();
    return;
  }
  response.sendDate = false;
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

/** Two ends: what is written to one is read from the other. */
function connection(): [Duplex, Duplex] {
  const ends: [Duplex, Duplex] = [endOf(() => ends[1]), endOf(() => ends[0])];
  return ends;
}

function endOf(other: () => Duplex): Duplex {
  return new Duplex({
    read: () => undefined,
    write(chunk, _encoding, done) {
      other().push(chunk);
      done();
    },
    final(done) {
      other().push(null);
      done();
    },
    destroy(error, done) {
      if (!other().destroyed) other().destroy();
      done(error);
    },
  });
}
