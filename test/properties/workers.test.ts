import fc from 'fast-check';
import { checkHistory, type FakeStepFunctions } from 'redrive-testkit';
import { workflows } from '../support/arbitraryWorkflows';
import { begin, finish } from '../support/plays';

/** One seed for every run of the suite; another one with PROPERTY_SEED. */
const RUNS = { numRuns: 75, seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_122) };

type Act = { readonly kind: 'succeed' | 'fail' | 'beat' | 'stop' | 'redrive' | 'wait'; readonly pick: number };
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('succeed', 'succeed', 'succeed', 'fail', 'beat', 'stop', 'redrive', 'wait'),
    pick: fc.nat({ max: 1_000 }),
  }),
  { maxLength: 40 },
);

/** Tokens in the order of their issue, the dead ones too. */
function tokensOf(sfn: FakeStepFunctions, executionArn: string): string[] {
  return sfn
    .history(executionArn)
    .filter(({ type }) => type === 'TaskScheduled')
    .map(
      ({ taskScheduledEventDetails }) =>
        (JSON.parse(taskScheduledEventDetails!.parameters!) as { token: string }).token,
    );
}

function perform(sfn: FakeStepFunctions, executionArn: string, { kind, pick }: Act): string {
  const tokens = tokensOf(sfn, executionArn);
  const taskToken = tokens[tokens.length - 1 - (pick % Math.max(1, tokens.length))] ?? 'none';
  try {
    if (kind === 'succeed') sfn.sendTaskSuccess({ taskToken, output: '{}' });
    if (kind === 'fail') sfn.sendTaskFailure({ taskToken, error: 'Bad.Luck' });
    if (kind === 'beat') sfn.sendTaskHeartbeat({ taskToken });
    if (kind === 'stop') sfn.stopExecution({ executionArn });
    if (kind === 'redrive') sfn.redriveExecution({ executionArn });
    if (kind === 'wait') sfn.clock.advanceBy(pick);
    return 'accepted';
  } catch (error) {
    return (error as Error).name;
  }
}

/** How often each event ends a task, by the id of the TaskScheduled that it belongs to. */
function endsByTask(sfn: FakeStepFunctions, executionArn: string): number[] {
  const events = sfn.history(executionArn);
  const scheduledOf = new Map<number, number>();
  const ends = new Map<number, number>();
  for (const { id = 0, previousEventId = 0, type = '' } of events) {
    if (type === 'TaskScheduled') scheduledOf.set(id, id);
    if (!/^Task(Started|Submitted|Succeeded|Failed|TimedOut)$/.test(type)) continue;
    const scheduled = scheduledOf.get(previousEventId)!;
    scheduledOf.set(id, scheduled);
    if (/(Succeeded|Failed|TimedOut)$/.test(type)) ends.set(scheduled, (ends.get(scheduled) ?? 0) + 1);
  }
  return [...ends.values()];
}

describe('random workflows of callbacks, answered, stopped and redriven at random', () => {
  const all = workflows({ catches: true, taskRetries: true, containerRetries: true, callbacks: true });

  it('write histories that follow the grammar after every call', () => {
    fc.assert(
      fc.property(all, acts, ({ definition }, script) => {
        const { sfn, executionArn } = begin(definition, {});
        for (const act of script) {
          perform(sfn, executionArn, act);
          expect(checkHistory(sfn.history(executionArn), { allowIncomplete: true }).problems).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('refuse a call without a trace: the history stays as it was', () => {
    fc.assert(
      fc.property(all, acts, ({ definition }, script) => {
        const { sfn, executionArn } = begin(definition, {});
        for (const act of script) {
          const before = sfn.history(executionArn).length;
          const answer = perform(sfn, executionArn, act);
          if (answer !== 'accepted') {
            expect(['TaskTimedOut', 'InvalidToken', 'ExecutionNotRedrivable']).toContain(answer);
            expect(sfn.history(executionArn)).toHaveLength(before);
          }
        }
      }),
      RUNS,
    );
  });

  it('end each scheduled task at most once', () => {
    fc.assert(
      fc.property(all, acts, ({ definition }, script) => {
        const { sfn, executionArn } = begin(definition, {});
        for (const act of script) perform(sfn, executionArn, act);
        expect(endsByTask(sfn, executionArn).filter((count) => count !== 1)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('come to their end once every open token is answered', () => {
    fc.assert(
      fc.property(all, acts, ({ definition }, script) => {
        const run = begin(definition, {});
        const { sfn, executionArn } = run;
        for (const act of script) perform(sfn, executionArn, act);
        if (sfn.execution(executionArn).status !== 'RUNNING') perform(sfn, executionArn, { kind: 'redrive', pick: 0 });
        for (let round = 0; round < 200 && sfn.execution(executionArn).status === 'RUNNING'; round += 1) {
          sfn.clock.advanceBy(4_000);
          tokensOf(sfn, executionArn).forEach((_, pick) => perform(sfn, executionArn, { kind: 'succeed', pick }));
        }
        expect(sfn.execution(executionArn).status).toBe('SUCCEEDED');
        expect(finish(run).redrives).toBe(0);
      }),
      { ...RUNS, numRuns: 50 },
    );
  });
});
