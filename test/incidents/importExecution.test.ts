import type { HistoryEvent } from '@aws-sdk/client-sfn';
import {
  createFakeStepFunctions,
  days,
  failedExecution,
  hours,
  importExecution,
  reads,
  redriven,
  succeeds,
  type FailureMode,
  type FakeStepFunctions,
} from '../../src';
import { modes as catalogue } from '../../src/catalogue/modes';
import { checkHistory } from '../../src/history';
import { virtualClock } from '../../src/time/clock';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const fresh = (): FakeStepFunctions => createFakeStepFunctions({ clock: virtualClock(new Date(NOW)) });

/** An incident as the AWS CLI prints it: with a definition, a description and a history. */
function captured(mode: FailureMode, ...options: object[]) {
  const sfn = fresh();
  const { executionArn, stateMachineArn } = sfn.seed(failedExecution(mode, ...options));
  const files = {
    describe: printed(sfn.describeExecution({ executionArn })),
    history: printed({ events: sfn.history(executionArn) }),
    definition: sfn.describeStateMachine({ stateMachineArn }).definition,
  };
  return { files, original: { sfn, executionArn } };
}

/** Dates as AWS CLI v2 prints them. */
function printed<Value>(value: Value): Value {
  return dated(value, (date) => date.toISOString().replace('Z', '000+00:00')) as Value;
}

function dated(value: unknown, written: (date: Date) => unknown): unknown {
  if (value instanceof Date) return written(value);
  if (Array.isArray(value)) return value.map((item) => dated(item, written));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, dated(member, written)]));
}

const { files: incident, original } = captured('lambda-function-failed', redriven(1));
const imported = (files: object) => {
  const sfn = fresh();
  return { sfn, order: sfn.seed(importExecution(files as Parameters<typeof importExecution>[0])) };
};

describe('files', () => {
  test('an execution is described and its history read as it was captured, but for its dates', () => {
    const { sfn, order } = imported(incident);
    const { startDate: _start, stopDate: _stop, redriveDate: _redrive, ...rest } = incident.describe;
    expect(order).toMatchObject(rest);
    const undated = (events: HistoryEvent[]) => events.map(({ timestamp: _timestamp, ...event }) => event);
    expect(undated(sfn.history(order))).toEqual(undated(incident.history.events));
  });

  test.each<[string, (date: Date) => unknown]>([
    ['AWS CLI v2', (date) => date.toISOString().replace('Z', '000+00:00')],
    ['AWS CLI v1', (date) => Number(date) / 1000],
    ['in another time zone', (date) => new Date(Number(date) + hours(2)).toISOString().replace('Z', '+02:00')],
    ['of the SDK', (date) => date],
  ])('dates %s', (_form, written) => {
    const { sfn, executionArn } = original;
    const files = { describe: sfn.describeExecution({ executionArn }), history: sfn.history(executionArn) };
    const { order } = imported(dated(files, written) as object);
    const { startDate, stopDate } = files.describe;
    expect(Number(order.stopDate) - Number(order.startDate)).toBe(Number(stopDate) - Number(startDate));
  });

  test('texts, as they stand in the files', () => {
    const describe = JSON.stringify(incident.describe);
    const history = `\uFEFF${JSON.stringify(incident.history, undefined, 4)}\n`;
    expect(importExecution({ ...incident, describe, history })).toEqual(importExecution(incident));
  });

  test('the events alone, an answer, or several pages', () => {
    const { events } = incident.history;
    const pages = [{ events: events.slice(0, 4), nextToken: 'x' }, { events: events.slice(4) }];
    for (const history of [events, { events }, pages]) {
      expect(imported({ ...incident, history }).sfn).toBeDefined();
    }
  });

  test('without a description, name and machine are made up', () => {
    const { order } = imported({ history: incident.history });
    expect(order).toMatchObject({ status: 'FAILED', redriveCount: 1, error: incident.describe.error });
    expect(order.stateMachineArn).toBe('arn:aws:states:us-east-1:123456789012:stateMachine:imported');
  });

  test('all dates are shifted, so that it stopped when the option says', () => {
    const { sfn, order } = imported({ ...incident, stoppedAgo: days(13) });
    expect(order.stopDate).toEqual(new Date(NOW - days(13)));
    const spans = (events: HistoryEvent[]) =>
      events.map(({ timestamp }) => Number(timestamp) - Number(events[0]?.timestamp));
    const { sfn: first, executionArn } = original;
    expect(spans(sfn.history(order))).toEqual(spans(first.history(executionArn)));
    expect(Number(order.redriveDate)).toBe(
      Number(sfn.history(order).find(({ type }) => type === 'ExecutionRedriven')?.timestamp),
    );
  });

  test('it is listed, and has a definition', () => {
    const { sfn, order } = imported(incident);
    const { stateMachineArn, executionArn } = order;
    expect(sfn.listExecutions({ stateMachineArn }).executions).toEqual([expect.objectContaining({ executionArn })]);
    expect(sfn.describeStateMachineForExecution({ executionArn }).definition).toBe(incident.definition);
  });

  test('it can be imported beside a machine of the same name', () => {
    const sfn = fresh();
    const definition = { StartAt: 'New', States: { New: { Type: 'Succeed' } } };
    const { stateMachineArn } = sfn.createStateMachine({ name: 'lambda-function-failed', definition });
    const order = sfn.seed(importExecution(incident));
    expect(order.stateMachineArn).toBe(stateMachineArn);
    expect(sfn.describeStateMachine({ stateMachineArn }).definition).toBe(JSON.stringify(definition));
    sfn.script(stateMachineArn, { ChargeCard: succeeds() });
    sfn.redriveExecution({ executionArn: order.executionArn });
    sfn.settle();
    expect(sfn.execution(order).status).toBe('SUCCEEDED');
  });

  test('twice into one fake is refused', () => {
    const sfn = fresh();
    const recipe = importExecution(incident);
    sfn.seed(recipe);
    expect(() => sfn.seed(recipe)).toThrow('in the fake already');
    expect(fresh().seed(recipe).status).toBe('FAILED');
  });
});

describe('a redrive of an imported execution', () => {
  const modes = (Object.keys(catalogue) as FailureMode[]).filter((mode) => catalogue[mode].refusal === undefined);
  const linked = (events: HistoryEvent[]) =>
    events.map(({ id, previousEventId, type }) => `${id} <- ${previousEventId} ${type}`);

  /** What a redrive comes to when whoever is waited for answers. */
  function redrivenIn(sfn: FakeStepFunctions, executionArn: string) {
    const { stateMachineArn = '' } = sfn.execution(executionArn);
    const { States } = JSON.parse(sfn.describeStateMachine({ stateMachineArn }).definition ?? '') as {
      States: Record<string, { Resource?: string; ItemReader?: object }>;
    };
    for (const [name, { Resource = '', ItemReader }] of Object.entries(States)) {
      if (ItemReader !== undefined) sfn.script(stateMachineArn, {}, { itemReaders: { [name]: reads([]) } });
      if (/:activity:|waitForTaskToken/.test(Resource)) sfn.script(stateMachineArn, { [name]: succeeds() });
    }
    sfn.redriveExecution({ executionArn });
    sfn.settle({ skipTime: true });
    const { status } = sfn.execution(executionArn);
    return { status, history: linked(sfn.history(executionArn)) };
  }

  test.each(modes)('%s: goes on as the original does', (mode) => {
    const { files, original: first } = captured(mode, catalogue[mode].options.includes('redriven') ? redriven(1) : {});
    const { sfn, order } = imported(files);
    expect(redrivenIn(sfn, order.executionArn)).toEqual(redrivenIn(first.sfn, first.executionArn));
  });

  test.each(modes)('%s: goes on by its history alone', (mode) => {
    const { describe: description, history } = captured(mode).files;
    const { sfn, order } = imported({ describe: description, history });
    expect(redrivenIn(sfn, order.executionArn).status).toBe(catalogue[mode].redriveEndsAs);
    expect(checkHistory(sfn.history(order)).problems).toEqual([]);
  });

  test.each(['REDACTED', '***', '{"orderId":'])(
    'payloads that were masked as %s are kept, and handed on as texts',
    (mask) => {
      const masked = (key: string, value: unknown) => (/^(input|output|cause)$/.test(key) ? mask : value);
      const files = JSON.parse(JSON.stringify(incident, masked)) as typeof incident;
      for (const { sfn, order } of [imported(files), imported({ history: files.history })]) {
        expect(sfn.execution(order).input).toBe(mask);
        expect(redrivenIn(sfn, order.executionArn).status).toBe('SUCCEEDED');
        expect(checkHistory(sfn.history(order)).problems).toEqual([]);
      }
    },
  );

  test.each(modes.filter((mode) => catalogue[mode].redriveEndsAs === 'FAILED'))(
    '%s: what had failed again after a redrive fails once more, by its history alone',
    (mode) => {
      const source = createFakeStepFunctions();
      const history = source.history(source.seed(failedExecution(mode, redriven(1))));
      const { sfn, order } = imported({ history });
      expect(redrivenIn(sfn, order.executionArn).status).toBe('FAILED');
      expect(checkHistory(sfn.history(order)).problems).toEqual([]);
    },
  );
});

test('all of what describe-state-machine-for-execution printed has the definition in it', () => {
  const printedWhole = { name: 'checkout', roleArn: 'arn:aws:iam::1:role/x', definition: incident.definition };
  const { sfn, order } = imported({ history: incident.history, definition: printedWhole });
  expect(JSON.parse(sfn.describeStateMachineForExecution(order).definition ?? '')).toEqual(
    JSON.parse(incident.definition),
  );
});

describe('what cannot be imported', () => {
  const { events } = incident.history;
  const other = captured('fail-state').files;
  const swapped = [...events.slice(0, 3), events[4], events[3], ...events.slice(5)];
  const without = (index: number) => events.filter((_, at) => at !== index);

  test.each<[string, object, string, string]>([
    ['a truncated file', { ...incident, history: events.slice(0, 8) }, 'import.truncated', '#8'],
    ['a page that is not the last', { history: { events, nextToken: 'more' } }, 'import.pages', `#${events.length}`],
    ['events in another order', { history: swapped }, 'history.numbering', '#5'],
    ['an event missing', { history: without(5) }, 'history.numbering', '#7'],
    ['the start missing', { history: without(0) }, 'import.pages', '#2'],
    [
      'an unknown event',
      { history: [...events.slice(0, 3), { ...events[3], type: 'TaskExploded' }] },
      'history.',
      '#4',
    ],
    ['what is no event', { history: [...events.slice(0, 3), null] }, 'import.events', '#4'],
    [
      'a date that is none among dates',
      { history: events.map((event, index) => (index === 3 ? { ...event, timestamp: 'yesterday' } : event)) },
      'import.dates',
      '#4',
    ],
    ['another error', { ...incident, describe: { ...incident.describe, error: 'Other' } }, 'import.error', '#'],
    ['the description of another execution', { ...incident, describe: other.describe }, 'import.', '#1'],
    ['another status', { ...incident, describe: { ...incident.describe, status: 'ABORTED' } }, 'import.status', '#'],
    [
      'another count of redrives',
      { ...incident, describe: { ...incident.describe, redriveCount: 4 } },
      'import.redrives',
      '#',
    ],
    ['the definition of another machine', { ...incident, definition: other.definition }, 'import.definition', '#7'],
    [
      'a definition in which a state is another one',
      {
        ...incident,
        definition: incident.definition.replace(
          /"ChargeCard":\{"Type":"Task","Resource":"[^"]+"/,
          '"ChargeCard":{"Type":"Pass"',
        ),
      },
      'import.definition',
      '#7',
    ],
    [
      'a definition in which a task calls something else',
      {
        ...incident,
        definition: incident.definition.replace(/arn:aws:lambda:[^"]+charge-card/, 'arn:aws:states:::sqs:sendMessage'),
      },
      'import.definition',
      '#',
    ],
    [
      'a definition that goes another way',
      { ...incident, definition: incident.definition.replace('"Next":"ChargeCard"', '"Next":"ShipOrder"') },
      'import.definition',
      '#7',
    ],
  ])('%s: the error names the rule and the event', (_what, files, rule, event) => {
    const refused = errorOf(() => importExecution(files as never));
    expect(refused).toMatchObject({ code: 'HISTORY_INVALID' });
    expect(refused.message).toContain(rule);
    expect(refused.message).toContain(event);
  });

  test.each<[string, object | undefined, string]>([
    ['no history', { history: { executions: [] } }, 'This is not a history'],
    ['a text that was cut off', { history: JSON.stringify(events).slice(0, -9) }, 'The history is no JSON'],
    ['a text of something else', { history: '"events"' }, 'This is not a history'],
    ['no description', { history: events, describe: null }, 'The description is an object'],
    ['a description that was not awaited', { history: events, describe: Promise.resolve({}) }, 'type Promise'],
    ['a description that is no JSON', { history: events, describe: 'RUNNING' }, 'The description is no JSON'],
    ['a time of its end that is to come', { history: events, stoppedAgo: -1 }, 'not negative'],
    ['a time of its end that is none', { history: events, stoppedAgo: Number.NaN }, 'not negative'],
    ['a definition that is none', { history: events, definition: 5 }, 'The definition is an object'],
    ['an unknown option', { history: events, definitions: {} }, "does not know the option 'definitions'"],
    ['no files', undefined, 'The options of importExecution() are an object'],
    ['the events alone', events, 'It got a list of '],
    ['an answer without a definition', { history: events, definition: { name: 'x' } }, 'has no StartAt and States'],
    ['a check that is neither', { history: events, check: 'no' }, 'is true or false'],
    ['a definition that is no JSON', { history: events, definition: '{"StartAt"' }, 'The definition is no JSON'],
  ])('%s', (_what, files, message) => {
    expect(() => importExecution(files as never)).toThrow(message);
  });
});

function errorOf(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was refused');
}
