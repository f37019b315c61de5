import { entriesOf, type Members, type Shape } from './shape';

/** A member is of a JSON type that its shape cannot take. */
export class MistypedMember extends Error {}

const JAVA_NAME = {
  string: 'String',
  integer: 'Integer',
  long: 'Long',
  float: 'Float',
  boolean: 'Boolean',
} as const;

const INTEGER_BOUND = 2 ** 31;

/**
 * The members that the model knows, copied; those that are null or unknown are left out, as the service ignores them.
 *
 * @throws MistypedMember
 */
export function readMembers(members: Members, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new MistypedMember(mismatch(value));
  const source = value as Readonly<Record<string, unknown>>;
  const read: Record<string, unknown> = {};
  for (const [name, { shape }] of entriesOf(members)) {
    const member = source[name];
    if (member !== undefined && member !== null) read[name] = readValue(shape, member);
  }
  return read;
}

function readValue(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'structure':
      return readMembers(shape.members, value);
    case 'list':
      if (!Array.isArray(value)) throw new MistypedMember(mismatch(value));
      return value.map((item) => readValue(shape.member, item));
    default:
      if (!isOfKind(shape.kind, value)) throw new MistypedMember(mismatch(value, JAVA_NAME[shape.kind]));
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
      return Number.isInteger(value);
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
