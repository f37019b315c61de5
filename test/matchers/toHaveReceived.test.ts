import { SFNClient, RedriveExecutionCommand, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { throttled } from 'redrive-testkit';
import { toRequestHandler } from 'redrive-testkit/request-handler';
import { failedOrder, said } from './scene';

/** A scene whose calls come from a real client. */
function scene() {
  const { order, sfn } = failedOrder();
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const client = new SFNClient({ region: 'us-east-1', credentials, requestHandler: toRequestHandler(sfn) });
  const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:checkout';
  const start = (name: string, orderId: number) =>
    client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify({ orderId, at: 'noon' }) }));
  return { client, order, sfn, start, stateMachineArn };
}

const holds = (received: unknown, ...args: unknown[]) => said('toHaveReceived', {}, received, ...args).holds;

describe('toHaveReceived', () => {
  test('holds for a call of the operation, accepted or not, by the members that are given', async () => {
    const { client, order, sfn, start } = scene();
    expect(holds(sfn, 'StartExecution')).toBe(false);
    await start('one', 7);
    await client.send(new StopExecutionCommand({ ...order, error: 'Ops.Stopped' })).catch(() => undefined);
    expect(holds(sfn, 'StartExecution')).toBe(true);
    expect(holds(sfn, 'StartExecution', { name: 'one' })).toBe(true);
    expect(holds(sfn, 'StartExecution', { name: /^o/, input: { orderId: 7 } })).toBe(true);
    expect(holds(sfn, 'StartExecution', { input: expect.stringContaining('noon') })).toBe(true);
    expect(holds(sfn, 'StartExecution', { input: { orderId: 8 } })).toBe(false);
    expect(holds(sfn, 'StopExecution', expect.objectContaining({ error: 'Ops.Stopped' }))).toBe(true);
  });

  test('counts', async () => {
    const { sfn, start } = scene();
    await start('one', 7);
    await start('two', 7);
    expect(holds(sfn, 'StartExecution', undefined, { times: 2 })).toBe(true);
    expect(holds(sfn, 'StartExecution', { name: 'two' }, { times: 1 })).toBe(true);
    expect(holds(sfn, 'StartExecution', { name: 'three' }, { times: 0 })).toBe(true);
  });

  test('takes what the fake has answered for its ARN', async () => {
    const { client, sfn, stateMachineArn } = scene();
    const started = sfn.startExecution({ stateMachineArn });
    const gone = 'arn:aws:states:us-east-1:123456789012:execution:checkout:gone';
    expect(said('toHaveReceived', { isNot: true }, sfn, 'RedriveExecution', started).holds).toBe(true);
    await client.send(new RedriveExecutionCommand(started)).catch(() => undefined);
    expect(holds(sfn, 'RedriveExecution', started)).toBe(true);
    expect(said('toHaveReceived', { isNot: true }, sfn, 'RedriveExecution', { executionArn: gone }).holds).toBe(true);
  });

  test('tells calls that the test has made itself from none', () => {
    const { order, sfn } = scene();
    sfn.redriveExecution(order);
    const { holds: held, message } = said('toHaveReceived', {}, sfn, 'RedriveExecution', order);
    expect([held, message]).toEqual([false, expect.stringContaining('does not count: RedriveExecution once')]);
  });

  test('its messages', async () => {
    const { sfn, start } = scene();
    await start('one', 7);
    const message = (isNot: boolean, ...args: unknown[]) =>
      said('toHaveReceived', { isNot }, sfn, ...args)
        .message.split('\n\n')
        .slice(0, 2)
        .join('\n');
    expect(message(false, 'StartExecution', { input: { orderId: 8 } })).toMatchInlineSnapshot(`
     "
     expect(sfn).toHaveReceived("StartExecution", { input: { orderId: 8 } })
     Expected: StartExecution at least once with { input: { orderId: 8 } }
     Received: StartExecution once, with another input:
       { input: "{\\"orderId\\":7,\\"at\\":\\"noon\\"}" }"
    `);
    expect(message(false, 'StopExecution')).toMatchInlineSnapshot(`
     "
     expect(sfn).toHaveReceived("StopExecution")
     Expected: StopExecution at least once
     Received: no StopExecution"
    `);
    expect(message(true, 'StartExecution', { name: 'one' })).toMatchInlineSnapshot(`
     "
     expect(sfn).not.toHaveReceived("StartExecution", { name: "one" })
     Expected: no StartExecution with { name: "one" }
     Received: StartExecution once with { name: "one" }"
    `);
    expect(message(false, 'StartExecution', { name: 'one' }, { times: 2 })).toMatchInlineSnapshot(`
     "
     expect(sfn).toHaveReceived("StartExecution", { name: "one" }, { times: 2 })
     Expected: StartExecution 2 times with { name: "one" }
     Received: StartExecution once with { name: "one" }"
    `);
  });
});

describe('toHaveRedrivenOnly', () => {
  test('holds if these were redriven and no others', async () => {
    const { client, order, sfn, stateMachineArn } = scene();
    const second = sfn.startExecution({ stateMachineArn, name: 'order-8' });
    sfn.settle();
    const only = (...executions: unknown[]) => said('toHaveRedrivenOnly', {}, sfn, executions).holds;
    expect(only(order)).toBe(false);
    await client.send(new RedriveExecutionCommand(order));
    expect(only(order)).toBe(true);
    expect(only(order, second)).toBe(false);
    await client.send(new RedriveExecutionCommand({ executionArn: second.executionArn }));
    expect(only(order, second)).toBe(true);
    expect(only(second)).toBe(false);
    expect(said('toHaveRedrivenOnly', {}, sfn, [second]).message).toContain(
      'Expected: these redriven, and no others\nReceived: redriven too: execution:checkout:order-7',
    );
  });
});

describe('sfn.calls.of', () => {
  test('gives the calls of one operation, typed and printable', async () => {
    const { client, order, sfn, start } = scene();
    await start('one', 7);
    await client.send(new RedriveExecutionCommand({ ...order, clientToken: 'token-1' }));
    const [redrive, ...others] = sfn.calls.of('RedriveExecution');
    const token: string | undefined = redrive?.input.clientToken;
    expect([token, others]).toEqual(['token-1', []]);
    expect(sfn.calls.of('StopExecution')).toEqual([]);
    expect(String(sfn.calls.of('StartExecution'))).toContain('StartExecution');
    expect(String(sfn.calls.of('StartExecution'))).not.toContain('RedriveExecution');
  });

  test('refuses an operation that there is not', () => {
    const { sfn } = scene();
    expect(() => sfn.calls.of('StartExecutions' as never)).toThrow("Did you mean 'StartExecution'?");
  });
});

test('a fault that came less often than it was asked for is told beside what was received', async () => {
  const { order, redrive, sfn } = failedOrder();
  sfn.failNext('RedriveExecution', throttled(), { times: 3 });
  await redrive();
  const left = "failNext('RedriveExecution', ThrottlingException) was used 1 of 3 times.";
  expect(said('toHaveReceived', {}, sfn, 'StopExecution', order).message).toContain(left);
  expect(said('toHaveRedriven', {}, sfn, order).message).toContain(left);
});

test('a redrive that the test itself has made is told apart from none', () => {
  const { order, sfn } = scene();
  sfn.redriveExecution(order);
  expect(said('toHaveRedriven', {}, sfn, order).message).toContain(
    'Received: not redriven by the code under test; once by the test itself, with sfn.redriveExecution(), which does not count',
  );
  expect(sfn.calls).toEqual([]);
  expect(sfn.calls.byTest.at(-1)).toMatchObject({ operation: 'RedriveExecution', input: order });
  expect(sfn.calls.of('RedriveExecution')).toEqual([]);
});
