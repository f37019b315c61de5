import { isJsonObject, type Json, type JsonObject } from '../../model/json';
import { javaHashOrder } from '../data/javaMaps';
import type { QueryLanguage } from './definition';
import { inside, type FieldCheck, type FieldContext } from './fieldChecks';
import { definitionText } from '../../rules/definitionMessages';

/** What an object of a definition may hold. */
export interface Shape {
  readonly fields: Readonly<Record<string, FieldCheck>>;
  readonly required?: readonly string[];
  readonly exactlyOneOf?: readonly (readonly string[])[];
  readonly atMostOneOf?: readonly (readonly string[])[];
  /** Fields that exist in one query language only. */
  readonly only?: Readonly<Record<QueryLanguage, readonly string[]>>;
  /** Refuse members that are not listed. */
  readonly closed?: boolean;
}

/**
 * Checks an object against its shape: first which members it has, then their values.
 *
 * @assumed [definition.order-of-errors] Several errors of one state come in the order in which its shape lists the members. Because: AWS's
 *   order is not known.
 */
export function checkShape(value: Json, shape: Shape, at: FieldContext): value is JsonObject {
  if (!isJsonObject(value)) {
    at.log.schema(definitionText('wrongType', { type: 'Object' }), at.location);
    return false;
  }
  checkMembers(value, shape, at);
  for (const name of Object.keys(shape.fields)) {
    if (!Object.hasOwn(value, name) || belongsToOther(name, shape, at.language) !== undefined) continue;
    shape.fields[name]?.(value[name] ?? null, inside(at, name));
  }
  return true;
}

/** The check of a field that is an object of that shape. */
export const shaped =
  (shape: Shape): FieldCheck =>
  (value, field) => {
    checkShape(value, shape, field);
  };

/** @recorded [definition.field-order] A list of fields of which one is asked for has the order of a Java HashMap. {recorded-answers} */
function checkMembers(value: JsonObject, shape: Shape, at: FieldContext): void {
  const refuse = (message: string): void => at.log.schema(message, at.location);
  const has = (name: string): boolean => Object.hasOwn(value, name);
  for (const name of Object.keys(value)) {
    if (shape.closed === true && !Object.hasOwn(shape.fields, name))
      refuse(definitionText('fieldNotSupported', { name }));
    const needed = belongsToOther(name, shape, at.language);
    if (needed !== undefined) refuse(definitionText('otherQueryLanguage', { actual: at.language, name, needed }));
  }
  const missing = (shape.required ?? []).filter((name) => !has(name));
  if (missing.length > 0) refuse(definitionText('fieldsRequired', { names: missing }));
  for (const names of shape.exactlyOneOf ?? []) {
    const present = names.filter(has).length;
    if (present === 0) refuse(definitionText('exactlyOneOf', { names: javaHashOrder(names) }));
    if (present > 1) refuse(definitionText('onlyOneOf', { names: javaHashOrder(names) }));
  }
  for (const names of shape.atMostOneOf ?? []) {
    if (names.filter(has).length > 1) refuse(definitionText('onlyOneOf', { names: javaHashOrder(names) }));
  }
}

/** The query language that a field needs, if the state speaks the other one. */
function belongsToOther(name: string, shape: Shape, language: QueryLanguage): QueryLanguage | undefined {
  const other: QueryLanguage = language === 'JSONata' ? 'JSONPath' : 'JSONata';
  return shape.only?.[other].includes(name) === true ? other : undefined;
}
