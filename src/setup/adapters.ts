import { toClientMock } from '../adapters/clientMock';
import { interceptClients } from '../adapters/interceptClients';
import { interceptHttp } from '../adapters/interceptHttp';
import { toMswHandlers } from '../adapters/msw';
import type { MswModules } from '../adapters/providedMsw';
import { providedMsw } from '../adapters/providedMsw';
import type { FakeService } from '../adapters/adapter';
import { findSdk, isMocked, readSharedFiles } from '../adapters/sdk';
import type { AdapterName, ResolvedSetUp } from './options';

type Close = () => void;
type Open = (service: FakeService, options: ResolvedSetUp, msw: MswModules | undefined) => Close;

/** An adapter has two parts, because work that a test leaves behind must not find the network between two tests. */
interface Adapter {
  /** What takes its time, before the first test. */
  prepare?(options: ResolvedSetUp): Promise<void>;
  /** Open from the first test to the last. */
  readonly forFile: Open;
  /** Open during each test, also for copies of the SDK that were loaded since. */
  readonly forTest: Open;
}

const nothing: Open = () => () => undefined;

/** A set-up file is there for every test file, also for one that mocks the SDK: such a mock is left as it is. */
const isLeftAlone = ({ sdk }: ResolvedSetUp): boolean => sdk === undefined && isMocked(findSdk());

const intercept: Open = (service, options) =>
  isLeftAlone(options) ? interceptHttp(service) : interceptClients(service, { sdk: options.sdk, instantRetries: true });

const readFiles = async (options: ResolvedSetUp): Promise<void> => {
  if (!isLeftAlone(options)) await readSharedFiles(options.sdk);
};

const stub: Open = (service, options) => {
  if (isLeftAlone(options)) return () => undefined;
  const mock = toClientMock(service, { sdk: options.sdk });
  return () => mock.restore();
};

const listen: Open = (service, _options, modules) => {
  const { msw, node } = modules!;
  const server = node.setupServer(...toMswHandlers(service, { msw }));
  // The second is the name of the option in msw 3.
  server.listen({ onUnhandledRequest: 'bypass', onUnhandledFrame: 'bypass' });
  // msw 3 inside the sandbox of Jest lets requests out to the network while nextTick is faked.
  const restoreHttp = interceptHttp(service, { when: () => providedMsw() === undefined && isNextTickFaked() });
  return () => {
    restoreHttp();
    server.close();
  };
};

export const ADAPTERS: Readonly<Record<AdapterName, Adapter>> = {
  'request-handler': { prepare: readFiles, forFile: intercept, forTest: intercept },
  'client-mock': { forFile: intercept, forTest: stub },
  msw: { forFile: listen, forTest: nothing },
  none: { forFile: nothing, forTest: nothing },
};

function isNextTickFaked(): boolean {
  const { nextTick } = process as { nextTick: object };
  return 'clock' in nextTick || '_isMockFunction' in nextTick;
}
