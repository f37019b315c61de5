import { executionFailureRules } from './executionFailures';
import { constraintRules } from './requestConstraints';
import { behaviorRules } from './redriveBehavior';
import { resourceRules } from './resourceRules';
import type { Rule } from './rule';

export type { Evidence, Rule } from './rule';
export { sources, type Source, type SourceId } from './sources';

/** The rules that are not yet claims at the code that makes them true. */
export const rules: readonly Rule[] = [
  ...behaviorRules,
  ...executionFailureRules,
  ...constraintRules,
  ...resourceRules,
];
