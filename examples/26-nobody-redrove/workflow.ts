const invoke = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };

/** New orders are charged, returned ones are refunded. */
export const orders = {
  StartAt: 'Which way',
  States: {
    'Which way': {
      Type: 'Choice',
      Choices: [{ Variable: '$.kind', StringEquals: 'return', Next: 'Refund' }],
      Default: 'Charge',
    },
    Charge: invoke,
    Refund: invoke,
  },
};
