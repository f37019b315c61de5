import { createFakeStepFunctions, fails, seconds, succeeds, type FakeStepFunctions } from 'redrive-testkit';

const task = (more: object) => ({ Type: 'Task', Resource: 'arn:aws:states:::sns:publish', ...more });

export const definition = {
  StartAt: 'ReserveStock',
  States: {
    ReserveStock: task({ ResultPath: null, Next: 'IsGift' }),
    IsGift: {
      Type: 'Choice',
      Choices: [{ Variable: '$.gift', BooleanEquals: true, Next: 'Wrap' }],
      Default: 'Fulfil',
    },
    Wrap: task({ Next: 'Fulfil' }),
    Fulfil: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'ChargeCard',
          States: {
            ChargeCard: task({ End: true, Catch: [{ ErrorEquals: ['Card.Lost'], Next: 'AskAgain' }] }),
            AskAgain: task({ Next: 'ChargeCard' }),
          },
        },
        {
          StartAt: 'Pack',
          States: {
            Pack: {
              Type: 'Map',
              ItemsPath: '$.items',
              ItemProcessor: { StartAt: 'Pick', States: { Pick: task({ End: true }) } },
              End: true,
            },
          },
        },
      ],
      Next: 'Notify',
    },
    Notify: task({ End: true }),
  },
};

/** An order whose card is declined until it is redriven. */
export function checkout(): { sfn: FakeStepFunctions; executionArn: string; definition: typeof definition } {
  const sfn = createFakeStepFunctions();
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'checkout',
    definition,
    tasks: {
      ReserveStock: succeeds({}, { after: seconds(3) }),
      ChargeCard: ({ redriveCount }) =>
        redriveCount === 0 ? fails('Card.Declined', 'insufficient funds', { after: seconds(2) }) : succeeds({}),
    },
  });
  const input = JSON.stringify({ gift: false, items: [1, 2, 3] });
  const { executionArn } = sfn.startExecution({ stateMachineArn, name: 'order-7', input });
  sfn.settle({ skipTime: true });
  return { sfn, executionArn, definition };
}
