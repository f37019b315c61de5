import { isJsonArray, isJsonObject, numberOf, type Json, type JsonObject } from '../../model/json';
import type { QueryLanguage } from './definition';
import { isJsonataExpression } from '../data/jsonata';
import { isReferencePath, pathIsSyntacticallyValid } from '../data/paths';
import { isPathOrIntrinsic } from '../data/templates';
import type { DiagnosticLog } from './diagnostics';
import { checkExpressions, type StatesMember } from './jsonataExpressions';
import { definitionText } from '../../rules/definitionMessages';
import { timeOf } from '../data/timestamps';

/** A field that is being checked. */
export interface FieldContext {
  readonly log: DiagnosticLog;
  readonly name: string;
  /** Where the field is: `/States/Charge/Retry`. */
  readonly location: string;
  readonly language: QueryLanguage;
  /** The state runs in an Express workflow. */
  readonly express: boolean;
  /** What `$states` has here beside the input and the context. */
  readonly available?: StatesMember;
}

/** Looks at the value of a field and logs what AWS would say about it. */
export type FieldCheck = (value: Json, field: FieldContext) => void;

/** The context of a member of the field, or of one of its items (`[0]`). */
export function inside(field: FieldContext, member: string): FieldContext {
  const location = `${field.location}${member.startsWith('[') ? '' : '/'}${member}`;
  // Spelled out: this runs once for every field of a definition, and a spread costs several times as much.
  const { log, language, express, available } = field;
  return { log, name: member, location, language, express, available };
}

function refuse(field: FieldContext, message: string): void {
  field.log.schema(message, field.location);
}

export const anything: FieldCheck = () => undefined;

export const text: FieldCheck = (value, field) => {
  if (typeof value !== 'string') refuse(field, definitionText('wrongType', { type: 'String' }));
};

export const flag: FieldCheck = (value, field) => {
  if (typeof value !== 'boolean') refuse(field, definitionText('wrongType', { type: 'Boolean' }));
};

/** A string that may be a JSONata expression in a JSONata state. */
export const textOrExpression: FieldCheck = (value, field) => {
  if (typeof value !== 'string') refuse(field, definitionText('wrongType', { type: 'String' }));
  else if (field.language === 'JSONata') checkExpressions(value, field);
};

export const oneOf =
  (...values: readonly string[]): FieldCheck =>
  (value, field) => {
    if (typeof value !== 'string') refuse(field, definitionText('wrongType', { type: 'String' }));
    else if (!values.includes(value)) refuse(field, definitionText('oneOfTheseValues', { name: field.name, values }));
  };

interface Range {
  readonly min: number;
  readonly max?: number;
}

const number =
  (type: 'Integer' | 'Number', range: Range): FieldCheck =>
  (value, field) => {
    if (field.language === 'JSONata' && isJsonataExpression(value)) return checkExpressions(value, field);
    const given = numberOf(value);
    if (given === undefined || (type === 'Integer' && !Number.isInteger(given))) {
      return refuse(field, definitionText('wrongType', { type }));
    }
    if (given < range.min) refuse(field, definitionText('minimum', { value: range.min }));
    if (range.max !== undefined && given > range.max) refuse(field, definitionText('maximum', { value: range.max }));
  };

/** A whole number; in a JSONata state also an expression. */
export const integer = (range: Range): FieldCheck => number('Integer', range);

export const decimal = (range: Range): FieldCheck => number('Number', range);

export const timestamp: FieldCheck = (value, field) => {
  if (field.language === 'JSONata' && isJsonataExpression(value)) return checkExpressions(value, field);
  if (typeof value !== 'string') refuse(field, definitionText('wrongType', { type: 'String' }));
  else if (timeOf(value) === undefined) refuse(field, definitionText('notATimestamp'));
};

/** InputPath and OutputPath: any path, or null for none. */
export const pathOrNull: FieldCheck = (value, field) => {
  if (value === null) return;
  if (typeof value !== 'string') refuse(field, definitionText('wrongType', { type: 'String' }));
  else if (!pathIsSyntacticallyValid(value)) refuse(field, definitionText('notAPath'));
};

/** ItemsPath, SecondsPath and other paths that must lead to one value. */
export const path: FieldCheck = (value, field) => {
  if (typeof value !== 'string') return refuse(field, definitionText('wrongType', { type: 'String' }));
  if (!value.startsWith('$')) refuse(field, definitionText('pathWithoutDollar'));
  /**
   * @assumed [definition.reference-path] What is a path passes as a reference path. Because: AWS's own reading of "reference path" is wider
   *   than the specification's.
   */
  else if (!pathIsSyntacticallyValid(value)) refuse(field, definitionText('notAReferencePath'));
};

/** Paths that also take an intrinsic function: ErrorPath, CausePath, ItemsPath and the like. */
export const pathOrIntrinsic: FieldCheck = (value, field) => {
  if (typeof value !== 'string') return refuse(field, definitionText('wrongType', { type: 'String' }));
  if (!isPathOrIntrinsic(value)) refuse(field, definitionText('notAPathOrIntrinsic', { name: field.name }));
};

/** ResultPath: a place in the input, or null. */
export const resultPath: FieldCheck = (value, field) => {
  if (value === null) return;
  if (typeof value !== 'string') return refuse(field, definitionText('wrongType', { type: 'String' }));
  if (!value.startsWith('$')) refuse(field, definitionText('pathWithoutDollar'));
  else if (!isReferencePath(value)) refuse(field, definitionText('notAReferencePath'));
};

/** A payload template: JSONPath and intrinsic functions below names that end in `.$`, or JSONata expressions. */
export const template: FieldCheck = (value, field) => {
  if (field.language === 'JSONata') return checkExpressions(value, field);
  if (isJsonArray(value)) value.forEach((item, index) => template(item, inside(field, `[${index}]`)));
  else if (isJsonObject(value)) checkTemplateMembers(value, field);
};

function checkTemplateMembers(value: JsonObject, field: FieldContext): void {
  for (const [name, member] of Object.entries(value)) {
    if (!name.endsWith('.$')) template(member, inside(field, name));
    else if (typeof member !== 'string' || !isPathOrIntrinsic(member))
      refuse(field, definitionText('notAPathOrIntrinsic', { name }));
  }
}

/** JSONata: any JSON whose strings may be expressions. */
export const expressions: FieldCheck = (value, field) => checkExpressions(value, field);

/** JSONata Items: an array, an object or an expression. */
export const items: FieldCheck = (value, field) => {
  if (isJsonArray(value) || isJsonObject(value) || isJsonataExpression(value)) checkExpressions(value, field);
  else refuse(field, definitionText('notAnExpression'));
};

/** JSONata Condition: a boolean or an expression. */
export const condition: FieldCheck = (value, field) => {
  if (isJsonataExpression(value)) checkExpressions(value, field);
  else if (typeof value !== 'boolean') refuse(field, definitionText('notAnExpression'));
};

/** The field sees the result of its state as `$states.result`. */
export const withResult =
  (check: FieldCheck): FieldCheck =>
  (value, field) => {
    check(value, { ...field, available: 'result' });
  };

/** An array with at least one item; the items are somebody else's matter. */
export const nonEmptyArray: FieldCheck = (value, field) => {
  if (!isJsonArray(value)) refuse(field, definitionText('wrongType', { type: 'Array' }));
  else if (value.length === 0) refuse(field, definitionText('cannotBeEmpty'));
};

export const anObject: FieldCheck = (value, field) => {
  if (!isJsonObject(value)) refuse(field, definitionText('wrongType', { type: 'Object' }));
};

/** Each item of an array that may be empty. */
export const each =
  (check: FieldCheck): FieldCheck =>
  (value, field) => {
    if (!isJsonArray(value)) return refuse(field, definitionText('wrongType', { type: 'Array' }));
    value.forEach((item, index) => check(item, inside(field, `[${index}]`)));
  };
