import { Buffer } from 'node:buffer';
import type { Refusal } from '../../model/outcome';
import { constraintsViolated, serializationFailure } from '../faults';
import type { ListShape, Members, NumberShape, FieldShape, StringShape, StructureShape } from './shape';

/** A request that an operation can take, or the refusal of what it can't. */
export type CheckedRequest = { readonly input: Record<string, unknown> } | { readonly refusal: Refusal };

/**
 * Checks a request against the service model.
 *
 * The input that comes back holds copies of the members that the model knows. Null and undefined members are absent.
 *
 * @documented [constraints.model] Members are checked against the service model: required, length, range, pattern, enum, lists, nested
 *   members. {api-model}
 * @example
 * checkRequest(redriveExecution.request, { executionArn, clientToken: null }); // { input: { executionArn } }
 */
export function checkRequest(members: Members, input: unknown): CheckedRequest {
  try {
    const read = readMembers(members, input ?? {});
    /**
     * @assumed [constraints.all-at-once] All violations come in one ValidationException, in the order of the model, length before pattern.
     *   Because: The form is that of other services on the same framework, which order them differently from case to case.
     *   {recorded-constraints}
     */
    const violations = violationsOf(members, read);
    return violations.length === 0 ? { input: read } : { refusal: constraintsViolated(violations) };
  } catch (error) {
    /**
     * @assumed [constraints.json-types] A member of the wrong JSON type is a SerializationException. Because: General behavior of the
     *   framework; not recorded for Step Functions. {api-common-errors}
     */
    if (error instanceof MistypedMember) return { refusal: serializationFailure({ message: error.message }) };
    throw error;
  }
}

/** A member is of a JSON type that its shape cannot take. */
class MistypedMember extends Error {}

const JAVA_NAME = {
  string: 'String',
  integer: 'Integer',
  long: 'Long',
  float: 'Float',
  boolean: 'Boolean',
} as const;

const INTEGER_BOUND = 2 ** 31;
const LONG_BOUND = 2 ** 63;

/**
 * The members that the model knows, copied; those that are null or unknown are left out, as the service ignores them.
 *
 * @throws MistypedMember
 */
function readMembers(members: Members, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new MistypedMember(mismatch(value));
  const source = value as Readonly<Record<string, unknown>>;
  const read: Record<string, unknown> = {};
  for (const name in members) {
    const { shape } = members[name]!;
    const member = source[name];
    if (member !== undefined && member !== null) read[name] = readValue(shape, member);
  }
  return read;
}

function readValue(shape: FieldShape, value: unknown): unknown {
  switch (shape.kind) {
    case 'structure':
      return readMembers(shape.members, value);
    case 'list':
      if (!Array.isArray(value)) throw new MistypedMember(mismatch(value));
      return value.map((item) => readValue(shape.member, item));
    default:
      if (typeof value !== shape.kind && !isOfKind(shape.kind, value))
        throw new MistypedMember(mismatch(value, JAVA_NAME[shape.kind]));
      return value;
  }
}

function isOfKind(kind: keyof typeof JAVA_NAME, value: unknown): boolean {
  switch (kind) {
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value) && Math.abs(value as number) < INTEGER_BOUND;
    case 'long':
      return Number.isInteger(value) && Math.abs(value as number) < LONG_BOUND;
    case 'float':
      return typeof value === 'number' && Number.isFinite(value);
  }
}

/**
 * @assumed [constraints.json-type-texts] A member of the wrong JSON type is refused with these texts. Because: other AWS JSON services show
 *   them; none was recorded for Step Functions.
 */
function mismatch(value: unknown, target?: string): string {
  if (Array.isArray(value)) return 'Start of list found where not expected';
  if (typeof value === 'object' && value !== null) return 'Start of structure or map found where not expected.';
  const token = tokenOf(value);
  return target === undefined
    ? 'Unexpected field type'
    : `${token} can not be converted to ${article(target)} ${target}`;
}

function tokenOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  if (typeof value === 'string') return 'STRING_VALUE';
  return 'NUMBER_VALUE';
}

function article(target: string): string {
  return target === 'Integer' ? 'an' : 'a';
}

/** What is wrong with a value of the right JSON type: the whole text of one violation each. */
function violationsOf(members: Members, value: Readonly<Record<string, unknown>>, path = ''): string[] {
  const violations: string[] = [];
  for (const name in members) {
    const { shape, required } = members[name]!;
    const memberPath = path === '' ? name : `${path}.${name}`;
    const member = value[name];
    if (member !== undefined && member !== null) violations.push(...violationsOfValue(shape, member, memberPath));
    else if (required) violations.push(failed(memberPath, isSecret(shape) ? '' : 'null', 'Member must not be null'));
  }
  return violations;
}

function violationsOfValue(shape: FieldShape, value: unknown, path: string): string[] {
  switch (shape.kind) {
    case 'string':
      return violationsOfString(shape, value as string).map((text) => failed(path, shown(shape, value), text));
    case 'integer':
    case 'long':
    case 'float':
      return violationsOfNumber(shape, value as number).map((text) => failed(path, shown(shape, value), text));
    case 'list':
      return violationsOfList(shape, value as readonly unknown[], path);
    case 'structure':
      return violationsOf(shape.members, value as Record<string, unknown>, path);
    case 'boolean':
      return [];
  }
}

function violationsOfString(shape: StringShape, value: string): string[] {
  const { minLength = 0, maxLength = Infinity, maxBytes = Infinity, pattern, values } = shape;
  const violations: string[] = [];
  if (value.length < minLength) violations.push(`Member must have length greater than or equal to ${minLength}`);
  if (value.length > maxLength) violations.push(`Member must have length less than or equal to ${maxLength}`);
  if (Buffer.byteLength(value, 'utf8') > maxBytes) {
    violations.push(`Member must have size less than or equal to ${maxBytes} bytes in UTF-8 encoding`);
  }
  if (pattern !== undefined && !pattern.expression.test(value)) {
    violations.push(`Member must satisfy regular expression pattern: ${pattern.text}`);
  }
  if (values !== undefined && !values.includes(value)) {
    violations.push(`Member must satisfy enum value set: [${values.join(', ')}]`);
  }
  return violations;
}

function violationsOfNumber({ minimum, maximum }: NumberShape, value: number): string[] {
  if (minimum !== undefined && value < minimum) {
    return [`Member must have value greater than or equal to ${minimum}`];
  }
  if (maximum !== undefined && value > maximum) return [`Member must have value less than or equal to ${maximum}`];
  return [];
}

function violationsOfList(shape: ListShape, value: readonly unknown[], path: string): string[] {
  const { minLength = 0, maxLength = Infinity, member } = shape;
  const violations: string[] = [];
  if (value.length < minLength) {
    violations.push(failed(path, shown(shape, value), `Member must have length greater than or equal to ${minLength}`));
  }
  if (value.length > maxLength) {
    violations.push(failed(path, shown(shape, value), `Member must have length less than or equal to ${maxLength}`));
  }
  /** @recorded [constraints.list-members] Members of a list are counted from 1. {recorded-errors} */
  const inMembers = value.flatMap((item, index) => violationsOfValue(member, item, `${path}.${index + 1}.member`));
  return [...violations, ...inMembers];
}

/**
 * @recorded [constraints.texts] A violation names the value, the path and the constraint: `Value 'x' at …`, `Value null at …`.
 *   {recorded-errors}
 * @recorded [constraints.sensitive] The value of a sensitive member is left out, `Value at …`; the size of execution data is counted in
 *   bytes. {recorded-constraints}
 */
function failed(path: string, value: string, constraint: string): string {
  const subject = value === '' ? 'Value' : `Value ${value}`;
  return `${subject} at '${path}' failed to satisfy constraint: ${constraint}`;
}

function shown(shape: FieldShape, value: unknown): string {
  return isSecret(shape) ? '' : `'${javaText(shape, value)}'`;
}

/** @recorded [constraints.sensitive-missing] A sensitive member that is missing is told without the word null. {recorded-captures} */
function isSecret(shape: FieldShape): boolean {
  return shape.kind === 'string' && shape.sensitive === true;
}

/** A value as the service, which is written in Java, prints it. */
function javaText(shape: FieldShape, value: unknown): string {
  if (value === undefined || value === null) return 'null';
  switch (shape.kind) {
    case 'list':
      return `[${(value as readonly unknown[]).map((item) => javaText(shape.member, item)).join(', ')}]`;
    case 'structure':
      return javaStructure(shape, value as Record<string, unknown>);
    case 'float':
      return Number.isInteger(value) ? `${String(value)}.0` : String(value);
    default:
      return String(value);
  }
}

function javaStructure({ name, members }: StructureShape, value: Readonly<Record<string, unknown>>): string {
  const texts = Object.entries(members).map(([member, { shape }]) => `${member}=${javaText(shape, value[member])}`);
  return `${name}(${texts.join(', ')})`;
}
