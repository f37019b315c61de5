import { minutes } from 'redrive-testkit';
import { redrive, refusalOf, type Case } from './scene';

export const redriving: Case[] = [
  {
    name: 'a redrive answers its date, and the execution resumes at the failed state and succeeds',
    async run({ sfn, caller, executionArn }) {
      const { redriveDate } = await caller.send(redrive(executionArn));
      expect(redriveDate).toBeInstanceOf(Date);
      expect(redriveDate).toEqual(sfn.execution(executionArn).redriveDate);
      sfn.settle();
      expect(sfn.execution(executionArn)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
      const types = sfn.history(executionArn).map(({ type }) => type);
      expect(types.slice(types.indexOf('ExecutionRedriven'))).toEqual([
        'ExecutionRedriven',
        'TaskScheduled',
        'TaskStarted',
        'TaskSucceeded',
        'TaskStateExited',
        'ExecutionSucceeded',
      ]);
    },
  },
  {
    name: 'the same client token answers the first redriveDate and changes nothing, whatever the status',
    async run({ sfn, caller, executionArn }) {
      const first = await caller.send(redrive(executionArn, 'order-1'));
      sfn.clock.advanceBy(minutes(5));
      const whileDone = await caller.send(redrive(executionArn, 'order-1'));
      expect(whileDone.redriveDate).toEqual(first.redriveDate);
      expect(sfn.execution(executionArn)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
      expect(sfn.calls.map(({ replayed }) => replayed)).toEqual([false, true]);
    },
  },
  {
    name: 'without a token of its own, a second call is a new one, and is refused as RUNNING',
    async run({ caller, executionArn }) {
      await caller.send(redrive(executionArn));
      expect(await refusalOf(caller.send(redrive(executionArn)))).toMatchObject({
        name: 'ExecutionNotRedrivable',
        message: `Execution ${executionArn} invalid for redrive as: Execution is RUNNING and cannot be redriven`,
      });
    },
  },
  {
    name: 'of two calls at once one wins',
    async run({ sfn, caller, executionArn }) {
      const both = await Promise.allSettled([caller.send(redrive(executionArn)), caller.send(redrive(executionArn))]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(sfn.execution(executionArn).redriveCount).toBe(1);
    },
  },
  {
    name: 'one command object that is sent twice makes two calls',
    async run({ sfn, caller, executionArn }) {
      const command = redrive(executionArn);
      await caller.send(command);
      expect(await refusalOf(caller.send(command))).toMatchObject({ name: 'ExecutionNotRedrivable' });
      expect(command.input).toEqual({ executionArn });
      expect(sfn.calls).toHaveLength(2);
    },
  },
];
