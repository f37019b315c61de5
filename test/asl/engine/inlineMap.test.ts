import { fails, neverEnds, succeeds } from 'redrive-testkit';
import { flow, lines, map, pass, stage, task } from '../../support/stage';

const { play } = stage();

describe('an inline Map', () => {
  const charging = map(flow({ Charge: task() }), { MaxConcurrency: 1 });

  it('with MaxConcurrency 1 goes on from the end of the iteration before [map.next-iteration]', () => {
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

  it('tells of the failed iteration and of the aborted ones in the order of their index, each before its Task [abort.order]', () => {
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

  it('runs no more than 40 iterations at once [limit.inlineMapConcurrency]', () => {
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
