import { once } from 'node:events';
import { Socket } from 'node:net';
import { interceptSpawn } from '../../../src/adapters/network/children';
import { interceptConnect, interceptFetch, interceptTls } from '../../../src/adapters/network/refusing';
import { openRoute } from '../../../src/adapters/routes';
import { redriven, scriptedService } from '../scriptedService';

const HOST = 'states.us-east-1.amazonaws.com';
const TARGET = { 'x-amz-target': 'AWSStepFunctions.ListStateMachines' };
const REFUSED = expect.objectContaining({ code: 'NETWORK_CLOSED' }) as object;

let close: () => void;
beforeEach(() => {
  const service = scriptedService(() => redriven);
  close = openRoute({ now: () => ({ service }), instantRetries: true });
});
afterEach(() => close());

/** A call of Node's own function, that has gone on or not. */
function called(point: string, self: unknown, ...args: unknown[]) {
  const proceed = jest.fn((_args?: readonly unknown[]) => 'went on');
  return { point, self, args, proceed };
}

test('a connection to Step Functions is refused', async () => {
  const socket = new Socket();
  const call = called('net.connect', socket, 443, HOST);
  interceptConnect(call);
  expect(await once(socket, 'error')).toEqual([REFUSED]);
  expect(call.proceed).not.toHaveBeenCalled();
});

test('one that somebody else has taken, who answers it, goes on', () => {
  const taken = Object.assign(new Socket(), { connect: () => taken });
  expect(interceptConnect(called('net.connect', taken, 443, HOST))).toBe('went on');
});

test('TLS is refused over a connection that is there already; one of its own is asked for further down', async () => {
  const layered = interceptTls(called('tls.connect', undefined, { socket: new Socket(), servername: HOST })) as Socket;
  expect(await once(layered, 'error')).toEqual([REFUSED]);
  expect(interceptTls(called('tls.connect', undefined, { host: HOST, port: 443 }))).toBe('went on');
});

test.each([
  ['by its host', [`https://${HOST}/`]],
  ['by its target', ['https://example.com/', { headers: TARGET }]],
  ['as a Request', [new Request('https://example.com/', { headers: TARGET })]],
])('a fetch that is not of undici is refused %s', async (_, args) => {
  await expect(interceptFetch(called('fetch', undefined, ...args))).rejects.toEqual(REFUSED);
});

test.each([['https://example.com/'], ['http://localhost:3000/'], ['not a URL']])('a fetch of %s goes on', (url) => {
  expect(interceptFetch(called('fetch', undefined, url))).toBe('went on');
});

test('a child gets the closed endpoint, also where Bun keeps its environment', () => {
  const endpoint = expect.stringMatching(/^http:\/\/127\.0\.0\.1:/) as string;
  const node = called('child.spawn', undefined, { envPairs: ['A=1'] });
  interceptSpawn(node);
  const [[{ envPairs }]] = node.proceed.mock.calls[0] as [[{ envPairs: string[] }]];
  expect(envPairs).toEqual(['A=1', expect.stringMatching(/^AWS_ENDPOINT_URL_SFN=http:\/\/127\.0\.0\.1:/)]);

  const ofBun = Symbol('bunEnv');
  const bun = called('child.spawn', undefined, { [ofBun]: { A: '1' } });
  interceptSpawn(bun);
  const [[options]] = bun.proceed.mock.calls[0] as [[Record<symbol, object>]];
  expect(options[ofBun]).toEqual({ A: '1', AWS_ENDPOINT_URL_SFN: endpoint });
});
