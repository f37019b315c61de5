import { Agent, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { GetActivityTaskCommand, ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { createFakeStepFunctions, TestkitError } from 'redrive-testkit';
import { toRequestHandler } from 'redrive-testkit/request-handler';
import { startServer } from 'redrive-testkit/server';
import { call, failedOrder, rawConnection, send, serving, servingRegions, signed, target } from './support';

const describeOrder = 'DescribeExecution';

describe('the wire', () => {
  test('the answer is the one of the request handler, to the byte, and has no Date', async () => {
    const [one, other] = [failedOrder(), failedOrder()];
    const { url } = await serving(one.sfn);
    const input = JSON.stringify({ executionArn: one.executionArn });
    const sent = await send(url, { headers: target(describeOrder) }, input);
    const { response } = await toRequestHandler(other.sfn).handle({ headers: target(describeOrder), body: input });
    expect(sent.text).toBe(Buffer.from(response.body).toString());
    expect(sent.headers).toMatchObject(response.headers);
    expect(sent.headers.date).toBeUndefined();
  });

  test('a connection is kept for several calls', async () => {
    const { sfn, executionArn } = failedOrder();
    const { url } = await serving(sfn);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (let times = 0; times < 3; times += 1) {
      await new Promise<void>((resolve) => {
        const sent = request(url, { method: 'POST', agent, headers: target(describeOrder) }, (response) => {
          ports.add(response.socket.localPort);
          response.resume().on('end', resolve);
        });
        sent.end(JSON.stringify({ executionArn }));
      });
    }
    agent.destroy();
    expect(ports.size).toBe(1);
  });

  test('a zipped body, and one in chunks, are read', async () => {
    const { sfn, executionArn } = failedOrder();
    const { url } = await serving(sfn);
    const input = JSON.stringify({ executionArn });
    const zipped = { headers: { ...target(describeOrder), 'content-encoding': 'gzip' } };
    const inChunks = { headers: { ...target(describeOrder), 'transfer-encoding': 'chunked' } };
    const answers = [await send(url, zipped, gzipSync(input)), await send(url, inChunks, input)];
    expect(answers.map(({ status, body }) => [status, body['status']])).toEqual([
      [200, 'FAILED'],
      [200, 'FAILED'],
    ]);
  });

  test('what says that it is zipped and is not is no JSON', async () => {
    const { url } = await serving(failedOrder().sfn);
    const headers = { ...target(describeOrder), 'content-encoding': 'gzip' };
    const { status, body } = await send(url, { headers }, '{"executionArn":');
    expect([status, body['__type']]).toEqual([400, 'com.amazon.coral.service#SerializationException']);
  });

  test('a body of more than 1 MB is refused, also when it is small on the wire [wire.request-size]', async () => {
    const { sfn } = failedOrder();
    const { url } = await serving(sfn);
    const large = JSON.stringify({ executionArn: 'x'.repeat(1024 * 1024) });
    const plain = await send(url, { headers: target(describeOrder) }, large);
    const headers = { ...target(describeOrder), 'content-encoding': 'gzip' };
    const bomb = await send(url, { headers }, gzipSync(Buffer.alloc(50_000_000)));
    expect([plain.status, bomb.status]).toEqual([413, 413]);
    expect(plain.body['message']).toMatch(/at most 1 MB/);
    expect(sfn.calls).toEqual([]);
  });

  test('CBOR is refused: there is no target for it, or its body is no JSON [wire.json-only]', async () => {
    const { sfn, executionArn } = failedOrder();
    const { url } = await serving(sfn);
    const body = Buffer.concat([
      Buffer.from([0xa1, 0x6c]),
      Buffer.from('executionArn'),
      Buffer.from([0x78, executionArn.length]),
      Buffer.from(executionArn),
    ]);
    const cbor = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };
    const path = '/service/AWSStepFunctions/operation/RedriveExecution';
    const withoutTarget = await send(url, { path, headers: cbor }, body);
    const withTarget = await send(url, { headers: { ...target('RedriveExecution'), ...cbor } }, body);
    expect([withoutTarget, withTarget].map(({ status, body: { __type } }) => [status, __type])).toEqual([
      [400, 'com.amazon.coral.service#UnknownOperationException'],
      [400, 'com.amazon.coral.service#SerializationException'],
    ]);
    expect(sfn.execution(executionArn).redriveCount).toBe(0);
  });

  test.each(['GET', 'HEAD', 'PUT', 'DELETE'])('%s names no operation', async (method) => {
    const { url } = await serving(failedOrder().sfn);
    const { status } = await send(url, { method, headers: target('ListStateMachines') });
    expect(status).toBe(400);
  });

  test('a lost response is a connection that is reset', async () => {
    const { sfn, executionArn } = failedOrder();
    const { url } = await serving(sfn);
    sfn.loseNextResponse('RedriveExecution');
    await expect(call(url, 'RedriveExecution', { executionArn })).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(sfn.execution(executionArn).redriveCount).toBe(1);
  });

  test('misuse of the kit is a 400 with its parts', async () => {
    const sfn = createFakeStepFunctions();
    const { url } = await serving(sfn);
    const { status, body } = await call(url, 'ListStateMachines', {}, signed('eu-west-1'));
    expect([status, body['__type']]).toEqual([400, 'redrive-testkit#TestkitError']);
    expect(body['message']).toMatch(/eu-west-1/);
  });
});

describe('connections', () => {
  test('a client that is slow is cut off', async () => {
    const { sfn } = failedOrder();
    const { url } = await serving(sfn, { requestTimeout: 100 });
    const head = `POST / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-amz-target: AWSStepFunctions.ListStateMachines\r\n`;
    const texts = ['', head, `${head}content-length: 100\r\n\r\n{"max`];
    const connections = await Promise.all(texts.map(() => rawConnection(url)));
    connections.forEach(({ socket }, at) => socket.write(texts[at]!));
    await Promise.all(connections.slice(1).map(({ closed }) => closed));
    expect(connections.slice(1).map(({ received }) => received().split('\r\n')[0])).toEqual([
      'HTTP/1.1 408 Request Timeout',
      'HTTP/1.1 408 Request Timeout',
    ]);
    expect(sfn.calls).toEqual([]);
  });

  test('a client is not late because this process was busy', async () => {
    const { sfn, executionArn } = failedOrder();
    const { url } = await serving(sfn, { requestTimeout: 100 });
    const body = JSON.stringify({ executionArn }).padEnd(900_000);
    const calls = Array.from({ length: 8 }, () => send(url, { headers: target(describeOrder) }, body));
    for (let pauses = 0; pauses < 10; pauses += 1) {
      const until = performance.now() + 150;
      while (performance.now() < until) continue;
      await pause(1);
    }
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(Array(8).fill(200));
  });

  test('what is not HTTP gets a 400, and the server goes on', async () => {
    const { sfn, executionArn } = failedOrder();
    const { url } = await serving(sfn);
    const { socket, received, closed } = await rawConnection(url);
    socket.write('hello\r\n\r\n');
    await closed;
    expect(received()).toMatch(/^HTTP\/1\.1 400 /);
    expect((await call(url, describeOrder, { executionArn })).status).toBe(200);
  });

  test('a long poll ends with its connection, and takes no task', async () => {
    const sfn = createFakeStepFunctions();
    const { url } = await serving(sfn);
    const activityArn = sfn.createActivity({ name: 'pack' }).activityArn;
    const client = new SFNClient({ endpoint: url, region: 'us-east-1', credentials: CREDENTIALS });
    // The first call of a client takes its time.
    await client.send(new ListStateMachinesCommand({}));
    const abort = new AbortController();
    const polling = client.send(new GetActivityTaskCommand({ activityArn }), { abortSignal: abort.signal });
    await expect(Promise.race([polling, pause(100)])).resolves.toBe('nothing yet');
    abort.abort();
    await expect(polling).rejects.toMatchObject({ name: 'AbortError' });
    while (sfn.calls.of('GetActivityTask').length === 0) await pause(10);
    const { stateMachineArn } = sfn.createStateMachine({
      name: 'packing',
      definition: { StartAt: 'Pack', States: { Pack: { Type: 'Task', Resource: activityArn, End: true } } },
    });
    sfn.startExecution({ stateMachineArn });
    const { taskToken } = await client.send(new GetActivityTaskCommand({ activityArn }));
    expect(taskToken).toBeTruthy();
    client.destroy();
  });

  test('closing ends long polls, and frees the port', async () => {
    const sfn = createFakeStepFunctions();
    const server = await startServer(sfn);
    const activityArn = sfn.createActivity({ name: 'pack' }).activityArn;
    const polling = call(server.url, 'GetActivityTask', { activityArn }).catch((error: unknown) => error);
    await pause(50);
    await Promise.all([server.close(), server.close()]);
    await expect(polling).resolves.toMatchObject({ code: 'ECONNRESET' });
    const port = Number(new URL(server.url).port);
    await using again = await startServer(sfn, { port });
    expect(again.url).toBe(server.url);
  });

  test('a port that is taken is told', async () => {
    const { url } = await serving(createFakeStepFunctions());
    const port = Number(new URL(url).port);
    await expect(startServer(createFakeStepFunctions(), { port })).rejects.toMatchObject({ code: 'ADDRESS_IN_USE' });
  });
});

describe('who may call', () => {
  test.each(['127.0.0.1', 'localhost:1', 'LOCALHOST', 'sync-localhost', '[::1]:99'])('the name %s', async (host) => {
    const { url } = await serving(failedOrder().sfn);
    expect((await call(url, 'ListStateMachines', {}, { host })).status).toBe(200);
  });

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '192.168.0.7', 'intranet'])(
    'not the name %p: a page may have bound it to this machine',
    async (host) => {
      const { sfn, executionArn } = failedOrder();
      const { url } = await serving(sfn);
      const { status, body } = await call(url, 'RedriveExecution', { executionArn }, { host });
      expect([status, body['code']]).toEqual([403, 'REQUEST_REFUSED']);
      expect(sfn.calls).toEqual([]);
    },
  );

  test('told to listen to other machines, it takes addresses and names without a dot, and no public name', async () => {
    const { url } = await serving(failedOrder().sfn, { host: '0.0.0.0' });
    const hosts = ['192.168.0.7:8083', 'stepfunctions', 'host.docker.internal', 'evil.example', 'localhost'];
    const answers = await Promise.all(hosts.map((host) => call(url, 'ListStateMachines', {}, { host })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 403, 200]);
  });

  test('no page of another origin, unless it is named', async () => {
    const { url } = await serving(failedOrder().sfn, { cors: ['http://localhost:5173'] });
    const from = async (origin: string) => {
      const { status, headers } = await call(url, 'ListStateMachines', {}, { origin });
      return [status, headers['access-control-allow-origin']];
    };
    expect(await from('https://evil.example')).toEqual([403, undefined]);
    expect(await from('null')).toEqual([403, undefined]);
    expect(await from('http://localhost:5173')).toEqual([200, 'http://localhost:5173']);
    expect(await from(url)).toEqual([200, undefined]);
  });

  test('a page that is named may ask first', async () => {
    const { url } = await serving(failedOrder().sfn, { cors: ['*'] });
    const asked = 'x-amz-target,x-amz-date,authorization';
    const headers = { origin: 'http://localhost:5173', 'access-control-request-headers': asked };
    const allowed = await send(url, { method: 'OPTIONS', headers });
    expect(allowed.status).toBe(204);
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': 'http://localhost:5173',
      'access-control-allow-headers': asked,
    });
    expect(allowed.headers).not.toHaveProperty('access-control-allow-credentials');
  });
});

describe('Region and account', () => {
  test('a signature for another Region or account is refused, whatever the call [caller.place-must-match]', async () => {
    const { sfn, executionArn } = failedOrder();
    const { url } = await serving(sfn);
    const codes = async (headers: object) => {
      const answers = [
        await call(url, 'ListStateMachines', {}, headers),
        await call(url, 'DescribeExecution', { executionArn }, headers),
        await call(url, 'DescribeExecution', { executionArn: executionArn.replace('us-east-1', 'eu-west-1') }, headers),
      ];
      return answers.map(({ status }) => status);
    };
    expect(await codes(signed('eu-west-1'))).toEqual([400, 400, 400]);
    expect(await codes(signed('us-east-1', '999999999999'))).toEqual([400, 400, 400]);
    expect((await codes(signed('us-east-1', '123456789012'))).slice(0, 2)).toEqual([200, 200]);
    expect((await codes({})).slice(0, 2)).toEqual([200, 200]);
    expect(() => sfn.settle()).toThrow(TestkitError);
  });

  test('one fake for each Region and account; an access key of twelve digits is the account', async () => {
    const { url, fake } = await servingRegions({ setup: (sfn) => void sfn.createActivity({ name: 'pack' }) });
    const arnsOf = async (headers: object) => {
      const { body } = await call(url, 'ListActivities', {}, headers);
      return (body['activities'] as { activityArn: string }[]).map(({ activityArn }) => activityArn);
    };
    expect(await arnsOf({})).toEqual(['arn:aws:states:us-east-1:123456789012:activity:pack']);
    expect(await arnsOf(signed('eu-west-1'))).toEqual(['arn:aws:states:eu-west-1:123456789012:activity:pack']);
    expect(await arnsOf(signed('cn-north-1', '999999999999'))).toEqual([
      'arn:aws-cn:states:cn-north-1:999999999999:activity:pack',
    ]);
    expect(fake({ region: 'eu-west-1' }).calls).toHaveLength(1);
    expect(fake()).not.toBe(fake({ account: '999999999999' }));
  });

  test('with one fake for each, a call that names what is elsewhere is refused', async () => {
    const { url } = await servingRegions();
    const executionArn = 'arn:aws:states:eu-west-1:123456789012:execution:orders:one';
    const { body } = await call(url, 'DescribeExecution', { executionArn }, signed('us-east-1'));
    expect(body['message']).toMatch(/that of the resource that the call names is eu-west-1/);
  });
});

test.each([
  [{ port: -1 }, 'ARGUMENT_INVALID'],
  [{ port: 70_000 }, 'ARGUMENT_INVALID'],
  [{ host: '' }, 'ARGUMENT_INVALID'],
  [{ cors: '*' }, 'ARGUMENT_INVALID'],
  [{ requestTimeout: 0 }, 'ARGUMENT_INVALID'],
  [{ prot: 1 }, 'OPTION_UNKNOWN'],
  [{ setup: () => undefined }, 'OPTION_UNKNOWN'],
])('startServer(sfn, %p) is %s', async (options, code) => {
  await expect(startServer(createFakeStepFunctions(), options as never)).rejects.toMatchObject({ code });
});

test.each([[{}], [undefined], [{ fakes: 'two' }], [{ fakes: 'per-region', setup: 1 }]])(
  'startServer(%p) is misuse',
  async (given) => {
    await expect(startServer(given as never)).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' });
  },
);

test('a real client is answered over the socket', async () => {
  const { sfn } = failedOrder();
  const { url } = await serving(sfn);
  const client = new SFNClient({ endpoint: url, region: 'us-east-1', credentials: CREDENTIALS });
  const { stateMachines } = await client.send(new ListStateMachinesCommand({}));
  expect(stateMachines).toEqual([expect.objectContaining({ name: 'orders' })]);
  client.destroy();
});

const CREDENTIALS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
const pause = (milliseconds: number): Promise<string> =>
  new Promise((resolve) => setTimeout(() => resolve('nothing yet'), milliseconds));
