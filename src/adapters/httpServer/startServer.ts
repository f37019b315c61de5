import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isMembers } from '../../model/arguments';
import { TestkitError } from '../../model/testkitError';
import type { FakeStepFunctions } from '../../service/fakeStepFunctions';
import { requireService } from '../adapter';
import { announceServer } from '../network/ownServers';
import { answerRequest } from './answer';
import { answerClientErrors } from './clientErrors';
import { fakesPerRegion, oneFake } from './fakes';
import type { ListenOptions, PerRegionOptions, RunningServer } from './options';
import { checkServerOptions } from './options';
import { Visitors } from './visitors';

/** Only this machine. */
const LOOPBACK = '127.0.0.1';

/** How long a client may take to send a request, in milliseconds. */
const REQUEST_TIMEOUT = 10_000;

/** How often late clients are looked for, in milliseconds. */
const LATENESS_CHECKED_EVERY = 1_000;

/** Connections without a request stay open for so many milliseconds: longer than those of the SDKs, which would meet a closed one. */
const KEEP_ALIVE = 120_000;

/**
 * A fake over HTTP, for processes in any language: point their endpoint at its `url` (`AWS_ENDPOINT_URL_SFN`, `--endpoint-url`).
 * Clients of the JavaScript SDK need `disableHostPrefix: true` for StartSyncExecution and TestState.
 *
 * A fake that is given answers for its Region and account only; with `fakes: 'per-region'`, each Region of a signature has a fake of its own, and
 * an access key of twelve digits stands for an account. A lost response is a connection that is reset.
 *
 * @throws TestkitError `ADDRESS_IN_USE`, `ARGUMENT_INVALID`, `OPTION_UNKNOWN`
 * @example
 * const server = await startServer(sfn, { port: 8083 });
 * execFileSync('pytest', { env: { ...process.env, AWS_ENDPOINT_URL_SFN: server.url } });
 * await server.close();
 */
export function startServer(sfn: FakeStepFunctions, options?: ListenOptions): Promise<RunningServer>;
export function startServer(options: PerRegionOptions): Promise<RunningServer>;
export async function startServer(
  given: FakeStepFunctions | PerRegionOptions,
  more: ListenOptions = {},
): Promise<RunningServer> {
  const isPerRegion = isPerRegionOptions(given);
  if (!isPerRegion) requireService('startServer()', given);
  const options: ListenOptions = isPerRegion ? given : more;
  checkServerOptions(options, isPerRegion);
  const fakes = isPerRegion ? fakesPerRegion(given) : oneFake(given);
  const visitors = new Visitors(options);
  const requestTimeout = options.requestTimeout ?? REQUEST_TIMEOUT;
  const server = createServer(
    {
      requestTimeout,
      headersTimeout: requestTimeout,
      keepAliveTimeout: KEEP_ALIVE,
      connectionsCheckingInterval: Math.min(LATENESS_CHECKED_EVERY, requestTimeout),
    },
    (request, response) => {
      answerRequest(request, response, fakes, visitors).catch(() => request.destroy());
    },
  );
  answerClientErrors(server);
  const url = await listening(server, options);
  const close = closing(server, announceServer((server.address() as AddressInfo).port));
  const dispose = (): void => void close();
  return { url, fake: (place = {}) => fakes.of(place), close, [Symbol.dispose]: dispose, [Symbol.asyncDispose]: close };
}

function isPerRegionOptions(given: FakeStepFunctions | PerRegionOptions): given is PerRegionOptions {
  return isMembers(given) && 'fakes' in given;
}

async function listening(server: Server, { port = 0, host = LOOPBACK }: ListenOptions): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(error, `${host}:${port}`)));
    server.listen({ port, host }, resolve);
  });
  const { address, family, port: taken } = server.address() as AddressInfo;
  const isAny = address === '0.0.0.0' || address === '::';
  return `http://${isAny ? LOOPBACK : family === 'IPv6' ? `[${address}]` : address}:${taken}`;
}

function cannotListen(error: Error & { code?: string }, place: string): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new TestkitError({
    code: 'ADDRESS_IN_USE',
    what: `Another program is listening at ${place}.`,
    hint: 'Choose another port, or none: startServer(sfn) takes a free one.',
  });
}

function closing(server: Server, forget: () => void): () => Promise<void> {
  let closed: Promise<void> | undefined;
  return () => {
    closed ??= new Promise((resolve) => {
      forget();
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return closed;
  };
}
