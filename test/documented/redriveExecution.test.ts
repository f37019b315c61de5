/**
 * One test for each sentence of the Developer Guide on redriving an execution: our paraphrase, and the page with its anchor. The
 * sentences of the API Reference are in the file beside this one.
 */
import {
  CreateStateMachineAliasCommand,
  PublishStateMachineVersionCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import {
  createFakeStepFunctions,
  fails,
  minutes,
  seconds,
  succeeds,
  virtualClock,
  type FakeStepFunctions,
} from 'redrive-testkit';
import { callbackTask, flow, map, parallel, pass, task, wait } from '../support/stage';
import { openConsole, refusalOf, type Console } from '../support/realClient';
import { START } from '../support/workflows';

let sfn: FakeStepFunctions;
let aws: Console;
const open = (start: Date | string = new Date(START)): void => {
  sfn = createFakeStepFunctions({ clock: virtualClock(start) });
  aws = openConsole(sfn);
};
beforeEach(() => open());

const order = flow({ Prepare: pass({ Result: { id: 7 }, Next: 'Charge' }), Charge: task() });
const declined = [fails('Card.Declined', 'insufficient funds'), succeeds({ paid: true })];
const failedOrder = () => aws.start(aws.machine(order, { tasks: { Charge: declined } }), { order: 1 });

describe('redrive-executions', () => {
  it('of a Pass and a Task that failed reruns the Task alone', async () => {
    const executionArn = await failedOrder();
    await aws.redrive(executionArn);
    expect(await aws.sinceRedrive(executionArn)).toEqual(['Charge scheduled']);
  });

  it('keeps version and alias of the original attempt, also when the alias points elsewhere', async () => {
    const stateMachineArn = aws.machine(order, { tasks: { Charge: declined } });
    const publish = async () =>
      (await aws.client.send(new PublishStateMachineVersionCommand({ stateMachineArn }))).stateMachineVersionArn!;
    const first = await publish();
    const routingTo = (stateMachineVersionArn: string) => [{ stateMachineVersionArn, weight: 100 }];
    const { stateMachineAliasArn } = await aws.client.send(
      new CreateStateMachineAliasCommand({ name: 'live', routingConfiguration: routingTo(first) }),
    );
    const executionArn = await aws.start(stateMachineAliasArn!);
    await aws.client.send(
      new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(flow({ Other: pass() })) }),
    );
    const second = await publish();
    await aws.client.send(
      new UpdateStateMachineAliasCommand({ stateMachineAliasArn, routingConfiguration: routingTo(second) }),
    );
    await aws.redrive(executionArn);
    expect(await aws.describe(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      stateMachineVersionArn: first,
      stateMachineAliasArn,
    });
  });

  it('does not see an updated definition: that takes a new execution [redrive.same-execution]', async () => {
    const stateMachineArn = aws.machine(order, { tasks: { Charge: fails('Oops') } });
    const executionArn = await aws.start(stateMachineArn);
    await aws.client.send(
      new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(flow({ Other: pass() })) }),
    );
    await aws.redrive(executionArn);
    expect((await aws.describe(executionArn)).status).toBe('FAILED');
    expect((await aws.describe(await aws.start(stateMachineArn))).status).toBe('SUCCEEDED');
  });

  it('sets the timeout of the state machine back to 0 [redrive.machine-timeout]', async () => {
    const executionArn = await aws.start(aws.machine({ ...flow({ C: callbackTask() }), TimeoutSeconds: 60 }));
    sfn.clock.advanceBy(seconds(60));
    await aws.redrive(executionArn);
    sfn.clock.advanceBy(seconds(60) - 1);
    expect((await aws.describe(executionArn)).status).toBe('RUNNING');
    sfn.clock.advanceBy(1);
    expect((await aws.describe(executionArn)).status).toBe('TIMED_OUT');
  });

  it('counts as ExecutionRedriven in the history, which goes on with the same numbers [redrive.one-history]', async () => {
    const executionArn = await failedOrder();
    const { length } = await aws.history(executionArn);
    await aws.redrive(executionArn);
    expect((await aws.history(executionArn))[length]).toMatchObject({
      id: length + 1,
      previousEventId: length,
      type: 'ExecutionRedriven',
      executionRedrivenEventDetails: { redriveCount: 1 },
    });
  });

  it('#redrive-eligibility: executions that started before November 15, 2023 are not eligible', async () => {
    open('2023-11-14T23:59:59.999Z');
    const tooEarly = await failedOrder();
    sfn.clock.advanceBy(1);
    const eligible = await failedOrder();
    expect(await aws.describe(tooEarly)).toMatchObject({
      redriveStatusReason: 'Execution was started before the launch of RedriveExecution',
    });
    expect(await refusalOf(aws.redrive(tooEarly))).toBe('ExecutionNotRedrivable');
    expect(await refusalOf(aws.redrive(eligible))).toBe('accepted');
  });

  it('#redrive-retry-behavior: the retry attempts of what is rerun are counted from 0 again [redrive.retries]', async () => {
    const Retry = [{ ErrorEquals: ['Oops'], MaxAttempts: 2, IntervalSeconds: 1, BackoffRate: 1 }];
    const executionArn = await aws.start(
      aws.machine(flow({ T: task(undefined, { Retry }) }), { tasks: { T: fails('Oops') } }),
    );
    const exhaust = () => {
      for (let attempt = 0; attempt < 2; attempt += 1) {
        sfn.clock.advanceBy(seconds(1));
        sfn.settle();
      }
    };
    exhaust();
    await aws.redrive(executionArn);
    exhaust();
    expect(await aws.sinceRedrive(executionArn)).toHaveLength(3);
    expect((await aws.describe(executionArn)).status).toBe('FAILED');
  });

  it('#redrive-iam-permission: the caller needs states:RedriveExecution on the execution', async () => {
    const executionArn = await failedOrder();
    sfn.deny('states:RedriveExecution', executionArn);
    expect(await refusalOf(aws.redrive(executionArn))).toBe('AccessDeniedException');
    expect((await aws.describe(executionArn)).redriveCount).toBe(0);
  });

  describe('of each type of state', () => {
    it('Pass: is not executed again when a step before it fails, or the execution times out after it', async () => {
      const definition = { ...flow({ P: pass({ Next: 'C' }), C: callbackTask() }), TimeoutSeconds: 5 };
      const executionArn = await aws.start(aws.machine(definition));
      sfn.clock.advanceBy(seconds(5));
      await aws.redrive(executionArn);
      expect(await aws.sinceRedrive(executionArn)).toEqual(['C scheduled']);
    });

    it('Task: is scheduled and started again, with its timeout from 0 [redrive.task]', async () => {
      const executionArn = await aws.start(aws.machine(flow({ C: callbackTask({ TimeoutSeconds: 60 }) })));
      sfn.clock.advanceBy(seconds(60));
      await aws.redrive(executionArn);
      const types = (await aws.history(executionArn)).slice(-3).map(({ type }) => type);
      expect(types).toEqual(['TaskScheduled', 'TaskStarted', 'TaskSubmitted']);
      sfn.clock.advanceBy(seconds(60) - 1);
      expect((await aws.describe(executionArn)).status).toBe('RUNNING');
      sfn.clock.advanceBy(1);
      expect((await aws.describe(executionArn)).error).toBe('States.Timeout');
    });

    it('Choice: evaluates its rules again [redrive.choice]', async () => {
      const choice = { Type: 'Choice', Choices: [{ Variable: '$.missing', StringEquals: 'x', Next: 'P' }] };
      const executionArn = await aws.start(aws.machine(flow({ C: choice, P: pass() })));
      const { cause } = await aws.describe(executionArn);
      await aws.redrive(executionArn);
      expect(await aws.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Runtime', cause });
    });

    it('Wait: until a time that has passed goes to the next state at once [redrive.wait-until]', async () => {
      const definition = flow({ W: wait({ TimestampPath: '$.until', Next: 'P' }), P: pass() });
      const executionArn = await aws.start(aws.machine(definition), { until: '2026-01-01T01:00:00Z' });
      await aws.stop(executionArn);
      sfn.clock.advanceBy(minutes(90));
      await aws.redrive(executionArn);
      expect((await aws.describe(executionArn)).status).toBe('SUCCEEDED');
    });

    it('Succeed: an execution that reached it cannot be redriven', async () => {
      const executionArn = await aws.start(aws.machine(flow({ S: { Type: 'Succeed' } })));
      expect(await refusalOf(aws.redrive(executionArn))).toBe('ExecutionNotRedrivable');
    });

    it('Fail: fails again', async () => {
      const executionArn = await aws.start(aws.machine(flow({ F: { Type: 'Fail', Error: 'Oops', Cause: 'why' } })));
      await aws.redrive(executionArn);
      expect(await aws.describe(executionArn)).toMatchObject({
        status: 'FAILED',
        error: 'Oops',
        cause: 'why',
        redriveCount: 1,
      });
    });

    it('Parallel: after States.DataLimitExceeded all of its branches run again [redrive.data-limit]', async () => {
      const large = 'x'.repeat(140 * 1024);
      const branches = [flow({ A: task() }), flow({ B: task() })];
      const tasks = { A: succeeds(large), B: [succeeds(large), succeeds('b')] };
      const executionArn = await aws.start(aws.machine(flow({ P: parallel(branches) }), { tasks }));
      expect((await aws.describe(executionArn)).error).toBe('States.DataLimitExceeded');
      await aws.redrive(executionArn);
      expect(await aws.sinceRedrive(executionArn)).toEqual(['A entered', 'A scheduled', 'B entered', 'B scheduled']);
    });

    it('Inline Map: after States.DataLimitExceeded all of its iterations run again', async () => {
      const large = 'x'.repeat(140 * 1024);
      const tasks = { I: [succeeds(large), succeeds(large), succeeds('a'), succeeds('b')] };
      const executionArn = await aws.start(aws.machine(flow({ M: map(flow({ I: task() })) }), { tasks }), [1, 2]);
      await aws.redrive(executionArn);
      expect((await aws.sinceRedrive(executionArn)).filter((each) => each === 'I entered')).toHaveLength(2);
      expect((await aws.describe(executionArn)).output).toBe('["a","b"]');
    });
  });
});

describe('input-output-contextobject', () => {
  it('RedriveCount is 0 at first, and RedriveTime is there after a redrive only', async () => {
    const showing = task(undefined, { Parameters: { 'context.$': '$$.Execution' } });
    const executionArn = await aws.start(aws.machine(flow({ T: showing }), { tasks: { T: fails('Oops') } }));
    sfn.clock.advanceBy(minutes(1));
    await aws.redrive(executionArn);
    const contexts = (await aws.history(executionArn))
      .filter(({ type }) => type === 'TaskScheduled')
      .map(({ taskScheduledEventDetails }) => JSON.parse(taskScheduledEventDetails!.parameters!) as { context: object })
      .map(({ context }) => context);
    expect(contexts[0]).toMatchObject({ RedriveCount: 0 });
    expect(contexts[0]).not.toHaveProperty('RedriveTime');
    expect(contexts[1]).toMatchObject({ RedriveCount: 1, RedriveTime: '2026-01-01T00:01:00Z' });
  });
});
