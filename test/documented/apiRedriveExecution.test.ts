/**
 * One test for each sentence of the API Reference on redriving an execution: our paraphrase, and the page. Sentences on billing and on the
 * console have nothing to test here.
 */
import { RedriveExecutionCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import {
  createFakeStepFunctions,
  days,
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
const open = (start: Date | string = new Date(START), limits = {}): void => {
  sfn = createFakeStepFunctions({ clock: virtualClock(start), limits });
  aws = openConsole(sfn);
};
beforeEach(() => open());

const order = flow({ Prepare: pass({ Result: { id: 7 }, Next: 'Charge' }), Charge: task() });
const declined = [fails('Card.Declined', 'insufficient funds'), succeeds({ paid: true })];
const failedOrder = () => aws.start(aws.machine(order, { tasks: { Charge: declined } }), { order: 1 });

describe('API_RedriveExecution', () => {
  it.each([
    ['FAILED', async () => failedOrder()],
    [
      'ABORTED',
      async () => {
        const executionArn = await aws.start(aws.machine(flow({ W: wait({ Seconds: 9 }) })));
        await aws.stop(executionArn);
        return executionArn;
      },
    ],
    [
      'TIMED_OUT',
      async () => {
        const executionArn = await aws.start(aws.machine({ ...flow({ W: wait({ Seconds: 9 }) }), TimeoutSeconds: 1 }));
        sfn.clock.advanceBy(seconds(1));
        return executionArn;
      },
    ],
  ])('restarts an execution that is %s', async (status, unsuccessful) => {
    const executionArn = await unsuccessful();
    expect(await aws.describe(executionArn)).toMatchObject({ status, redriveStatus: 'REDRIVABLE' });
    const redriveDate = await aws.redrive(executionArn);
    expect(await aws.describe(executionArn)).toMatchObject({ redriveCount: 1, redriveDate });
  });

  it('goes on from the unsuccessful step, with the same input [redrive.unsuccessful-states]', async () => {
    const executionArn = await failedOrder();
    const scheduled = (await aws.history(executionArn)).find(({ type }) => type === 'TaskScheduled');
    await aws.redrive(executionArn);
    expect(await aws.sinceRedrive(executionArn)).toEqual(['Charge scheduled']);
    const again = (await aws.history(executionArn)).findLast(({ type }) => type === 'TaskScheduled');
    expect(again!.taskScheduledEventDetails).toEqual(scheduled!.taskScheduledEventDetails);
    expect((await aws.describe(executionArn)).input).toBe('{"order":1}');
  });

  it('preserves results and history of the successful steps, and does not run them again', async () => {
    const executionArn = await failedOrder();
    const before = await aws.history(executionArn);
    await aws.redrive(executionArn);
    const after = await aws.history(executionArn);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.filter(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name === 'Prepare')).toHaveLength(
      1,
    );
  });

  it('uses the definition and the ARN of the original attempt', async () => {
    const stateMachineArn = aws.machine(order, { tasks: { Charge: declined } });
    const executionArn = await aws.start(stateMachineArn);
    await aws.client.send(
      new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(flow({ Other: pass() })) }),
    );
    await aws.redrive(executionArn);
    expect(await aws.describe(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      executionArn,
      output: '{"paid":true}',
    });
  });

  it('reschedules only the branches of a Parallel that failed or were aborted [redrive.parallel]', async () => {
    const branches = ['A', 'B', 'C'].map((name) => flow({ [name]: task() }));
    const tasks = {
      B: [fails('Oops'), succeeds('b')],
      A: succeeds('a'),
      C: [succeeds('late', { after: seconds(9) }), succeeds('c')],
    };
    const executionArn = await aws.start(aws.machine(flow({ P: parallel(branches) }), { tasks }));
    await aws.redrive(executionArn);
    expect(await aws.sinceRedrive(executionArn)).toEqual(['B scheduled', 'C scheduled']);
    expect((await aws.describe(executionArn)).output).toBe('["a","b","c"]');
  });

  it('reschedules only the iterations of an Inline Map that failed or were aborted [redrive.inline-map]', async () => {
    const tasks = {
      I: [succeeds('a'), fails('Oops'), succeeds('x', { after: seconds(9) }), succeeds('b'), succeeds('c')],
    };
    const executionArn = await aws.start(aws.machine(flow({ M: map(flow({ I: task() })) }), { tasks }), [1, 2, 3]);
    await aws.redrive(executionArn);
    expect(await aws.sinceRedrive(executionArn)).toEqual(['I scheduled', 'I scheduled']);
    expect((await aws.describe(executionArn)).output).toBe('["a","b","c"]');
  });

  const distributed = (type: string) => {
    const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: type };
    return flow({
      M: { Type: 'Map', Label: 'Each', ItemProcessor: { ProcessorConfig, ...flow({ I: task() }) }, End: true },
    });
  };

  it.each(['STANDARD', 'EXPRESS'])(
    'of the parent redrives the failed Map Run of %s children [redrive.distributed-map]',
    async (type) => {
      const tasks = {
        I: ({ input, redriveCount }: { input: unknown; redriveCount: number }) =>
          input === 2 && redriveCount === 0 ? fails('Oops') : succeeds('ok'),
      };
      const executionArn = await aws.start(aws.machine(distributed(type), { tasks }), [1, 2]);
      expect((await aws.describe(executionArn)).error).toBe('States.ExceedToleratedFailureThreshold');
      await aws.redrive(executionArn);
      expect(await aws.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '["ok","ok"]' });
      const types = (await aws.history(executionArn)).map((event) => event.type);
      expect(types.filter((each) => each === 'MapRunStarted' || each === 'MapRunRedriven')).toEqual([
        'MapRunStarted',
        'MapRunRedriven',
      ]);
    },
  );

  it('starts the Map Run where the original attempt did not come to it', async () => {
    const definition = distributed('STANDARD');
    const waiting = { StartAt: 'W', States: { W: wait({ Seconds: 9, Next: 'M' }), ...definition.States } };
    const executionArn = await aws.start(aws.machine(waiting), [1]);
    await aws.stop(executionArn);
    await aws.redrive(executionArn);
    sfn.clock.advanceBy(seconds(9));
    sfn.settle();
    expect((await aws.describe(executionArn)).status).toBe('SUCCEEDED');
  });

  it('is not supported by Express state machines', async () => {
    const executionArn = 'arn:aws:states:us-east-1:123456789012:express:orders:order-1:3f1c';
    expect(await refusalOf(aws.redrive(executionArn))).toBe('InvalidArn');
  });

  it('needs a status other than SUCCEEDED', async () => {
    const executionArn = await aws.start(aws.machine(flow({ P: pass() })));
    expect(await aws.describe(executionArn)).toMatchObject({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    });
    expect(await refusalOf(aws.redrive(executionArn))).toBe('ExecutionNotRedrivable');
  });

  it('needs the redrivable period of 14 days, which starts when the execution completes', async () => {
    const executionArn = await aws.start(
      aws.machine(flow({ W: wait({ Seconds: 5 * 86_400, Next: 'F' }), F: { Type: 'Fail' } })),
    );
    sfn.clock.advanceBy(days(5));
    sfn.clock.advanceBy(days(14));
    expect((await aws.describe(executionArn)).redriveStatus).toBe('REDRIVABLE');
    sfn.clock.advanceBy(1);
    expect(await aws.describe(executionArn)).toMatchObject({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution redrivable period exceeded',
    });
    expect(await refusalOf(aws.redrive(executionArn))).toBe('ExecutionNotRedrivable');
  });

  it('needs less than the maximum open time of one year', async () => {
    const executionArn = await aws.start(aws.machine(flow({ C: callbackTask() })));
    sfn.clock.advanceBy(days(365));
    expect((await aws.describe(executionArn)).status).toBe('TIMED_OUT');
    sfn.clock.advanceBy(1);
    expect(await aws.describe(executionArn)).toMatchObject({
      redriveStatusReason: 'Execution has exceeded the max execution time',
    });
    expect(await refusalOf(aws.redrive(executionArn))).toBe('ExecutionNotRedrivable');
  });

  it('needs an event count of less than 24,999', async () => {
    const choice = { Type: 'Choice', Choices: [{ Variable: '$.stop', IsPresent: true, Next: 'F' }], Default: 'C' };
    const executionArn = await aws.start(aws.machine(flow({ C: choice, F: { Type: 'Fail' } })));
    expect(await aws.describe(executionArn)).toMatchObject({
      redriveStatusReason: 'Execution has exceeded the maximum history event limit',
    });
    expect(await refusalOf(aws.redrive(executionArn))).toBe('ExecutionNotRedrivable');
  });

  it('answers the redriveDate [redrive.answer]', async () => {
    const executionArn = await failedOrder();
    sfn.clock.advanceBy(minutes(3));
    expect(await aws.redrive(executionArn)).toEqual(new Date(START + minutes(3)));
  });

  describe('clientToken', () => {
    it('is made by the SDK if none is given', async () => {
      await aws.redrive(await failedOrder());
      const call = sfn.calls.find(({ operation }) => operation === 'RedriveExecution');
      expect(call!.input).toMatchObject({ clientToken: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    });

    it('of a call that succeeded is answered again without another redrive [idempotency.replay]', async () => {
      const executionArn = await aws.start(aws.machine(order, { tasks: { Charge: fails('Oops') } }));
      const first = await aws.redrive(executionArn, 'token');
      sfn.clock.advanceBy(minutes(14));
      expect(await aws.redrive(executionArn, 'token')).toEqual(first);
      expect((await aws.describe(executionArn)).redriveCount).toBe(1);
    });

    it('is remembered among the last 10 that redrove the execution', async () => {
      const executionArn = await aws.start(aws.machine(order, { tasks: { Charge: fails('Oops') } }));
      for (let count = 0; count <= 10; count += 1) await aws.redrive(executionArn, `token-${count}`);
      await aws.redrive(executionArn, 'token-1');
      expect((await aws.describe(executionArn)).redriveCount).toBe(11);
      await aws.redrive(executionArn, 'token-0');
      expect((await aws.describe(executionArn)).redriveCount).toBe(12);
    });

    it('is valid for 15 minutes after its first use', async () => {
      const executionArn = await aws.start(aws.machine(order, { tasks: { Charge: fails('Oops') } }));
      await aws.redrive(executionArn, 'token');
      sfn.clock.advanceBy(minutes(15));
      await aws.redrive(executionArn, 'token');
      expect((await aws.describe(executionArn)).redriveCount).toBe(2);
    });

    it.each(['', 'with space', 'ümlaut', 'x'.repeat(65)])('%j is refused by its form', async (clientToken) => {
      const executionArn = await failedOrder();
      expect(await refusalOf(aws.redrive(executionArn, clientToken))).toBe('ValidationException');
    });
  });

  describe('errors', () => {
    it('ExecutionDoesNotExist: there is no such execution', async () => {
      const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:orders:nobody';
      expect(await refusalOf(aws.redrive(executionArn))).toBe('ExecutionDoesNotExist');
    });

    it('ExecutionLimitExceeded: the maximum of running executions is reached', async () => {
      open(new Date(START), { openExecutions: 1 });
      const executionArn = await failedOrder();
      await aws.start(aws.machine(flow({ W: wait({ Seconds: 9 }) })));
      expect(await refusalOf(aws.redrive(executionArn))).toBe('ExecutionLimitExceeded');
    });

    it('ExecutionNotRedrivable: the execution cannot be redriven', async () => {
      const executionArn = await aws.start(aws.machine(flow({ W: wait({ Seconds: 9 }) })));
      await expect(aws.redrive(executionArn)).rejects.toThrow(
        `Execution ${executionArn} invalid for redrive as: Execution is RUNNING and cannot be redriven`,
      );
    });

    it('InvalidArn: the ARN is none', async () => {
      expect(await refusalOf(aws.redrive('order-1'))).toBe('InvalidArn');
    });

    it('ValidationException: the input breaks a constraint', async () => {
      const call = aws.client.send(new RedriveExecutionCommand({ executionArn: '' }));
      expect(await refusalOf(call)).toBe('ValidationException');
    });
  });
});

describe('API_DescribeExecution', () => {
  it('redriveCount counts the redrives, redriveDate is that of the last one [describe.redrive-date]', async () => {
    const executionArn = await aws.start(aws.machine(order, { tasks: { Charge: fails('Oops') } }));
    const before = await aws.describe(executionArn);
    expect(before.redriveCount).toBe(0);
    expect(before.redriveDate).toBeUndefined();
    await aws.redrive(executionArn);
    sfn.clock.advanceBy(minutes(1));
    const last = await aws.redrive(executionArn);
    expect(await aws.describe(executionArn)).toMatchObject({ redriveCount: 2, redriveDate: last });
  });

  it('redriveStatus is NOT_REDRIVABLE exactly where RedriveExecution is refused, with the reason of the refusal', async () => {
    const arns = [
      await failedOrder(),
      await aws.start(aws.machine(flow({ P: pass() }))),
      await aws.start(aws.machine(flow({ C: callbackTask() }))),
    ];
    for (const executionArn of arns) {
      const { redriveStatus, redriveStatusReason } = await aws.describe(executionArn);
      const refused = await aws.redrive(executionArn).then(
        () => undefined,
        (error: unknown) => (error as Error).message,
      );
      expect(redriveStatus).toBe(refused === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE');
      if (refused !== undefined) expect(refused).toContain(redriveStatusReason);
    }
  });
});
