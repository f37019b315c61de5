import { basename } from 'node:path';
import { hasRecordings, recordingsFolders } from './recordings';
import { NOTHING, printReport, scoreOf, type ConformanceReport } from './report';
import { runConformance } from './run';

const folders = recordingsFolders().filter(hasRecordings);
const describeRecorded = folders.length > 0 ? describe : describe.skip;
const isThere = (name: string) => folders.some((folder) => basename(folder) === name);
/** What is known to be in the usual folders. */
const KNOWN = { redrives: [11, 2], histories: [502, 105] } as const;
const expected = (kind: keyof typeof KNOWN): number =>
  (isThere('aws') ? KNOWN[kind][0] : 0) + (isThere('aws-new') ? KNOWN[kind][1] : 0);

describeRecorded('what was recorded on AWS (skipped where AWS_RECORDED has no recordings)', () => {
  let report: ConformanceReport;

  beforeAll(async () => {
    report = await runConformance(folders);
  }, 120_000);

  it('every history is reproduced', () => {
    const { histories } = scoreOf(report);
    expect(printReport({ ...NOTHING, histories: report.histories })).not.toContain('FAILED');
    expect(histories).toMatchObject({ reproduced: expected('histories'), of: expected('histories') });
    if (isThere('aws')) expect(histories).toMatchObject({ withReaders: 18, sorted: 9, prefixes: 2 });
    expect(histories.equalToTheByte).toBeGreaterThanOrEqual(isThere('aws') ? 490 : 100);
  });

  it('every redriven execution and Map Run is reproduced, answer by answer and event by event', () => {
    expect(printReport({ ...NOTHING, redrives: report.redrives, mapRuns: report.mapRuns })).not.toContain('FAILED');
    expect(scoreOf(report).redrives).toEqual({ reproduced: expected('redrives'), of: expected('redrives') });
    if (isThere('aws-new')) expect(scoreOf(report).mapRuns).toEqual({ reproduced: 2, of: 2 });
  });

  it('every answer, diagnosis, event of EventBridge and log is equal', () => {
    const { answers, diagnostics, events, logs } = report;
    expect(printReport({ ...NOTHING, answers, diagnostics, events, logs })).not.toContain('FAILED');
    if (!isThere('aws-new')) return;
    expect([answers, diagnostics, events, logs].map(({ length }) => length)).toEqual([337, 6, 5, 4]);
  });

  it('every skip has its reason', () => {
    const skipped = [...report.redrives, ...report.histories].filter(({ kind }) => kind === 'skipped');
    const reasons = new Map<string, number>();
    for (const { reason } of skipped as { reason: string }[]) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    const counts = [...reasons.values()].sort((one, other) => one - other);
    if (isThere('aws') && isThere('aws-new')) expect(counts).toEqual([1, 1, 1, 1, 2, 33]);
    else if (isThere('aws')) expect(counts).toEqual([1, 1, 1, 2, 33]);
  });
});
