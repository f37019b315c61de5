import fc from 'fast-check';
import {
  checkHistory,
  fails,
  importExecution,
  lambdaThrows,
  succeeds,
  timesOut,
  type TaskCall,
  type TaskScript,
} from 'redrive-testkit';
import { machines } from '../support/arbitraryMachines';
import { coin } from '../support/plays';
import { newFake } from '../support/workflows';

/** One seed for every run of the suite; another one with PROPERTY_SEED, more of them with PROPERTY_RUNS. */
const RUNS = {
  numRuns: Number(process.env['PROPERTY_RUNS'] ?? 300),
  seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_130),
};

const LONGEST_TASK = 3_000;

/** Tasks that take their time and fail now and then, in several ways. */
function moody(tasks: readonly string[], seed: number): TaskScript {
  const outcome = (call: TaskCall) => {
    const after = Math.floor(coin(seed, call) * LONGEST_TASK);
    const mood = coin(seed + 1, call);
    if (mood < 0.2) return fails('Moody', call.stateName, { after });
    if (mood < 0.3) return lambdaThrows('TypeError', 'x is not a function', { after });
    return mood < 0.35 ? timesOut({ after }) : succeeds({ by: call.stateName }, { after });
  };
  return Object.fromEntries(tasks.map((name) => [name, outcome]));
}

type Fake = ReturnType<typeof newFake>;

function started(definition: object, tasks: TaskScript): { sfn: Fake; executionArn: string } {
  const sfn = newFake();
  const { stateMachineArn } = sfn.createStateMachine({ name: 'random', definition, tasks });
  const { executionArn } = sfn.startExecution({ stateMachineArn, input: '{"order":1,"items":[1,2]}' });
  return { sfn, executionArn };
}

function expectGrammar(sfn: Fake, executionArn: string): void {
  const allowIncomplete = sfn.execution(executionArn).status === 'RUNNING';
  expect(checkHistory(sfn.history(executionArn), { allowIncomplete }).problems).toEqual([]);
}

function childrenOf(sfn: Fake, executionArn: string): string[] {
  const { mapRuns } = sfn.listMapRuns({ executionArn });
  return mapRuns.flatMap(({ mapRunArn }) =>
    (sfn.listExecutions({ mapRunArn: mapRunArn! }).executions ?? []).map((child) => child.executionArn!),
  );
}

/** A captured execution with Map Runs would need their files, too. */
function expectImport(sfn: Fake, executionArn: string, definition: object): void {
  const { status } = sfn.execution(executionArn);
  if (status === 'SUCCEEDED' || JSON.stringify(definition).includes('DISTRIBUTED')) return;
  const files = { describe: sfn.execution(executionArn), history: sfn.history(executionArn) };
  expect(() => importExecution({ ...files, definition: JSON.stringify(definition) })).not.toThrow();
}

const seeds = fc.nat({ max: 1_000_000 });
/** How long each attempt is let go on; one that is still under way is stopped then. */
const moments = fc.array(fc.nat({ max: 9_000 }), { minLength: 1, maxLength: 4 });

describe('machines of all states, whose fields and catchers fail, stopped and redriven', () => {
  it('write histories that the checker and an import take [checker.fields-after-work] [checker.catcher-of-a-container]', () => {
    const types = new Set<string>();
    fc.assert(
      fc.property(machines(), seeds, moments, ({ definition, tasks }, seed, durations) => {
        const { sfn, executionArn } = started(definition, moody(tasks, seed));
        for (const duration of durations) {
          sfn.clock.advanceBy(duration);
          if (sfn.execution(executionArn).status === 'RUNNING') sfn.stopExecution({ executionArn });
          for (const each of [executionArn, ...childrenOf(sfn, executionArn)]) expectGrammar(sfn, each);
          expectImport(sfn, executionArn, definition);
          for (const { type } of sfn.history(executionArn)) types.add(type!);
          if (sfn.execution(executionArn).redriveStatus !== 'REDRIVABLE') break;
          sfn.redriveExecution({ executionArn });
        }
      }),
      RUNS,
    );
    expect([...types]).toEqual(
      expect.arrayContaining(['EvaluationFailed', 'MapRunFailed', 'MapStateFailed', 'ParallelStateFailed']),
    );
  });

  const Resource = 'arn:aws:states:::lambda:invoke';
  const NOTHING = '{% $states.input.nowhere %}';
  const handled = { N: { Type: 'Pass', End: true } };

  test.each<[string, object]>([
    [
      'a catcher whose ResultPath does not fit',
      { T: { Type: 'Task', Resource, Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.order.x', Next: 'N' }] } },
    ],
    ['a Fail state that computes its error', { T: { Type: 'Fail', ErrorPath: 'States.UUID()', Cause: 'c' } }],
    [
      'a Map whose Output fails, as that of its catcher does [checker.catcher-fields]',
      {
        T: {
          ...{ Type: 'Map', QueryLanguage: 'JSONata', Items: [1], Output: NOTHING },
          ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } },
          Catch: [{ ErrorEquals: ['States.ALL'], Output: NOTHING, Next: 'N' }],
        },
      },
    ],
    [
      'variables that are too large [assign.too-large]',
      { T: { Type: 'Pass', QueryLanguage: 'JSONata', Assign: { v: '{% $pad("a", 262145) %}' } } },
    ],
  ])('%s', (_, states) => {
    const { T } = states as { T: { Type: string } };
    const next = T.Type === 'Fail' ? {} : { Next: 'N' };
    const definition = { StartAt: 'T', States: { T: { ...T, ...next }, ...(T.Type === 'Fail' ? {} : handled) } };
    const { sfn, executionArn } = started(definition, T.Type === 'Task' ? { T: fails('E', 'c') } : {});
    for (let redrives = 0; redrives < 2; redrives += 1) {
      sfn.settle({ skipTime: true });
      expect(sfn.execution(executionArn).status).toBe('FAILED');
      expectGrammar(sfn, executionArn);
      expectImport(sfn, executionArn, definition);
      sfn.redriveExecution({ executionArn });
    }
  });
});
