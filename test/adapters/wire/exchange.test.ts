import type { Refusal } from '../../../src/model/outcome';
import { TestkitError } from '../../../src/model/testkitError';
import type { WireResponse } from '../../../src/adapters/wire/exchange';
import { exchange } from '../../../src/adapters/wire/exchange';
import { answered, EXECUTION_ARN, lost, refused, scriptedService, redriven } from '../scriptedService';

const REDRIVE = 'AWSStepFunctions.RedriveExecution';
const redrives = () => scriptedService(() => redriven);

async function send(
  service: ReturnType<typeof scriptedService>,
  body: Parameters<typeof exchange>[2],
  target: string | undefined = REDRIVE,
): Promise<WireResponse> {
  const response = await exchange(service, target, body);
  if (response === undefined) throw new Error('lost');
  return response;
}

test('a request becomes an operation and its members, an answer becomes a body', async () => {
  const service = redrives();
  const { status, headers, body } = await send(service, `{"executionArn":"${EXECUTION_ARN}","clientToken":"t"}`);
  expect(service.received).toEqual([
    { operation: 'RedriveExecution', input: { executionArn: EXECUTION_ARN, clientToken: 't' } },
  ]);
  expect([status, body]).toEqual([200, '{"redriveDate":1.790219000253E9}']);
  expect(headers).toEqual({
    'x-amzn-requestid': expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/) as string,
    'content-type': 'application/x-amz-json-1.0',
    'content-length': '32',
  });
});

test('the content length counts bytes, not characters', async () => {
  const service = scriptedService(() => answered({ input: '"Grüße 🚀"' }));
  const { headers, body } = await send(service, '{}', 'AWSStepFunctions.DescribeExecution');
  expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
  expect(body.length).toBeLessThan(Buffer.byteLength(body));
});

test('each response has a request id of its own', async () => {
  const service = redrives();
  const ids = [await send(service, '{}'), await send(service, '{}'), await send(service, '{')].map(
    ({ headers }) => headers['x-amzn-requestid'],
  );
  expect(new Set(ids).size).toBe(3);
});

test('the body may be text, bytes, or a view into a larger buffer', async () => {
  const service = redrives();
  const bytes = Buffer.from(`xx{"executionArn":"${EXECUTION_ARN}"}yy`);
  await send(service, bytes.subarray(2, -2).toString());
  await send(service, new Uint8Array(bytes.subarray(2, -2)));
  await send(service, new Uint8Array(bytes.buffer, bytes.byteOffset + 2, bytes.length - 4));
  expect(service.received.map(({ input }) => input)).toEqual([1, 2, 3].map(() => ({ executionArn: EXECUTION_ARN })));
});

test.each([
  ['nothing', ''],
  ['no JSON', 'executionArn=a'],
  ['a member without its value, as the SDK sends a null client token', '{"executionArn":"a","clientToken":}'],
  ['a truncated body', '{"executionArn":"a"'],
  ['a list', '[]'],
  ['null', 'null'],
  ['a string', '"a"'],
  ['bytes that are no UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
  ['no body', undefined],
])('%s for a body is a SerializationException, and the service is not called', async (_, body) => {
  const service = redrives();
  const { status, body: text } = await send(service, body);
  expect([status, text]).toEqual([400, '{"__type":"com.amazon.coral.service#SerializationException"}']);
  expect(service.received).toEqual([]);
});

test.each(['RedriveExecution', 'DynamoDB_20120810.GetItem', ''])('the target %p names no operation', async (target) => {
  const service = redrives();
  const { status, body } = await send(service, '{}', target);
  expect([status, body]).toEqual([400, '{"__type":"com.amazon.coral.service#UnknownOperationException"}']);
  expect(service.received).toEqual([]);
});

test.each(['Redrive', 'redriveExecution', '', 'constructor'])(
  'whether there is an operation %p the fake says',
  async (name) => {
    const service = redrives();
    await send(service, '{}', `AWSStepFunctions.${name}`);
    expect(service.received).toEqual([{ operation: name, input: {} }]);
  },
);

test('a request without a target is an UnknownOperationException', async () => {
  expect((await exchange(redrives(), undefined, '{}'))?.body).toMatch(/#UnknownOperationException/);
});

test('a member named __proto__ is a member like any other', async () => {
  const service = redrives();
  await send(service, '{"__proto__":{"executionArn":"evil"}}');
  expect(service.received[0]!.input.executionArn).toBeUndefined();
  expect(Object.keys(service.received[0]!.input)).toEqual(['__proto__']);
});

const refusal = (more: Partial<Refusal>): Refusal => ({
  name: 'ExecutionNotRedrivable',
  message: 'no',
  namespace: 'com.amazonaws.swf.service.v2.model',
  httpStatus: 400,
  ...more,
});

test.each([
  [refusal({}), 400, '{"__type":"com.amazonaws.swf.service.v2.model#ExecutionNotRedrivable","message":"no"}'],
  [
    refusal({ name: 'ValidationException', reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS' }),
    400,
    '{"__type":"com.amazonaws.swf.service.v2.model#ValidationException","message":"no","reason":"API_DOES_NOT_SUPPORT_LABELED_ARNS"}',
  ],
  [
    refusal({ name: 'AccessDeniedException', namespace: 'com.amazon.coral.service', messageMember: 'Message' }),
    400,
    '{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"no"}',
  ],
  [
    refusal({ name: 'ResourceNotFound', members: { resourceName: 'r' }, httpStatus: 404 }),
    404,
    '{"__type":"com.amazonaws.swf.service.v2.model#ResourceNotFound","message":"no","resourceName":"r"}',
  ],
  [refusal({ name: 'Silent', message: undefined }), 400, '{"__type":"com.amazonaws.swf.service.v2.model#Silent"}'],
])('a refusal on the wire: %#', async (given, status, body) => {
  const answer = await send(
    scriptedService(() => refused(given)),
    '{}',
  );
  expect([answer.status, answer.body]).toEqual([status, body]);
});

test('misuse of the kit is a 400 with its text, under a name that is not of AWS', async () => {
  const error = new TestkitError({ code: 'STATE_UNKNOWN', what: 'What.', hint: 'Cure.' });
  const service = scriptedService(() => {
    throw error;
  });
  const { status, body } = await send(service, '{}');
  expect(status).toBe(400);
  expect(JSON.parse(body)).toEqual({ __type: 'redrive-testkit#TestkitError', message: error.message });
});

test('a lost response is none, though the service was called', async () => {
  const service = scriptedService(() => lost);
  expect(await exchange(service, REDRIVE, '{}')).toBeUndefined();
  expect(service.received).toHaveLength(1);
});

test('nested structures carry their recorded __type', async () => {
  const bodyOf = async (operation: string, output: Record<string, unknown>): Promise<unknown> =>
    JSON.parse(
      (
        await send(
          scriptedService(() => answered(output)),
          '{}',
          `AWSStepFunctions.${operation}`,
        )
      ).body,
    );
  const model = 'com.amazonaws.swf.base.model';
  expect(await bodyOf('DescribeExecution', { inputDetails: { included: true } })).toEqual({
    inputDetails: { __type: `${model}#CloudWatchEventsExecutionDataDetails`, included: true },
  });
  expect(
    await bodyOf('DescribeStateMachine', {
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
    }),
  ).toEqual({
    encryptionConfiguration: { __type: `${model}#EncryptionConfiguration`, type: 'AWS_OWNED_KEY' },
    loggingConfiguration: { __type: `${model}#LoggingConfiguration`, level: 'OFF', includeExecutionData: false },
    tracingConfiguration: { __type: `${model}#TracingConfiguration`, enabled: false },
  });
  const details = { input: '{}', inputDetails: { truncated: false } };
  expect(await bodyOf('GetExecutionHistory', { events: [{ executionStartedEventDetails: details }] })).toEqual({
    events: [{ __type: `${model}#HistoryEvent`, executionStartedEventDetails: details }],
  });
  expect(await bodyOf('ListExecutions', { executions: [{ name: 'a' }] })).toEqual({ executions: [{ name: 'a' }] });
});
