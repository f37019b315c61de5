/** Charges each order of a batch in an execution of its own; one failure fails the batch. */
export const batch = {
  StartAt: 'ChargeOrders',
  States: {
    ChargeOrders: {
      Type: 'Map',
      Label: 'ChargeOrders',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'ChargeCard',
        States: {
          ChargeCard: {
            Type: 'Task',
            Resource: 'arn:aws:lambda:us-east-1:123456789012:function:charge-card',
            End: true,
          },
        },
      },
      End: true,
    },
  },
};
