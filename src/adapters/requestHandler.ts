export type { FakeService } from './adapter';
export { toRequestHandler } from './handler';
export type { FakeRequestHandler, HandlerRequest, HandlerResponse } from './handler';
export { interceptClients } from './interceptClients';
export type { InterceptOptions, RestoreClients } from './interceptClients';
export type { SdkNamespace } from './sdk';
