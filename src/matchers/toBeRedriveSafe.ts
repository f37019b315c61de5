import { checkOptions, invalid, isMembers } from '../model/arguments';
import { TestkitError } from '../model/testkitError';
import { callText, explain, type Matcher } from './matcher';

/** Options of `toBeRedriveSafe`. */
export interface BeRedriveSafeOptions {
  /** States whose findings are known and accepted. */
  allow?: readonly string[];
}

/** What the matcher reads of the report of `exploreRedrives`. */
interface ReportLike {
  readonly states: readonly string[];
  readonly complete: boolean;
  readonly findings: readonly { readonly state: string; toString(): string }[];
  toString(): string;
}

/** No effect of the workflow runs twice or is lost, and no redrive ends nowhere, but for what is allowed. */
export const toBeRedriveSafe: Matcher<[options?: BeRedriveSafeOptions]> = (context, received, options = {}) => {
  const report = requireReport(received);
  const allowed = checkedAllowance(options, report);
  const findings = report.findings.filter(({ state }) => !allowed.includes(state));
  const accepted = report.findings.length - findings.length;
  const message = () =>
    explain(
      callText(context, 'report', 'toBeRedriveSafe', ...(allowed.length === 0 ? [] : [options])),
      context.isNot
        ? `Expected: a finding\nReceived: none${accepted === 0 ? '' : `, beside ${accepted} that the test allows`}`
        : `Expected: no finding\nReceived: ${findings.length}`,
      ...findings.map(String),
      report.complete ? undefined : 'The search stopped at its limit: there may be more. Raise the option limit.',
    );
  return { pass: findings.length === 0, message };
};

function requireReport(received: unknown): ReportLike {
  if (isMembers(received) && Array.isArray(received.findings) && Array.isArray(received.states))
    return received as unknown as ReportLike;
  throw invalid(
    'toBeRedriveSafe() reads the report of exploreRedrives().',
    received,
    'Write expect(exploreRedrives({ definition, tasks })).toBeRedriveSafe().',
  );
}

/** An allowance for a state that is not there would hide that it was renamed. */
function checkedAllowance(options: BeRedriveSafeOptions, { states }: ReportLike): readonly string[] {
  checkOptions('toBeRedriveSafe()', options, ['allow'], "toBeRedriveSafe({ allow: ['Reserve'] })");
  const { allow = [] } = options;
  if (!Array.isArray(allow))
    throw invalid('The option allow is a list of states.', allow, "Write { allow: ['Reserve'] }.");
  const unknown = allow.filter((state) => !states.includes(state as string));
  if (unknown.length === 0) return allow as string[];
  throw new TestkitError({
    code: 'STATE_UNKNOWN',
    what: `toBeRedriveSafe() is to allow findings of ${unknown.map((state) => `'${String(state)}'`).join(', ')}, and the workflow has no such state.`,
    found: `Its states are: ${states.join(', ')}.`,
    hint: 'Use one of these names.',
  });
}
