import type { SourceId } from './sources';

/**
 * How sure a claim is: `documented` on a page of AWS, `recorded` on the real service, `reported` by others who measured it there, or
 * `assumed`, where AWS is silent and the kit had to choose.
 */
export type Evidence = 'documented' | 'recorded' | 'reported' | 'assumed';

interface RuleBase {
  /** Dotted, unique and stable: `redrivability.period`. */
  readonly id: string;
  /** What AWS does, in our words. */
  readonly says: string;
  readonly source: SourceId;
  /** Path of the file in which the rule takes effect. */
  readonly where: string;
}

/** One thing that AWS says, or that we had to assume. */
export type Rule =
  | (RuleBase & { readonly evidence: 'documented' | 'recorded' | 'reported' })
  | (RuleBase & {
      readonly evidence: 'assumed';
      /** Why it is read this way. */
      readonly reason: string;
    });
