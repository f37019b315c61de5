import { toClientMock } from '../adapters/clientMock';
import { patchClients } from '../adapters/interceptClients';
import { toMswHandlers } from '../adapters/msw';
import type { MswModules } from '../adapters/providedMsw';
import { providedMsw } from '../adapters/providedMsw';
import type { FakeService } from '../adapters/adapter';
import type { SdkClient } from '../adapters/sdk';
import { watchMockedSdk } from '../adapters/stubs';
import { findSdk, isMocked, readSharedFiles, sdkCopies } from '../adapters/sdk';
import type { AdapterName, ResolvedSetUp } from './options';

type Close = () => void;

/** An adapter has two parts, because what a test leaves behind must not find the network between two tests. */
interface Adapter {
  /** What takes its time, before the first test: until it is done, what was in force before stays so. */
  prepare?(options: ResolvedSetUp): Promise<void>;
  /** Open from the first test to the last. */
  forFile(service: FakeService, options: ResolvedSetUp, msw: MswModules | undefined): Close;
  /** Open during each test, also for copies of the SDK that were loaded since. */
  forTest(service: FakeService, options: ResolvedSetUp): Close;
  /** Whether clients are led to the fake. */
  readonly leadsClients: boolean;
  /** Whether a server further down answers what goes over Node's HTTP. */
  readonly isBelow?: () => boolean;
}

const nothing = (): void => undefined;

/** A set-up file is there for every test file, also for one that mocks the SDK: such a mock is left as it is. */
const isLeftAlone = ({ sdk, caller }: ResolvedSetUp): boolean => sdk === undefined && isMocked(findSdk(caller));

const reachClients = (_service: FakeService, options: ResolvedSetUp): Close => {
  if (isLeftAlone(options)) return watchMockedSdk();
  for (const { SFNClient } of sdkCopies(options.sdk, options.caller)) patchClients(SFNClient.prototype as SdkClient);
  return nothing;
};

const readFiles = async (options: ResolvedSetUp): Promise<void> => {
  if (!isLeftAlone(options)) await readSharedFiles(options.sdk, options.caller);
};

export const ADAPTERS: Readonly<Record<AdapterName, Adapter>> = {
  'request-handler': { prepare: readFiles, forFile: reachClients, forTest: reachClients, leadsClients: true },
  'client-mock': {
    forFile: reachClients,
    forTest(service, options) {
      if (isLeftAlone(options)) return watchMockedSdk();
      const mock = toClientMock(service, { sdk: options.sdk ?? findSdk(options.caller) });
      return () => mock.restore();
    },
    leadsClients: true,
  },
  msw: {
    forFile(service, options, modules) {
      const leave = reachClients(service, options);
      const { msw, node } = modules!;
      const server = node.setupServer(...toMswHandlers(service, { msw }));
      // The second is the name of the option in msw 3.
      server.listen({ onUnhandledRequest: 'bypass', onUnhandledFrame: 'bypass' });
      return () => {
        leave();
        server.close();
      };
    },
    forTest: reachClients,
    leadsClients: true,
    // msw 3 inside the sandbox of Jest lets requests out to the network while nextTick is faked.
    isBelow: () => providedMsw() !== undefined || !isNextTickFaked(),
  },
  none: { forFile: () => nothing, forTest: () => nothing, leadsClients: false },
};

function isNextTickFaked(): boolean {
  const { nextTick } = process as { nextTick: object };
  return 'clock' in nextTick || '_isMockFunction' in nextTick;
}
