import { inspect } from 'node:util';
import { throttled } from 'redrive-testkit';
import { charging, failed, newFake, START } from '../support/workflows';

const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine';

async function answered(sfn: ReturnType<typeof newFake>, operation: string, input: object) {
  const outcome = await sfn.execute(operation, input);
  if (outcome.kind !== 'answered') throw new Error(`${operation} was not answered`);
  return outcome.output;
}

describe('sfn.calls', () => {
  it('does not change with the answer that the consumer got', async () => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    const output = await answered(sfn, 'DescribeExecution', { executionArn });
    output['status'] = 'bent';
    (output['startDate'] as Date).setTime(0);
    (output['inputDetails'] as { included: boolean }).included = false;
    expect(sfn.calls[0]!.outcome).toMatchObject({
      kind: 'answered',
      output: { status: 'FAILED', startDate: new Date(START), inputDetails: { included: true } },
    });
  });

  it('keeps dates as dates of this realm', async () => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    await answered(sfn, 'RedriveExecution', { executionArn });
    const { outcome } = sfn.calls[0]!;
    expect(outcome.kind === 'answered' && outcome.output['redriveDate']).toEqual(new Date(START));
    expect(outcome.kind === 'answered' && outcome.output['redriveDate']).toBeInstanceOf(Date);
  });

  it('does not change with the input, nor with the refusal that the test gave', async () => {
    const sfn = newFake();
    const refusal = { ...throttled() };
    sfn.failNext('TagResource', refusal);
    const tags = [{ key: 'a', value: 'b' }];
    await sfn.execute('TagResource', { resourceArn: `${MACHINE}:checkout`, tags });
    tags[0]!.key = 'bent';
    Object.assign(refusal, { name: 'bent' });
    expect(sfn.calls[0]).toMatchObject({
      input: { tags: [{ key: 'a', value: 'b' }] },
      outcome: { refusal: { name: 'ThrottlingException' } },
    });
  });

  it('cannot be wiped or rewritten', async () => {
    const sfn = newFake();
    await sfn.execute('ListStateMachines', {});
    const { calls } = sfn;
    expect(() => (calls.length = 0)).toThrow(TypeError);
    expect(() => calls.push(calls[0]!)).toThrow(TypeError);
    expect(() => Object.assign(calls[0]!.outcome, { kind: 'lost' })).toThrow(TypeError);
    expect(sfn.calls).toHaveLength(1);
  });

  it('is what there was when it was asked for', async () => {
    const sfn = newFake();
    const before = sfn.calls;
    await sfn.execute('ListStateMachines', {});
    expect([before.length, sfn.calls.length]).toEqual([0, 1]);
    const snapshot = sfn.snapshot();
    await sfn.execute('ListStateMachines', {});
    sfn.restore(snapshot);
    expect(sfn.calls.map(({ attempt }) => attempt)).toEqual([1]);
  });
});

describe('the table of the calls', () => {
  it('names what a call is about, never the role', async () => {
    const sfn = newFake();
    const roleArn = 'arn:aws:iam::123456789012:role/orders';
    const definition = JSON.stringify(charging);
    await sfn.execute('CreateStateMachine', { roleArn, name: 'orders', definition });
    await sfn.execute('UpdateStateMachine', { roleArn, stateMachineArn: `${MACHINE}:orders` });
    await sfn.execute('CreateActivity', { name: 'ship' });
    await sfn.execute('ListStateMachines', {});
    expect(String(sfn.calls).split('\n')).toEqual([
      '#  at                        operation           resource             outcome',
      '1  2026-01-01T00:00:00.000Z  CreateStateMachine  stateMachine:orders  ok',
      '2  + 0.000 s                 UpdateStateMachine  stateMachine:orders  ok',
      '3  + 0.000 s                 CreateActivity      activity:ship        ok',
      '4  + 0.000 s                 ListStateMachines                        ok',
    ]);
  });

  it('shows when a call came, its token, and why it was refused', async () => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    const clientToken = '0b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed';
    await sfn.execute('RedriveExecution', { executionArn, clientToken });
    await sfn.execute('RedriveExecution', { executionArn, clientToken: 'again' });
    sfn.clock.advanceBy(90_000);
    await sfn.execute('SendTaskSuccess', { taskToken: `begin${'x'.repeat(100)}end`, output: '{}' });
    const [, first, second, third] = String(sfn.calls).split('\n');
    expect(first).toMatch(/^1 {2}2026-01-01T00:00:00.000Z {2}RedriveExecution .* 0b9d6bcd… +ok$/);
    expect(second).toMatch(
      /^2 {2}\+ 0\.000 s .* again +ExecutionNotRedrivable: Execution is RUNNING and cannot be redriven$/,
    );
    expect(third).toMatch(/^3 {2}\+ 1 min 30\.0 s .* beginx+…x+end +InvalidToken: /);
  });

  it('is not widened by what is far too long for an ARN', async () => {
    const sfn = newFake();
    await sfn.execute('DescribeExecution', { executionArn: 'x'.repeat(1_000_000) });
    await sfn.execute('ListStateMachines', {});
    expect(String(sfn.calls)).toMatch(/xxx… +ValidationException/);
    expect(String(sfn.calls).length).toBeLessThan(1_000);
  });

  it('shows control characters of an ARN by their number', async () => {
    const sfn = newFake();
    await sfn.execute('DescribeExecution', {
      executionArn: 'arn:aws:states:us-east-1:1:execution:a\n\u001b[31m:\u202eb\u2028',
    });
    const text = inspect(sfn.calls);
    expect(text).toContain(String.raw`execution:a\u{a}\u{1b}[31m:\u{202e}b\u{2028}`);
    expect(text.split('\n')).toHaveLength(2);
  });
});
