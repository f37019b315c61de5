import { executionLimitExceeded, throttled } from 'redrive-testkit';
import { redrive, refusalOf, type Case } from './scene';

export const faults: Case[] = [
  {
    name: 'a lost response is retried with the same token, and gets the first answer',
    needs: 'retries',
    async run({ sfn, caller, executionArn }) {
      sfn.loseNextResponse('RedriveExecution');
      const output = await caller.send(redrive(executionArn));
      expect(output.$metadata.attempts).toBe(2);
      expect(output.redriveDate).toEqual(sfn.execution(executionArn).redriveDate);
      expect(sfn.execution(executionArn).redriveCount).toBe(1);
      const [lost, retried] = sfn.calls;
      expect([lost?.outcome.kind, retried?.outcome.kind, retried?.replayed]).toEqual(['lost', 'answered', true]);
      expect(retried?.input).toEqual(lost?.input);
      expect(await refusalOf(caller.send(redrive(executionArn)))).toMatchObject({ name: 'ExecutionNotRedrivable' });
    },
  },
  {
    name: 'a lost response is committed: the same token finds the execution redriven',
    async run({ sfn, caller, capabilities, executionArn }) {
      sfn.loseNextResponse('RedriveExecution', { times: capabilities.retries ? 3 : 1 });
      const error = await refusalOf(caller.send(redrive(executionArn, 'order-1')));
      // What Node itself throws is of another realm in Jest: the SDK wraps it, and keeps only its text.
      const isReset = /ECONNRESET/.test(error.code ?? error.message);
      expect(isReset || error.$metadata?.httpStatusCode === 503).toBe(true);
      const { redriveDate } = await caller.send(redrive(executionArn, 'order-1'));
      expect(redriveDate).toEqual(sfn.execution(executionArn).redriveDate);
      expect(sfn.execution(executionArn).redriveCount).toBe(1);
    },
  },
  {
    name: 'throttling is retried',
    needs: 'retries',
    async run({ sfn, caller, executionArn }) {
      sfn.failNext('RedriveExecution', throttled(), { times: 2 });
      expect((await caller.send(redrive(executionArn))).$metadata.attempts).toBe(3);
      expect(sfn.calls.map(({ outcome }) => outcome.kind)).toEqual(['refused', 'refused', 'answered']);
    },
  },
  {
    name: 'a forced refusal is given as often as asked for, and leaves nothing behind',
    async run({ sfn, caller, executionArn }) {
      sfn.failNext('RedriveExecution', executionLimitExceeded());
      expect(await refusalOf(caller.send(redrive(executionArn)))).toMatchObject({ name: 'ExecutionLimitExceeded' });
      expect(sfn.execution(executionArn)).toMatchObject({ status: 'FAILED', redriveCount: 0 });
      await caller.send(redrive(executionArn));
    },
  },
  {
    name: 'a denied action is an AccessDeniedException with its text',
    async run({ sfn, caller, executionArn }) {
      sfn.deny('states:RedriveExecution', executionArn);
      const error = await refusalOf(caller.send(redrive(executionArn)));
      expect(error.name).toBe('AccessDeniedException');
      expect(error.message).toMatch(
        /^User: .* is not authorized to perform: states:RedriveExecution on resource: arn:/,
      );
    },
  },
  {
    name: 'a call that is held has not happened yet; released, it is performed',
    async run({ sfn, caller, executionArn }) {
      const hold = sfn.hold('RedriveExecution');
      const sent = caller.send(redrive(executionArn));
      await hold.arrived;
      expect(sfn.execution(executionArn).redriveCount).toBe(0);
      hold.release();
      await sent;
      expect(sfn.execution(executionArn).redriveCount).toBe(1);
    },
  },
];
