/**
 * Step 1: the kit makes the stub. Three lines of the head have changed, the old tests have not; a new test already asks the fake.
 */
import { ListExecutionsCommand, RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { createFakeStepFunctions, failedExecution } from 'redrive-testkit';
import { toClientMock } from 'redrive-testkit/client-mock';
import { recoverOrders } from '../naive';

const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:orders';
const orders = ['a', 'b'].map((name) => `arn:aws:states:us-east-1:123456789012:execution:orders:${name}`);

const sfn = createFakeStepFunctions();
const sfnMock = toClientMock(sfn);
afterAll(() => sfnMock.restore());
beforeEach(() => {
  sfn.reset();
  sfnMock.reset();
});

describe('the old tests', () => {
  beforeEach(() => {
    sfnMock
      .on(ListExecutionsCommand)
      .resolves({ executions: orders.map((executionArn) => ({ executionArn }) as never) });
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
});

test('a new test: nothing is stubbed, and the order really runs again', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));

  expect(await recoverOrders(order.stateMachineArn)).toEqual({ redriven: [order.executionArn], refused: [] });
  sfn.settle();

  expect(sfn.execution(order).status).toBe('SUCCEEDED');
});
