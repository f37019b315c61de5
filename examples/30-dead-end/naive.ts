const invoke = (FunctionName: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName, Payload: { 'order.$': '$.orderId', 'idempotencyKey.$': '$$.Execution.Name' } },
});

/** Thinks that a failure that is caught can be repeated. What a redrive repeats is the Fail state, which fails again. */
export const checkout = {
  StartAt: 'Charge',
  States: {
    Charge: {
      ...invoke('charge'),
      ResultPath: null,
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Tell' }],
      Next: 'Ship',
    },
    Ship: { ...invoke('ship'), End: true },
    Tell: { ...invoke('tell'), ResultPath: null, Next: 'Give up' },
    'Give up': { Type: 'Fail', Error: 'Order.NotCharged' },
  },
};
