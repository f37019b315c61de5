/** Thinks that a redrive repeats what has failed. It repeats what was still running, too. */
const invoke = (FunctionName: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName, Payload: { 'order.$': '$.orderId' } },
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
