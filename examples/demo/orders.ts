import {
  createFakeStepFunctions,
  days,
  fails,
  failsUntilRedriven,
  lambdaReturns,
  lambdaThrows,
  seconds,
  virtualClock,
  type FakeStepFunctions,
  type TaskOutcome,
  type TaskScript,
} from 'redrive-testkit';
import { orderWorkflow } from './orderWorkflow';

export interface Order {
  executionArn: string;
}

export interface Orders {
  sfn: FakeStepFunctions;
  stateMachineArn: string;
  courierDown: Order;
  all: Order[];
}

/** A fake Step Functions with the order workflow, and five orders in it. */
export function createOrders(): Orders {
  // The clock moves only when it is told to, and a read may pass over the time that a task takes: the demo does not wait.
  const sfn = createFakeStepFunctions({ clock: virtualClock('2026-03-01T08:00:00Z'), timeSkipping: true });
  const { stateMachineArn } = sfn.createStateMachine({ name: 'orders', definition: orderWorkflow, tasks });

  const place = (name: string): Order => {
    const { executionArn } = sfn.startExecution({ stateMachineArn, name, input: JSON.stringify({ orderId: name }) });
    return { executionArn };
  };
  const finish = (): void => sfn.settle({ skipTime: true });

  const tooOld = place('order-1001');
  finish();
  sfn.clock.advanceBy(days(15));
  const shipped = place('order-1002');
  const courierDown = place('order-1003');
  const unpaid = place('order-1004');
  finish();
  const cancelled = place('order-1005');
  sfn.stopExecution({ executionArn: cancelled.executionArn, error: 'Cancelled', cause: 'by mistake' });
  return { sfn, stateMachineArn, courierDown, all: [tooOld, shipped, courierDown, unpaid, cancelled] };
}

const works = (payload: unknown): TaskOutcome => lambdaReturns(payload, { after: seconds(0.4) });

const tasks: TaskScript = {
  ReserveStock: ({ executionArn }) =>
    executionArn.endsWith('1001') ? lambdaThrows('StockServiceDown', 'no answer') : works({ shelf: 'B4' }),
  ChargeCard: ({ executionArn }) =>
    executionArn.endsWith('1004') ? fails('GatewayTimeout', 'no answer after 30 s') : works({ paid: true }),
  BookCourier: ({ executionArn }) =>
    executionArn.endsWith('1003')
      ? failsUntilRedriven('CourierUnreachable', 'connect ECONNREFUSED', {
          after: seconds(0.9),
          then: works({ parcel: 'P-77' }),
        })
      : works({ parcel: 'P-12' }),
  SendReceipt: works({ sent: true }),
};
