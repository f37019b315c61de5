/** The card is charged while the receipt is mailed. Both are told the name of the execution, which a redrive keeps, and act once for it. */
const invoke = (FunctionName: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName, Payload: { 'order.$': '$.orderId', 'idempotencyKey.$': '$$.Execution.Name' } },
  End: true,
});

export const checkout = {
  StartAt: 'Pay and tell',
  States: {
    'Pay and tell': {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Charge', States: { Charge: invoke('charge') } },
        { StartAt: 'Mail', States: { Mail: invoke('mail') } },
      ],
      End: true,
    },
  },
};
