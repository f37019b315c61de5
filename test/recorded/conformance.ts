/**
 * `npm run conformance -- [DIR…] [--mutations] [--save]`: replays what was recorded on AWS in the fake and compares.
 *
 * DIR has `recorded/` (histories with definition and input), `redrive/` (executions redriven call by call), and may have
 * `map-runs-with-readers/`, `answers/`, `eventbridge/` and `logs/`. Default is AWS_RECORDED (several are separated by `:`), else `../shared/aws` and
 * `../shared/aws-new` beside the project. `--mutations` also spoils every history that was reproduced in
 * every single way, to show what the comparison notices.
 *
 * `--save` keeps the figures for docs/FIDELITY.md; `npm run docs` writes them into the page.
 *
 * Exit code: 0 everything was reproduced, 1 something was not, 2 there is nothing to replay.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFORMANCE_FILE } from '../drift/docs/conformanceSection';
import { root } from '../tidy/sources';
import { compareHistories } from './comparator';
import { countNoticed } from './mutations';
import { hasRecordings, recordingsFolders } from './recordings';
import { printReport, scoreOf, type ConformanceReport } from './report';
import { runConformance } from './run';
import { savedOf } from './save';

async function main(args: readonly string[]): Promise<number> {
  const folders = recordingsFolders(args.filter((argument) => !argument.startsWith('--')));
  const missing = folders.find((folder) => !hasRecordings(folder));
  if (missing !== undefined) {
    console.error(
      `There are no recordings in ${missing}: it has neither recorded/pairs nor redrive/.\n` +
        'Name the folder that has them: npm run conformance -- DIR, or set AWS_RECORDED.',
    );
    return 2;
  }
  const report = await runConformance(folders);
  if (args.includes('--mutations')) console.log(printMutations(report));
  console.log(printReport(report));
  if (args.includes('--save')) {
    writeFileSync(join(root, CONFORMANCE_FILE), `${JSON.stringify(savedOf(report), null, 2)}\n`);
  }
  return Object.values(scoreOf(report)).every(({ reproduced, of }) => reproduced === of) ? 0 : 1;
}

function printMutations({ histories }: ConformanceReport): string {
  let [total, noticed] = [0, 0];
  const structural: string[] = [];
  const values = new Map<string, number>();
  for (const result of histories) {
    if (result.kind === 'skipped' || !result.replay.equal) continue;
    const { recording, replay } = result;
    // What comes after the end of an incomplete recording is compared with nothing.
    const compared = recording.facts?.complete === false ? recording.history.events.length : replay.emitted.length;
    const count = countNoticed(
      replay.emitted.slice(0, compared),
      (mutated) => compareHistories(recording, mutated).equal,
    );
    total += count.total;
    noticed += count.noticed;
    for (const { kind, name, index } of count.missed) {
      if (kind === 'structural') structural.push(`  missed   ${recording.id}: ${name}, event ${index + 1}`);
      else values.set(name, (values.get(name) ?? 0) + 1);
    }
  }
  const most = [...values].sort((one, other) => other[1] - one[1]).slice(0, 20);
  return [
    ...structural,
    ...most.map(([name, times]) => `  missed   ${times} times ${name}`),
    `mutations noticed ${noticed} of ${total}, structural ones missed ${structural.length}`,
    '',
  ].join('\n');
}

void (async () => {
  process.exitCode = await main(process.argv.slice(2));
})();
