import { failedOrder, said } from './scene';

describe('toHaveRedriven', () => {
  test('holds if the code under test has redriven the execution', async () => {
    const { order, redrive, sfn } = failedOrder();
    await redrive();
    expect(said('toHaveRedriven', {}, sfn, order).holds).toBe(true);
    expect(said('toHaveRedriven', {}, sfn, order.executionArn, { times: 1 }).holds).toBe(true);
    expect(said('toHaveRedriven', {}, sfn).holds).toBe(true);
    expect(said('toHaveRedriven', {}, sfn, order, { times: 2 }).holds).toBe(false);
  });

  test('does not count refused calls', async () => {
    const { order, redrive, sfn } = failedOrder();
    await redrive();
    await redrive();
    expect(said('toHaveRedriven', {}, sfn, order, { times: 1 }).holds).toBe(true);
  });

  test('does not count replayed tokens', async () => {
    const { order, redrive, sfn } = failedOrder();
    await redrive('token-1');
    await redrive('token-1');
    expect(said('toHaveRedriven', {}, sfn, order, { times: 1, clientToken: 'token-1' }).holds).toBe(true);
    expect(said('toHaveRedriven', {}, sfn, order, { clientToken: 'token-2' }).holds).toBe(false);
  });

  test('counts a redrive whose answer was lost, and not a lost refusal', async () => {
    const { order, redrive, sfn } = failedOrder();
    sfn.loseNextResponse('RedriveExecution', { times: 2 });
    await redrive('token-1');
    expect(said('toHaveRedriven', {}, sfn, order, { times: 1 }).holds).toBe(true);
    await redrive('token-2');
    expect(said('toHaveRedriven', {}, sfn, order, { times: 1 }).holds).toBe(true);
  });

  test('does not count what the test itself redrives', () => {
    const { order, sfn } = failedOrder();
    sfn.redriveExecution(order);
    expect(said('toHaveRedriven', { isNot: true }, sfn, order).holds).toBe(true);
  });

  test('its messages', async () => {
    const { order, redrive, sfn } = failedOrder();
    expect(said('toHaveRedriven', {}, sfn, order).message).toMatchInlineSnapshot(`
     "
     expect(sfn).toHaveRedriven("execution:checkout:order-7")

     Expected: redriven at least once
     Received: not redriven

     Calls since the test began:
     (no calls)
     "
    `);
    await redrive('token-1');
    await redrive('token-2');
    expect(said('toHaveRedriven', {}, sfn, order, { times: 2, clientToken: 'token-1' }).message).toMatchInlineSnapshot(`
     "
     expect(sfn).toHaveRedriven("execution:checkout:order-7", { times: 2, clientToken: "token-1" })

     Expected: redriven 2 times with client token "token-1"
     Received: redriven once

     Calls since the test began:
     #  at                        operation         resource                    token    outcome
     1  2026-01-31T12:00:00.000Z  RedriveExecution  execution:checkout:order-7  token-1  ok
     2  + 0.000 s                 RedriveExecution  execution:checkout:order-7  token-2  ExecutionNotRedrivable: Execution is SUCCEEDED and cannot be redriven
     "
    `);
    expect(said('toHaveRedriven', { isNot: true }, sfn).message).toMatchInlineSnapshot(`
     "
     expect(sfn).not.toHaveRedriven()

     Expected: not redriven
     Received: redriven once

     Calls since the test began:
     #  at                        operation         resource                    token    outcome
     1  2026-01-31T12:00:00.000Z  RedriveExecution  execution:checkout:order-7  token-1  ok
     2  + 0.000 s                 RedriveExecution  execution:checkout:order-7  token-2  ExecutionNotRedrivable: Execution is SUCCEEDED and cannot be redriven
     "
    `);
  });
});

describe('toHaveReceivedNoWrites', () => {
  test('holds after reads, not after a write, refused or not', async () => {
    const { call, redrive, sfn } = failedOrder();
    await call('DescribeExecution');
    await call('GetExecutionHistory');
    expect(said('toHaveReceivedNoWrites', {}, sfn).holds).toBe(true);
    await redrive();
    expect(said('toHaveReceivedNoWrites', {}, sfn).holds).toBe(false);
    expect(said('toHaveReceivedNoWrites', { isNot: true }, sfn).holds).toBe(true);
  });

  test('its messages', async () => {
    const { call, redrive, sfn } = failedOrder();
    await call('DescribeExecution');
    expect(said('toHaveReceivedNoWrites', { isNot: true }, sfn).message).toMatchInlineSnapshot(`
     "
     expect(sfn).not.toHaveReceivedNoWrites()

     Expected: a call that writes
     Received: only calls that read

     Calls since the test began:
     #  at                        operation          resource                    outcome
     1  2026-01-31T12:00:00.000Z  DescribeExecution  execution:checkout:order-7  ok
     "
    `);
    await redrive();
    expect(said('toHaveReceivedNoWrites', {}, sfn).message).toMatchInlineSnapshot(`
     "
     expect(sfn).toHaveReceivedNoWrites()

     Expected: only calls that read
     Received: RedriveExecution

     Calls since the test began:
     #  at                        operation          resource                    outcome
     1  2026-01-31T12:00:00.000Z  DescribeExecution  execution:checkout:order-7  ok
     2  + 0.000 s                 RedriveExecution   execution:checkout:order-7  ok
     "
    `);
  });
});

describe('toHaveReplayedToken', () => {
  test('holds once a token is answered from an earlier call', async () => {
    const { order, redrive, sfn } = failedOrder();
    await redrive('token-1');
    expect(said('toHaveReplayedToken', { isNot: true }, sfn, order).holds).toBe(true);
    await redrive('token-1');
    expect(said('toHaveReplayedToken', {}, sfn).holds).toBe(true);
    expect(said('toHaveReplayedToken', {}, sfn, order, { clientToken: 'token-1' }).holds).toBe(true);
    expect(said('toHaveReplayedToken', {}, sfn, order, { clientToken: 'token-2' }).holds).toBe(false);
  });

  test('its messages', async () => {
    const { order, redrive, sfn } = failedOrder();
    await redrive('token-1');
    expect(said('toHaveReplayedToken', {}, sfn, order, { clientToken: 'token-1' }).message).toMatchInlineSnapshot(`
     "
     expect(sfn).toHaveReplayedToken("execution:checkout:order-7", { clientToken: "token-1" })

     Expected: client token "token-1" is replayed
     Received: never replayed

     Calls since the test began:
     #  at                        operation         resource                    token    outcome
     1  2026-01-31T12:00:00.000Z  RedriveExecution  execution:checkout:order-7  token-1  ok
     "
    `);
    await redrive('token-1');
    expect(said('toHaveReplayedToken', { isNot: true }, sfn).message).toMatchInlineSnapshot(`
     "
     expect(sfn).not.toHaveReplayedToken()

     Expected: no client token is replayed
     Received: replayed once

     Calls since the test began:
     #  at                        operation         resource                    token    outcome
     1  2026-01-31T12:00:00.000Z  RedriveExecution  execution:checkout:order-7  token-1  ok
     2  + 0.000 s                 RedriveExecution  execution:checkout:order-7  token-1  ok (replayed)
     "
    `);
  });
});

test('what is no fake is misuse', () => {
  const { order } = failedOrder();
  expect(() => said('toHaveRedriven', {}, order)).toThrow(/toHaveRedriven needs a fake/);
  expect(() => said('toHaveReceivedNoWrites', {}, undefined)).toThrow(
    expect.objectContaining({ code: 'ARGUMENT_INVALID' }),
  );
});
