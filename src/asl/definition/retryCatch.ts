import { isJsonArray, isJsonObject, type Json } from '../../model/json';
import { fieldLimit } from '../../rules/fieldLimits';
import { defaultLimits } from '../../rules/limits';
import { assignment } from './assignments';
import {
  decimal,
  expressions,
  inside,
  integer,
  oneOf,
  resultPath,
  text,
  type FieldCheck,
  type FieldContext,
} from './fieldChecks';
import { definitionText } from '../../rules/definitionMessages';
import { checkShape, type Shape } from './shapes';

/** MaxDelaySeconds stays below this. */
const MAX_DELAY_BELOW = defaultLimits.retryMaxDelaySeconds;

const errorNames: FieldCheck = (value, field) => {
  if (!isJsonArray(value)) return field.log.schema(definitionText('wrongType', { type: 'Array' }), field.location);
  if (value.length === 0) field.log.schema(definitionText('cannotBeEmpty'), field.location);
  value.forEach((name, index) => text(name, inside(field, `[${index}]`)));
};

const retrier: Shape = {
  required: ['ErrorEquals'],
  fields: {
    ErrorEquals: errorNames,
    IntervalSeconds: integer({ min: 1, max: fieldLimit('retry') }),
    MaxAttempts: integer({ min: 0, max: fieldLimit('retry') }),
    BackoffRate: decimal({ min: 1 }),
    MaxDelaySeconds: integer({ min: 1, max: MAX_DELAY_BELOW - 1 }),
    JitterStrategy: oneOf('FULL', 'NONE'),
  },
};

const catcher: Shape = {
  required: ['ErrorEquals', 'Next'],
  only: { JSONPath: ['ResultPath'], JSONata: ['Output'] },
  fields: { ErrorEquals: errorNames, ResultPath: resultPath, Output: expressions, Assign: assignment, Next: text },
};

/** States.ALL stands alone in its list, and its list is the last one. */
function checkStatesAll(value: readonly Json[], field: FieldContext): void {
  value.forEach((entry, position) => {
    const names = isJsonObject(entry) && isJsonArray(entry['ErrorEquals']) ? entry['ErrorEquals'] : [];
    names.forEach((name, index) => {
      if (name !== 'States.ALL' || (names.length === 1 && position === value.length - 1)) return;
      const place = inside(inside(inside(field, `[${position}]`), 'ErrorEquals'), `[${index}]`);
      field.log.schema(definitionText('statesAllAlone'), place.location);
    });
  });
}

const listOf =
  (shape: Shape, context: Partial<FieldContext>): FieldCheck =>
  (value, field) => {
    if (!isJsonArray(value)) return field.log.schema(definitionText('wrongType', { type: 'Array' }), field.location);
    value.forEach((entry, index) => checkShape(entry, shape, { ...inside(field, `[${index}]`), ...context }));
    checkStatesAll(value, field);
  };

/** The numbers of a retrier are plain numbers in both query languages. */
export const retriers: FieldCheck = listOf(retrier, { language: 'JSONPath' });

export const catchers: FieldCheck = listOf(catcher, { available: 'errorOutput' });
