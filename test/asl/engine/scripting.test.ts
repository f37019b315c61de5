import { fails, failsUntilRedriven, succeeds } from 'redrive-testkit';
import { arriving } from '../../../src/asl/script/taskScript';
import { flow, map, stage, task } from '../../support/stage';

const { play, sfn } = stage();
const PUBLISH = 'arn:aws:states:::sns:publish';

describe('a script', () => {
  it('uses one entry of a list for each attempt, and repeats the last', () => {
    const Retry = [{ ErrorEquals: ['E'], MaxAttempts: 5, IntervalSeconds: 1, BackoffRate: 1 }];
    const played = play(flow({ T: task(undefined, { Retry }) }), {
      tasks: { T: [succeeds('never'), fails('E')].toReversed() },
    });
    expect(played.settle().after(1).settle().output()).toBe('never');
  });

  it('of a list is shared by the iterations in the order of their scheduling, and used up over redrives', () => {
    const charging = map(flow({ Charge: task() }));
    const tasks = { Charge: [succeeds('a'), fails('E'), succeeds('b'), succeeds('c'), succeeds('d')] };
    const played = play(flow({ M: charging }), { tasks, input: [1, 2, 3] }).settle();
    expect(played.redrive().settle().output()).toEqual(['a', 'c', 'd']);
  });

  it('of a list starts from its first entry in each execution', () => {
    const definition = flow({ T: task() });
    const { stateMachineArn } = sfn().createStateMachine({
      name: 'twice',
      definition,
      tasks: { T: [succeeds(1), succeeds(2)] },
    });
    const outputs = [1, 2].map(() => {
      const { executionArn } = sfn().startExecution({ stateMachineArn });
      sfn().settle();
      return sfn().execution(executionArn).output;
    });
    expect(outputs).toEqual(['1', '1']);
  });

  it('that is a function finds its own execution in the fake, also in the first state', () => {
    const found: unknown[] = [];
    const { executionArn } = play(flow({ T: task() }), {
      tasks: {
        T(call) {
          const { status, input } = sfn().execution(call.executionArn);
          found.push(status, input, sfn().history(call.executionArn).at(-1)?.type);
          return fails('E');
        },
      },
      input: { order: 7 },
    }).settle();
    expect(found).toEqual(['RUNNING', '{"order":7}', 'TaskStateEntered']);
    expect(sfn().execution(executionArn).status).toBe('FAILED');
  });

  it('that is a function sees the call: input after Parameters, attempt, iteration', () => {
    const seen: unknown[] = [];
    const charging = map(flow({ Charge: task(undefined, { Parameters: { 'id.$': '$' } }) }), { MaxConcurrency: 1 });
    const played = play(flow({ M: charging }), {
      tasks: {
        Charge(call) {
          seen.push({ ...call });
          return succeeds();
        },
      },
      input: ['x', 'y'],
    }).settle();
    const call = {
      stateName: 'Charge',
      resource: PUBLISH,
      attempt: 1,
      redriveCount: 0,
      executionArn: played.executionArn,
    };
    expect(seen).toEqual([
      { ...call, input: { id: 'x' }, mapPath: [0] },
      { ...call, input: { id: 'y' }, mapPath: [1] },
    ]);
  });

  it('that is a function and changes its input changes nothing', () => {
    const played = play(flow({ T: task(undefined, { ResultPath: null }) }), {
      tasks: {
        T({ input }) {
          (input as { n: number }).n = 99;
          return succeeds();
        },
      },
      input: { n: 1 },
    });
    expect(played.settle().output()).toEqual({ n: 1 });
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('bug in the test');
      },
      'bug in the test',
    ],
    ['returns nothing', () => undefined, 'It returned undefined.'],
    ['returns a promise', () => Promise.resolve(succeeds()), 'It returned an object of type Promise.'],
  ])('that is a function and %s is reported by the call that has brought it to light', (_what, script, text) => {
    expect(() => play(flow({ T: task() }), { tasks: { T: script as never } })).toThrow(text);
  });

  it('refuses what is no outcome, with the name of the task', () => {
    const act = (T: unknown) => () => play(flow({ T: task() }), { tasks: { T: T as never } });
    expect(act({ paid: true })).toThrow("The script of task 'T' is no outcome.");
    expect(act([])).toThrow('It is an empty list.');
    expect(act([() => succeeds()])).toThrow("The script of task 'T' is no outcome.");
  });

  it('refuses a name that no Task state has, with those that have', () => {
    const act = () => play(flow({ T: task() }), { tasks: { Typo: succeeds() } });
    expect(act).toThrow("has no Task state 'Typo'");
    expect(act).toThrow("It has: 'T'.");
  });

  it('delivers outcomes of one instant in the order that it says', () => {
    const charging = map(flow({ Charge: task() }));
    const tasks = { Charge: [3, 1, 2].map((order, output) => arriving(succeeds(output), { order })) };
    const played = play(flow({ M: charging }), { tasks, input: [0, 1, 2] }).settle();
    expect(played.allDetails('TaskSucceeded').map(({ output }) => output)).toEqual(['1', '2', '0']);
    expect(played.output()).toEqual([0, 1, 2]);
  });

  it('with times interleaves branches by the clock', () => {
    const charging = map(flow({ Charge: task() }));
    const tasks = {
      Charge: [succeeds(0, { after: 3_000 }), succeeds(1, { after: 1_000 }), succeeds(2, { after: 2_000 })],
    };
    const played = play(flow({ M: charging }), { tasks, input: [0, 1, 2] }).after(10);
    expect(played.allDetails('MapIterationSucceeded').map(({ index }) => index)).toEqual([1, 2, 0]);
    expect(played.output()).toEqual([0, 1, 2]);
  });

  it('replaced while the execution runs holds from the next attempt on', () => {
    const played = play(flow({ T: task() }), { tasks: { T: fails('E') } });
    played.script({ T: succeeds('too late') }).settle();
    expect(played.error().error).toBe('E');
    expect(played.redrive().settle().output()).toBe('too late');
  });

  it('that fails until redriven fails through retries, and for as many redrives as it says', () => {
    const Retry = [{ ErrorEquals: ['E'], MaxAttempts: 1 }];
    const tasks = { T: failsUntilRedriven('E', '', { redrives: 2, then: succeeds('at last') }) };
    const played = play(flow({ T: task(undefined, { Retry }) }), { tasks });
    for (let round = 0; round < 2; round += 1) {
      expect(played.settle().after(1).settle().status()).toBe('FAILED');
      played.redrive();
    }
    expect(played.settle().output()).toBe('at last');
  });
});
