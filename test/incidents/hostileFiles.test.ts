/** Files that are not what was captured: each is refused by name, or nothing of it gets through. */
import {
  anonymizeExecution,
  checkHistory,
  createFakeStepFunctions,
  failedExecution,
  importExecution,
  printRedrivePlan,
  virtualClock,
  type CapturedFiles,
} from 'redrive-testkit';
import { misuseOf } from '../support/misuse';

type Event = Record<string, unknown>;

function captured(mode: 'fail-state' | 'activity-schedule-failed' = 'fail-state') {
  const sfn = createFakeStepFunctions({ clock: virtualClock() });
  const { executionArn } = sfn.seed(failedExecution(mode));
  const printed = <Value>(value: Value) => JSON.parse(JSON.stringify(value)) as never;
  const describe: Event = printed(sfn.describeExecution({ executionArn }));
  const events: Event[] = printed(sfn.history(executionArn));
  return { describe, history: { events } };
}

function changed(change: (files: ReturnType<typeof captured>) => object, mode?: 'activity-schedule-failed') {
  const files = captured(mode);
  return { ...files, ...change(files) } as CapturedFiles;
}

const other = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };

test.each<[string, CapturedFiles, string]>([
  ['an event that is null', changed(({ history }) => ({ history: [...history.events, null] })), 'HISTORY_INVALID'],
  [
    'a type that is a number',
    changed(({ history: { events } }) => {
      events[1]!['type'] = 5;
      return {};
    }),
    'HISTORY_INVALID',
  ],
  [
    'details that are no structure',
    changed(({ history: { events } }) => {
      events.find(({ type }) => type === 'ActivityScheduleFailed')!['activityScheduleFailedEventDetails'] = 'x';
      return {};
    }, 'activity-schedule-failed'),
    'HISTORY_INVALID',
  ],
  [
    'an unchecked definition of something else',
    changed(() => ({ definition: other, check: false })),
    'HISTORY_INVALID',
  ],
  ['a stop before all dates', changed(() => ({ stoppedAgo: 1e300 })), 'ARGUMENT_INVALID'],
  ['no date', changed(({ describe }) => ({ describe: { ...describe, startDate: true } })), 'ARGUMENT_INVALID'],
])('%s is refused', (_what, files, code) => {
  expect(misuseOf(() => importExecution(files)).code).toBe(code);
});

test('a date out of range is none: the history says when it was', () => {
  const sfn = createFakeStepFunctions({ clock: virtualClock() });
  const { startDate } = sfn.seed(
    importExecution(changed(({ describe }) => ({ describe: { ...describe, startDate: 1e300 } }))),
  );
  expect(startDate.getTime()).not.toBeNaN();
});

test('checkHistory() names details that are no structure', () => {
  const { events } = captured('activity-schedule-failed').history;
  events.find(({ type }) => type === 'ActivityScheduleFailed')!['activityScheduleFailedEventDetails'] = 'x';
  expect(checkHistory(events).problems[0]?.message).toContain('activityScheduleFailedEventDetails is no structure');
});

test('of what it does not know, the anonymizer lets nothing through', () => {
  const SECRET = 'SECRET-1';
  const files = changed(({ describe, history: { events } }) => {
    const [started] = events;
    Object.assign(started!, { owner: SECRET, nested: { name: SECRET } });
    Object.assign(started!['executionStartedEventDetails'] as object, { owner: SECRET, inputDetails: { by: SECRET } });
    return {
      describe: {
        ...describe,
        $metadata: { requestId: SECRET },
        owner: SECRET,
        inputDetails: { included: true, by: SECRET },
      },
    };
  });
  const { describe, history } = anonymizeExecution(files);
  expect(JSON.stringify([describe, history])).not.toContain(SECRET);
  expect(describe).toMatchObject({ status: 'FAILED', inputDetails: { included: true } });
});

test('printRedrivePlan() takes a plan, not a history', () => {
  expect(misuseOf(() => printRedrivePlan(captured().history as never)).hint).toContain('printRedrivePlan(redrivePlan(');
});
