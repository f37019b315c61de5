import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { faker } from '@faker-js/faker';
import {
  anonymizeExecution,
  checkHistory,
  createFakeStepFunctions,
  executionHistory,
  failedExecution,
  importExecution,
  lambdaThrows,
  redriven,
  succeeds,
  type CapturedFiles,
  type FailureMode,
} from '../../src';
import type { HistoryEventLike } from '../../src/history';
import { readJson, recordedIndex, recordedPath } from '../recorded/recordings';
import { virtualClock } from '../../src/time/clock';

const ACCOUNT = '998877665544';
const definition = {
  Comment: 'The secret settlement of Umbrella Ltd',
  StartAt: 'ChargeCard',
  States: {
    ChargeCard: {
      Type: 'Task',
      Resource: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:umbrella-charge`,
      ResultPath: '$.charge',
      Next: 'Notify',
    },
    Notify: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Parameters: {
        QueueUrl: `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/umbrella-mails`,
        'MessageBody.$': '$',
        Sender: 'Albert Wesker',
      },
      End: true,
    },
  },
};
const input = {
  customer: { name: 'Jill Valentine', email: 'jill@umbrella.example' },
  card: '4111222233334444',
  amount: 512.75,
  retries: 2,
  paid: true,
};
const SECRETS =
  /Umbrella|umbrella|Jill|Valentine|4111222233334444|512\.75|998877665544|Wesker|order-jill|secret|Raccoon/;

function incident() {
  const sfn = createFakeStepFunctions({ region: 'eu-west-1', account: ACCOUNT, clock: virtualClock() });
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'umbrella-orders',
    definition,
    tasks: {
      ChargeCard: succeeds({ receipt: 'Raccoon-1' }),
      Notify: lambdaThrows('QueueGone', 'no queue in Raccoon City'),
    },
  });
  const started = sfn.startExecution({ stateMachineArn, name: 'order-jill', input: JSON.stringify(input) });
  sfn.settle();
  const { executionArn } = started;
  return { describe: sfn.describeExecution({ executionArn }), history: sfn.history(executionArn), definition };
}

const files = incident();

describe.each([
  ['plain', {}],
  ['with faker', { faker }],
])('%s', (_how, options) => {
  const anonymous = anonymizeExecution({ ...files, describe: { ...files.describe } }, options);
  const text = JSON.stringify(anonymous);

  test('nothing tells of whom it was', () => {
    expect(JSON.stringify(files)).toMatch(SECRETS);
    expect(text).not.toMatch(SECRETS);
  });

  test('it can be imported, and goes on', () => {
    const sfn = createFakeStepFunctions();
    const order = sfn.seed(importExecution(anonymous));
    expect(order).toMatchObject({ status: 'FAILED', error: 'QueueGone' });
    sfn.redriveExecution({ executionArn: order.executionArn });
    sfn.settle();
    expect(sfn.execution(order).status).toBe('SUCCEEDED');
  });

  test('what stays: structure, dates, states, errors, members, flags, small counts', () => {
    const shape = (events: readonly HistoryEventLike[]) =>
      events.map(({ id, previousEventId, type, timestamp }) => [id, previousEventId, type, timestamp]);
    expect(shape(anonymous.history.events)).toEqual(shape(files.history));
    expect(text).toMatch(/ChargeCard.*QueueGone/s);
    const replaced = JSON.parse(String(anonymous.describe?.['input'])) as typeof input;
    expect(replaced).toMatchObject({ retries: 2, paid: true });
    expect(Object.keys(replaced.customer)).toEqual(['name', 'email']);
    expect(replaced.customer.email).toContain('@');
    expect(replaced.card).toMatch(/^\d{16}$/);
    expect(String(replaced.amount)).toMatch(/^\d{1,3}(\.\d{1,2})?$/);
  });

  test('the same value is the same wherever it occurs', () => {
    const { executionArn, name, stateMachineArn } = anonymous.describe as Record<string, string>;
    expect(executionArn).toBe(`${stateMachineArn?.replace('stateMachine', 'execution')}:${name}`);
    expect(executionArn).toContain(':eu-west-1:123456789012:');
    const resources = text.match(/arn:aws:lambda:[^"\\]+/g) ?? [];
    expect(new Set(resources).size).toBe(1);
  });

  test('the same seed gives the same files, another one others', () => {
    expect(anonymizeExecution({ ...files, describe: { ...files.describe } }, options)).toEqual(anonymous);
    expect(anonymizeExecution(files as never, { ...options, randomSeed: 2 })).not.toEqual(anonymous);
  });
});

test('without description and definition', () => {
  expect(Object.keys(anonymizeExecution({ history: files.history }))).toEqual(['history']);
});

describe('whatever it is in', () => {
  const eventsOf = (files: CapturedFiles) => anonymizeExecution(files).history.events as readonly HistoryEvent[];
  const causeOf = (cause: string): string => {
    const history = executionHistory('task-failed', { cause });
    return String(eventsOf({ history }).at(-1)?.executionFailedEventDetails?.cause);
  };

  test.each([
    ['a number that JavaScript would write differently', { amount: '512.50', iban: '12345678901234567890' }],
    ['the name of a member', { 'jill@umbrella.example': 1, 'arn:aws:s3:::umbrella-bucket': 2, '998877665544': 3 }],
    ['JSON within JSON', { body: JSON.stringify({ text: JSON.stringify({ to: 'Jill' }) }) }],
    ['a host', { page: 'https://umbrella.s3.eu-west-1.amazonaws.com/x?who=Jill', own: 'https://umbrella.example/' }],
    ['a member that AWS has too', { StatusCode: 'Jill', ExecutedVersion: 'umbrella' }],
  ])('%s', (_what, given) => {
    // What stands for a number is written as one.
    const text = JSON.stringify(given).replace(/"(512\.50|12345678901234567890)"/g, '$1');
    const payload = `{"data":${text}}`;
    const events = executionHistory('task-failed').map((event) =>
      event.type === 'ExecutionStarted' ? { ...event, executionStartedEventDetails: { input: payload } } : event,
    );
    const replaced = eventsOf({ history: events })[0]?.executionStartedEventDetails?.input;
    expect(replaced).not.toMatch(/512\.50|12345678901234567890|998877665544|[Uu]mbrella|Jill/);
    expect(Object.keys((JSON.parse(String(replaced)) as { data: object }).data)).toHaveLength(
      Object.keys(given).length,
    );
  });

  test('members keep their order, those with numbers for names too', () => {
    const cause = '{"b":true,"7":false,"a":{"y":true,"1":null}}';
    expect(causeOf(cause)).toBe(cause);
  });

  test('a cause: of what AWS words, only what it quotes', () => {
    const asked = 'is not authorized to perform: sqs:SendMessage on resource:';
    const denied = `User: arn:aws:sts::998877665544:assumed-role/umbrella/Jill ${asked} arn:aws:sqs:eu-west-1:998877665544:umbrella`;
    const service =
      ' (Service: Sqs, Status Code: 403, Request ID: JILL1, Extended Request ID: Jill+/=) (SDK Attempt Count: 1)';
    const because = ' because no identity-based policy allows the sqs:SendMessage action';
    expect(causeOf(`Error contacting AWS Service. | Message from Service: ${denied}${because}${service}`)).toBe(
      `Error contacting AWS Service. | Message from Service: User: arn:aws:sts::123456789012:assumed-role/assumed-role-1/assumed-role-2 ` +
        `${asked} arn:aws:sqs:eu-west-1:123456789012:sqs-1${because} ` +
        '(Service: Sqs, Status Code: 403, Request ID: request-1, Extended Request ID: request-2) (SDK Attempt Count: 1)',
    );
    expect(causeOf('Error contacting AWS Service. | Message from Service: no bucket umbrella')).toBe(
      'Error contacting AWS Service. | Message from Service: cause-1',
    );
    expect(causeOf('The specified tolerated failure threshold was exceeded by Jill')).toBe('cause-1');
    expect(causeOf('x (Service: Jill (Service: S3; Status Code: 404; Request ID: 1; Proxy: null)')).toBe(
      'cause-1 (Service: S3; Status Code: 404; Request ID: request-1; Proxy: null)',
    );
  });

  test('a definition', () => {
    const { definition: replaced } = anonymizeExecution({
      history: executionHistory('task-failed'),
      definition: {
        StartAt: 'Result',
        States: {
          Result: { Type: 'Pass', Assign: { who: 'Jill', 'all.$': '$' }, Next: 'Which' },
          Which: {
            Type: 'Choice',
            Choices: [{ Variable: '$.who', StringMatches: 'Jill*', Next: 'Gone' }],
            Default: 'Gone',
          },
          Gone: { Type: 'Fail', Error: 'Order.Gone', Cause: 'Jill has gone' },
        },
      },
    });
    expect(replaced).toMatchObject({ States: { Result: { Type: 'Pass', Assign: { 'all.$': '$' } } } });
    expect(JSON.stringify(replaced)).not.toContain('Jill');
  });
});

test.each<FailureMode>([
  'fail-state',
  'fail-state-by-path',
  'caught-then-failed',
  'activity-missing',
  'data-limit-exceeded',
  'path-not-found',
  'map-run-threshold-exceeded',
])('%s: what fails again when it is redriven does so anonymized', (mode) => {
  const sfn = createFakeStepFunctions();
  const order = sfn.seed(failedExecution(mode, redriven(1)));
  const { definition: own } = sfn.describeStateMachineForExecution(order);
  const copied = anonymizeExecution({
    describe: sfn.describeExecution(order),
    history: sfn.history(order),
    definition: own,
  });
  const other = createFakeStepFunctions();
  const incidentAgain = other.seed(importExecution(copied));
  other.redriveExecution(incidentAgain);
  other.settle();
  sfn.redriveExecution(order);
  sfn.settle();
  expect(other.execution(incidentAgain)).toMatchObject({ status: sfn.execution(order).status });
  if (mode !== 'fail-state-by-path') expect(checkHistory(other.history(incidentAgain)).problems).toEqual([]);
});

test('a definition in the answer that it was captured with', () => {
  const { definition: own } = files;
  const answer = {
    stateMachineArn: `arn:aws:states:eu-west-1:${ACCOUNT}:stateMachine:x`,
    definition: JSON.stringify(own),
  };
  const anonymous = anonymizeExecution({ history: files.history, definition: own });
  expect(anonymizeExecution({ history: files.history, definition: answer })).toEqual(anonymous);
  expect(anonymizeExecution({ history: files.history, definition: JSON.stringify(answer) })).toEqual(anonymous);
});

test('texts of files are read like what they say', () => {
  const texts = { describe: JSON.stringify(files.describe), history: JSON.stringify(files.history) };
  const parsed = JSON.parse(JSON.stringify({ describe: files.describe, history: files.history })) as typeof files;
  expect(anonymizeExecution(texts)).toEqual(anonymizeExecution(parsed));
});

test.each<[string, unknown, unknown, string]>([
  ['no files', undefined, {}, 'The options of anonymizeExecution() are an object'],
  ['an unknown file', { ...files, describes: {} }, {}, "does not know the option 'describes'"],
  ['a definition that is no JSON', { ...files, definition: '{' }, {}, 'The definition is no JSON'],
  ['a definition that is none', { ...files, definition: 5 }, {}, 'an object, or its JSON text'],
  ['no options', files, null, 'The options of anonymizeExecution() are an object'],
  ['an unknown option', files, { seed: 7 }, "does not know the option 'seed'"],
  ['a seed that is none', files, { randomSeed: '7' }, 'is a whole number'],
])('%s is refused', (_what, given, options, message) => {
  expect(refusalOf(() => anonymizeExecution(given as never, options as never))).toContain(message);
});

describe('recorded on AWS', () => {
  const rows = recordedIndex();
  const run = rows.length > 0 ? test : test.skip;

  run('every whole history is still one that AWS could have written', () => {
    for (const { id } of rows.filter(({ eligible }) => eligible)) {
      const path = recordedPath(`recorded/histories/${id}.json`);
      const { events } = readJson<{ events: HistoryEventLike[] }>(path);
      const { history } = anonymizeExecution({ history: events });
      expect([id, refusalOf(() => importExecution({ history }))]).toEqual([id, undefined]);
    }
  });
});

function refusalOf(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
