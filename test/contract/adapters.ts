import { SFNClient } from '@aws-sdk/client-sfn';
import { toClientMock } from 'redrive-testkit/client-mock';
import { toMswHandlers } from 'redrive-testkit/msw';
import { interceptClients, toRequestHandler } from 'redrive-testkit/request-handler';
import { startServer } from 'redrive-testkit/server';
import type { OperationOutcome } from '../../src/model/outcome';
import { providedMsw } from '../../src/adapters/providedMsw';
import type { Caller, Adapter } from './adapter';

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'contract' };
const realClient = (more: object = {}): Caller => new SFNClient({ region: 'us-east-1', credentials, ...more });

/** No adapter at all: what the service itself answers. */
function service(): Adapter {
  return {
    name: 'the service itself',
    capabilities: { retries: false, exceptions: false, metadata: false },
    open: (sfn) => ({
      async send(command) {
        const { input } = command as unknown as { input: object };
        return valueOf(await sfn.execute(command.constructor.name.replace(/Command$/, ''), input)) as never;
      },
    }),
    close: () => undefined,
  };
}

function valueOf(outcome: OperationOutcome): unknown {
  if (outcome.kind === 'answered') return outcome.output;
  if (outcome.kind === 'lost') throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
  throw Object.assign(new Error(outcome.refusal.message), {
    name: outcome.refusal.name,
    reason: outcome.refusal.reason,
  });
}

const full = { retries: true, exceptions: true, metadata: true } as const;

function requestHandler(): Adapter {
  return {
    name: 'toRequestHandler',
    capabilities: full,
    open: (sfn) => realClient({ requestHandler: toRequestHandler(sfn) }),
    close: () => undefined,
  };
}

function intercepted(): Adapter {
  let restore = (): void => undefined;
  return {
    name: 'interceptClients',
    capabilities: full,
    open(sfn) {
      restore = interceptClients(sfn, { instantRetries: true });
      return realClient();
    },
    close: () => restore(),
  };
}

function clientMock(): Adapter {
  let restore = (): void => undefined;
  return {
    name: 'toClientMock',
    capabilities: { ...full, retries: false },
    open(sfn) {
      const stub = toClientMock(sfn);
      restore = () => stub.restore();
      return realClient();
    },
    close: () => restore(),
  };
}

/** The adapter for a test file whose environment provides msw. */
export function msw(): Adapter {
  let close = (): void => undefined;
  return {
    name: 'toMswHandlers',
    capabilities: full,
    open(sfn) {
      const server = providedMsw()!.node.setupServer(...toMswHandlers(sfn));
      server.listen({ onUnhandledRequest: 'error' });
      close = () => server.close();
      return realClient();
    },
    close: () => close(),
  };
}

/** Over a socket of this machine; the client is made once it is known where the server listens. */
function server(): Adapter {
  let close = (): void => undefined;
  return {
    name: 'startServer',
    capabilities: full,
    open(sfn) {
      const running = startServer(sfn);
      const client = running.then(({ url }) => realClient({ endpoint: url, disableHostPrefix: true }));
      close = () => void running.then((server) => server.close());
      return { send: async (command, options) => (await client).send(command, options) };
    },
    close: () => close(),
  };
}

/** The adapters that need nothing of the environment. */
export const adapters = [service(), requestHandler(), intercepted(), clientMock(), server()];
