import { assumptionRules } from './assumptions';
import { definitionMessageRegistry } from './definitionMessages';
import { faultCatalogue, faultMessages, type Fault, type FaultMessage } from './faults';
import { fieldLimitRegistry } from './fieldLimits';
import { executionFailureRules } from './executionFailures';
import { idempotencyRules } from './idempotency';
import { limitRules, type Limits } from './limits';
import { mapRunCourseRules } from './mapRunCourse';
import { mapRunRules } from './mapRunRedrive';
import { childRules, redrivabilityRules } from './redrivability';
import { constraintRules } from './requestConstraints';
import { nameRules } from './names';
import { behaviourRules } from './redriveBehaviour';
import type { Rule } from './rule';
import { resourceRules } from './resourceRules';

export type { Evidence, Rule } from './rule';
export { sources, type Source, type SourceId } from './sources';

/** What a rule says, without the functions that some carry. */
function plain({ id, says, source, where, ...rest }: Rule): Rule {
  return rest.evidence === 'assumed'
    ? { id, says, evidence: rest.evidence, reason: rest.reason, source, where }
    : { id, says, evidence: rest.evidence, source, where };
}

const limitRegistry = (Object.entries(limitRules) as [keyof Limits, (typeof limitRules)[keyof Limits]][]).map(
  ([name, { says, evidence, source, reason }]): Rule => ({
    id: `limit.${name}`,
    says,
    source,
    where: 'src/rules/limits.ts',
    ...(evidence === 'assumed' ? { evidence, reason: reason ?? '' } : { evidence }),
  }),
);

const assumptionRegistry = Object.entries(assumptionRules).map(([id, { says, reason, source, where }]): Rule => ({
  id,
  says,
  evidence: 'assumed',
  reason,
  source,
  where,
}));

const faultRegistry = Object.entries<Fault>(faultCatalogue).map(
  ([name, { namespace, httpStatus, evidence, source }]): Rule => ({
    id: `fault.${name}`,
    says: `${name} is answered as ${namespace}#${name} with HTTP ${httpStatus}.`,
    source,
    where: 'src/rules/faults/catalogue.ts',
    ...(evidence === 'assumed'
      ? { evidence, reason: 'The common errors are documented by name; their wire form was not recorded here.' }
      : { evidence }),
  }),
);

const messageRegistry = Object.entries<FaultMessage>(faultMessages).map(
  ([name, { error, text, evidence, source, why }]): Rule => ({
    id: `message.${name}`,
    says: `${error}: ${text}`,
    source,
    where: 'src/rules/faults/messages.ts',
    ...(evidence === 'assumed' ? { evidence, reason: why ?? '' } : { evidence }),
  }),
);

/** Every rule of the kit, by topic: what AWS says, how sure that is, where it comes from and where it takes effect. */
export const rules: readonly Rule[] = [
  ...redrivabilityRules.map(plain),
  ...childRules,
  ...idempotencyRules,
  ...behaviourRules,
  ...mapRunCourseRules,
  ...mapRunRules,
  ...executionFailureRules,
  ...constraintRules,
  ...nameRules,
  ...resourceRules,
  ...limitRegistry,
  ...fieldLimitRegistry,
  ...assumptionRegistry,
  ...faultRegistry,
  ...messageRegistry,
  ...definitionMessageRegistry,
];
