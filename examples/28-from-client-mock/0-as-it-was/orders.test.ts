/**
 * Shows: taking over a suite of aws-sdk-client-mock, in four steps, each of them green.
 * Trap: answers that are written by hand agree with the code, also where both are wrong: an error that AWS never sends, one page of many.
 *
 * This is the suite as it was, without the kit.
 */
import { ListExecutionsCommand, RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { recoverOrders } from '../naive';

const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:orders';
const orders = ['a', 'b'].map((name) => `arn:aws:states:us-east-1:123456789012:execution:orders:${name}`);

const sfnMock = mockClient(SFNClient);
beforeEach(() => {
  sfnMock.reset();
  sfnMock.on(ListExecutionsCommand).resolves({ executions: orders.map((executionArn) => ({ executionArn }) as never) });
});

test('all failed orders are redriven', async () => {
  sfnMock.on(RedriveExecutionCommand).resolves({ redriveDate: new Date() });

  expect(await recoverOrders(machine)).toEqual({ redriven: orders, refused: [] });
  expect(sfnMock.commandCalls(RedriveExecutionCommand)).toHaveLength(2);
});

test('a refused order does not stop the others', async () => {
  sfnMock.on(RedriveExecutionCommand, { executionArn: orders[0]! }).rejects('ExecutionNotRedrivableException');
  sfnMock.on(RedriveExecutionCommand, { executionArn: orders[1]! }).resolves({ redriveDate: new Date() });

  expect(await recoverOrders(machine)).toEqual({ redriven: [orders[1]], refused: [orders[0]] });
});

test('any other error stops the job', async () => {
  sfnMock.on(RedriveExecutionCommand).rejects('Rate exceeded');

  await expect(recoverOrders(machine)).rejects.toThrow('Rate exceeded');
});
