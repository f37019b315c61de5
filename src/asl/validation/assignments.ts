import { isJsonObject } from '../../model/json';
import { template, type FieldCheck } from './fieldChecks';
import { messages } from './messages';

/** documented: a Unicode identifier of at most 80 characters. */
const VARIABLE = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;
const LONGEST_NAME = 80;

/**
 * Assign: variables by name. That an inner scope assigns a name of an outer one is not refused here: a definition that
 * does (in the Catch of the Parallel around it) ran on AWS.
 */
export const assignment: FieldCheck = (value, field) => {
  if (!isJsonObject(value)) return field.log.schema(messages.wrongType('Object'), field.location);
  for (const member of Object.keys(value)) {
    const name = member.endsWith('.$') ? member.slice(0, -2) : member;
    if (name === 'states') field.log.schema(messages.reservedVariable(), field.location);
    else if (!VARIABLE.test(name) || name.length > LONGEST_NAME) {
      field.log.schema(messages.invalidVariableName(name), field.location);
    }
  }
  template(value, field);
};
