import type { Rule } from './rule';

const where = 'src/rules/constraints/checkRequest.ts';

/** How a request is checked before the operation sees it. */
export const constraintRules: readonly Rule[] = [
  {
    id: 'constraints.model',
    says: 'Members are checked against the service model: required, length, range, pattern, enum, lists, nested members.',
    evidence: 'documented',
    source: 'api-model',
    where: 'src/rules/constraints/shapes.ts',
  },
  {
    id: 'constraints.all-at-once',
    says: 'All violations come in one ValidationException, in the order of the model, length before pattern.',
    evidence: 'assumed',
    reason: 'The form is that of other services on the same framework, which order them differently from case to case.',
    source: 'recorded-constraints',
    where,
  },
  {
    id: 'constraints.first',
    says: 'Constraints are checked before anything else.',
    evidence: 'assumed',
    reason: 'Measured for StartExecution against existence; the order against the form of an ARN is not known.',
    source: 'recorded-constraints',
    where,
  },
  {
    id: 'constraints.json-types',
    says: 'A member of the wrong JSON type is a SerializationException.',
    evidence: 'assumed',
    reason: 'General behavior of the framework; not recorded for Step Functions.',
    source: 'api-common-errors',
    where: where,
  },
];
