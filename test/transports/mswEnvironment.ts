import { TestEnvironment } from 'jest-environment-node';
import { provideMsw } from '../../src/transports/providedMsw';

/** Loads msw outside the sandbox, where its ESM-only dependencies can be loaded, for the tests of the msw door. */
export default class MswEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    const { http, HttpResponse } = await import('msw');
    const { setupServer } = await import('msw/node');
    provideMsw(this.global, { msw: { http, HttpResponse }, node: { setupServer } });
    Object.assign(this.global, { msw: { http, HttpResponse, setupServer } });
    // msw replaces the fetch outside; the sandbox has a reference to the original one.
    Object.defineProperty(this.global, 'fetch', { configurable: true, get: () => globalThis.fetch });
  }
}
