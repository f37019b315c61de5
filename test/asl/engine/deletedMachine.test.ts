import { fails, neverEnds, succeeds } from 'redrive-testkit';
import { ACTIVITY_ARN, activityTask, flow, parallel, stage, task, wait } from '../../support/stage';

const { play, sfn } = stage();
const deleted = { error: 'States.Runtime', cause: 'State machine orders has been deleted' };

/** An execution that runs while its state machine is being deleted. */
function orphan(definition: object, tasks = {}) {
  const played = play(definition, { tasks, name: 'orders' });
  sfn().deleteStateMachine({ stateMachineArn: played.stateMachineArn });
  return played;
}

describe('an execution whose state machine is being deleted', () => {
  it('goes on running, and fails when its Wait is over: without WaitStateExited [failure.machine-deleted]', () => {
    const played = orphan(flow({ W: wait({ Seconds: 60 }) })).after(59);
    expect(played.status()).toBe('RUNNING');
    played.after(1);
    expect(played.lines().slice(1)).toEqual(['2<-0 WaitStateEntered W', '3<-2 ExecutionFailed States.Runtime']);
    expect(played.error()).toEqual(deleted);
  });

  it('fails when its worker answers: the worker is told nothing, and no ActivitySucceeded is written', () => {
    sfn().createActivity({ name: 'work' });
    const played = play(flow({ T: activityTask() }), { name: 'orders' });
    const { taskToken } = sfn().getActivityTask({ activityArn: ACTIVITY_ARN });
    sfn().deleteStateMachine({ stateMachineArn: played.stateMachineArn });
    expect(sfn().sendTaskSuccess({ taskToken, output: '1' })).toEqual({});
    expect(played.lines().slice(-2)).toEqual(['4<-3 ActivityStarted', '5<-4 ExecutionFailed States.Runtime']);
    expect(played.error()).toEqual(deleted);
  });

  it.each([
    ['a task succeeds', { T: succeeds() }],
    ['a task fails', { T: fails('Oops') }],
  ])('fails where %s', (_what, tasks) => {
    const played = orphan(flow({ T: task(undefined, { Retry: [{ ErrorEquals: ['States.ALL'] }] }) }), tasks).settle();
    expect(played.lines().slice(-2)).toEqual(['4<-3 TaskStarted', '5<-4 ExecutionFailed States.Runtime']);
  });

  it('fails where a retry is due', () => {
    const definition = flow({ T: task(undefined, { Retry: [{ ErrorEquals: ['Oops'], IntervalSeconds: 60 }] }) });
    const played = play(definition, { tasks: { T: fails('Oops') }, name: 'orders' }).settle();
    sfn().deleteStateMachine({ stateMachineArn: played.stateMachineArn });
    played.after(60);
    expect(played.lines().slice(-2)).toEqual(['5<-4 TaskFailed Oops', '6<-5 ExecutionFailed States.Runtime']);
  });

  it('fails as a whole with the first branch that goes on', () => {
    const branches = [flow({ T: task() }), flow({ W: wait({ Seconds: 5 }) })];
    const played = orphan(flow({ P: parallel(branches) }), { T: neverEnds() }).after(5);
    expect(played.lines().slice(-2)).toEqual(['7<-5 TaskStarted', '8<-7 ExecutionFailed States.Runtime']);
  });

  it('can still be stopped, and shows REDRIVABLE while a redrive is refused', () => {
    const played = orphan(flow({ W: wait({ Seconds: 60 }) })).stop();
    expect(played.sfn.execution(played.executionArn)).toMatchObject({ status: 'ABORTED', redriveStatus: 'REDRIVABLE' });
    expect(() => played.redrive()).toThrow('State machine is in DELETING status');
  });
});
