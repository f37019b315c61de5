import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFakeStepFunctions } from '../../src';
import { modes as catalogue, type AnyMode } from '../../src/catalogue/modes';
import { checkHistory } from '../../src/history';
import { virtualClock } from '../../src/time/clock';
import { recordingsFolders } from '../recorded/recordings';
import { anyExecution, anyModes as modes } from '../support/anyMode';

const RECORDED = recordingsFolders()[0]!;
const redrivable = modes.filter((mode) => catalogue[mode].refusal === undefined);
const refused = modes.filter((mode) => catalogue[mode].refusal !== undefined);
const describable = modes.filter((mode) => mode !== 'express-execution' && catalogue[mode].shows === undefined);

/** Executions that were started before RedriveExecution was launched are there in 2024 at the latest. */
const fresh = (mode: AnyMode) =>
  createFakeStepFunctions({
    clock: virtualClock(mode === 'started-before-launch' ? '2024-06-01T12:00:00Z' : '2026-03-01T12:00:00Z'),
  });

/** What a refusal is named, and why. */
function refusalOf(call: () => unknown): { name: string; message: string } {
  try {
    call();
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
  throw new Error('the call was not refused');
}

describe.each(modes)('%s', (mode) => {
  const entry = catalogue[mode];

  test('writes a history that keeps every rule', () => {
    const sfn = fresh(mode);
    const seeded = sfn.seed(anyExecution(mode));
    const report = checkHistory(sfn.history(seeded), { allowIncomplete: entry.status === 'RUNNING' });
    expect(report.problems).toEqual([]);
    expect(seeded.status).toBe(entry.status);
  });

  test('says where it comes from', () => {
    expect(entry.says).toMatch(/^[A-Z].*\.$/);
    expect(entry.evidence === 'assumed').toBe(entry.reason !== undefined);
  });
});

test.each(describable)('%s: Describe, List and history agree', (mode) => {
  const sfn = fresh(mode);
  const { executionArn, stateMachineArn, name } = sfn.seed(anyExecution(mode));
  const history = sfn.history(executionArn);
  const described = sfn.describeExecution({ executionArn });
  const item = sfn.listExecutions({ stateMachineArn }).executions?.[0];
  const { status, startDate, stopDate, redriveCount, redriveDate } = described;
  expect(item).toEqual({
    executionArn,
    stateMachineArn,
    name,
    status,
    startDate,
    ...(stopDate === undefined ? {} : { stopDate }),
    redriveCount,
    ...(redriveDate === undefined ? {} : { redriveDate }),
  });
  const last = history.at(-1);
  expect(history[0]?.timestamp).toEqual(startDate);
  expect(history[0]?.executionStartedEventDetails?.input).toBe(described.input);
  expect(history.filter(({ type }) => type === 'ExecutionRedriven')).toHaveLength(redriveCount ?? 0);
  if (status === 'RUNNING') return;
  expect(last?.timestamp).toEqual(stopDate);
  const closing = last?.executionFailedEventDetails ?? last?.executionAbortedEventDetails ?? {};
  expect({ error: described.error, cause: described.cause }).toEqual({ error: closing.error, cause: closing.cause });
  expect(described.output).toBe(last?.executionSucceededEventDetails?.output);
});

test.each(redrivable)('%s can be redriven, and ends as its row says', (mode) => {
  const sfn = fresh(mode);
  const { executionArn, redriveStatus, redriveCount = 0 } = sfn.seed(anyExecution(mode));
  expect(redriveStatus).toBe('REDRIVABLE');
  sfn.redriveExecution({ executionArn });
  sfn.settle({ skipTime: true });
  const after = sfn.execution(executionArn);
  expect(after.status).toBe(catalogue[mode].redriveEndsAs);
  expect(after.redriveCount).toBe(redriveCount + 1);
  expect(checkHistory(sfn.history(executionArn)).problems).toEqual([]);
});

test.each(refused)('%s is refused as its row says', (mode) => {
  const sfn = fresh(mode);
  const { executionArn } = sfn.seed(anyExecution(mode));
  const { refusal } = catalogue[mode];
  const { name, message } = refusalOf(() => sfn.redriveExecution({ executionArn }));
  expect(name).toBe(refusal?.error);
  if (refusal?.error === 'ExecutionNotRedrivable')
    expect(message).toContain(`invalid for redrive as: ${refusal.reason}`);
});

describe('structure', () => {
  const run = existsSync(RECORDED) ? test : test.skip;
  const pairs = modes.flatMap((mode) => (catalogue[mode].recorded ?? []).map((like) => [mode, like] as const));

  run.each(pairs)('%s is as recorded: %j', (mode, { history, redrive, asSeeded, from, until, options = {} }) => {
    const sfn = fresh(mode);
    const seeded = sfn.seed(anyExecution(mode, { statesBefore: [], statesAfter: [], ...options }));
    if (redrive !== undefined && asSeeded === undefined) {
      sfn.redriveExecution({ executionArn: seeded.executionArn });
      sfn.settle({ skipTime: true });
    }
    const recorded = redrive === undefined ? recordedHistory(history!) : recordedRedrive(redrive);
    expect(section(sfn.history(seeded), from, until)).toEqual(section(recorded, from, until));
  });
});

interface Linked {
  readonly id?: number;
  readonly previousEventId?: number;
  readonly type?: string;
}

function recordedHistory(name: string): Linked[] {
  return (JSON.parse(readFileSync(join(RECORDED, `recorded/histories/${name}.json`), 'utf8')) as { events: Linked[] })
    .events;
}

function recordedRedrive(name: string): Linked[] {
  type Events = { id: number; prev: number; type: string }[];
  const { finalHistory, parentHistory } = JSON.parse(readFileSync(join(RECORDED, `redrive/${name}.json`), 'utf8')) as {
    finalHistory?: Events;
    parentHistory?: Events;
  };
  return (finalHistory ?? parentHistory ?? []).map(({ id, prev, type }) => ({ id, previousEventId: prev, type }));
}

const FAMILY = /^(LambdaFunction|Activity)(?=[A-Z])/;

/** Events from the first one of a type to the last one of a type, counted from there. */
function section(history: readonly Linked[], from?: string, until?: string): string[] {
  const first = from === undefined ? 0 : history.findIndex(({ type }) => type === from);
  const last = until === undefined ? history.length - 1 : history.findLastIndex(({ type }) => type === until);
  const linked = (to = 0) => (to === 0 ? 0 : Math.max(to - first, 0));
  return history
    .slice(first, last + 1)
    .map(
      ({ id, previousEventId, type = '' }) =>
        `${linked(id)} <- ${linked(previousEventId)} ${type.replace(FAMILY, 'Task')}`,
    );
}
