import { anonymizeExecution, checkHistory, importExecution, printHistory, redrivePlan } from 'redrive-testkit';
import { assertThat } from 'redrive-testkit/matchers';
import type { HistoryEventLike } from '../../src/history/historyEvents';
import { FAILED_TASK, REDRIVEN_TASK, written } from './written';

const whole = written(FAILED_TASK);
const redriven = written(REDRIVEN_TASK);
const printed = (history: unknown) => printHistory(history as HistoryEventLike[], { colors: false, width: 100 });

/** All that needs a whole history. */
const readers: readonly (readonly [string, (history: never) => unknown])[] = [
  ['redrivePlan', (history) => redrivePlan(history)],
  ['checkHistory', (history) => checkHistory(history)],
  ['importExecution', (history) => importExecution({ history })],
  ['anonymizeExecution', (history) => anonymizeExecution({ history })],
  ['toHaveStatus', (history) => assertThat(history).toHaveStatus('FAILED')],
  ['toBeRedrivable', (history) => assertThat(history).toBeRedrivable()],
  ['toBeValidHistory', (history) => assertThat(history).toBeValidHistory()],
  ['toHaveFailedAt', (history) => assertThat(history).toHaveFailedAt('ChargeCard')],
  ['toResumeAt', (history) => assertThat(history).toResumeAt('ChargeCard', { redrive: 'next' })],
  ['toContainHistoryEvents', (history) => assertThat(history).toContainHistoryEvents(['ExecutionFailed'])],
];

describe.each(readers)('%s', (_name, read) => {
  test('reads the newest first, and several pages in either order, as the whole', () => {
    const expected = JSON.stringify(read(whole as never));
    const oldest = [{ events: whole.slice(0, 4), nextToken: 'more' }, { events: whole.slice(4) }];
    const newest = [
      { events: whole.slice(4).toReversed(), nextToken: 'more' },
      { events: whole.slice(0, 4).toReversed() },
    ];
    for (const history of [whole.toReversed(), { events: whole.toReversed() }, oldest, newest]) {
      expect(JSON.stringify(read(history as never))).toBe(expected);
    }
  });

  test.each([
    ['the first page', { events: whole.slice(0, 4), nextToken: 'more' }],
    ['the last page', { events: whole.slice(4) }],
    ['the events of the last page', whole.slice(4)],
    ['the first page, newest first', { events: whole.slice(4).toReversed(), nextToken: 'more' }],
    ['the last page, newest first', { events: whole.slice(0, 4).toReversed(), nextToken: 'more' }],
    ['the first page of the AWS CLI', { events: whole.slice(0, 4), NextToken: 'more' }],
  ])('refuses %s', (_what, part) => {
    expect(() => read(part as never)).toThrow(expect.objectContaining({ code: 'HISTORY_INVALID' }));
    expect(() => read(part as never)).toThrow(/paginateGetExecutionHistory|Capture all pages/);
  });
});

describe('printHistory', () => {
  test('prints the newest first oldest first, as all others', () => {
    expect(printed(redriven.toReversed())).toBe(printed(redriven));
  });

  test('says that a first page goes on, and not that the execution runs', () => {
    const lines = printed({ events: whole.slice(0, 4), nextToken: 'more' }).split('\n');
    expect(lines.at(-1)).toContain('── a part of the history: later events are on another page ─');
    expect(lines.join()).not.toContain('still running');
  });

  test('says that a later page begins late, and in which attempt', () => {
    const lines = printed(redriven.slice(8)).split('\n');
    expect(lines[0]).toContain('── a part of the history: it begins before #9 ─');
    expect(lines.join()).toContain('── redrive 1 ─');
    const second = printed(written('40 39 TaskFailed\n41 40 ExecutionFailed\n42 41 ExecutionRedriven redriveCount=3'));
    expect(second).toContain('── redrive 3 ─');
  });

  test('marks what made each attempt fail', () => {
    const marked = printed(redriven)
      .split('\n')
      .filter((line) => line.includes('✗'));
    expect(marked).toEqual([expect.stringMatching(/^10 ← {2}9 .* ✗ {2}TaskFailed/)]);
  });

  test('shows the sentence in a cause of JSON', () => {
    const cause = JSON.stringify({ trace: ['a', 'b'], errorType: 'CardDeclined', errorMessage: 'insufficient funds' });
    const failed = { ...whole[0], type: 'ExecutionFailed', executionFailedEventDetails: { error: 'E', cause } };
    expect(printed([failed])).toContain('E: insufficient funds');
    const nested = { ...failed, executionFailedEventDetails: { error: 'E', cause: JSON.stringify({ Cause: cause }) } };
    expect(printed([nested])).toContain('E: insufficient funds');
  });
});

test.each([
  [null],
  [undefined],
  ['[]'],
  [5],
  [{}],
  [{ events: 5 }],
  [[null]],
  [[...whole, 'x']],
  [[{ events: [] }, 5]],
])('what is no history is refused by all: %p', (value) => {
  for (const read of [printHistory, redrivePlan, checkHistory]) {
    expect(() => read(value as never)).toThrow(expect.objectContaining({ code: 'ARGUMENT_INVALID' }));
  }
});

test('a history of no event is no execution', () => {
  expect(() => redrivePlan([])).toThrow('no event');
  expect(checkHistory([]).problems).toHaveLength(1);
});
