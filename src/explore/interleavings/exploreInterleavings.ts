import { createFakeStepFunctions } from '../../service/createFake';
import { coreOf } from '../../service/fakeStepFunctions';
import { TestkitError } from '../../model/testkitError';
import { syncBuiltinESMExports } from '../../adapters/coreModules';
import { ruleTimerModules } from '../../time/timerModules';
import { ExploredClients } from './clients';
import { runCourse, type InterleavingCourse } from './course';
import { resolveInterleavingOptions, type InterleavingOptions, type ResolvedInterleavingOptions } from './options';
import { interleavingReportOf, type InterleavingReport } from './report';
import { parseSchedule, type Choice } from './schedule';
import { ScheduleSearch } from './search';

/**
 * Runs several workers at once against the fake, in every order in which their requests can reach AWS, and with every placement of some
 * faults: the race that no test was written for.
 *
 * Each schedule begins with a fresh fake. `setTimeout`, `setInterval` (of `node:timers` and `node:timers/promises`, too), `Date` and
 * `Math.random` belong to the search while it runs; time moves only when every consumer waits for a timer. Orders that only exchange
 * reads are explored once. Other I/O of a consumer is waited for, not explored.
 *
 * @throws TestkitError `OPTION_UNKNOWN`, `ARGUMENT_INVALID`, `PEER_MISSING`; `CONSUMER_NOT_DETERMINISTIC` if a consumer does something else
 * when the same schedule is run again.
 * @example
 * const report = await exploreInterleavings({
 *   arrange: (sfn) => sfn.seed(failedExecution('task-failed')),
 *   consumers: [(client, order) => recover(client, order), (client, order) => recover(client, order)],
 *   check: (sfn, order) => expect(sfn).toHaveRedriven(order, { times: 1 }),
 * });
 * expect(report.failures).toEqual([]);
 */
export async function exploreInterleavings<World>(
  options: InterleavingOptions<World>,
): Promise<InterleavingReport<World>> {
  const resolved = resolveInterleavingOptions(options);
  const { limit, consumers } = resolved;
  const search = new ScheduleSearch(resolved.reduce, resolved.maxFaults);
  const failed: InterleavingCourse<World>[] = [];
  let schedules = 0;
  await withClients(resolved, async (clients) => {
    while (search.hasMore && schedules < limit) {
      search.begin();
      const course = await runCourse(resolved, clients, (...seen) => search.choose(...seen));
      search.end(course.steps.at(-1));
      if (course.isAbandoned) continue;
      schedules += 1;
      if (course.error !== undefined) failed.push(withoutFake(course));
    }
  });
  const found = { schedules, failed, complete: !search.hasMore, consumers: consumers.length, limit };
  return interleavingReportOf(found, async (schedule) => replay(resolved, parseSchedule(schedule)));
}

/** A failure keeps what it shows, not its whole fake: there may be thousands. */
function withoutFake<World>(course: InterleavingCourse<World>): InterleavingCourse<World> {
  return { ...course, sfn: undefined as never, world: undefined as never };
}

async function withClients<World, T>(
  options: ResolvedInterleavingOptions<World>,
  work: (clients: ExploredClients) => Promise<T>,
): Promise<T> {
  const { region } = coreOf(createFakeStepFunctions(options.fake)).place;
  const clients = new ExploredClients(options.sdk, options.consumers.length, region);
  const giveBack = ruleTimerModules(syncBuiltinESMExports);
  try {
    await clients.warmUp();
    return await work(clients);
  } finally {
    giveBack();
    clients.close();
  }
}

/** Follows a schedule as far as it goes; what is left over then runs in the order of the consumers. */
async function replay<World>(
  options: ResolvedInterleavingOptions<World>,
  schedule: readonly Choice[],
): Promise<InterleavingCourse<World>> {
  const left = [...schedule];
  const faults = schedule.filter(({ fault }) => fault !== undefined).length;
  const resolved = { ...options, maxFaults: Math.max(options.maxFaults, faults) };
  return withClients(options, (clients) =>
    runCourse(resolved, clients, (enabled, gate) => {
      const choice = left.shift() ?? enabled[0]!;
      if (gate.of(choice.consumer).length < choice.waiting) throw notThere(choice);
      return choice;
    }),
  );
}

function notThere({ consumer, waiting }: Choice): TestkitError {
  return new TestkitError({
    code: 'SCHEDULE_UNKNOWN',
    what: `The schedule lets request ${waiting} of consumer ${consumer} through, which does not wait there.`,
    hint: 'Replay a schedule with the options, the consumers and the code that it was found with.',
  });
}
