import { days, fails, neverEnds, seconds, succeeds, TestkitError } from 'redrive-testkit';
import { failed, lambdaTask, newFake, START, started } from '../support/workflows';

async function loop(read: () => Promise<unknown>, times: number): Promise<unknown> {
  try {
    for (let count = 0; count < times; count += 1) await read();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('a loop of reads that cannot end is noticed', () => {
  it('while it waits for SUCCEEDED on an execution that has FAILED', async () => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    const error = await loop(() => sfn.execute('DescribeExecution', { executionArn }), 1_500);
    expect(error).toBeInstanceOf(TestkitError);
    expect(error).toMatchObject({ code: 'BUSY_POLLING', found: expect.stringContaining(`${executionArn} is FAILED`) });
  });

  it('while a worker polls an activity that nothing will ever need', async () => {
    const sfn = newFake();
    const { activityArn } = sfn.createActivity({ name: 'ship' });
    expect(await loop(() => sfn.execute('GetActivityTask', { activityArn }), 1_500)).toMatchObject({
      code: 'BUSY_POLLING',
    });
  });

  it('but not while many executions are read once each', async () => {
    const sfn = newFake();
    const { stateMachineArn } = started(sfn, { tasks: { Charge: neverEnds() } });
    const arns = Array.from({ length: 1_500 }, () => sfn.startExecution({ stateMachineArn }).executionArn);
    const reads = arns.values();
    expect(
      await loop(() => sfn.execute('DescribeExecution', { executionArn: reads.next().value }), 1_500),
    ).toBeUndefined();
  });
});

it('StartSyncExecution runs its own execution ahead, and no other', () => {
  const sfn = newFake();
  const waiting = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } };
  const { executionArn } = started(sfn, { definition: waiting });
  const { stateMachineArn } = sfn.createStateMachine({ name: 'sync', type: 'EXPRESS', definition: waiting });
  expect(sfn.startSyncExecution({ stateMachineArn })).toMatchObject({
    status: 'SUCCEEDED',
    stopDate: new Date(START + seconds(60)),
  });
  expect(sfn.execution(executionArn).status).toBe('RUNNING');
});

describe('snapshot and restore', () => {
  it('keep the spelling of numbers in variables', () => {
    const sfn = newFake();
    const definition = {
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { 'rate.$': '$.rate' }, Next: 'Charge' },
        Charge: { ...lambdaTask, OutputPath: '$rate' },
      },
    };
    const { executionArn } = started(sfn, { definition, input: '{"rate":0.0}' });
    sfn.restore(sfn.snapshot());
    sfn.settle();
    expect(sfn.execution(executionArn).output).toBe('0.0');
  });

  it('take forced failures, losses and held calls back', async () => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    const snapshot = sfn.snapshot();
    sfn.loseNextResponse('RedriveExecution');
    const held = sfn.hold('DescribeExecution');
    const described = sfn.execute('DescribeExecution', { executionArn });
    await held.arrived;
    sfn.restore(snapshot);
    expect(await described).toMatchObject({ kind: 'answered' });
    expect(await sfn.execute('RedriveExecution', { executionArn })).toMatchObject({ kind: 'answered' });
  });
});

it.each([
  [days(90), true],
  [days(90) + 1, false],
])('%d ms after its close an execution can be described: %s', (age, isKept) => {
  const sfn = newFake();
  const { executionArn, stateMachineArn } = started(sfn, { tasks: { Charge: fails() } });
  sfn.settle();
  sfn.script(stateMachineArn, { Charge: succeeds() });
  sfn.clock.advanceBy(age);
  const describe = () => sfn.describeExecution({ executionArn }).status;
  if (isKept) expect(describe()).toBe('FAILED');
  else expect(describe).toThrow(`Execution Does Not Exist: '${executionArn}'`);
});
