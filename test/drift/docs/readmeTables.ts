import { modes as catalogue } from '../../../src/catalogue/modes';
import { plain, table } from './markdown';
import { publicApi } from './publicDeclarations';

/** What a redrive comes to, by the status that the execution has then. */
const REDRIVE: Readonly<Record<string, string>> = { SUCCEEDED: 'succeeds', FAILED: 'fails again' };

/** Every failure mode: what happens, how it ends, what a redrive of it comes to, how sure that is. */
export function failureModeTable(): string {
  return table(
    ['mode', 'what happens', 'it is then', 'a redrive', 'evidence'],
    Object.entries(catalogue).map(([mode, { says, status, refusal, redriveEndsAs, evidence }]) => [
      `\`${mode}\``,
      plain(says),
      status,
      refusal === undefined ? (REDRIVE[redriveEndsAs] ?? redriveEndsAs) : `is refused: ${refusal.error}`,
      evidence,
    ]),
  );
}

/** Every matcher: when it passes. */
export function matcherTable(): string {
  const matchers = publicApi().get('redrive-testkit/matchers')!;
  const { members } = matchers.find(({ name }) => name === 'RedriveMatchers')!;
  return table(
    ['matcher', 'passes when'],
    members.map(({ signature, text }) => [`\`${signature.replace(/: Result$/, '')}\``, text.replace(/\s+/g, ' ')]),
  );
}
