import fc from 'fast-check';
import {
  createFakeStepFunctions,
  fails,
  importExecution,
  succeeds,
  virtualClock,
  type TaskCall,
} from 'redrive-testkit';
import { workflows } from '../support/arbitraryWorkflows';
import { begin, coin, finish, tellingItsPlace, type Run } from '../support/plays';

/** One seed for every run of the suite; another one with PROPERTY_SEED. */
const RUNS = { numRuns: 150, seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_122) };

const LONGEST_TASK = 3_000;
const HOW_OFTEN_TASKS_FAIL = 0.25;

/** Tasks that take their time, and fail now and then until the execution was redriven often enough. */
function moody(tasks: readonly string[], seed: number) {
  const outcome = (call: TaskCall) => {
    const after = Math.floor(coin(seed, { ...call, redriveCount: 0 }) * LONGEST_TASK);
    const hasFailed = coin(seed + 1, call) < HOW_OFTEN_TASKS_FAIL && call.redriveCount < 2;
    return hasFailed ? fails('Moody', call.stateName, { after }) : succeeds(tellingItsPlace(call).output, { after });
  };
  return Object.fromEntries(tasks.map((name) => [name, outcome]));
}

/** The same execution in another fake, as it was captured. */
function imported({ sfn, executionArn }: Run, tasks: ReturnType<typeof moody>): Run {
  const describe = sfn.execution(executionArn);
  const { definition } = sfn.describeStateMachineForExecution({ executionArn });
  const other = createFakeStepFunctions({ clock: virtualClock(new Date(sfn.clock.now())) });
  const files = { describe, history: sfn.history(executionArn), definition };
  const order = other.seed(importExecution({ ...files, stoppedAgo: stoppedAgo(sfn, describe.stopDate) }));
  other.script(order.stateMachineArn, tasks);
  return { sfn: other, executionArn: order.executionArn, redrives: 0 };
}

function stoppedAgo({ clock }: Run['sfn'], stopDate: Date | undefined): number {
  return stopDate === undefined ? 0 : clock.now() - stopDate.getTime();
}

/** How long the first run and the redrives before the capture were let go on, in milliseconds. */
const moments = fc.array(fc.nat({ max: 9_000 }), { minLength: 1, maxLength: 3 });

/** Redrives it if it was stopped before, and stops it after a while unless it has closed by itself. */
function interrupt({ sfn, executionArn }: Run, duration: number, isRedrive: boolean): void {
  const status = () => sfn.execution(executionArn).status;
  if (isRedrive && status() !== 'SUCCEEDED') sfn.redriveExecution({ executionArn });
  sfn.clock.advanceBy(duration);
  if (status() === 'RUNNING') sfn.stopExecution({ executionArn });
}

describe('random workflows that have failed or were stopped', () => {
  it('go on as the original does when they are imported and redriven', () => {
    const all = workflows({ catches: true, taskRetries: true, containerRetries: true, data: true });
    let unsuccessful = 0;
    fc.assert(
      fc.property(all, fc.nat({ max: 1_000_000 }), moments, ({ definition, tasks }, seed, durations) => {
        const script = moody(tasks, seed);
        const original = begin(definition, script);
        for (const [index, duration] of durations.entries()) interrupt(original, duration, index > 0);
        if (original.sfn.execution(original.executionArn).status === 'SUCCEEDED') return;
        unsuccessful += 1;
        const copy = imported(original, script);
        const [first, second] = [original, copy].map((run) => {
          run.sfn.redriveExecution({ executionArn: run.executionArn });
          finish(run);
          return { history: run.sfn.history(run.executionArn), status: run.sfn.execution(run.executionArn).status };
        });
        expect(second).toEqual(first);
      }),
      RUNS,
    );
    expect(unsuccessful).toBeGreaterThan(RUNS.numRuns / 5);
  });
});
