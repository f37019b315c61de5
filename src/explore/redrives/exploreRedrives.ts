import { resolveExplorationOptions, type RedriveExplorationOptions } from './options';
import { Findings, symptomsOf } from './findings';
import { redriveReportOf, type RedriveReport } from './report';
import { baselineOf, Budget, exploreCourses } from './search';
import { RedriveWorld } from './world';

/**
 * Fails a workflow at every point in every way, redrives it, and reports the side effects that ran twice or never, the executions that no
 * redrive brings to an end, and what would cure them.
 *
 * A fault is placed at every attempt of every task that a course reaches: it fails before its work, after it, its answer or heartbeat is
 * lost, or the execution is stopped between any two events; beside each, every number of answers of sibling branches that arrived before.
 * So it is at every call of an ItemReader (it fails) and of a ResultWriter (its test write is refused, or the results cannot be written).
 * Courses have up to `faults` of them, each failure followed by redrives.
 *
 * @throws TestkitError `OPTION_UNKNOWN`, `ARGUMENT_INVALID`; `BASELINE_FAILED` if the workflow does not succeed without a fault;
 * `SCRIPT_NOT_PURE` if it takes another course when it is run twice.
 * @example
 * const report = exploreRedrives({
 *   definition: checkout,
 *   input: { orderId: 7 },
 *   tasks: { Charge: ({ input }) => succeeds({ chargeId: `c-${(input as { orderId: number }).orderId}` }) },
 *   idempotencyKey: { Charge: ({ input }) => `charge ${(input as { orderId: number }).orderId}` },
 * });
 * expect(report.findings).toEqual([]);
 */
export function exploreRedrives(options: RedriveExplorationOptions): RedriveReport {
  const resolved = resolveExplorationOptions(options);
  const world = new RedriveWorld(resolved);
  const baseline = baselineOf(world);
  const budget = new Budget(resolved.limit);
  const findings = new Findings();
  exploreCourses(world, baseline, budget, (course) => {
    for (const symptom of symptomsOf(course, baseline)) findings.add(symptom);
  });
  return redriveReportOf(world, budget, findings.list());
}
