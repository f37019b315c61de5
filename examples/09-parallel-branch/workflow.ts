const task = (name: string) => ({ Type: 'Task', Resource: `arn:aws:lambda:us-east-1:123456789012:function:${name}` });

/** A courier is booked while the customer is told. */
export const fulfilment = {
  StartAt: 'Fulfil',
  States: {
    Fulfil: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'BookCourier', States: { BookCourier: { ...task('book-courier'), End: true } } },
        { StartAt: 'SendReceipt', States: { SendReceipt: { ...task('send-receipt'), End: true } } },
      ],
      End: true,
    },
  },
};
