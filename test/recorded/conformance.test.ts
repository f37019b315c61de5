import { hasRecordings, recordingsFolder } from './recordings';
import { printReport, scoreOf, type ConformanceReport } from './report';
import { runConformance } from './run';

const folder = recordingsFolder();
const describeRecorded = hasRecordings(folder) ? describe : describe.skip;

describeRecorded('what was recorded on AWS (skipped where AWS_RECORDED has no recordings)', () => {
  let report: ConformanceReport;

  beforeAll(async () => {
    report = await runConformance(folder);
  }, 60_000);

  const distributed = (definition: unknown) => JSON.stringify(definition).includes('"DISTRIBUTED"');

  it('every history without a Distributed Map is reproduced', () => {
    const results = report.histories.filter(
      (result) => result.kind === 'skipped' || !distributed(result.recording.pair.definition),
    );
    const score = scoreOf({ redrives: [], histories: results });
    expect(printReport({ redrives: [], histories: results })).not.toContain('FAILED');
    expect(score.histories).toMatchObject({ reproduced: 459, of: 459, sorted: 9, prefixes: 2 });
    expect(score.histories.equalToTheByte).toBeGreaterThanOrEqual(450);
  });

  it('every redriven execution is reproduced, answer by answer and event by event', () => {
    const redrives = report.redrives.filter(({ file }) => /^\d/.test(file));
    expect(printReport({ redrives, histories: [] })).not.toContain('FAILED');
    expect(scoreOf({ redrives, histories: [] }).redrives).toEqual({ reproduced: 7, of: 7 });
  });

  it('every skip has its reason', () => {
    const skipped = [...report.redrives, ...report.histories].filter(({ kind }) => kind === 'skipped');
    const reasons = new Map<string, number>();
    for (const { reason } of skipped as { reason: string }[]) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    expect([...reasons.values()].sort((one, other) => one - other)).toEqual([1, 1, 1, 2, 33]);
  });
});
