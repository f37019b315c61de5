import { Buffer } from 'node:buffer';
import {
  entriesOf,
  type ListShape,
  type Members,
  type NumberShape,
  type Shape,
  type StringShape,
  type StructureShape,
} from './shape';

/** What is wrong with a value of the right JSON type: the whole text of one violation each. */
export function violationsOf(members: Members, value: Readonly<Record<string, unknown>>, path = ''): string[] {
  const violations: string[] = [];
  for (const [name, { shape, required }] of entriesOf(members)) {
    const memberPath = path === '' ? name : `${path}.${name}`;
    const member = value[name];
    if (member !== undefined && member !== null) violations.push(...violationsOfValue(shape, member, memberPath));
    else if (required) violations.push(failed(memberPath, 'null', 'Member must not be null'));
  }
  return violations;
}

function violationsOfValue(shape: Shape, value: unknown, path: string): string[] {
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

function shown(shape: Shape, value: unknown): string {
  return shape.kind === 'string' && shape.sensitive ? '' : `'${javaText(shape, value)}'`;
}

/** A value as the service, which is written in Java, prints it. */
function javaText(shape: Shape, value: unknown): string {
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
