import { isJsonObject } from '../../model/json';
import { fieldLimit } from '../../rules/fieldLimits';
import { template, type FieldCheck } from './fieldChecks';
import { definitionText } from '../../rules/definitionMessages';

/** @documented [definition.variable-name] The name of a variable is a Unicode identifier. {workflow-variables} */
const VARIABLE = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;

/**
 * Assign: variables by name. That an inner scope assigns a name of an outer one is not refused here: a definition that
 * does (in the Catch of the Parallel around it) ran on AWS.
 */
export const assignment: FieldCheck = (value, field) => {
  if (!isJsonObject(value)) return field.log.schema(definitionText('wrongType', { type: 'Object' }), field.location);
  for (const member of Object.keys(value)) {
    // In JSONata the ending is part of the name, and no name of a variable.
    const name = field.language === 'JSONPath' && member.endsWith('.$') ? member.slice(0, -2) : member;
    if (name === 'states') field.log.schema(definitionText('reservedVariable'), field.location);
    else if (!VARIABLE.test(name) || [...name].length > fieldLimit('variableNameLength')) {
      field.log.schema(definitionText('invalidVariableName', { name }), field.location);
    }
  }
  template(value, field);
};
