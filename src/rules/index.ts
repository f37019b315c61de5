import { assumptionRules } from './assumptions';
import { definitionMessageRegistry } from './definitionMessages';
import { faultCatalogue, faultMessages, type Fault, type FaultMessage } from './faults';
import { fieldLimitRegistry } from './fieldLimits';
import { executionFailureRules } from './executionFailures';
import { idempotencyRules } from './idempotency';
import { limitRules, type Limit } from './limits';
import { mapRunCourseRules } from './mapRunCourse';
import { mapRunRules } from './mapRunRedrive';
import { childRules, redrivabilityRules } from './redrivability';
import { constraintRules } from './requestConstraints';
import { nameRules } from './names';
import { behaviorRules } from './redriveBehavior';
import { ruleOf, type Rule } from './rule';
import { resourceRules } from './resourceRules';

export type { Evidence, Rule } from './rule';
export { sources, type Source, type SourceId } from './sources';

const limitRegistry = Object.entries<Limit>(limitRules).map(([name, entry]) =>
  ruleOf({ ...entry, id: `limit.${name}`, where: 'src/rules/limits.ts' }),
);

const assumptionRegistry = Object.entries(assumptionRules).map(([id, entry]) =>
  ruleOf({ ...entry, id, evidence: 'assumed' }),
);

const faultRegistry = Object.entries<Fault>(faultCatalogue).map(([name, { namespace, httpStatus, ...entry }]) =>
  ruleOf({
    ...entry,
    id: `fault.${name}`,
    says: `${name} is answered as ${namespace}#${name} with HTTP ${httpStatus}.`,
    where: 'src/rules/faults/catalogue.ts',
  }),
);

const messageRegistry = Object.entries<FaultMessage>(faultMessages).map(([name, { error, text, ...entry }]) =>
  ruleOf({ ...entry, id: `message.${name}`, says: `${error}: ${text}`, where: 'src/rules/faults/messages.ts' }),
);

/** Every rule of the kit, by topic: what AWS says, how sure that is, where it comes from and where it takes effect. */
export const rules: readonly Rule[] = [
  ...redrivabilityRules.map(ruleOf),
  ...childRules,
  ...idempotencyRules,
  ...behaviorRules,
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
