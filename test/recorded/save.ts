import type { SavedConformance } from '../drift/docs/conformanceSection';
import { scoreOf, type ConformanceReport } from './report';

/** What docs/FIDELITY.md shows of a report: the figures, and what is not reproduced or not replayed. */
export function savedOf(report: ConformanceReport): SavedConformance {
  const { redrives, mapRuns, answers, diagnostics, errors, events, logs, histories } = scoreOf(report);
  return {
    mapRuns,
    answers,
    diagnostics,
    refusals: errors,
    events,
    logs,
    redrives: {
      ...redrives,
      not: report.redrives.flatMap((result) =>
        result.kind === 'failed'
          ? [{ name: result.file, reason: result.mismatch?.where ?? result.error?.message ?? 'it differs' }]
          : [],
      ),
      skipped: report.redrives.flatMap((result) =>
        result.kind === 'skipped' ? [{ name: result.file, reason: result.reason }] : [],
      ),
    },
    histories: {
      ...histories,
      not: report.histories.flatMap((result) => {
        if (result.kind === 'skipped' || result.replay.equal) return [];
        const { mismatch, error } = result.replay;
        const where = mismatch === undefined ? undefined : `event ${mismatch.index + 1} differs`;
        return [{ name: result.recording.id, reason: where ?? error?.message ?? 'it differs' }];
      }),
      skipped: report.histories.flatMap((result) =>
        result.kind === 'skipped' ? [{ name: result.id, reason: result.reason }] : [],
      ),
    },
  };
}
