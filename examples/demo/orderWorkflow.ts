const AWS = 'arn:aws:lambda:us-east-1:123456789012:function';

/** Reserve, charge, then ship and send the receipt at the same time. */
export const orderWorkflow = {
  Comment: 'One order',
  StartAt: 'ReserveStock',
  States: {
    ReserveStock: { Type: 'Task', Resource: `${AWS}:reserve-stock`, ResultPath: '$.reservation', Next: 'ChargeCard' },
    ChargeCard: {
      Type: 'Task',
      Resource: `${AWS}:charge-card`,
      ResultPath: '$.payment',
      Retry: [{ ErrorEquals: ['GatewayTimeout'], IntervalSeconds: 1, MaxAttempts: 1 }],
      Next: 'Fulfil',
    },
    Fulfil: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'BookCourier',
          States: { BookCourier: { Type: 'Task', Resource: `${AWS}:book-courier`, End: true } },
        },
        {
          StartAt: 'SendReceipt',
          States: { SendReceipt: { Type: 'Task', Resource: `${AWS}:send-receipt`, End: true } },
        },
      ],
      End: true,
    },
  },
};
