import { fails, failsUntilRedriven, neverEnds, succeeds } from 'redrive-testkit';
import { flow, lines, map, parallel, stage, task, wait } from '../../support/stage';

const { play } = stage();

describe('a redrive', () => {
  it('of a Parallel reruns the failed and aborted branches and keeps outputs at their index', () => {
    const branches = [flow({ A: task() }), flow({ B: task() }), flow({ C: task() })];
    const played = play(flow({ P: parallel(branches) }), {
      tasks: {
        A: succeeds('a'),
        B: failsUntilRedriven('Oops', 'b', { then: succeeds('b') }),
        C: [neverEnds(), succeeds('c')],
      },
    });
    played.settle().redrive().settle();
    expect(played.resumed()).toEqual(
      lines(`
        20<-19 ExecutionRedriven 1
        21<-6 TaskScheduled
        22<-8 TaskScheduled
        23<-21 TaskStarted
        24<-22 TaskStarted
        25<-23 TaskSucceeded
        26<-25 TaskStateExited B
        27<-24 TaskSucceeded
        28<-27 TaskStateExited C
        29<-28 ParallelStateSucceeded
        30<-28 ParallelStateExited P
        31<-30 ExecutionSucceeded
      `),
    );
    expect(played.output()).toEqual(['a', 'b', 'c']);
  });

  it('of a Map starts what never started from the end of the iteration before it', () => {
    const charging = map(flow({ Charge: task() }), { MaxConcurrency: 1 });
    const tasks = { Charge: [succeeds('a'), fails('Oops'), succeeds('b'), succeeds('c')] };
    const played = play(flow({ M: charging }), { tasks, input: [1, 2, 3] }).settle();
    expect(played.status()).toBe('FAILED');
    expect(played.redrive().settle().resumed()).toEqual(
      lines(`
        20<-19 ExecutionRedriven 1
        21<-12 TaskScheduled
        22<-21 TaskStarted
        23<-22 TaskSucceeded
        24<-23 TaskStateExited Charge
        25<-24 MapIterationSucceeded 1
        26<-24 MapIterationStarted 2
        27<-26 TaskStateEntered Charge
        28<-27 TaskScheduled
        29<-28 TaskStarted
        30<-29 TaskSucceeded
        31<-30 TaskStateExited Charge
        32<-31 MapIterationSucceeded 2
        33<-32 MapStateSucceeded
        34<-32 MapStateExited M
        35<-34 ExecutionSucceeded
      `),
    );
    expect(played.output()).toEqual(['a', 'b', 'c']);
  });

  it('never has more iterations running than MaxConcurrency allows', () => {
    const charging = map(flow({ Charge: task() }), { MaxConcurrency: 2 });
    const tasks = { Charge: [succeeds(0), fails('Oops'), neverEnds(), neverEnds(), neverEnds()] };
    const played = play(flow({ M: charging }), { tasks, input: [0, 1, 2, 3, 4] }).settle();
    played.redrive();
    expect(played.resumed().filter((each) => each.includes('TaskScheduled'))).toHaveLength(2);
    expect(played.allDetails('MapIterationStarted')).toHaveLength(3);
  });

  it('that fails again tells nothing of the iterations that had succeeded', () => {
    const charging = map(flow({ Charge: task() }));
    const tasks = { Charge: [succeeds('a'), fails('Oops'), neverEnds(), fails('Again'), succeeds('c')] };
    const played = play(flow({ M: charging }), { tasks, input: [1, 2, 3] })
      .settle()
      .redrive()
      .settle();
    expect(played.resumed().filter((each) => /MapIteration|Aborted/.test(each))).toEqual(
      lines(`
        32<-31 MapIterationFailed 1
        33<-31 TaskStateAborted
        34<-31 MapIterationAborted 2
        35<-31 TaskStateAborted
      `),
    );
  });

  it('goes into nested containers, and leaves successful ones inside alone', () => {
    const inner = map(flow({ Charge: task() }), { ItemsPath: '$' });
    const branches = [flow({ Inner: inner }), flow({ Pause: wait({ Seconds: 5 }) })];
    const tasks = { Charge: [succeeds('a'), fails('Oops'), succeeds('b')] };
    const played = play(flow({ P: parallel(branches) }), { tasks, input: [1, 2] }).settle();
    expect(played.lines().slice(-4)).toEqual(
      lines(`
        21<-18 MapStateFailed
        22<-21 WaitStateAborted
        23<-21 ParallelStateFailed
        24<-23 ExecutionFailed Oops
      `),
    );
    played.redrive().settle();
    expect(played.resumed()).toEqual(
      lines(`
        25<-24 ExecutionRedriven 1
        26<-11 TaskScheduled
        27<-26 TaskStarted
        28<-27 TaskSucceeded
        29<-28 TaskStateExited Charge
        30<-29 MapIterationSucceeded 1
        31<-30 MapStateSucceeded
        32<-30 MapStateExited Inner
      `),
    );
    expect(played.status()).toBe('RUNNING');
    expect(played.after(5).output()).toEqual([
      ['a', 'b'],
      [1, 2],
    ]);
  });

  it('gives the retriers of a Parallel and of its tasks their attempts again', () => {
    const Retry = [{ ErrorEquals: ['Oops'], MaxAttempts: 1, IntervalSeconds: 1 }];
    const definition = flow({ P: parallel([flow({ A: task(undefined, { Retry }) })], { Retry }) });
    const played = play(definition, { tasks: { A: fails('Oops') } });
    for (let attempt = 0; attempt < 3; attempt += 1) played.after(1).settle();
    expect(played.status()).toBe('FAILED');
    expect(played.allDetails('TaskScheduled')).toHaveLength(4);
    played.redrive();
    for (let attempt = 0; attempt < 3; attempt += 1) played.after(1).settle();
    expect(played.allDetails('TaskScheduled')).toHaveLength(8);
  });
});
