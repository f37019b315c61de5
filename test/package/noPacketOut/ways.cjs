// Ways to send a request to Step Functions. Each ends, whatever becomes of its request. Taken before the kit is loaded:
const { request: earlyRequest, get: earlyGet } = require('node:https');
const { fetch: earlyFetch } = globalThis;
const childProcess = require('node:child_process');
const fs = require('node:fs');
const https = require('node:https');
const http2 = require('node:http2');
const net = require('node:net');
const threads = require('node:worker_threads');
const tls = require('node:tls');
const sdk = require('@aws-sdk/client-sfn');

const HOST = 'states.us-east-1.amazonaws.com';
const VPC_HOST = 'vpce-0a1b2c3d-4e5f6a7b.states.us-east-1.vpce.amazonaws.com';
const HEADERS = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AWSStepFunctions.ListStateMachines' };
const list = () => new sdk.ListStateMachinesCommand({});
const client = (config = {}) => new sdk.SFNClient({ region: 'us-east-1', maxAttempts: 1, ...config });
const early = client();

/** What the SDK depends on, from where it lies. */
const ofTheSdk = (name) => require(require.resolve(name, { paths: [require.resolve('@aws-sdk/client-sfn')] }));

const viaRequest = (request, options = {}) =>
  new Promise((resolve, reject) => {
    const sent = request({ hostname: HOST, method: 'POST', path: '/', headers: HEADERS, ...options }, (response) => {
      response.resume().on('end', resolve);
    });
    sent.on('error', reject).end('{}');
  });

const viaSocket = (socket) =>
  new Promise((resolve, reject) => {
    socket.on('error', reject).on('connect', () => resolve(socket.destroy()));
  });

const viaHttp2 = () =>
  new Promise((resolve, reject) => {
    const session = http2.connect(`https://${HOST}`);
    session.on('error', reject).on('connect', () => resolve(session.destroy()));
  });

const SCRIPT = `
  const { ListStateMachinesCommand, SFNClient } = require(${JSON.stringify(require.resolve('@aws-sdk/client-sfn'))});
  const client = new SFNClient({ region: 'us-east-1', maxAttempts: 1 });
  client.send(new ListStateMachinesCommand({})).catch(() => undefined);`;

const viaWorker = () =>
  new Promise((resolve, reject) => {
    new threads.Worker(SCRIPT, { eval: true }).on('exit', resolve).on('error', reject);
  });

const viaChild = (spawn) =>
  new Promise((resolve, reject) => {
    spawn(process.execPath, ['-e', SCRIPT]).on('exit', resolve).on('error', reject);
  });

exports.ways = {
  'a client': () => client().send(list()),
  'a client from before the set-up': () => early.send(list()),
  'the client with a method for each operation': () =>
    new sdk.SFN({ region: 'us-east-1', maxAttempts: 1 }).listStateMachines({}),
  'a client of another Region': () => client({ region: 'eu-central-1' }).send(list()),
  'a client with FIPS endpoints': () => client({ useFipsEndpoint: true }).send(list()),
  'a client with dual stack endpoints': () => client({ useDualstackEndpoint: true }).send(list()),
  'a client with a VPC endpoint': () => client({ endpoint: `https://${VPC_HOST}` }).send(list()),
  'a client of a Chinese Region': () => client({ region: 'cn-north-1' }).send(list()),
  'a synchronous start': () =>
    client().send(
      new sdk.StartSyncExecutionCommand({ stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:x' }),
    ),
  'a client with timeouts': () => client({ requestHandler: { requestTimeout: 900, socketTimeout: 900 } }).send(list()),
  'a client that caches its middleware': () => client({ cacheMiddleware: true }).send(list()),
  'a client over fetch': () => {
    const { FetchHttpHandler } = ofTheSdk('@smithy/fetch-http-handler');
    return client({ requestHandler: new FetchHttpHandler() }).send(list());
  },
  'a client over HTTP/2': () => {
    const { NodeHttp2Handler } = ofTheSdk('@smithy/node-http-handler');
    return client({ requestHandler: new NodeHttp2Handler() }).send(list());
  },
  'https.request': () => viaRequest(https.request),
  'https.get': () => viaRequest(https.get),
  'https.request from before the set-up': () => viaRequest(earlyRequest),
  'https.get from before the set-up': () => viaRequest(earlyGet),
  'https.request with an agent': () => viaRequest(https.request, { agent: new https.Agent({ keepAlive: true }) }),
  fetch: () => fetch(`https://${HOST}/`, { method: 'POST', headers: HEADERS, body: '{}' }),
  'fetch from before the set-up': () =>
    earlyFetch(`https://${HOST}/`, { method: 'POST', headers: HEADERS, body: '{}' }),
  'http2.connect': viaHttp2,
  'tls.connect': () => viaSocket(tls.connect({ host: HOST, port: 443, servername: HOST })),
  'net.connect': () => viaSocket(net.connect(443, HOST)),
  'a worker thread': viaWorker,
  'child_process.spawn': () => viaChild(childProcess.spawn),
  'child_process.spawnSync': () => childProcess.spawnSync(process.execPath, ['-e', SCRIPT]),
};

/** Ways that take no thread or process of their own. */
exports.QUICK = Object.keys(exports.ways).filter((name) => !/worker|child/.test(name));

/** Sends by each way, one after the other, and tells the hook when and how. */
exports.sendAll = async (moment, only = Object.keys(exports.ways)) => {
  for (const name of only) {
    process.env.NO_PACKET_OUT_WAY = `${moment}: ${name}`;
    try {
      await exports.ways[name]();
    } catch {
      // Refused, which is as good as answered: what counts is whether the hook has seen it.
    }
    globalThis.noPacketOutAfterWay?.();
  }
  fs.appendFileSync(process.env.NO_PACKET_OUT_FILE, `sent ${moment}\n`);
};
