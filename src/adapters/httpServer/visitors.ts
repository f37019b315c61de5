import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { TestkitError } from '../../model/testkitError';
import { hostName, isThisMachine } from '../network/hosts';
import type { ListenOptions } from './options';

/** Who may call a server: a web page that a developer has open must not reach it by a name that it has bound to this machine. */
export class Visitors {
  constructor(private readonly options: ListenOptions) {}

  /** Why a request is refused, by its `Host` and `Origin`. */
  refusalOf(headers: IncomingHttpHeaders): TestkitError | undefined {
    const { host, origin } = headers;
    if (!this.isHost(host)) return foreignHost(host);
    if (origin === undefined || this.isAllowed(origin) || origin === `http://${host}`) return undefined;
    return foreignOrigin(origin);
  }

  /** Headers that let a web page of an allowed origin read the answer. */
  corsHeaders(headers: IncomingHttpHeaders): Record<string, string> {
    const { origin } = headers;
    if (origin === undefined || !this.isAllowed(origin)) return {};
    return {
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'POST, GET',
      'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
      'access-control-expose-headers': 'x-amzn-requestid',
      vary: 'origin',
    };
  }

  private isAllowed(origin: string): boolean {
    const { cors = [] } = this.options;
    return cors.includes('*') || cors.includes(origin);
  }

  private isHost(header: string | undefined): boolean {
    const name = hostName(header?.replace(/:\d+$/, ''));
    if (name !== '' && isThisMachine(name)) return true;
    const { host } = this.options;
    if (host === undefined || (isThisMachine(host) && !isAnyAddress(host))) return false;
    // A page can bind a name of its own to an address of ours, but no address and no name without a dot.
    const own = name.replace(/^sync-/, '');
    return isIP(own) !== 0 || (own !== '' && !own.includes('.')) || own === hostName(host) || own === CONTAINER_HOST;
  }
}

/** How a container calls the machine that it runs on. */
const CONTAINER_HOST = 'host.docker.internal';

const isAnyAddress = (host: string): boolean => /^(0\.0\.0\.0|::|\[::\])$/.test(host);

function foreignHost(host: string | undefined): TestkitError {
  return new TestkitError({
    code: 'REQUEST_REFUSED',
    what: 'This server is reached by another name than its own.',
    found: `The request has the header Host: ${host ?? ''}.`,
    hint: "Call it by its url. For other machines and containers: startServer(sfn, { host: '0.0.0.0' }), or serve --host 0.0.0.0.",
  });
}

function foreignOrigin(origin: string): TestkitError {
  return new TestkitError({
    code: 'REQUEST_REFUSED',
    what: 'This server answers no web page of another origin.',
    found: `The request has the header Origin: ${origin}.`,
    hint: `Name it: startServer(sfn, { cors: ['${origin}'] }), or serve --cors ${origin}.`,
  });
}
