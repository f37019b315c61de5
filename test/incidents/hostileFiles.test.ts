/** Files that are not what was captured: each is refused by name, or nothing of it gets through. */
import {
  anonymizeExecution,
  checkHistory,
  createFakeStepFunctions,
  failedExecution,
  fails,
  importExecution,
  printHistory,
  printRedrivePlan,
  redrivePlan,
  TestkitError,
  virtualClock,
  type CapturedFiles,
  type FailureMode,
} from 'redrive-testkit';
import { misuseOf } from '../support/misuse';

type Event = Record<string, unknown>;

function captured(mode: FailureMode = 'fail-state') {
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
  [
    'a count of redrives that is a text',
    changed(({ describe }) => ({ describe: { ...describe, redriveCount: '1' } })),
    'ARGUMENT_INVALID',
  ],
  [
    'an input that was parsed',
    changed(({ describe }) => ({ describe: { ...describe, input: {} } })),
    'ARGUMENT_INVALID',
  ],
  ['a status that is none', changed(({ describe }) => ({ describe: { ...describe, status: 5 } })), 'ARGUMENT_INVALID'],
  [
    'a definition that AWS would not have taken',
    changed(() => ({ definition: { StartAt: 'A', States: { A: null } }, check: false })),
    'ARGUMENT_INVALID',
  ],
  ['a stop before all dates', changed(() => ({ stoppedAgo: 1e300 })), 'ARGUMENT_INVALID'],
  ['no date', changed(({ describe }) => ({ describe: { ...describe, startDate: true } })), 'ARGUMENT_INVALID'],
])('%s is refused', (_what, files, code) => {
  expect(misuseOf(() => importExecution(files)).code).toBe(code);
});

/** An order that failed before it was shipped, as it was captured. */
function unshipped() {
  const Resource = 'arn:aws:states:::lambda:invoke';
  const states = { Charge: { Type: 'Task', Resource, Next: 'Ship' }, Ship: { Type: 'Task', Resource, End: true } };
  const sfn = createFakeStepFunctions({ clock: virtualClock() });
  const definition = { StartAt: 'Charge', States: states };
  const { stateMachineArn } = sfn.createStateMachine({ name: 'm', definition, tasks: { Charge: fails('Declined') } });
  const { executionArn } = sfn.startExecution({ stateMachineArn });
  sfn.settle();
  return { states, describe: sfn.execution(executionArn), history: sfn.history(executionArn) };
}

test('a definition is refused whose states lead nowhere once the execution has got further', () => {
  const { states, describe, history } = unshipped();
  const { Resource } = states.Ship;
  const definition = { StartAt: 'Charge', States: { ...states, Ship: { Type: 'Task', Resource, Next: 'Nowhere' } } };
  const refused = misuseOf(() => importExecution({ describe, history, definition }));
  expect(refused.code).toBe('ARGUMENT_INVALID');
  expect(refused.found).toContain('Nowhere');
});

test('a payload that a tool has read is kept, whatever it is', () => {
  const { describe, history } = unshipped();
  const events = history.map((event) =>
    event.type === 'ExecutionStarted'
      ? { ...event, executionStartedEventDetails: { ...event.executionStartedEventDetails, input: [1, 2] as never } }
      : event,
  );
  const sfn = createFakeStepFunctions({ clock: virtualClock() });
  const order = sfn.seed(importExecution({ describe: { ...describe, input: undefined }, history: events }));
  expect(sfn.history(order)[0]!.executionStartedEventDetails!.input).toEqual([1, 2]);
});

test('what is no text where one is due is told, and nothing is compared with it', () => {
  const { events } = captured().history;
  const entered = events.find(({ type }) => type === 'FailStateEntered')!;
  (entered['stateEnteredEventDetails'] as Event)['name'] = { toString: 1 };
  expect(checkHistory(events).problems.at(-1)?.message).toBe('name is an object, due: string');
});

/** Each member of each event, one after the other, with something else in its place. */
function* everyMemberReplaced(events: readonly Event[], value: unknown): Generator<Event[]> {
  for (const [at, event] of events.entries()) {
    for (const [name, details] of Object.entries(event)) {
      if (typeof details !== 'object' || details === null) continue;
      for (const member of Object.keys(details)) {
        yield events.with(at, { ...event, [name]: { ...details, [member]: value } });
      }
    }
  }
}

test.each<FailureMode>([
  'map-iteration-aborted',
  'map-run-threshold-exceeded',
  'jsonata-evaluation-failed',
  'redriven-twice',
])('whatever stands in place of a member, a history is read, or refused by name: %s', (mode) => {
  let read = 0;
  for (const changedEvents of everyMemberReplaced(captured(mode).history.events, { toString: 1 })) {
    for (const use of [checkHistory, printHistory, redrivePlan]) {
      try {
        use(changedEvents);
        read += 1;
      } catch (error) {
        if (!(error instanceof TestkitError)) throw error;
      }
    }
  }
  expect(read).toBeGreaterThan(0);
});

test('a Map Run whose ARN was masked is started anew by a redrive', () => {
  const from = createFakeStepFunctions({ clock: virtualClock() });
  const failed = from.seed(failedExecution('map-run-threshold-exceeded'));
  const { definition } = from.describeStateMachineForExecution({ executionArn: failed.executionArn });
  const history = JSON.parse(
    JSON.stringify(from.history(failed)).replaceAll(/arn:aws:states:[^"]*:mapRun:[^"]*/g, 'masked'),
  ) as never;
  const sfn = createFakeStepFunctions({ clock: virtualClock() });
  const { executionArn } = sfn.seed(importExecution({ history, definition }));
  sfn.redriveExecution({ executionArn });
  sfn.settle({ skipTime: true });
  expect(sfn.history(executionArn).filter(({ type }) => type === 'MapRunStarted')).toHaveLength(2);
});

test('a Map of no items that was stopped as its retry began goes on from there', () => {
  const Processor = { ProcessorConfig: { Mode: 'INLINE' }, StartAt: 'Item', States: { Item: { Type: 'Succeed' } } };
  const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 1 }];
  const nowhere = '{% $states.input.nowhere %}';
  const map = {
    Type: 'Map',
    QueryLanguage: 'JSONata',
    Items: [],
    Assign: { v: nowhere },
    Retry,
    ItemProcessor: Processor,
  };
  const definition = { StartAt: 'Each', States: { Each: { ...map, End: true } } };
  const from = createFakeStepFunctions({ clock: virtualClock() });
  const { stateMachineArn } = from.createStateMachine({ name: 'm', definition });
  const { executionArn } = from.startExecution({ stateMachineArn });
  from.settle({ skipTime: true });
  const begun = from.history(executionArn).slice(0, 6);
  expect(begun.at(-1)!.type).toBe('MapStateStarted');
  const { timestamp } = begun.at(-1)!;
  const stop = { id: 7, previousEventId: 0, timestamp, type: 'ExecutionAborted', executionAbortedEventDetails: {} };
  const sfn = createFakeStepFunctions({ clock: virtualClock() });
  const order = sfn.seed(importExecution({ history: [...begun, stop], definition }));
  sfn.redriveExecution(order);
  sfn.settle({ skipTime: true });
  expect(checkHistory(sfn.history(order)).problems).toEqual([]);
});

test('an event without its previousEventId is refused, whatever stands in its place', () => {
  const { history } = captured();
  history.events[0]!['previousEventId'] = null;
  expect(misuseOf(() => importExecution({ history })).code).toBe('HISTORY_INVALID');
});

test.each([
  ['type', []],
  ['id', { toString: 1 }],
  ['previousEventId', [{ toString: 1 }]],
])('an event whose %s is %j makes no history', (member, value) => {
  const { events } = captured().history;
  events[1]![member] = value;
  expect(misuseOf(() => checkHistory(events)).code).toBe('ARGUMENT_INVALID');
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
