import { fails, failsUntilRedriven, neverEnds, succeeds } from 'redrive-testkit';
import { callbackTask, flow, lines, map, parallel, pass, stage, task, wait } from '../../support/stage';

const { play } = stage();

describe('StopExecution', () => {
  it('writes ExecutionAborted alone, hanging on nothing, with what was given [stop.event]', () => {
    const played = play(flow({ P: parallel([flow({ T: callbackTask() }), flow({ W: wait({ Seconds: 9 }) })]) }));
    played.stop('Stopped', 'by hand');
    expect(played.lines().slice(-2)).toEqual(['8<-7 TaskSubmitted', '9<-0 ExecutionAborted Stopped']);
    expect(played.error()).toEqual({ error: 'Stopped', cause: 'by hand' });
  });

  it('without error and cause leaves empty details', () => {
    const played = play(flow({ W: wait({ Seconds: 9 }) })).stop();
    expect(played.details('ExecutionAborted')).toEqual({});
    expect(played.error()).toEqual({ error: undefined, cause: undefined });
  });

  it('on a closed execution changes nothing [stop.closed]', () => {
    const played = play(flow({ T: task() }), { tasks: { T: fails('Oops') } }).settle();
    const before = played.lines();
    played.stop('Other', 'reason');
    expect([played.lines(), played.error().error]).toEqual([before, 'Oops']);
  });
});

describe('a redrive after StopExecution', () => {
  it('in a retry interval schedules the task from its entry, at once, with all attempts', () => {
    const Retry = [{ ErrorEquals: ['Oops'], IntervalSeconds: 60, MaxAttempts: 1 }];
    const played = play(flow({ T: task(undefined, { Retry }) }), { tasks: { T: fails('Oops') } }).settle();
    played.stop().redrive().settle();
    expect(played.resumed()).toEqual(
      lines(`
        7<-6 ExecutionRedriven 1
        8<-2 TaskScheduled
        9<-8 TaskStarted
        10<-9 TaskFailed Oops
      `),
    );
    expect(played.status()).toBe('RUNNING');
    expect(played.after(60).settle().status()).toBe('FAILED');
  });

  it('in a Parallel resumes every open branch from the entry of its state', () => {
    const branches = [flow({ A: pass() }), flow({ T: task() }), flow({ W: wait({ Seconds: 9 }) })];
    const played = play(flow({ P: parallel(branches) }), { tasks: { T: [neverEnds(), succeeds('t')] }, input: 'in' });
    played.settle().stop().redrive().settle().after(9);
    expect(played.status()).toBe('SUCCEEDED');
    expect(played.resumed().filter((each) => /Started|Entered/.test(each))).toEqual(['13<-12 TaskStarted']);
    expect(played.output()).toEqual(['in', 't', 'in']);
  });

  it('in a Map resumes the open iterations and starts the others in their turn', () => {
    const charging = map(flow({ T: task() }), { MaxConcurrency: 1 });
    const played = play(flow({ M: charging }), {
      tasks: { T: [succeeds('a'), neverEnds(), succeeds('b'), succeeds('c')] },
      input: [1, 2, 3],
    });
    played.settle().stop().redrive().settle();
    expect(played.resumed().slice(0, 2)).toEqual(['16<-15 ExecutionRedriven 1', '17<-12 TaskScheduled']);
    expect(played.output()).toEqual(['a', 'b', 'c']);
  });

  it('while a Parallel waits for its retry resumes the branches that had failed', () => {
    const Retry = [{ ErrorEquals: ['Oops'], IntervalSeconds: 60 }];
    const branches = [flow({ A: task() }), flow({ B: task() })];
    const tasks = { A: succeeds('a'), B: failsUntilRedriven('Oops', 'b', { then: succeeds('b') }) };
    const played = play(flow({ P: parallel(branches, { Retry }) }), { tasks }).settle();
    played.stop().redrive().settle();
    expect(played.output()).toEqual(['a', 'b']);
    expect(played.allDetails('TaskScheduled')).toHaveLength(3);
  });

  it('between stops goes on counting redrives', () => {
    const played = play(flow({ W: wait({ Seconds: 9 }) }));
    for (let count = 0; count < 3; count += 1) played.stop().redrive();
    expect(played.allDetails('ExecutionRedriven')).toEqual([
      { redriveCount: 1 },
      { redriveCount: 2 },
      { redriveCount: 3 },
    ]);
    expect(played.after(9).status()).toBe('SUCCEEDED');
  });
});
