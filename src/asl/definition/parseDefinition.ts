import { isJsonArray, isJsonNumber, isJsonObject, mapMembers, parseJson, type Json } from '../../model/json';
import { javaSpelled } from '../data/javaValues';
import type { Definition } from './definition';

/** Numbers that steer the workflow. All other numbers are data, whose spelling is kept. */
const STEERING_NUMBERS = new Set([
  ...['TimeoutSeconds', 'HeartbeatSeconds', 'Seconds', 'MaxConcurrency'],
  ...['ToleratedFailureCount', 'ToleratedFailurePercentage'],
  ...['IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds'],
  ...['MaxItems', 'MaxItemsPerBatch', 'MaxInputBytesPerBatch'],
]);

/** Fields that hold data of the user, in which a name means nothing to Step Functions. */
const DATA_FIELDS = new Set([
  ...['Parameters', 'Arguments', 'Result', 'ResultSelector', 'Output', 'Assign', 'Items', 'ItemSelector', 'BatchInput'],
]);

/**
 * A definition that has been validated, as the engine reads it: frozen, steering numbers plain, data as written.
 *
 * @example
 * const definition = parseDefinition('{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}');
 * @throws {JsonSyntaxError} when the text is no JSON; validate it first.
 */
export function parseDefinition(text: string): Definition {
  return freezeDeep(workflow(parseJson(text))) as unknown as Definition;
}

/** StartAt and States: the names of states are no field names. */
function workflow(value: Json): Json {
  if (!isJsonObject(value)) return value;
  return mapMembers(value, (member, name) =>
    name === 'States' && isJsonObject(member) ? mapMembers(member, fields) : field(member, name),
  );
}

function fields(value: Json): Json {
  if (isJsonArray(value)) return value.map(fields);
  return isJsonObject(value) ? mapMembers(value, field) : value;
}

function field(value: Json, name: string): Json {
  /** @recorded [pass.result-numbers] Fractions in the Result of a Pass are spelled as Java spells them: 1.00 is 1.0. {recorded-captures} */
  if (name === 'Result') return javaSpelled(value);
  if (DATA_FIELDS.has(name)) return value;
  if (isJsonNumber(value) && isSteering(name)) return value.valueOf();
  if (name === 'ItemProcessor' || name === 'Iterator') return workflow(value);
  if (name === 'Branches' && isJsonArray(value)) return value.map(workflow);
  return fields(value);
}

function isSteering(name: string): boolean {
  return STEERING_NUMBERS.has(name) || name.startsWith('Numeric');
}

function freezeDeep(value: Json): Json {
  if (isJsonArray(value)) value.forEach(freezeDeep);
  else if (isJsonObject(value)) Object.values(value).forEach(freezeDeep);
  return Object.freeze(value);
}
