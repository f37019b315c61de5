import {
  createFakeStepFunctions,
  failsUntilRedriven,
  lambdaReturns,
  printHistory,
  virtualClock,
} from 'redrive-testkit';
import { exploreRedrives } from 'redrive-testkit/explore';

const lambda = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
const task = (name: string, next?: string): object => ({
  Type: 'Task',
  Resource: lambda(name),
  ...(next === undefined ? { End: true } : { Next: next }),
});

/** An order that fails, is redriven and succeeds, as `printHistory` prints it. */
export function printedHistory(): string {
  const sfn = createFakeStepFunctions({ clock: virtualClock('2026-11-30T09:00:00Z') });
  const machine = sfn.createStateMachine({
    name: 'checkout',
    definition: {
      StartAt: 'ReserveStock',
      States: { ReserveStock: task('reserve-stock', 'ChargeCard'), ChargeCard: task('charge-card') },
    },
    tasks: {
      ReserveStock: lambdaReturns({ shelf: 'B4' }),
      ChargeCard: failsUntilRedriven('Card.Declined', 'insufficient funds', { then: lambdaReturns({ paid: true }) }),
    },
  });
  const order = sfn.startExecution({ ...machine, input: '{"orderId":7}' });
  sfn.settle();
  sfn.redriveExecution(order);
  sfn.settle();
  return fenced(printHistory(sfn.history(order), { last: 9, width: 100, colors: false }));
}

/** What the search says about a Parallel whose sibling branch sends mail. */
export function printedFinding(): string {
  const report = exploreRedrives({
    definition: {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Charge', States: { Charge: task('charge') } },
            { StartAt: 'Mail', States: { Mail: task('mail') } },
          ],
          End: true,
        },
      },
    },
    input: { orderId: 7 },
    idempotencyKey: { Charge: () => 'charge 7' },
    faults: 1,
  });
  const [finding] = report.findings;
  return fenced(String(finding).split('\n\n')[0]!);
}

const fenced = (text: string): string => `\`\`\`text\n${text.replace(/ +$/gm, '')}\n\`\`\``;
