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

  it('every history is reproduced', () => {
    const { histories } = scoreOf(report);
    expect(printReport({ redrives: [], histories: report.histories })).not.toContain('FAILED');
    expect(histories).toMatchObject({ reproduced: 502, of: 502, withReaders: 18, sorted: 9, prefixes: 2 });
    expect(histories.equalToTheByte).toBeGreaterThanOrEqual(490);
  });

  it('every redriven execution and Map Run is reproduced, answer by answer and event by event', () => {
    expect(printReport({ redrives: report.redrives, histories: [] })).not.toContain('FAILED');
    expect(scoreOf(report).redrives).toEqual({ reproduced: 11, of: 11 });
  });

  it('every skip has its reason', () => {
    const skipped = [...report.redrives, ...report.histories].filter(({ kind }) => kind === 'skipped');
    const reasons = new Map<string, number>();
    for (const { reason } of skipped as { reason: string }[]) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    expect([...reasons.values()].sort((one, other) => one - other)).toEqual([1, 1, 1, 2, 33]);
  });
});
