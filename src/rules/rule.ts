import type { SourceId } from './sources';

export type { Evidence } from './sources';

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
