import { failureModes, refusalModes, type ModeInfo } from '../../../src/catalogue/modeLists';
import { modes as catalogue, type AnyMode } from '../../../src/catalogue/modes';
import { plain, table, withGenerated } from './markdown';
import { catalogueOptions } from './publicDeclarations';

/** What a redrive comes to, by the status that the execution has then. */
const REDRIVE: Readonly<Record<string, string>> = { SUCCEEDED: 'succeeds', FAILED: 'fails again' };

/** docs/guide/failure-modes.md with its tables as the catalogue has them. */
export function failureModesPage(current: string): string {
  const parts: Record<string, string> = {
    options: optionTable(),
    'failure-modes': modeTable(failureModes),
    'refusal-modes': modeTable(refusalModes),
  };
  return Object.entries(parts).reduce((page, [name, text]) => withGenerated(page, name, text), current);
}

function optionTable(): string {
  return table(
    ['option', 'what it says'],
    catalogueOptions().map(({ signature, text }) => [`\`${signature}\``, text.replace(/\s+/g, ' ')]),
  );
}

function modeTable(modes: Readonly<Record<string, ModeInfo>>): string {
  return table(
    ['mode', 'what happens', 'status', 'a redrive', 'evidence', 'options'],
    Object.entries(modes).map(([mode, { says, status, evidence, options }]) => [
      `\`${mode}\``,
      plain(says),
      status,
      redriveOf(mode as AnyMode),
      evidence,
      options.map((option) => `\`${option}\``).join(' '),
    ]),
  );
}

function redriveOf(mode: AnyMode): string {
  const { refusal, redriveEndsAs } = catalogue[mode];
  return refusal === undefined ? (REDRIVE[redriveEndsAs] ?? redriveEndsAs) : `is refused: ${refusal.error}`;
}
