import type { IncomingMessage, Server } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { realMilliseconds, turnOfTheEventLoop } from '../../time/ownedTimers';

/** How long a client that is late may send nothing more, in milliseconds: what it has sent long ago is read in less. */
const PATIENCE = 50;

/**
 * Answers what is no HTTP, and who is late, as Node does by itself; but a client is not late because this process was busy. Node looks for late
 * clients before it reads what they have sent meanwhile, so that after a pause of its own it would cut off whoever was sending.
 */
export function answerClientErrors(server: Server): void {
  const latest = new WeakMap<Duplex, IncomingMessage>();
  server.on('request', (request: IncomingMessage) => latest.set(request.socket, request));
  server.on('clientError', (error: Error & { code?: string }, socket: Socket) => {
    if (error.code !== LATE) return cutOff(socket, STATUS_OF[error.code ?? ''] ?? BAD_REQUEST);
    const before = latest.get(socket);
    const isInBody = before?.complete === false;
    const hasArrived = (): boolean => {
      const now = latest.get(socket);
      return now?.complete === true && (isInBody || now !== before);
    };
    void cutOffUnless(hasArrived, socket);
  });
}

async function cutOffUnless(hasArrived: () => boolean, socket: Socket): Promise<void> {
  if (!(await arriving(socket, hasArrived))) cutOff(socket, STATUS_OF[LATE]!);
}

const LATE = 'ERR_HTTP_REQUEST_TIMEOUT';
const BAD_REQUEST = 400;
const STATUS_OF: Readonly<Record<string, number>> = {
  [LATE]: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

/** Reads on as long as something comes. */
async function arriving(socket: Socket, hasArrived: () => boolean): Promise<boolean> {
  let [read, at] = [socket.bytesRead, realMilliseconds()];
  while (!socket.destroyed && realMilliseconds() - at < PATIENCE) {
    await turnOfTheEventLoop();
    if (hasArrived()) return true;
    if (socket.bytesRead !== read) [read, at] = [socket.bytesRead, realMilliseconds()];
  }
  return false;
}

function cutOff(socket: Socket, status: number): void {
  if (!socket.writable) return void socket.destroy();
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\n\r\n`, () => socket.destroy());
}
