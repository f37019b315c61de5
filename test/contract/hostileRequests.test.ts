import fc from 'fast-check';
import { createFakeStepFunctions, fails, virtualClock, type FakeStepFunctions } from 'redrive-testkit';
import { toRequestHandler } from 'redrive-testkit/request-handler';
import { operationNames } from '../../src/service/operations/operationTable';

interface Answer {
  status: number;
  body: Record<string, unknown>;
  text: string;
}

async function post(sfn: FakeStepFunctions, target: string | undefined, body: string | Uint8Array): Promise<Answer> {
  const headers: Record<string, string> = target === undefined ? {} : { 'x-amz-target': target };
  const { response } = await toRequestHandler(sfn).handle({ headers, body });
  const text = Buffer.from(response.body).toString();
  return { status: response.statusCode, text, body: JSON.parse(text) as Record<string, unknown> };
}

function scene(): { sfn: FakeStepFunctions; executionArn: string; stateMachineArn: string } {
  const sfn = createFakeStepFunctions({ clock: virtualClock('2026-11-22T09:00:00Z') });
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'orders',
    definition: {
      StartAt: 'Charge',
      States: { Charge: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
    },
    tasks: { Charge: fails('Card.Declined') },
  });
  const { executionArn } = sfn.startExecution({ stateMachineArn });
  sfn.settle();
  return { sfn, executionArn, stateMachineArn };
}

/** All that a call could have changed, as far as it can be seen from outside. */
function visible(sfn: FakeStepFunctions, executionArn: string): unknown {
  const { stateMachines } = sfn.listStateMachines({});
  return { stateMachines, history: sfn.history(executionArn), execution: sfn.execution(executionArn) };
}

function expectRefusal({ status, body }: Answer): void {
  expect(Math.floor(status / 100)).toBe(4);
  expect(body.__type).toMatch(/^com\.amazon(aws)?\.[\w.]+#\w+$/);
}

const nested = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);

const redriveTarget = 'AWSStepFunctions.RedriveExecution';

describe('a malformed request is refused, and changes nothing', () => {
  test.each([
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['a token without its value, as the SDK sends a null one', '{"executionArn":"ARN","clientToken":}'],
    ['a truncated body', '{"executionArn":"ARN","clientToken":"a'],
    ['a trailing comma', '{"executionArn":"ARN",}'],
    ['single quotes', "{'executionArn':'ARN'}"],
    ['a number for the ARN', '{"executionArn":5}'],
    ['a list for the token', '{"executionArn":"ARN","clientToken":[]}'],
    ['a structure for the ARN', '{"executionArn":{"__type":"String"}}'],
    ['a boolean for the token', '{"executionArn":"ARN","clientToken":true}'],
    ['a null ARN', '{"executionArn":null}'],
    ['no members', '{}'],
    ['an empty token', '{"executionArn":"ARN","clientToken":""}'],
    ['a token with a space', '{"executionArn":"ARN","clientToken":"a b"}'],
    ['a token that is too long', `{"executionArn":"ARN","clientToken":"${'t'.repeat(65)}"}`],
    ['an ARN that is too long', `{"executionArn":"ARN${'x'.repeat(300)}"}`],
    ['1 MB', `{"executionArn":"ARN","clientToken":"${'t'.repeat(1_048_576)}"}`],
    ['1 MB of opening brackets', '['.repeat(1_048_576)],
    ['a structure 5,000 levels deep', `{"executionArn":"ARN","clientToken":${nested(5_000)}}`],
    ['an unknown member 5,000 levels deep', `{"executionArn":"ARN","unknown":${nested(5_000)}}`],
    ['control characters', '{"executionArn":"\\u0000\\u001f"}'],
    ['half a surrogate pair', '{"executionArn":"\\ud800"}'],
  ])('%s', async (_, body) => {
    const { sfn, executionArn } = scene();
    const before = visible(sfn, executionArn);
    expectRefusal(await post(sfn, redriveTarget, body.replace('ARN', executionArn)));
    expect(visible(sfn, executionArn)).toEqual(before);
  });

  test('bytes that are no UTF-8', async () => {
    const { sfn, executionArn } = scene();
    expectRefusal(await post(sfn, redriveTarget, new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22])));
    expect(sfn.execution(executionArn).redriveCount).toBe(0);
  });

  test.each([
    'AWSStepFunctions.Redrive',
    'AWSStepFunctions.toString',
    'AWSStepFunctions.__proto__',
    'Redrive',
    undefined,
  ])('the target %p', async (target) => {
    const { sfn, executionArn } = scene();
    const answer = await post(sfn, target, JSON.stringify({ executionArn }));
    expect(answer.text).toBe('{"__type":"com.amazon.coral.service#UnknownOperationException"}');
    expect(sfn.execution(executionArn).redriveCount).toBe(0);
  });

  test('an input of 1 MB is refused without being repeated', async () => {
    const { sfn, stateMachineArn } = scene();
    const body = JSON.stringify({ stateMachineArn, input: JSON.stringify('x'.repeat(1_048_576)) });
    const answer = await post(sfn, 'AWSStepFunctions.StartExecution', body);
    expectRefusal(answer);
    expect(answer.text.length).toBeLessThan(1_000);
  });
});

test('a member that the service does not know is ignored', async () => {
  const { sfn, executionArn } = scene();
  const body = JSON.stringify({ executionArn, unknown: { deep: [1] }, constructor: 1, toString: 'x' });
  expect((await post(sfn, redriveTarget, body)).status).toBe(200);
});

test('a member named __proto__ adds none to the request', async () => {
  const { sfn, executionArn } = scene();
  expectRefusal(await post(sfn, redriveTarget, `{"__proto__":{"executionArn":"${executionArn}"}}`));
  expect(({} as { executionArn?: string }).executionArn).toBeUndefined();
});

test('any JSON for the members of any operation gets an answer in the form of AWS', async () => {
  const { sfn, executionArn, stateMachineArn } = scene();
  const arn = fc.constantFrom(
    executionArn,
    stateMachineArn,
    `${stateMachineArn}:1`,
    `${executionArn}:x`,
    'arn:aws:states',
  );
  const value = fc.oneof({ weight: 2, arbitrary: arn }, fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>);
  const names = fc.constantFrom(
    ...[
      'executionArn',
      'stateMachineArn',
      'activityArn',
      'clientToken',
      'name',
      'definition',
      'roleArn',
      'input',
      'tags',
    ],
    ...[
      'nextToken',
      'maxResults',
      'statusFilter',
      'taskToken',
      'output',
      'error',
      'cause',
      'routingConfiguration',
      'type',
    ],
    ...['resourceArn', 'tagKeys', 'stateMachineAliasArn', 'stateMachineVersionArn', 'publish', 'loggingConfiguration'],
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...operationNames),
      fc.dictionary(names, value, { maxKeys: 5 }),
      async (operation, members) => {
        if (operation === 'GetActivityTask') return;
        const answer = await post(sfn, `AWSStepFunctions.${operation}`, JSON.stringify(members));
        if (answer.status !== 200) expectRefusal(answer);
      },
    ),
    { numRuns: 400 },
  );
});

test('every operation that is modeled can be reached by its target', async () => {
  const { sfn } = scene();
  for (const operation of operationNames) {
    expect((await post(sfn, `AWSStepFunctions.${operation}`, '{"maxResults":"x"}')).text).not.toMatch(
      /UnknownOperation/,
    );
  }
});
