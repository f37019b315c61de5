import { fails, neverEnds, succeeds } from 'redrive-testkit';
import { flow, lines, map, parallel, pass, stage, task } from '../../support/stage';

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

  it('fails with the error of its branch; TaskStateAborted for each open Task, the failed one included [failure.children]', () => {
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

  it('says that it has succeeded before its output cannot be computed [failure.container-output]', () => {
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
  it('of a Parallel: nothing is told of branches, nor that the Parallel has failed [failure.runtime-ends-execution]', () => {
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
