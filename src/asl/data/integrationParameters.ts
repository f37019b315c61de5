import { isJsonArray, isJsonObject, membersOf, stringifyJson, type Json } from '../../model/json';
import type { ParsedResource } from '../definition/resource';
import { EvaluationError } from './scope';

/** Whether a value has the form that the integration reads it in. */
type Form = (value: Json) => boolean;

const lists: Form = (value) => isJsonObject(value) && membersOf(value).every(([, member]) => isJsonArray(member));

/** The forms that are known, by integration and field. */
const FORMS: Readonly<Record<string, Readonly<Record<string, Form>>>> = {
  'apigateway:invoke': { Headers: lists },
};

/**
 * Refuses parameters that an integration cannot read, before its task is scheduled.
 *
 * @reported [task.parameters-form] Headers of an apigateway:invoke are lists: others fail the state before its task is scheduled.
 *   {reported-definitions}
 * @assumed [task.parameters-text] What precedes the reason names the parameters. Because: the reason is quoted by users of the service, the
 *   sentence before it is known of other reasons.
 */
export function refuseUnreadable({ resourceType, resource }: ParsedResource, input: Json): void {
  const action = resource.replace(/\..*$/, '');
  const forms = FORMS[`${resourceType}:${action}`];
  if (forms === undefined || !isJsonObject(input)) return;
  const wrong = membersOf(input).filter(([name, value]) => forms[name]?.(value) === false);
  if (wrong.length === 0) return;
  const reasons = wrong.map(([name]) => `The value of the field '${name}' has an invalid format`);
  throw new EvaluationError(
    'States.Runtime',
    `The Parameters '${stringifyJson(input)}' could not be used to start the Task: [${reasons.join(', ')}]`,
  );
}
