import { toClientMock } from '../transports/clientMock';
import { interceptClients } from '../transports/interceptClients';
import { interceptHttp } from '../transports/interceptHttp';
import { toMswHandlers } from '../transports/msw';
import type { MswModules } from '../transports/providedMsw';
import { providedMsw } from '../transports/providedMsw';
import type { FakeService } from '../transports/door';
import { findSdk, isMocked, readSharedFiles } from '../transports/sdk';
import type { DoorName, ResolvedSetUp } from './options';

type Close = () => void;
type Open = (service: FakeService, options: ResolvedSetUp, msw: MswModules | undefined) => Close;

/** A door has two parts, because work that a test leaves behind must not find the network between two tests. */
interface Door {
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

export const DOORS: Readonly<Record<DoorName, Door>> = {
  'request-handler': { prepare: readFiles, forFile: intercept, forTest: intercept },
  'client-mock': { forFile: intercept, forTest: stub },
  msw: { forFile: listen, forTest: nothing },
  none: { forFile: nothing, forTest: nothing },
};

function isNextTickFaked(): boolean {
  const { nextTick } = process as { nextTick: object };
  return 'clock' in nextTick || '_isMockFunction' in nextTick;
}
