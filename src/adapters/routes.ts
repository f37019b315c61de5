import { globalState } from '../model/globalState';
import { TestkitError } from '../model/testkitError';
import type { FakeService } from './adapter';
import { hostName } from './network/hosts';

/** Who answers a request that is sent at this moment: a fake, or nobody, for a reason. */
export type Answering = { readonly service: FakeService } | Refused;

interface Refused {
  readonly refusal: Refusing;
  /** Somebody else may answer on the way, so that only what leaves this machine is refused. */
  readonly isOnlyAtTheEnd: boolean;
}

/** Why a request is refused. */
export interface Refusing {
  /** What the runner is at, as part of a sentence: `before the first test of its set-up`. */
  readonly moment: string;
  readonly found?: string | undefined;
  readonly hint: string;
}

/** What holds when no route is open. */
export interface Closed {
  refusing: Refusing;
  /** Whether somebody else (msw, nock) may answer what goes over Node's HTTP. */
  readonly isMockedElsewhere: () => boolean;
  /** Whether the program that has closed the network is over, and another one runs. */
  readonly isOver: () => boolean;
}

/** A way to a fake. The last that is open rules. */
export interface Route {
  /** Asked when a request is sent, and for that request never again: what becomes of it belongs to this moment. */
  now(): Answering;
  readonly instantRetries: boolean;
  /** Whether the environment is that of the route, so that a client without a region has the region of the fake. */
  readonly rulesRegion?: boolean;
  /** Whether what runs at this moment belongs to this route, as far as its flow tells. */
  isHere?(): boolean;
  /** Whether a server further down answers what goes over Node's HTTP. */
  readonly isBelow?: (() => boolean) | undefined;
  /** Misuse that was raised inside a request, and may be swallowed there. */
  note?(misuse: TestkitError): void;
}

/** Kept globally: copies of the kit in one program (a module reset makes one) lead to one fake. */
interface Routes {
  readonly open: Route[];
  /** In force when no route is open, once a set-up is there. */
  closed: Closed | undefined;
  /** Who has opened which hosts. */
  readonly allowed: Map<object, readonly string[]>;
}

const ROUTES = Symbol.for('redrive-testkit.routes');
const routes = (): Routes => globalState<Routes>(ROUTES, () => ({ open: [], closed: undefined, allowed: new Map() }));

/** @returns a function that closes it; calling it again does nothing. */
export function openRoute(route: Route): () => void {
  const { open } = routes();
  open.push(route);
  return () => {
    const at = open.indexOf(route);
    if (at >= 0) open.splice(at, 1);
  };
}

/** From now on, what no route answers is refused. */
export function closeRoutes(closed: Closed): void {
  routes().closed = closed;
}

/** Where the runner is by now. */
export function nowClosedBecause(refusing: Refusing): void {
  const { closed } = routes();
  if (closed !== undefined) closed.refusing = refusing;
}

export const isClosed = (): boolean => routes().closed !== undefined;
export const isAnyRouteOpen = (): boolean => routes().open.length > 0;
/** That of the program's own flow, where several are open at a time; else the last. */
export const currentRoute = (): Route | undefined =>
  routes().open.find((route) => route.isHere?.() === true) ?? routes().open.at(-1);

/** Who answers what is sent now; nothing where requests are none of our business. */
export function answering(): Answering | undefined {
  const { closed } = routes();
  const route = currentRoute();
  if (route !== undefined) return route.now();
  if (closed === undefined || closed.isOver()) return undefined;
  return { refusal: closed.refusing, isOnlyAtTheEnd: closed.isMockedElsewhere() };
}

/** Opens hosts to requests that would be refused. */
export function allowHosts(by: object, hosts: readonly string[]): void {
  routes().allowed.set(by, hosts.map(hostName));
}

export const ALLOW_VARIABLE = 'REDRIVE_TESTKIT_ALLOW_NETWORK';

/** Whether a request to this host is let through instead of being refused. */
export function isAllowed(host: string): boolean {
  if (process.env[ALLOW_VARIABLE] === '1') return true;
  return [...routes().allowed.values()].some((hosts) => hosts.includes(hostName(host)));
}

/** Whether anything at all is let through. */
export function isAnythingAllowed(): boolean {
  return process.env[ALLOW_VARIABLE] === '1' || [...routes().allowed.values()].some((hosts) => hosts.length > 0);
}

/** The refusal of a request; the route in force hears of it. */
export function refusedRequest({ moment, found, hint }: Refusing, request: string, host: string): TestkitError {
  const name = host === '' ? 'the host' : `'${host}'`;
  const error = new TestkitError({
    code: 'NETWORK_CLOSED',
    what: `${request} was sent ${moment}, and redrive-testkit lets no request of Step Functions out of this machine.`,
    ...(found === undefined ? {} : { found }),
    hint: `${hint}\nIf it is to go out: the option allowNetwork: [${name}] of the set-up, or ${ALLOW_VARIABLE}=1 in the environment.`,
  });
  currentRoute()?.note?.(error);
  return error;
}
