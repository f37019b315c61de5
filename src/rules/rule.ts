import type { SourceId } from './sources';

/**
 * How sure a rule is: `documented` on a page of AWS, `recorded` on the real service, or `assumed`, where AWS is silent
 * and the kit had to choose.
 */
export type Evidence = 'documented' | 'recorded' | 'assumed';

interface RuleBase {
  /** Dotted, unique and stable: `redrivability.period`. */
  readonly id: string;
  /** What AWS does, in our words. */
  readonly says: string;
  readonly source: SourceId;
  /** Path of the file in which the rule takes effect. */
  readonly where: string;
}

/** An entry of a table of rules: its evidence is data there, and only an assumed one has a reason. */
export type RuleEntry = RuleBase & { readonly evidence: Evidence; readonly reason?: string | undefined };

/** The rule that an entry of a table is. */
export function ruleOf({ id, says, evidence, reason = '', source, where }: RuleEntry): Rule {
  return evidence === 'assumed' ? { id, says, evidence, reason, source, where } : { id, says, evidence, source, where };
}

/** One thing that AWS says, or that we had to assume. */
export type Rule =
  | (RuleBase & { readonly evidence: 'documented' | 'recorded' })
  | (RuleBase & {
      readonly evidence: 'assumed';
      /** Why it is read this way. */
      readonly reason: string;
    });
