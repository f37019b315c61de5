import { claimCounts } from './fidelity';
import { readConformance } from './conformanceSection';
import { withGenerated } from './markdown';
import { printedFinding, printedHistory } from './pictures';

/** README.md with its generated parts as they should be. */
export function readmePage(current: string): string {
  const parts: Record<string, string> = {
    history: printedHistory(),
    finding: printedFinding(),
    evidence: evidenceText(),
  };
  return Object.entries(parts).reduce((page, [name, text]) => withGenerated(page, name, text), current);
}

function evidenceText(): string {
  const counts = claimCounts();
  const conformance = readConformance();
  return [
    `${counts.all} claims say what AWS does: **${counts.documented}** are documented by AWS, **${counts.recorded}** were recorded on the real service,`,
    `**${counts.reported}** are reported by others who measured them, **${counts.assumed}** are assumed where AWS is silent. **${counts.named}** have a test of their own,`,
    `${counts.all - counts.named} have none.`,
    ...(conformance === undefined
      ? []
      : [
          `Of ${conformance.histories.of} histories recorded on AWS, ${conformance.histories.reproduced} are reproduced event by event; of`,
          `${conformance.redrives.of} recorded transcripts of redrives, ${conformance.redrives.reproduced} call by call.`,
        ]),
  ].join('\n');
}
