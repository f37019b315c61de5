import http from 'node:http';
import type { ClientRequest } from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from '../coreModules';
import type { FakeService } from '../adapter';
import { answering, currentRoute, isAnyRouteOpen, isClosed } from '../routes';
import { answer } from './connection';
import type { HookedCall } from './outside';
import { hooks } from './outside';
import { isServed } from './ownServers';
import { withoutLeaving } from './refusing';
import type { SentRequest } from './request';
import { argumentsOfRequest, isForStepFunctions, sentByOptions, sentByRequest } from './request';
import { serviceOfCall } from './sentCalls';

const MODULES = [http, https] as { request: unknown; get: unknown }[];

/** Puts hooks where Node's HTTP begins: at its functions, and at the agents for functions that were taken before. */
export function hookHttp(): void {
  for (const [at, module] of MODULES.entries()) {
    for (const name of ['request', 'get']) hooks().hook(module, name, `${at === 0 ? 'http' : 'https'}.${name}`);
  }
  hooks().hook(http.Agent.prototype, 'addRequest', 'http.addRequest');
  syncBuiltinESMExports();
}

/** Takes the hooks away, unless they are still needed. Where somebody else has patched over one, it stays, and passes all on. */
export function unhookHttp(): void {
  if (isClosed() || isAnyRouteOpen()) return;
  for (const module of MODULES) for (const name of ['request', 'get']) hooks().unhook(module, name);
  hooks().unhook(http.Agent.prototype, 'addRequest');
  syncBuiltinESMExports();
}

/** `http.request(…)` and `https.request(…)`. */
export function interceptRequest(call: HookedCall): unknown {
  const given = argumentsOfRequest(call.args);
  const sent = sentByOptions(given);
  const service = serviceFor(sent);
  if (service === undefined) return call.proceed();
  const isEncrypted = call.point.startsWith('https');
  const agent = {
    protocol: isEncrypted ? 'https:' : 'http:',
    defaultPort: isEncrypted ? 443 : 80,
    addRequest: (request: ClientRequest) => answer(request, service, isEncrypted),
  };
  const options = {
    ...given.options,
    protocol: agent.protocol,
    agent,
    createConnection: undefined,
    _defaultAgent: undefined,
  };
  // Node's own, past whatever else stands in the way: tracing, msw, nock, a spy. They hear of what they call us with.
  const OwnRequest = ownClientRequest();
  const request =
    given.url === undefined
      ? new OwnRequest(options, given.callback)
      : new OwnRequest(given.url, options, given.callback);
  if (call.point.endsWith('.get')) request.end();
  return request;
}

/** `agent.addRequest(request, options)`: the way of every request that a function taken before has made. */
export function interceptAddRequest(call: HookedCall): unknown {
  const [request, options] = call.args as [
    ClientRequest,
    { host?: unknown; port?: unknown; servername?: unknown } | undefined,
  ];
  const sent = sentByRequest(request, options ?? {});
  const service = serviceFor(sent);
  if (service !== undefined) {
    answer(request, service, (call.self as { protocol?: string }).protocol === 'https:');
    return undefined;
  }
  if (!isForStepFunctions(sent)) return call.proceed();
  return withoutLeaving(sent, call.proceed);
}

/** The fake that answers a request, decided when it is sent; nothing for one that goes its way. */
function serviceFor(sent: SentRequest): FakeService | undefined {
  if (!isForStepFunctions(sent) || isServed(sent.host, sent.port) || currentRoute()?.isBelow?.()) return undefined;
  const by = answering();
  return by !== undefined && 'service' in by ? serviceOfCall(sent.invocation, by.service) : undefined;
}

/** Whether requests come to us first: msw, nock and others that answer requests stand above us. */
export const isMockedElsewhere = (): boolean => !MODULES.every((module) => hooks().isOnTop(module, 'request'));

type ClientRequestClass = new (...args: unknown[]) => ClientRequest;

/** Others put their own class in its place; whatever they put there inherits from it. */
function ownClientRequest(): ClientRequestClass {
  let prototype = http.ClientRequest.prototype as object;
  for (;;) {
    const below = Object.getPrototypeOf(prototype) as object | null;
    if (below === null || below === http.OutgoingMessage.prototype) return prototype.constructor as ClientRequestClass;
    prototype = below;
  }
}
