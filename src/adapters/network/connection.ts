import type { ClientRequest, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { Socket } from 'node:net';
import { limitIdleTime } from '../../time/timer';
import { ClosedSignal } from '../abort';
import type { FakeService } from '../adapter';
import { exchange, regionOfSignature } from '../wire/exchange';

/**
 * Answers a request of Node's HTTP out of the fake: over a connection to a server in memory, with the whole of Node's HTTP on both
 * sides and no network between.
 */
export function answer(request: ClientRequest, service: FakeService, isEncrypted: boolean): void {
  const [near, far] = connection(isEncrypted);
  serverOf(service).emit('connection', far);
  // As an agent does it.
  request.onSocket(near);
  const { timeout } = request as { timeout?: number };
  if (timeout) limitIdleTime(near, timeout);
}

function serverOf(service: FakeService): Server {
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
  { headers, socket }: IncomingMessage,
  body: Uint8Array,
  response: ServerResponse,
): Promise<void> {
  const caller = { signal: new ClosedSignal(socket), region: regionOfSignature(headers.authorization) };
  const answered = await exchange(service, headers['x-amz-target'] as string | undefined, body, caller);
  if (answered === undefined) {
    socket.destroy();
    return;
  }
  response.sendDate = false;
  response.writeHead(answered.status, answered.headers);
  response.end(answered.body);
}

/** Two ends: what is written to one is read from the other. */
function connection(isEncrypted: boolean): [Socket, Socket] {
  const ends: [SocketInMemory, SocketInMemory] = [new SocketInMemory(() => ends[1]), new SocketInMemory(() => ends[0])];
  // What clients ask a connection of TLS for.
  if (isEncrypted) Object.assign(ends[0], { encrypted: true, authorized: true, getPeerCertificate: () => ({}) });
  return ends;
}

/** A socket without a handle: timeouts, keep-alive, `ref` and all else that clients do to a socket is that of Node. */
class SocketInMemory extends Socket {
  constructor(private readonly other: () => SocketInMemory) {
    super({ allowHalfOpen: true });
  }

  override _read(): void {
    // What comes is pushed.
  }

  override _write(chunk: unknown, encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.other().push(chunk, encoding);
    done();
  }

  override _writev(chunks: readonly { chunk: unknown; encoding: BufferEncoding }[], done: () => void): void {
    for (const { chunk, encoding } of chunks) this.other().push(chunk, encoding);
    done();
  }

  override _final(done: () => void): void {
    this.other().push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    super._destroy(error, (failure) => done(failure ?? null));
    const other = this.other();
    if (!other.destroyed) other.destroy();
  }
}
