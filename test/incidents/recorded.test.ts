import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createFakeStepFunctions, importExecution, reads, succeeds, type FakeStepFunctions } from '../../src';
import { checkHistory, type HistoryEventLike } from '../../src/history';
import { virtualClock } from '../../src/time/clock';
import { redrivenHistories } from '../history/recordings';
import {
  jsonFiles,
  readJson,
  recordedIndex,
  recordedPath,
  recordingsFolders,
  type IndexRow,
} from '../recorded/recordings';

/** All histories that were recorded on AWS, imported and redriven. */
const rows = recordedIndex();
const run = rows.length > 0 ? test : test.skip;

function files({ id, reverseOrder }: IndexRow) {
  const { events } = readJson<{ events: HistoryEventLike[] }>(recordedPath(`recorded/histories/${id}.json`));
  const pair = recordedPath(`recorded/pairs/${id}.json`);
  const definition = existsSync(pair) ? readJson<{ definition: object }>(pair).definition : undefined;
  // One of them was read with reverseOrder.
  return { history: reverseOrder ? events.toReversed() : events, definition };
}

function imported(row: IndexRow, withDefinition: boolean) {
  const sfn = createFakeStepFunctions({ clock: virtualClock('2026-03-01T12:00:00Z') });
  const { history, definition } = files(row);
  // The recorder has taken the ids of some away: those cannot be held against the rules.
  const recipe = importExecution({
    history,
    check: !row.idsNormalised,
    ...(withDefinition && definition !== undefined ? { definition } : {}),
  });
  return { sfn, before: history, order: sfn.seed(recipe) };
}

/** Everything succeeds from now on: what waits for an answer is answered, readers find nothing. */
function redriven(sfn: FakeStepFunctions, executionArn: string) {
  const { stateMachineArn = '' } = sfn.execution(executionArn);
  const definition: unknown = JSON.parse(sfn.describeStateMachine({ stateMachineArn }).definition ?? '');
  const readers = namesOf(definition, ({ ItemReader }) => ItemReader !== undefined);
  sfn.script(stateMachineArn, {}, { itemReaders: Object.fromEntries(readers.map((name) => [name, reads([])])) });
  const waiting = namesOf(definition, ({ Resource }) => /:activity:|waitForTaskToken/.test(String(Resource)));
  sfn.script(stateMachineArn, Object.fromEntries(waiting.map((name) => [name, succeeds()])));
  sfn.redriveExecution({ executionArn });
  sfn.settle({ skipTime: true });
  return sfn.execution(executionArn);
}

type State = Readonly<Record<string, unknown>>;

function namesOf(definition: unknown, wanted: (state: State) => boolean): string[] {
  if (typeof definition !== 'object' || definition === null) return [];
  const states = Object.entries((definition as { States?: Record<string, State> }).States ?? {});
  const inner = Object.values(definition).flatMap((value) => namesOf(value, wanted));
  return [...states.filter(([, state]) => wanted(state)).map(([name]) => name), ...inner];
}

/** It failed by its definition or its data, so it fails again whatever its tasks do. */
function failsAgain(history: readonly HistoryEventLike[]): boolean {
  const failing = history.findLast(
    ({ type = '' }) => !/^ExecutionFailed$|^(Map|Parallel)State|^MapIteration|Aborted$/.test(type),
  );
  return !/^(Task|LambdaFunction|Activity|MapRun).*(Failed|TimedOut)$/.test(failing?.type ?? '');
}

run('there are all of them', () => {
  expect(rows.length).toBeGreaterThanOrEqual(537);
  const histories = recordingsFolders().flatMap((folder) => jsonFiles(join(folder, 'recorded', 'histories')));
  expect(histories).toHaveLength(rows.length);
});

describe.each([
  ['with the definition', true],
  ['with the history alone', false],
])('%s', (_how, withDefinition) => {
  run('what has succeeded is refused, what has not ended is running', () => {
    const seen = { SUCCEEDED: 0, RUNNING: 0 };
    for (const row of rows) {
      const { sfn, before, order } = imported(row, withDefinition);
      const last = before.at(-1)?.type ?? '';
      if (/^Execution(Failed|Aborted|TimedOut)$/.test(last)) continue;
      const status = last === 'ExecutionSucceeded' ? 'SUCCEEDED' : 'RUNNING';
      expect([row.id, order.status]).toEqual([row.id, status]);
      expect(() => sfn.redriveExecution({ executionArn: order.executionArn })).toThrow(`Execution is ${status} and`);
      seen[status] += 1;
    }
    expect(seen.SUCCEEDED).toBeGreaterThan(400);
    expect(seen.RUNNING).toBeGreaterThan(0);
  });

  run('what has failed is redriven to success, or fails again where it cannot but fail', () => {
    const seen = { SUCCEEDED: 0, FAILED: 0 };
    for (const row of rows) {
      const { sfn, before, order } = imported(row, withDefinition);
      if (order.status === 'SUCCEEDED' || order.status === 'RUNNING') continue;
      const after = redriven(sfn, order.executionArn);
      const expected = order.status === 'FAILED' && failsAgain(before) ? 'FAILED' : 'SUCCEEDED';
      expect([row.id, after.status]).toEqual([row.id, expected]);
      if (expected === 'FAILED') expect([row.id, after.error]).toEqual([row.id, order.error]);
      const history = sfn.history(order);
      // What AWS had recorded stands as it was; the redrive is appended to it.
      expect(history.slice(0, before.length).map(({ id, type }) => [id, type])).toEqual(
        before.map(({ id, type }) => [id, type]),
      );
      expect(history[before.length]?.type).toBe('ExecutionRedriven');
      const causes = expected === 'FAILED' && hasMaskedCause(order.cause);
      if (!causes) expect([row.id, checkHistory(history).problems]).toEqual([row.id, []]);
      seen[expected] += 1;
    }
    expect(seen.SUCCEEDED).toBeGreaterThan(20);
    expect(seen.FAILED).toBeGreaterThan(50);
  });
});

describe('redriven on AWS', () => {
  const isRedriven = redrivenHistories().length > 0 ? test : test.skip;

  isRedriven.each(redrivenHistories().map(({ id, events }) => [id, events] as const))(
    '%s: what it came to stands, and it is redriven or refused',
    (_id, events) => {
      const sfn = createFakeStepFunctions({ clock: virtualClock('2026-10-01T12:00:00Z') });
      const order = sfn.seed(importExecution({ history: events, check: false }));
      const redrives = events.filter(({ type }) => type === 'ExecutionRedriven').length;
      expect([order.redriveCount, order.redriveDate !== undefined]).toEqual([redrives, redrives > 0]);
      const { executionArn, status } = order;
      if (status === 'SUCCEEDED') expect(() => sfn.redriveExecution({ executionArn })).toThrow('SUCCEEDED and');
      else expect(sfn.redriveExecution({ executionArn }).redriveDate).toEqual(new Date('2026-10-01T12:00:00Z'));
    },
  );
});

/** The recorder has put placeholders into some causes: those of the fake are no such texts. */
const hasMaskedCause = (cause = ''): boolean => /<[a-z-]+:\d+>|activity_arn/.test(cause);
