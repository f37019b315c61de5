import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeStepFunctions, virtualClock, type FakeStepFunctions } from 'redrive-testkit';
import { toRequestHandler } from 'redrive-testkit/request-handler';
import { serving, target } from './support';

// What other languages send, byte for byte: the same session through the request handler and over a socket.

interface Sent {
  readonly operation: string;
  readonly body: string;
}

type Post = (sent: Sent) => Promise<string>;

const newFake = (): FakeStepFunctions => {
  const sfn = createFakeStepFunctions({ clock: virtualClock('2026-11-22T09:00:00Z') });
  sfn.failNext('ListActivities', {
    name: 'ThrottlingException',
    message: 'Rate exceeded',
    namespace: 'com.amazon.coral.availability',
    httpStatus: 400,
  });
  return sfn;
};

const failing = {
  StartAt: 'Charge',
  States: { Charge: { Type: 'Fail', Error: 'Card.Declined', Cause: 'Grüße 🚀 "\\u2028' } },
};
const child = {
  StartAt: 'Odd',
  States: {
    Odd: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 2, Next: 'Bad' }], Default: 'Good' },
    Bad: { Type: 'Fail', Error: 'Bad' },
    Good: { Type: 'Pass', End: true },
  },
};
const batch = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      Label: 'Each',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...child },
      End: true,
    },
  },
};

/** Sends calls, and keeps what was sent. */
function calling(post: Post) {
  const all: Sent[] = [];
  const call = async (operation: string, input: object): Promise<Record<string, string>> => {
    const sent = { operation, body: JSON.stringify(input) };
    all.push(sent);
    return JSON.parse(await post(sent)) as Record<string, string>;
  };
  return { all, call };
}

/** Goes through a life of executions; every answer decides what is sent next. */
async function session(post: Post): Promise<Sent[]> {
  const { all, call } = calling(post);
  const roleArn = 'arn:aws:iam::123456789012:role/test';
  const create = async (name: string, definition: object) =>
    (await call('CreateStateMachine', { name, roleArn, definition: JSON.stringify(definition) }))['stateMachineArn'];
  const stateMachineArn = await create('orders', failing);
  const { executionArn } = await call('StartExecution', {
    stateMachineArn,
    name: 'order-1',
    input: '{"order":"Grüße 🚀"}',
  });
  await call('DescribeExecution', { executionArn });
  await call('ListExecutions', { stateMachineArn, statusFilter: 'FAILED' });
  await call('RedriveExecution', { executionArn, clientToken: 'one' });
  await call('RedriveExecution', { executionArn, clientToken: 'one' });
  await call('RedriveExecution', { executionArn: `${executionArn}-2` });
  await call('RedriveExecution', { executionArn: 'orders' });
  await call('RedriveExecution', { executionArn, clientToken: 'a b' });
  await call('RedriveExecution', {});
  await call('Redrive', { executionArn });
  await call('ListActivities', {});
  let nextToken: string | undefined;
  do {
    ({ nextToken } = await call('GetExecutionHistory', { executionArn, maxResults: 2, nextToken }));
  } while (nextToken !== undefined);
  const batchArn = await create('batch', batch);
  const { executionArn: parent } = await call('StartExecution', { stateMachineArn: batchArn, input: '[1,2,3]' });
  for (let times = 0; times < 3; times += 1) await call('DescribeExecution', { executionArn: parent });
  await call('GetExecutionHistory', { executionArn: parent });
  const { mapRuns } = (await call('ListMapRuns', { executionArn: parent })) as unknown as {
    mapRuns: { mapRunArn: string }[];
  };
  await call('DescribeMapRun', { mapRunArn: mapRuns[0]!.mapRunArn });
  await call('ListExecutions', { mapRunArn: mapRuns[0]!.mapRunArn });
  await call('RedriveExecution', { executionArn: parent });
  return all;
}

/** The session as it goes through the request handler, and its answers. */
async function throughHandler(through = session): Promise<{ sent: Sent[]; answers: string[] }> {
  const handler = toRequestHandler(newFake());
  const answers: string[] = [];
  const sent = await through(async ({ operation, body }) => {
    const { response } = await handler.handle({ headers: target(operation), body });
    const text = Buffer.from(response.body).toString();
    answers.push(`${response.statusCode} ${text}`);
    return text;
  });
  return { sent, answers };
}

const run = (program: string, args: string[], input: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const process = execFile(program, args, { maxBuffer: 1e8 }, (error, stdout, stderr) =>
      error ? reject(new Error(stderr, { cause: error })) : resolve(stdout),
    );
    process.stdin!.end(input);
  });

const URLLIB = `
import json, sys, urllib.request, urllib.error
for line in sys.stdin:
    sent = json.loads(line)
    headers = {"x-amz-target": "AWSStepFunctions." + sent["operation"], "content-type": "application/x-amz-json-1.0"}
    request = urllib.request.Request(sys.argv[1], sent["body"].encode(), headers)
    try:
        response = urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        response = error
    sys.stdout.buffer.write(str(response.status).encode() + b" " + response.read() + b"\\n")
`;

const CLIENTS: Readonly<
  Record<string, { program: string; send(url: string, all: readonly Sent[]): Promise<string[]> }>
> = {
  "Python's urllib": {
    program: 'python3',
    async send(url, all) {
      const lines = all.map((sent) => `${JSON.stringify(sent)}\n`).join('');
      return (await run('python3', ['-c', URLLIB, url], lines)).trimEnd().split('\n');
    },
  },
  curl: {
    program: 'curl',
    async send(url, all) {
      const answers: string[] = [];
      for (const { operation, body } of all) {
        const headers = Object.entries(target(operation)).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
        const text = await run('curl', ['-sS', url, '-w', '\n%{http_code}', ...headers, '--data-binary', '@-'], body);
        const at = text.lastIndexOf('\n');
        answers.push(`${text.slice(at + 1)} ${text.slice(0, at)}`);
      }
      return answers;
    },
  },
};

describe.each(Object.entries(CLIENTS))('%s', (_, { program, send }) => {
  const isThere = spawnSync(program, ['--version']).status === 0;
  const title = 'gets what the request handler answers, to the byte';
  (isThere ? test : test.skip)(isThere ? title : `${title} (skipped: no ${program} here)`, async () => {
    const { sent, answers } = await throughHandler();
    const { url } = await serving(newFake());
    const received = await send(url, sent);
    expect(received).toEqual(answers);
    expect(sent.length).toBeGreaterThan(20);
    expect(answers.filter((answer) => answer.startsWith('400')).length).toBeGreaterThan(5);
  });
});

/** boto3's own serializer and retries; its parser is left out by taking the body before it. */
const BOTO3 = `
import json, sys, boto3
from botocore.config import Config
sfn = boto3.client("stepfunctions", endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id="test",
                   aws_secret_access_key="test", config=Config(parameter_validation=False, retries={"total_max_attempts": 1}))
raw = []
sfn.meta.events.register("before-parse.sfn", lambda response_dict, **_: raw.append((response_dict["status_code"], response_dict["body"])))
for line in sys.stdin:
    sent = json.loads(line)
    try:
        sfn._make_api_call(sent["operation"], json.loads(sent["body"]))
    except sfn.exceptions.ClientError:
        pass
    status, body = raw[-1]
    sys.stdout.buffer.write(str(status).encode() + b" " + body + b"\\n")
`;

const KNOWS = 'import boto3; boto3.client("stepfunctions", region_name="us-east-1").redrive_execution';
const hasBoto3 = spawnSync('python3', ['-c', KNOWS]).status === 0;
const boto3Title = 'boto3 gets what the request handler answers, to the byte';
const withBoto3 = hasBoto3 ? test : test.skip;
withBoto3(hasBoto3 ? boto3Title : `${boto3Title} (skipped: no boto3 here that knows RedriveExecution)`, async () => {
  const { sent, answers } = await throughHandler();
  const { url } = await serving(newFake());
  const known = sent.map(({ operation }, at) => (operation === 'Redrive' ? -1 : at)).filter((at) => at >= 0);
  const lines = known.map((at) => `${JSON.stringify(sent[at])}\n`).join('');
  const received = (await run('python3', ['-c', BOTO3, url], lines)).trimEnd().split('\n');
  expect(received).toEqual(known.map((at) => answers[at]));
});

/** A part of the session: each call of the AWS CLI takes most of a second. */
async function shortSession(post: Post): Promise<Sent[]> {
  const { all, call } = calling(post);
  const roleArn = 'arn:aws:iam::123456789012:role/test';
  const { stateMachineArn } = await call('CreateStateMachine', {
    name: 'orders',
    roleArn,
    definition: JSON.stringify(failing),
  });
  const { executionArn } = await call('StartExecution', {
    stateMachineArn,
    name: 'order-1',
    input: '{"order":"Grüße 🚀"}',
  });
  await call('DescribeExecution', { executionArn });
  await call('DescribeExecution', { executionArn });
  await call('RedriveExecution', { executionArn, clientToken: 'one' });
  await call('RedriveExecution', { executionArn, clientToken: 'one' });
  await call('RedriveExecution', { executionArn: `${executionArn}-2` });
  await call('RedriveExecution', { executionArn, clientToken: 'a b' });
  await call('GetExecutionHistory', { executionArn });
  return all;
}

const kebab = (name: string): string => name.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** What the AWS CLI prints: an output as JSON, or the error in its own words. */
async function byAwsCli(url: string, { operation, body }: Sent, config: string): Promise<unknown> {
  const env = {
    ...process.env,
    AWS_CONFIG_FILE: config,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_MAX_ATTEMPTS: '1',
    PYTHONIOENCODING: 'utf-8',
  };
  const args = ['stepfunctions', kebab(operation), '--cli-input-json', body, '--endpoint-url', url, '--no-paginate'];
  const [failed, stdout, stderr] = await new Promise<[boolean, string, string]>((resolve) => {
    execFile('aws', args, { env }, (error, out, err) => resolve([error !== null, out, err]));
  });
  if (!failed) return JSON.parse(stdout);
  const [, type, message] = /An error occurred \((\w+)\) when calling the \w+ operation: ([^]*)/.exec(stderr) ?? [];
  return { __type: type, message: message?.trim() ?? stderr };
}

/** What an answer of the wire is to the CLI: it leaves out the names of shapes, and says `message` however it is written. */
function asTheCliPrints(answer: string): unknown {
  const members = JSON.parse(answer.slice(answer.indexOf(' '))) as Record<string, string>;
  const { __type, message, Message } = members;
  if (__type !== undefined) return { __type: __type.replace(/^.*#/, ''), message: message ?? Message };
  return JSON.parse(JSON.stringify(members, (name, value: unknown) => (name === '__type' ? undefined : value)));
}

const knowsRedrive = spawnSync('aws', ['stepfunctions', 'redrive-execution', 'help'], {
  env: { ...process.env, AWS_PAGER: '' },
});
const hasCli = knowsRedrive.status === 0;
const cliTitle = 'the AWS CLI prints what the request handler answers';
const withCli = hasCli ? test : test.skip;
withCli(hasCli ? cliTitle : `${cliTitle} (skipped: no AWS CLI here that knows RedriveExecution)`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'redrive-testkit-cli-'));
  const config = join(folder, 'config');
  writeFileSync(config, '[default]\nregion = us-east-1\noutput = json\ncli_timestamp_format = wire\n');
  try {
    const { sent, answers } = await throughHandler(shortSession);
    const { url } = await serving(newFake());
    const printed: unknown[] = [];
    for (const each of sent) printed.push(await byAwsCli(url, each, config));
    expect(printed).toEqual(answers.map(asTheCliPrints));
    expect(answers.filter((answer) => answer.startsWith('400'))).toHaveLength(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
