import { createFakeStepFunctions, importExecution, virtualClock } from 'redrive-testkit';
import { printRedrivePlan } from '../../src/history/printRedrivePlan';
import { redrivePlan } from '../../src/history/redrivePlan';
import { describeRecorded, redrivenHistories, redrivesArePresent } from './recordings';
import {
  FAILED_CONCURRENT_MAP,
  FAILED_MAP,
  FAILED_PARALLEL,
  FAILED_TASK,
  REDRIVEN_FAIL,
  REDRIVEN_MAP_RUN,
  REDRIVEN_TASK,
  rewritten,
  written,
} from './written';

const planOf = (text: string) => redrivePlan(written(text));
const resumedAt = (text: string) => planOf(text).resumesAt.map(({ state, action }) => `${state}: ${action}`);

describe('a redrive resumes', () => {
  test('a failed task, and keeps what has exited', () => {
    expect(planOf(FAILED_TASK)).toEqual({
      redrivable: true,
      resumesAt: [
        { state: 'ChargeCard', type: 'Task', enteredEventId: 4, path: [], action: 'task is scheduled again' },
      ],
      reruns: [{ state: 'ChargeCard', type: 'Task', enteredEventId: 4, path: [], action: 'task is scheduled again' }],
      keeps: [{ state: 'Prepare', type: 'Pass', enteredEventId: 2, path: [], exitedEventId: 3 }],
      startsFresh: [],
      notes: [],
    });
  });

  test('the failed branch of a Parallel only', () => {
    const { resumesAt, reruns, keeps } = planOf(FAILED_PARALLEL);
    expect(resumesAt).toMatchObject([{ state: 'Charge', path: [{ parallel: 'Fork', branch: 1 }] }]);
    expect(reruns.map(({ state, action }) => `${state}: ${action}`)).toEqual([
      'Fork: unsuccessful branches resume',
      'Charge: task is scheduled again',
    ]);
    expect(keeps).toMatchObject([{ state: 'Reserve', path: [{ parallel: 'Fork', branch: 0 }] }]);
  });

  test('the failed iteration of an inline Map, and starts those that never started', () => {
    const { resumesAt, keeps, startsFresh } = planOf(FAILED_MAP);
    expect(resumesAt).toMatchObject([{ state: 'Charge', enteredEventId: 12, path: [{ map: 'Orders', iteration: 1 }] }]);
    expect(keeps).toMatchObject([{ state: 'Charge', enteredEventId: 5, path: [{ map: 'Orders', iteration: 0 }] }]);
    expect(startsFresh).toEqual([{ map: 'Orders', iteration: 2, path: [] }]);
  });

  test('aborted iterations as the failed one', () => {
    expect(resumedAt(FAILED_CONCURRENT_MAP)).toEqual([
      'Charge: task is scheduled again',
      'Charge: task is scheduled again',
    ]);
  });

  test('a Map Run', () => {
    const failed = REDRIVEN_MAP_RUN.split('\n').slice(0, 8).join('\n');
    expect(resumedAt(failed)).toEqual(['Files: Map Run is redriven']);
  });

  test('a Map Run that never started for the first time', () => {
    expect(
      resumedAt(`
        1 0 ExecutionStarted
        2 0 MapStateEntered name=Files
        3 2 MapStateStarted length=1
        4 3 ExecutionFailed error=States.Runtime cause=no_bucket
      `),
    ).toEqual(['Files: Map Run starts for the first time']);
  });

  test('a Fail state in vain', () => {
    expect(resumedAt(REDRIVEN_FAIL)).toEqual(['GiveUp: fails again']);
  });

  test('a Wait, a Choice and a Pass that were stopped', () => {
    const stopped = (type: string) =>
      resumedAt(`1 0 ExecutionStarted\n2 0 ${type}StateEntered name=It\n3 0 ExecutionAborted`);
    expect(stopped('Wait')).toEqual(['It: waits again']);
    expect(stopped('Choice')).toEqual(['It: choice is evaluated again']);
    expect(stopped('Pass')).toEqual(['It: exits without running']);
  });

  test('all of a Parallel after States.DataLimitExceeded', () => {
    const text = rewritten(FAILED_PARALLEL, {
      12: '12 9 LambdaFunctionFailed error=States.DataLimitExceeded',
      15: '15 14 ExecutionFailed error=States.DataLimitExceeded',
    });
    const { keeps, resumesAt } = planOf(text);
    expect(resumesAt).toMatchObject([{ state: 'Fork', action: 'all branches run again' }]);
    expect(keeps).toEqual([]);
  });

  test('after the last state that has exited, if it was stopped between two states', () => {
    const { notes, resumesAt } = planOf(`
      1 0 ExecutionStarted
      2 0 PassStateEntered name=Prepare
      3 2 PassStateExited name=Prepare
      4 0 ExecutionTimedOut
    `);
    expect(resumesAt).toEqual([]);
    expect(notes).toEqual(['Every state that was entered has exited: the execution goes on after "Prepare".']);
  });

  test('from the start, if no state was entered', () => {
    expect(planOf('1 0 ExecutionStarted\n2 0 ExecutionAborted').notes).toEqual([
      'No state was entered: the execution starts with its first state.',
    ]);
  });
});

describe('with the definition, which sfn.history() knows', () => {
  const lambda = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:any' };
  const branch = (name: string) => ({ StartAt: name, States: { [name]: { ...lambda, End: true } } });
  const definition = {
    StartAt: 'Fork',
    States: {
      Fork: { Type: 'Parallel', Branches: [branch('Charge'), branch('Reserve')], Next: 'Ship' },
      Ship: { ...lambda, End: true },
    },
  };
  const halfEntered = written(`
    1 0 ExecutionStarted
    2 0 ParallelStateEntered name=Fork
    3 2 ParallelStateStarted
    4 3 TaskStateEntered name=Reserve
    5 0 ExecutionAborted
  `);

  test('a branch that had not entered a state begins, and branches are counted as they are written', () => {
    const plan = redrivePlan(halfEntered, { definition });
    expect(plan.resumesAt).toMatchObject([{ state: 'Reserve', path: [{ parallel: 'Fork', branch: 1 }] }]);
    expect(plan.notes).toEqual(['Branch 0 of "Fork" begins with "Charge".']);
    expect(redrivePlan(halfEntered).notes).toEqual([]);
  });

  test('so does it when the execution is imported and redriven', () => {
    const sfn = createFakeStepFunctions({ clock: virtualClock() });
    const { executionArn } = sfn.seed(importExecution({ history: halfEntered, definition }));
    sfn.redriveExecution({ executionArn });
    sfn.settle();
    expect(sfn.execution(executionArn).status).toBe('SUCCEEDED');
    const entered = sfn.history(executionArn).map(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name);
    expect(entered.filter(Boolean)).toEqual(['Fork', 'Reserve', 'Charge', 'Ship']);
  });

  test('what comes after a state that has exited is named', () => {
    const text = '1 0 ExecutionStarted\n2 0 PassStateEntered name=A\n3 2 PassStateExited name=A\n4 0 ExecutionAborted';
    const two = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', End: true } } };
    expect(redrivePlan(written(text), { definition: JSON.stringify(two) }).notes).toEqual([
      'Every state that was entered has exited: the execution goes on with "B".',
    ]);
  });

  test('another definition is refused, and so is what is none', () => {
    const other = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
    expect(() => redrivePlan(halfEntered, { definition: other })).toThrow(/is not of this definition: event #2/);
    expect(() => redrivePlan(halfEntered, { definition: 5 as never })).toThrow(/an object, or its JSON text/);
    expect(() => redrivePlan(halfEntered, { definitoin: other } as never)).toThrow(/option 'definitoin'/);
  });
});

describe('a history that cannot be redriven', () => {
  test('says that it has succeeded', () => {
    expect(planOf(REDRIVEN_TASK)).toMatchObject({
      redrivable: false,
      reason: 'Execution is SUCCEEDED and cannot be redriven',
      reruns: [],
      keeps: [{ state: 'Prepare' }, { state: 'ChargeCard' }],
    });
  });

  test('says that it runs', () => {
    const running = REDRIVEN_TASK.split('\n').slice(0, 14).join('\n');
    expect(planOf(running)).toMatchObject({ redrivable: false, reason: 'Execution is RUNNING and cannot be redriven' });
  });

  test('says that it is too long', () => {
    const events = written('1 0 ExecutionStarted').concat(
      Array.from({ length: 24_997 }, (_, index) => written(`${index + 2} ${index} PassStateEntered name=P`)[0]!),
    );
    const closing = written('24999 0 ExecutionAborted');
    expect(redrivePlan([...events, ...closing]).reason).toBe('Execution has exceeded the maximum history event limit');
    expect(redrivePlan([...events.slice(0, -1), ...closing]).redrivable).toBe(true);
  });
});

describeRecorded(redrivesArePresent, 'redrives recorded on AWS', () => {
  const attempts = redrivenHistories().flatMap(({ id, events }) =>
    events.flatMap(({ type }, at) => (type === 'ExecutionRedriven' ? [[`${id} #${at + 1}`, events, at] as const] : [])),
  );

  test.each(attempts)('%s went on where the plan says', (_id, events, at) => {
    const { resumesAt, reruns } = redrivePlan(events.slice(0, at));
    const entries = new Set(reruns.map(({ enteredEventId }) => enteredEventId));
    const first = events[at + 1]!;
    const hangsOn = events[first.previousEventId! - 1]!;
    expect(resumesAt).toHaveLength(1);
    if (resumesAt[0]!.action === 'fails again') expect(hangsOn.type).toBe('ExecutionRedriven');
    else if (resumesAt[0]!.action === 'Map Run is redriven') expect(first.type).toBe('MapRunRedriven');
    else expect(entries).toContain(hangsOn.id);
  });
});

describe('printed', () => {
  test('a plan shows what runs again, what starts and what is kept', () => {
    expect(`\n${printRedrivePlan(planOf(FAILED_MAP), { colors: false, width: 80 })}\n`).toMatchInlineSnapshot(`
     "
     ── runs again ──────────────────────────────────────────────────────────────────
     Orders     Map        entered at #2   unsuccessful iterations resume
     Charge     Task       entered at #12  task is scheduled again, in iteration 1 o…
     ── starts ──────────────────────────────────────────────────────────────────────
     Orders[2]  iteration                  never started
     ── is kept ─────────────────────────────────────────────────────────────────────
     Charge     Task       entered at #5   exited at #9, in iteration 0 of Orders
     "
    `);
  });

  test('a refusal and the notes are shown too', () => {
    expect(`\n${printRedrivePlan(planOf(REDRIVEN_TASK), { colors: false, width: 80 })}\n`).toMatchInlineSnapshot(`
     "
     ── not redrivable: Execution is SUCCEEDED and cannot be redriven ───────────────
     ── is kept ─────────────────────────────────────────────────────────────────────
     Prepare     Pass  entered at #2  exited at #3
     ChargeCard  Task  entered at #4  exited at #16
     "
    `);
    const stopped = planOf('1 0 ExecutionStarted\n2 0 ExecutionAborted');
    expect(printRedrivePlan(stopped, { colors: false, width: 80 })).toMatchInlineSnapshot(
      `"No state was entered: the execution starts with its first state."`,
    );
  });
});
