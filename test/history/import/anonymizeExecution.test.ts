import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { faker } from '@faker-js/faker';
import { anonymizeExecution, createFakeStepFunctions, importExecution, lambdaThrows, succeeds } from '../../../src';
import type { HistoryEventLike } from '../../../src/history';
import { virtualClock } from '../../../src/time/clock';

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

describe('recorded on AWS', () => {
  const RECORDED = resolve(process.env['AWS_RECORDED'] ?? join(__dirname, '../../../../shared/aws'), 'recorded');
  const run = existsSync(join(RECORDED, 'index.json')) ? test : test.skip;

  run('every whole history is still one that AWS could have written', () => {
    const rows = JSON.parse(readFileSync(join(RECORDED, 'index.json'), 'utf8')) as { id: string; eligible: boolean }[];
    for (const { id } of rows.filter(({ eligible }) => eligible)) {
      const { events } = JSON.parse(readFileSync(join(RECORDED, `histories/${id}.json`), 'utf8')) as {
        events: HistoryEventLike[];
      };
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
