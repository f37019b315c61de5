import type { ClientRequest, RequestOptions } from 'node:http';
import { isStepFunctionsTarget } from '../wire/request';
import { hostName, isStepFunctionsHost } from './hosts';

/** What is known of a request before it is sent. */
export interface SentRequest {
  /** Lower case; empty for this machine. */
  readonly host: string;
  readonly port: unknown;
  /** Value of `x-amz-target`. */
  readonly target: string | undefined;
  /** What the SDK keeps over the retries of one call. */
  readonly invocation: string | undefined;
}

/** Whether it is one for Step Functions: by its target, or by its host where the target is not known yet. */
export function isForStepFunctions({ host, target }: SentRequest): boolean {
  return isStepFunctionsTarget(target) || isStepFunctionsHost(host);
}

/** The arguments of `http.request`: a URL, options, or both, and a callback. */
export interface RequestArguments {
  readonly url: URL | undefined;
  readonly options: RequestOptions;
  readonly callback: unknown;
}

export function argumentsOfRequest(args: readonly unknown[]): RequestArguments {
  const [first, second] = args;
  const url = urlOf(first);
  const given = url === undefined ? first : second;
  const isOptions = typeof given === 'object' && given !== null;
  const callback = args.findLast((arg) => typeof arg === 'function');
  return { url, options: isOptions ? given : {}, callback };
}

function urlOf(value: unknown): URL | undefined {
  if (typeof value === 'string') return URL.canParse(value) ? new URL(value) : undefined;
  // Of whatever realm and library: what has a href and a protocol is read as Node reads it.
  const like = value as Partial<URL> | null | undefined;
  return typeof like?.href === 'string' && typeof like.searchParams === 'object' ? (value as URL) : undefined;
}

export function sentByOptions({ url, options }: RequestArguments): SentRequest {
  const { hostname, host, port, headers } = options;
  const ofUrl = url && url.hostname;
  return sent(hostname ?? host ?? ofUrl ?? '', port ?? url?.port, (name) => headerOf(headers, name));
}

export function sentByRequest(
  request: ClientRequest,
  options: { host?: unknown; port?: unknown; servername?: unknown },
): SentRequest {
  const host = [options.host, options.servername, request.host].find(isStepFunctionsHost) ?? options.host;
  return sent(host, options.port, (name) => request.getHeader(name));
}

function sent(host: unknown, port: unknown, header: (name: string) => unknown): SentRequest {
  return {
    host: hostName(host).replace(/:\d+$/, ''),
    port,
    target: textOf(header('x-amz-target')),
    invocation: textOf(header('amz-sdk-invocation-id')),
  };
}

const textOf = (value: unknown): string | undefined => {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : undefined;
};

/** A header in any spelling and any form in which clients hand headers over: members, pairs, a flat list, a Map, Headers. */
export function headerOf(headers: unknown, name: string): unknown {
  const entries = entriesOf(headers);
  return entries.find(([key]) => String(key).toLowerCase() === name)?.[1];
}

function entriesOf(headers: unknown): (readonly [unknown, unknown])[] {
  if (typeof headers !== 'object' || headers === null) return [];
  if (Array.isArray(headers)) {
    if (headers.every((each) => Array.isArray(each))) return headers as [unknown, unknown][];
    return headers.flatMap((key: unknown, at) => (at % 2 === 0 ? [[key, headers[at + 1]] as const] : []));
  }
  const { entries } = headers as { entries?: unknown };
  if (typeof entries === 'function') return [...(headers as Map<unknown, unknown>).entries()];
  return Object.entries(headers);
}
