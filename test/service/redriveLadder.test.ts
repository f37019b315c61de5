import { executionLimitExceeded, fails, minutes, neverEnds, succeeds, type FakeStepFunctions } from 'redrive-testkit';
import { failed, newFake, started } from '../support/workflows';

/** What RedriveExecution comes to: the error's name, or `redriven`. */
async function redrive(sfn: FakeStepFunctions, input: Record<string, unknown>): Promise<string> {
  const outcome = await sfn.execute('RedriveExecution', input);
  if (outcome.kind === 'refused') return `${outcome.refusal.name}: ${outcome.refusal.message}`;
  return outcome.kind === 'answered' ? 'redriven' : 'lost';
}

describe('RedriveExecution climbs its checks in the order of the service', () => {
  it('checks the constraints of the model first, all at once [constraints.first]', async () => {
    const sfn = newFake();
    expect(await redrive(sfn, { clientToken: '' })).toBe(
      'ValidationException: 3 validation errors detected: ' +
        "Value null at 'executionArn' failed to satisfy constraint: Member must not be null; " +
        "Value '' at 'clientToken' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
        "Value '' at 'clientToken' failed to satisfy constraint: Member must satisfy regular expression pattern: [!-~]+",
    );
  });

  it('then the form of the ARN, although the token is remembered and the execution runs', async () => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    await redrive(sfn, { executionArn, clientToken: 'a' });
    expect(await redrive(sfn, { executionArn: 'order-1', clientToken: 'a' })).toBe(
      "InvalidArn: Invalid Arn: 'Invalid ARN prefix: order-1'",
    );
  });

  it('then its type: an Express ARN is refused before anybody asks whether it exists', async () => {
    const sfn = newFake();
    const executionArn = 'arn:aws:states:us-east-1:123456789012:express:checkout:order-1:3f1c';
    expect(await redrive(sfn, { executionArn })).toBe(
      "InvalidArn: Invalid Arn: 'Resource type not valid in this context: express'",
    );
  });

  it('refuses a labeled child by its ARN, with a reason [redrive.labeled-child]', async () => {
    const sfn = newFake();
    const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:checkout/Map:child';
    const outcome = await sfn.execute('RedriveExecution', { executionArn });
    expect(outcome).toMatchObject({
      kind: 'refused',
      refusal: {
        name: 'ValidationException',
        message: 'Labeled Execution ARNs are not supported for this API',
        reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS',
        namespace: 'com.amazonaws.swf.service.v2.model',
        httpStatus: 400,
      },
    });
  });

  it('then existence', async () => {
    const sfn = newFake();
    const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:checkout:nobody';
    expect(await redrive(sfn, { executionArn })).toBe(
      `ExecutionDoesNotExist: Execution Does Not Exist: '${executionArn}'`,
    );
  });

  it('then replays a remembered token, although the execution is RUNNING [redrive.order-of-checks]', async () => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    expect(await redrive(sfn, { executionArn, clientToken: 'a' })).toBe('redriven');
    expect(await redrive(sfn, { executionArn, clientToken: 'a' })).toBe('redriven');
    expect(sfn.execution(executionArn).redriveCount).toBe(1);
    expect(sfn.calls.map(({ replayed }) => replayed)).toEqual([false, true]);
  });

  it('then redrivability', async () => {
    const sfn = newFake({ limits: { openExecutions: 1 } });
    const { executionArn } = started(sfn, { tasks: { Charge: neverEnds() } });
    expect(await redrive(sfn, { executionArn })).toBe(
      `ExecutionNotRedrivable: Execution ${executionArn} invalid for redrive as: Execution is RUNNING and cannot be redriven`,
    );
  });

  it('last the number of open executions [redrive.open-executions-last]', async () => {
    const sfn = newFake({ limits: { openExecutions: 1 } });
    const { executionArn } = failed(sfn);
    started(sfn, { tasks: { Charge: neverEnds() } });
    expect(await redrive(sfn, { executionArn })).toBe(`ExecutionLimitExceeded: ${executionLimitExceeded().message}`);
    expect(sfn.execution(executionArn).status).toBe('FAILED');
  });
});

describe('client tokens', () => {
  it('answers the first redriveDate while RUNNING, FAILED again and SUCCEEDED, and changes nothing', async () => {
    const sfn = newFake();
    const { stateMachineArn, executionArn } = failed(sfn);
    const first = await sfn.execute('RedriveExecution', { executionArn, clientToken: 'a' });
    sfn.clock.advanceBy(minutes(1));
    expect(await sfn.execute('RedriveExecution', { executionArn, clientToken: 'a' })).toEqual(first);
    expect(sfn.execution(executionArn)).toMatchObject({ status: 'FAILED', redriveCount: 1 });

    sfn.script(stateMachineArn, { Charge: succeeds({ paid: true }) });
    expect(await redrive(sfn, { executionArn, clientToken: 'b' })).toBe('redriven');
    expect(await sfn.execute('RedriveExecution', { executionArn, clientToken: 'a' })).toEqual(first);
    sfn.settle();
    expect(sfn.execution(executionArn)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 2 });
    expect(await sfn.execute('RedriveExecution', { executionArn, clientToken: 'a' })).toEqual(first);
    expect(await redrive(sfn, { executionArn, clientToken: 'c' })).toContain(
      'Execution is SUCCEEDED and cannot be redriven',
    );
  });

  it.each([
    [minutes(15) - 1, 1],
    [minutes(15), 2],
  ])('is remembered for less than 15 minutes: after %d ms there were %d redrives', async (age, redrives) => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    await redrive(sfn, { executionArn, clientToken: 'a' });
    sfn.clock.advanceBy(minutes(14));
    await redrive(sfn, { executionArn, clientToken: 'a' }); // a replay does not prolong it
    sfn.clock.advanceBy(age - minutes(14));
    expect(await redrive(sfn, { executionArn, clientToken: 'a' })).toBe('redriven');
    expect(sfn.execution(executionArn).redriveCount).toBe(redrives);
  });

  it('remembers the last ten tokens that redrove', async () => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    for (let number = 1; number <= 11; number += 1) {
      expect(await redrive(sfn, { executionArn, clientToken: `token-${number}` })).toBe('redriven');
      sfn.settle();
    }
    await redrive(sfn, { executionArn, clientToken: 'token-2' });
    expect(sfn.execution(executionArn).redriveCount).toBe(11);
    await redrive(sfn, { executionArn, clientToken: 'token-1' });
    expect(sfn.execution(executionArn).redriveCount).toBe(12);
  });

  it('does not remember the token of a refused call [idempotency.refused-not-remembered]', async () => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    await redrive(sfn, { executionArn, clientToken: 'a' });
    expect(await redrive(sfn, { executionArn, clientToken: 'b' })).toContain('Execution is RUNNING');
    sfn.settle();
    expect(await redrive(sfn, { executionArn, clientToken: 'b' })).toBe('redriven');
    expect(sfn.execution(executionArn).redriveCount).toBe(2);
  });

  it('belongs to one execution [idempotency.scope]', async () => {
    const sfn = newFake();
    const [one, two] = [failed(sfn), failed(sfn)];
    await redrive(sfn, { executionArn: one.executionArn, clientToken: 'a' });
    await redrive(sfn, { executionArn: two.executionArn, clientToken: 'a' });
    expect(sfn.execution(two.executionArn).redriveCount).toBe(1);
  });

  it('lets one of two calls at once win', async () => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    const outcomes = await Promise.all([
      redrive(sfn, { executionArn, clientToken: 'a' }),
      redrive(sfn, { executionArn, clientToken: 'b' }),
    ]);
    expect(outcomes[0]).toBe('redriven');
    expect(outcomes[1]).toContain('Execution is RUNNING');
  });
});

describe('what a redrive does to the execution', () => {
  it('takes stopDate, error and cause away, counts, and keeps the start [describe.running]', () => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    const before = sfn.execution(executionArn);
    sfn.clock.advanceBy(minutes(3));
    const { redriveDate } = sfn.redriveExecution({ executionArn });
    const after = sfn.execution(executionArn);
    expect(before).toMatchObject({
      status: 'FAILED',
      error: 'Card.Declined',
      cause: 'insufficient funds',
      redriveCount: 0,
    });
    expect(before).not.toHaveProperty('redriveDate');
    expect(after).toMatchObject({
      status: 'RUNNING',
      startDate: before.startDate,
      redriveCount: 1,
      redriveDate,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
    });
    for (const member of ['stopDate', 'error', 'cause', 'output']) expect(after).not.toHaveProperty(member);
  });

  it('restarts the timeout of the state machine', () => {
    const sfn = newFake();
    const definition = { TimeoutSeconds: 60, StartAt: 'Charge', States: { Charge: { ...charge } } };
    const { executionArn } = started(sfn, { definition, tasks: { Charge: neverEnds() } });
    sfn.clock.advanceBy(minutes(5));
    expect(sfn.execution(executionArn)).toMatchObject({ status: 'TIMED_OUT', redriveStatus: 'REDRIVABLE' });
    expect(sfn.execution(executionArn)).not.toHaveProperty('error');
    sfn.redriveExecution({ executionArn });
    sfn.clock.advanceBy(minutes(1) - 1);
    expect(sfn.execution(executionArn).status).toBe('RUNNING');
    sfn.clock.advanceBy(1);
    expect(sfn.execution(executionArn).status).toBe('TIMED_OUT');
  });

  it('keeps the definition and the version of the first attempt', () => {
    const sfn = newFake();
    const { stateMachineArn } = sfn.createStateMachine({
      name: 'pinned',
      definition: {
        StartAt: 'Charge',
        States: { Charge: { ...charge, Next: 'Old', End: undefined }, Old: { Type: 'Pass', End: true } },
      },
      tasks: { Charge: fails('Card.Declined') },
      publish: true,
    });
    const { executionArn } = sfn.startExecution({ stateMachineArn: `${stateMachineArn}:1` });
    sfn.settle();
    sfn.updateStateMachine({
      stateMachineArn,
      definition: JSON.stringify({ StartAt: 'New', States: { New: { Type: 'Pass', End: true } } }),
    });
    sfn.script(stateMachineArn, { Charge: succeeds() });
    sfn.redriveExecution({ executionArn });
    sfn.settle();
    expect(sfn.execution(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      stateMachineVersionArn: `${stateMachineArn}:1`,
    });
    expect(sfn.history(executionArn).map(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name)).toContain(
      'Old',
    );
  });
});

const charge = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
