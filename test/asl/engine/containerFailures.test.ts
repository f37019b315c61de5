import { failsUntilRedriven, fails, neverEnds, succeeds } from 'redrive-testkit';
import { flow, lines, map, parallel, pass, stage, task, wait } from '../../support/stage';

const { play } = stage();
const boom = { Type: 'Fail', Error: 'MyError', Cause: 'my cause' };
const missing = pass({ Parameters: { 'm.$': '$.nope' } });

describe('a Parallel', () => {
  it('starts its branches from ParallelStateStarted, and exits from the last event of the branch that ended last', () => {
    const branches = [flow({ A1: pass({ Next: 'A2' }), A2: pass() }), flow({ B1: pass() })];
    const played = play(flow({ P: parallel(branches, { Next: 'After' }), After: pass() }), { input: { x: 'a' } });
    expect(played.lines()).toEqual(
      lines(`
        1<-0 ExecutionStarted
        2<-0 ParallelStateEntered P
        3<-2 ParallelStateStarted
        4<-3 PassStateEntered A1
        5<-4 PassStateExited A1
        6<-5 PassStateEntered A2
        7<-6 PassStateExited A2
        8<-3 PassStateEntered B1
        9<-8 PassStateExited B1
        10<-9 ParallelStateSucceeded
        11<-9 ParallelStateExited P
        12<-11 PassStateEntered After
        13<-12 PassStateExited After
        14<-13 ExecutionSucceeded
      `),
    );
    expect(played.output()).toEqual([{ x: 'a' }, { x: 'a' }]);
  });

  it('fails with the error of its branch; TaskStateAborted for each open Task, the failed one included', () => {
    const branches = [flow({ A: task() }), flow({ B: task() }), flow({ C: task() })];
    const played = play(flow({ P: parallel(branches) }), {
      tasks: { B: fails('Oops', 'why'), C: neverEnds() },
    }).settle();
    expect(played.lines()).toEqual(
      lines(`
        1<-0 ExecutionStarted
        2<-0 ParallelStateEntered P
        3<-2 ParallelStateStarted
        4<-3 TaskStateEntered A
        5<-4 TaskScheduled
        6<-3 TaskStateEntered B
        7<-6 TaskScheduled
        8<-3 TaskStateEntered C
        9<-8 TaskScheduled
        10<-5 TaskStarted
        11<-7 TaskStarted
        12<-9 TaskStarted
        13<-10 TaskSucceeded
        14<-13 TaskStateExited A
        15<-11 TaskFailed Oops
        16<-15 TaskStateAborted
        17<-15 TaskStateAborted
        18<-15 ParallelStateFailed
        19<-18 ExecutionFailed Oops
      `),
    );
    expect(played.error()).toEqual({ error: 'Oops', cause: 'why' });
  });

  it('tells of no abort where a branch dies in a Fail state', () => {
    const played = play(flow({ P: parallel([flow({ Boom: boom })]) }));
    expect(played.lines().slice(3)).toEqual(
      lines(`
        4<-3 FailStateEntered Boom
        5<-4 ParallelStateFailed
        6<-5 ExecutionFailed MyError
      `),
    );
  });

  it('is retried from the failure of its branch, and has failed once only', () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 1 }];
    const played = play(flow({ P: parallel([flow({ Boom: boom })], { Retry }) })).after(1);
    expect(played.lines().slice(1)).toEqual(
      lines(`
        2<-0 ParallelStateEntered P
        3<-2 ParallelStateStarted
        4<-3 FailStateEntered Boom
        5<-4 ParallelStateStarted
        6<-5 FailStateEntered Boom
        7<-6 ParallelStateFailed
        8<-7 ExecutionFailed MyError
      `),
    );
  });

  it('says that it has succeeded before its output can not be computed', () => {
    const broken = parallel([flow({ Ok: pass() })], { ResultSelector: { 'm.$': '$.nope' } });
    const played = play(flow({ P: broken }), { input: { x: 'a' } });
    const ending = lines(`
        4<-3 PassStateEntered Ok
        5<-4 PassStateExited Ok
        6<-5 ParallelStateSucceeded
        7<-6 ExecutionFailed States.Runtime
    `);
    expect(played.lines().slice(3)).toEqual(ending);
    expect(played.error().cause).toBe(
      "An error occurred while executing the state 'P' (entered at the event id #2). " +
        `The JSONPath '$.nope' specified for the field 'm.$' could not be found in the input '[{"x":"a"}]'`,
    );
    expect(played.redrive().resumed()).toEqual(['8<-7 ExecutionRedriven 1', '9<-8 ExecutionFailed States.Runtime']);
  });
});

describe('States.Runtime in a branch or iteration ends the execution at once', () => {
  it('of a Parallel: nothing is told of branches, nor that the Parallel has failed', () => {
    const branches = [flow({ Open: task() }), flow({ Fast: missing })];
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Handled' }];
    const definition = flow({ P: parallel(branches, { Catch, Next: 'Handled' }), Handled: pass() });
    const played = play(definition, { tasks: { Open: neverEnds() }, input: { x: 'a' } });
    expect(played.lines().slice(2)).toEqual(
      lines(`
        3<-2 ParallelStateStarted
        4<-3 TaskStateEntered Open
        5<-4 TaskScheduled
        6<-3 PassStateEntered Fast
        7<-6 ExecutionFailed States.Runtime
      `),
    );
    expect(played.error().cause).toBe(
      "An error occurred while executing the state 'Fast' (entered at the event id #6). " +
        `The JSONPath '$.nope' specified for the field 'm.$' could not be found in the input '{"x":"a"}'`,
    );
  });

  it('of a Map: nothing is told of its iterations', () => {
    const played = play(flow({ M: map(flow({ Fast: missing }), { MaxConcurrency: 1 }) }), { input: [1, 2] });
    expect(played.lines().slice(3)).toEqual(
      lines(`
        4<-3 MapIterationStarted 0
        5<-4 PassStateEntered Fast
        6<-5 ExecutionFailed States.Runtime
      `),
    );
  });

  it('and a redrive resumes every branch that was open, from its own entry', () => {
    const broken = task(undefined, { ResultSelector: { 'm.$': '$.there' } });
    const branches = [flow({ Open: task() }), flow({ Late: broken })];
    const played = play(flow({ P: parallel(branches) }), {
      tasks: { Open: [neverEnds(), succeeds('open')], Late: [succeeds({}), succeeds({ there: 1 })] },
    });
    expect(played.settle().error().error).toBe('States.Runtime');
    expect(played.redrive().settle().status()).toBe('SUCCEEDED');
    expect(played.resumed().slice(0, 3)).toEqual(
      lines(`
        12<-11 ExecutionRedriven 1
        13<-4 TaskScheduled
        14<-6 TaskScheduled
      `),
    );
    expect(played.output()).toEqual(['open', { m: 1 }]);
  });
});

describe('an inline Map', () => {
  const charging = map(flow({ Charge: task() }), { MaxConcurrency: 1 });

  it('with MaxConcurrency 1 goes on from the end of the iteration before', () => {
    const played = play(flow({ M: charging }), { input: [1, 2] }).settle();
    expect(played.lines().slice(2)).toEqual(
      lines(`
        3<-2 MapStateStarted
        4<-3 MapIterationStarted 0
        5<-4 TaskStateEntered Charge
        6<-5 TaskScheduled
        7<-6 TaskStarted
        8<-7 TaskSucceeded
        9<-8 TaskStateExited Charge
        10<-9 MapIterationSucceeded 0
        11<-9 MapIterationStarted 1
        12<-11 TaskStateEntered Charge
        13<-12 TaskScheduled
        14<-13 TaskStarted
        15<-14 TaskSucceeded
        16<-15 TaskStateExited Charge
        17<-16 MapIterationSucceeded 1
        18<-17 MapStateSucceeded
        19<-17 MapStateExited M
        20<-19 ExecutionSucceeded
      `),
    );
  });

  it('without items exits from MapStateStarted', () => {
    const played = play(flow({ M: charging }), { input: [] });
    expect(played.details('MapStateStarted')).toEqual({ length: 0 });
    expect(played.lines().slice(2)).toEqual(
      lines(`
        3<-2 MapStateStarted
        4<-3 MapStateSucceeded
        5<-3 MapStateExited M
        6<-5 ExecutionSucceeded
      `),
    );
    expect(played.output()).toEqual([]);
  });

  it('tells of the failed iteration and of the aborted ones in the order of their index, each before its Task', () => {
    const tasks = { Charge: [neverEnds(), fails('Oops'), neverEnds()] };
    const played = play(flow({ M: { ...charging, MaxConcurrency: 3 } }), { tasks, input: [1, 2, 3] }).settle();
    expect(played.lines().slice(15)).toEqual(
      lines(`
        16<-14 TaskFailed Oops
        17<-16 MapIterationAborted 0
        18<-16 TaskStateAborted
        19<-16 MapIterationFailed 1
        20<-16 TaskStateAborted
        21<-16 MapIterationAborted 2
        22<-16 TaskStateAborted
        23<-16 MapStateFailed
        24<-23 ExecutionFailed Oops
      `),
    );
  });

  it('runs no more than 40 iterations at once', () => {
    const played = play(flow({ M: { ...charging, MaxConcurrency: 0 } }), {
      tasks: { Charge: neverEnds() },
      input: Array.from({ length: 41 }, (_, index) => index),
    });
    expect(played.allDetails('MapIterationStarted')).toHaveLength(40);
  });

  it('retried, counts its iterations from 0 again', () => {
    const Retry = [{ ErrorEquals: ['Oops'], MaxAttempts: 1, IntervalSeconds: 2 }];
    const played = play(flow({ M: { ...charging, Retry } }), {
      tasks: { Charge: [succeeds(), fails('Oops'), succeeds('a'), succeeds('b')] },
      input: [1, 2],
    }).settle();
    expect(played.lines().at(-1)).toBe('17<-15 TaskStateAborted');
    expect(played.after(2).settle().lines().slice(17, 19)).toEqual(
      lines(`
        18<-15 MapStateStarted
        19<-18 MapIterationStarted 0
      `),
    );
    expect(played.output()).toEqual(['a', 'b']);
  });

  it('gives each iteration its item, or what ItemSelector makes of it', () => {
    const selecting = map(flow({ Show: pass() }), {
      ItemsPath: '$.orders',
      ItemSelector: { 'at.$': '$$.Map.Item.Index', 'order.$': '$$.Map.Item.Value', 'shop.$': '$.shop' },
    });
    const played = play(flow({ M: selecting }), { input: { orders: ['x', 'y'], shop: 7 } });
    expect(played.output()).toEqual([
      { at: 0, order: 'x', shop: 7 },
      { at: 1, order: 'y', shop: 7 },
    ]);
  });
});

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
