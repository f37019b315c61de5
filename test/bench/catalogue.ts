/** Building executions: the default one, one whose history is as long as a redrive allows, and both put into a fake. */
import { createFactories, createFakeStepFunctions, failedExecution, virtualClock, withEvents } from 'redrive-testkit';

const MOST_MILLISECONDS = { default: 0.3, long: 100 };
const EVENTS = 24_998;
const DEFAULTS = 2_000;
const LONG = 7;

/** The shortest of several measurements, of the processor's time: what else the machine does hardly counts. */
function shortest(times: number, work: () => unknown): number {
  let best = Infinity;
  for (let count = 0; count < times; count += 1) {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

function main(): void {
  const factories = createFactories();
  const build = () => factories.build('lambda-function-failed');
  const buildLong = () => factories.executionHistory('lambda-function-failed', withEvents(EVENTS));
  for (let warm = 0; warm < DEFAULTS; warm += 1) build();
  const one = shortest(10, () => factories.buildList(DEFAULTS / 10, 'lambda-function-failed')) / (DEFAULTS / 10);
  const long = shortest(LONG, buildLong);

  const sfn = createFakeStepFunctions({ clock: virtualClock() });
  const recipe = failedExecution('lambda-function-failed');
  const seeded = shortest(5, () => sfn.seed(recipe, { count: 200 })) / 200;
  const seededLong = shortest(3, () => sfn.seed(failedExecution('lambda-function-failed', withEvents(EVENTS))));

  console.table({
    'ms to build a default failed execution': { measured: one.toFixed(3), limit: MOST_MILLISECONDS.default },
    [`ms to build one of ${EVENTS} events`]: { measured: long.toFixed(1), limit: MOST_MILLISECONDS.long },
    'ms to seed a default failed execution': { measured: seeded.toFixed(3) },
    [`ms to seed one of ${EVENTS} events`]: { measured: seededLong.toFixed(1) },
  });
  process.exitCode = one <= MOST_MILLISECONDS.default && long <= MOST_MILLISECONDS.long ? 0 : 1;
}

main();
