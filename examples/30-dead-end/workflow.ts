const invoke = (FunctionName: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName, Payload: { 'order.$': '$.orderId', 'idempotencyKey.$': '$$.Execution.Name' } },
});

/** An order that cannot be charged fails where it is charged. Whoever has to know hears of it from EventBridge. */
export const checkout = {
  StartAt: 'Charge',
  States: {
    Charge: { ...invoke('charge'), ResultPath: null, Next: 'Ship' },
    Ship: { ...invoke('ship'), End: true },
  },
};
