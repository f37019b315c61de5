import type { IncomingMessage } from 'node:http';
import { gunzip } from 'node:zlib';
import { MOST_REQUEST_BYTES } from '../../rules/requestSize';

/** What is read and thrown away of a body that is too large, so that its sender gets the answer; then the connection ends. */
export const MOST_SKIPPED = 64 * MOST_REQUEST_BYTES;

/** A body, whole; or why there is none. */
export type ReadBody = Buffer | 'too large' | 'endless' | 'aborted';

/**
 * Reads the body of a request, whatever its transfer encoding.
 *
 * @param most How many bytes it may have.
 */
export async function readBody(request: IncomingMessage, most: number): Promise<ReadBody> {
  const sent = await receive(request, most);
  return typeof sent === 'string' || !isZipped(request) ? sent : unzipped(sent, most);
}

function receive(request: IncomingMessage, most: number): Promise<ReadBody> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else chunks = [];
      if (size > MOST_SKIPPED) resolve('endless');
    });
    request.once('end', () =>
      resolve(size > most ? 'too large' : chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)),
    );
    request.once('error', () => resolve('aborted'));
    request.once('close', () => resolve('aborted'));
  });
}

const isZipped = ({ headers }: IncomingMessage): boolean =>
  /^\s*(x-)?gzip\s*$/i.test(headers['content-encoding'] ?? '');

/** What is no gzip is handed on as it is: it is no JSON, and refused as such. */
function unzipped(sent: Buffer, most: number): Promise<ReadBody> {
  return new Promise((resolve) => {
    gunzip(sent, { maxOutputLength: most }, (error, body) => {
      if (error === null) resolve(body);
      else resolve((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too large' : sent);
    });
  });
}
