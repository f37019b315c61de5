import childProcess from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import http2 from 'node:http2';
import { Socket } from 'node:net';
import tls from 'node:tls';
import vm from 'node:vm';
import workers from 'node:worker_threads';
import { syncBuiltinESMExports } from '../coreModules';
import type { Refusing } from '../routes';
import { answering, isAllowed, refusedRequest } from '../routes';
import { isStepFunctionsTarget } from '../wire/request';
import { hostName, isStepFunctionsHost, isThisMachine } from './hosts';
import type { HookedCall } from './outside';
import { hooks } from './outside';
import type { SentRequest } from './request';
import { headerOf } from './request';

/** Puts hooks where a program leaves this machine, and where it begins another program. They stay. */
export function hookNetwork(): void {
  const { hook, listen } = hooks();
  hook(Socket.prototype, 'connect', 'net.connect');
  hook(tls, 'connect', 'tls.connect');
  hook(http2, 'connect', 'http2.connect');
  hook(childProcess.ChildProcess.prototype, 'spawn', 'child.spawn');
  for (const name of ['spawnSync', 'execSync', 'execFileSync']) hook(childProcess, name, `child.${name}`);
  hook(workers, 'Worker', 'worker');
  hook(vm, 'createContext', 'vm.createContext');
  // That of Bun is not undici's, and says nothing on its channel.
  if ('bun' in process.versions) hook(globalThis, 'fetch', 'fetch');
  syncBuiltinESMExports();
  const holder = Socket as unknown as { [LISTENING]?: boolean };
  if (holder[LISTENING]) return;
  holder[LISTENING] = true;
  subscribe('undici:request:create', listen('undici.create'));
}

const LISTENING = Symbol.for('redrive-testkit.listening');

/**
 * `tls.connect(…)` over a connection that is there already, as through a proxy: here it says where it leads. One that it makes itself comes
 * by `socket.connect(…)`, above which others may stand who answer it (msw 3).
 */
export function interceptTls(call: HookedCall): unknown {
  const isLayered = call.args.some((arg) => typeof arg === 'object' && arg !== null && 'socket' in arg);
  return isLayered ? interceptConnect(call) : call.proceed();
}

/** `socket.connect(…)`: the last refusal, of what nobody has answered further up. */
export function interceptConnect({ args, self, proceed }: HookedCall): unknown {
  if (isControlled(self)) return proceed();
  const hosts = hostsOf(args);
  const asked = leaving?.host;
  const isLeaving = hosts.some((each) => (leaving?.isExact ? hostName(each) === asked : !isThisMachine(each)));
  const host = asked !== undefined && isLeaving ? asked : hosts.find(isStepFunctionsHost);
  if (host === undefined) return proceed();
  const error = refused(leaving?.request ?? `A connection to ${host}`, host);
  if (error === undefined) return proceed();
  const socket = self instanceof Socket ? self : new Socket();
  // Not by process.nextTick, which fake timers replace.
  void Promise.resolve().then(() => socket.destroy(error));
  return socket;
}

/**
 * Whether somebody who answers connections (msw 3) has taken this one: it has a handle of theirs, and a `connect` of its own. What they
 * let through goes by a socket of its own.
 */
const isControlled = (socket: unknown): boolean => socket instanceof Socket && Object.hasOwn(socket, 'connect');

/** A request that is asking for its connection in this turn; its host may be one that does not say whose it is. */
let leaving: { readonly request: string; readonly host: string; readonly isExact?: boolean } | undefined;

/** Lets a request ask for its connection; one that leads out of this machine is refused. A mock's does not. */
export function withoutLeaving({ target, host }: SentRequest, ask: () => unknown): unknown {
  const before = leaving;
  leaving = { request: nameOf(target, host), host };
  try {
    return ask();
  } finally {
    leaving = before;
  }
}

function nameOf(target: string | undefined, host: string): string {
  return `${target === undefined ? 'A request' : target.replace(/^.*\./, '')} to ${host}`;
}

/** Of a port and a host, options, or the list of both that Node itself passes on. */
function hostsOf(args: readonly unknown[]): string[] {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  const found: unknown[] = [second];
  for (const each of [first, second]) {
    if (typeof each !== 'object' || each === null) continue;
    const { host, hostname, servername } = each as Record<string, unknown>;
    found.push(host, hostname, servername);
  }
  return found.filter((each) => typeof each === 'string');
}

/** `http2.connect(authority)`: a session whose requests are looked at, for the host may be one that does not say what it is. */
export function interceptHttp2({ args, proceed }: HookedCall): unknown {
  const session = proceed() as http2.ClientHttp2Session;
  const { request } = session;
  const authority = String(args[0]);
  const host = URL.canParse(authority) ? hostName(new URL(authority).hostname) : '';
  session.request = function (this: http2.ClientHttp2Session, headers, options) {
    const target = headerOf(headers, 'x-amz-target');
    if (isStepFunctionsTarget(String(target)) && !isThisMachine(host)) {
      const error = refused(nameOf(String(target), host), host);
      if (error !== undefined) throw error;
    }
    return Reflect.apply(request, this, [headers, options]);
  };
  return session;
}

/** A request as the channel of undici, and so of fetch, reports it before it is sent. */
interface UndiciRequest {
  readonly origin?: unknown;
  readonly headers?: unknown;
  onError?(error: Error): void;
}

/** `fetch(…)` and whatever else is of undici. */
export function interceptUndici({ args }: HookedCall): void {
  const { request } = args[0] as { request: UndiciRequest };
  const origin = String(request.origin);
  const host = URL.canParse(origin) ? hostName(new URL(origin).hostname) : '';
  const target = /AWSStepFunctions\.(\w+)/.exec([request.headers].flat().join('\n'));
  if ((target === null && !isStepFunctionsHost(host)) || isThisMachine(host)) return;
  const name = nameOf(target?.[0], host);
  const error = refused(name, host);
  if (error === undefined) return;
  // It asks for its connection all the same, in this turn.
  leaving = { request: name, host, isExact: true };
  void Promise.resolve().then(() => (leaving = undefined));
  request.onError?.(error);
}

/** `fetch(…)` itself, where it is not of undici. */
export function interceptFetch({ args, proceed }: HookedCall): unknown {
  const [input, init] = args as [unknown, RequestInit | undefined];
  const { url = String(input), headers } = (input ?? {}) as Partial<Request>;
  const host = URL.canParse(url) ? hostName(new URL(url).hostname) : '';
  const target = new Headers(init?.headers ?? headers).get('x-amz-target') ?? undefined;
  if (isThisMachine(host) || !(isStepFunctionsHost(host) || isStepFunctionsTarget(target))) return proceed();
  const error = refused(nameOf(target, host), host);
  return error === undefined ? proceed() : Promise.reject(error);
}

const UNKNOWN_CLIENT: Refusing = {
  moment: 'by a client that the fake cannot answer',
  hint: 'Clients of @aws-sdk/client-sfn, and requests over node:http and node:https, are answered. Pass the client that is used there: { sdk }, or new SFNClient({ requestHandler: toRequestHandler(sfn) }).',
};

/** The refusal, unless requests are none of our business or the host is open. */
function refused(request: string, host: string): Error | undefined {
  const by = answering();
  if (by === undefined || isAllowed(host)) return undefined;
  return refusedRequest('refusal' in by ? by.refusal : UNKNOWN_CLIENT, request, host);
}
