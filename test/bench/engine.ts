/**
 * How fast executions run: a history filled to its end, a thousand executions failed and redriven, and whether an event costs the
 * same in the last third of a long history as in the first. Medians of rounds in one process.
 */
import { createFakeStepFunctions, fails, succeeds, virtualClock, type FakeStepFunctions } from 'redrive-testkit';

const ROUNDS = 9;
const WARM_UP_ROUNDS = 3;
const EVENTS = 24_999;
const EXECUTIONS = 1_000;
const FULL_HISTORY_LIMIT = 100;
const EXECUTIONS_LIMIT = 1_000;
/** What the last third of a history may cost, in times of the first. */
const GROWTH_LIMIT = 1.5;

const pass = { Type: 'Pass' };
const choosing = {
  Type: 'Choice',
  Choices: [{ Variable: '$.stop', IsPresent: true, Next: 'End' }],
  Default: 'Again',
};
const endless = {
  StartAt: 'Again',
  States: { Again: { ...pass, Next: 'Choose' }, Choose: choosing, End: { Type: 'Succeed' } },
};
const waiting = { ...endless, States: { ...endless.States, Again: { Type: 'Wait', Seconds: 1, Next: 'Choose' } } };
const orders = {
  StartAt: 'Check',
  States: {
    Check: { ...pass, Next: 'Prepare' },
    Prepare: { ...pass, Next: 'Reserve' },
    Reserve: { ...pass, Next: 'Charge' },
    Charge: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Next: 'Notify' },
    Notify: { ...pass, End: true },
  },
};

const fresh = (): FakeStepFunctions => createFakeStepFunctions({ clock: virtualClock() });

function timed(act: () => void): number {
  global.gc?.();
  const start = performance.now();
  act();
  return performance.now() - start;
}

/** One execution, to the event that fills its history. */
function fillHistory(): number {
  const sfn = fresh();
  const { stateMachineArn } = sfn.createStateMachine({ name: 'endless', definition: endless });
  let executionArn: string | undefined;
  const elapsed = timed(() => ({ executionArn } = sfn.startExecution({ stateMachineArn })));
  expectEqual(sfn.history(executionArn!).length, EVENTS + 1);
  return elapsed;
}

/** Executions of a workflow of 20 events: started, failed, redriven, succeeded. */
function redriveMany(): number {
  const sfn = fresh();
  const tasks = { Charge: [fails('Card.Declined', 'insufficient funds'), succeeds({ paid: true })] };
  const { stateMachineArn } = sfn.createStateMachine({ name: 'orders', definition: orders, tasks });
  const arns: string[] = [];
  const elapsed = timed(() => {
    for (let order = 0; order < EXECUTIONS; order += 1) {
      arns.push(sfn.startExecution({ stateMachineArn, input: `{"order":${order}}` }).executionArn);
    }
    sfn.settle();
    for (const executionArn of arns) sfn.redriveExecution({ executionArn });
    sfn.settle();
  });
  for (const arn of arns) expectEqual(sfn.execution(arn).status, 'SUCCEEDED');
  expectEqual(sfn.history(arns[0]!).length, EVENTS_OF_AN_ORDER);
  return elapsed;
}

const EVENTS_OF_AN_ORDER = 20;

/** Milliseconds of the thirds of one long history, which goes on as the clock does. */
function thirds(): readonly number[] {
  const sfn = fresh();
  const { stateMachineArn } = sfn.createStateMachine({ name: 'waiting', definition: waiting });
  const { executionArn } = sfn.startExecution({ stateMachineArn });
  const roundsOfThird = EVENTS / 12;
  return [1, 2, 3].map(() =>
    timed(() => {
      for (let round = 0; round < roundsOfThird; round += 1) {
        sfn.clock.advanceBy(1_000);
        sfn.describeExecution({ executionArn });
      }
    }),
  );
}

function expectEqual(found: unknown, due: unknown): void {
  if (found !== due) throw new Error(`the bench itself is wrong: found ${String(found)}, due ${String(due)}`);
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

function medianOf(measure: () => number): number {
  const times: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    const time = measure();
    if (round >= 0) times.push(time);
  }
  return median(times);
}

function report(what: string, found: number, limit: number, unit: string): void {
  const over = found > limit;
  console.log(
    `${what.padEnd(58)} ${found.toFixed(2).padStart(9)} ${unit.padEnd(3)} ${String(limit).padStart(6)}${over ? '  OVER' : ''}`,
  );
  if (over) process.exitCode = 1;
}

console.log(`${''.padEnd(58)} ${'median'.padStart(9)}     ${'limit'.padStart(6)}`);
report(`a history of ${EVENTS} events`, medianOf(fillHistory), FULL_HISTORY_LIMIT, 'ms');
report(`${EXECUTIONS} executions started, failed, redriven, succeeded`, medianOf(redriveMany), EXECUTIONS_LIMIT, 'ms');
const growth = medianOf(() => {
  const [first, , last] = thirds();
  return last! / first!;
});
report('cost of the last third of a history, in times of the first', growth, GROWTH_LIMIT, 'x');
