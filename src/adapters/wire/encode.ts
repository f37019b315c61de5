import { javaDouble } from '../../model/javaDouble';

/** Members that are floating-point in the service model: the service writes `0.0` where an integer would be `0`. */
const FLOAT_MEMBERS: ReadonlySet<string> = new Set(['toleratedFailurePercentage']);

/**
 * JSON text as the service writes it: absent members left out, dates as epoch seconds in Java's notation of a double, no white space.
 *
 * @recorded [wire.member-order] Members of every structure stand in alphabetical order. {recorded-redrives}
 * @assumed [wire.map-order] Entries of maps (`assignedVariables`, `variableReferences`) stand in alphabetical order, too. Because: AWS's
 *   order is not known.
 * @param nestedTypes `__type` of the structures under a member of `value`, or of each item of a list there.
 *
 * @example
 * encodeJson({ redriveDate: new Date(1790219000253) }); // '{"redriveDate":1.790219000253E9}'
 */
export function encodeJson(value: object, nestedTypes?: Readonly<Record<string, string>>): string {
  return encodeStructure(value, undefined, nestedTypes);
}

function encodeStructure(value: object, type?: string, nestedTypes?: Readonly<Record<string, string>>): string {
  const members = value as Readonly<Record<string, unknown>>;
  let text = type === undefined ? '' : `"__type":${quote(type)}`;
  for (const { name, label } of membersInOrder(value)) {
    const member = members[name];
    if (member === undefined || member === null) continue;
    text += (text === '' ? label : `,${label}`) + encodeMember(name, member, nestedTypes?.[name]);
  }
  return `{${text}}`;
}

function encodeList(items: readonly unknown[], type: string | undefined): string {
  let text = '';
  for (const item of items) text += (text === '' ? '' : ',') + encodeMember('', item, type);
  return `[${text}]`;
}

function encodeMember(name: string, member: unknown, type: string | undefined): string {
  if (typeof member === 'string') return quote(member);
  if (typeof member === 'number') return FLOAT_MEMBERS.has(name) ? javaDouble(member) : String(member);
  if (typeof member !== 'object' || member === null) return String(member);
  if (Array.isArray(member)) return encodeList(member, type);
  return isDate(member) ? encodeDate(member) : encodeStructure(member, type);
}

const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

function quote(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}

interface MemberInOrder {
  readonly name: string;
  /** The name as it stands in the text: quoted, with its colon. */
  readonly label: string;
}

// A page of a history has a thousand structures of a few forms: each form is put in order once.
const KNOWN_FORMS = new Map<string, readonly MemberInOrder[]>();

/** Names of maps are data: not every form that passes is kept. */
const MAX_KNOWN_FORMS = 1_000;

function membersInOrder(value: object): readonly MemberInOrder[] {
  const names = Object.keys(value);
  const form = names.join('\n');
  const known = KNOWN_FORMS.get(form);
  // A name may hold the separator itself; then the numbers of names differ.
  if (known !== undefined && known.length === names.length) return known;
  const ordered = names.sort().map((name) => ({ name, label: `${JSON.stringify(name)}:` }));
  if (KNOWN_FORMS.size < MAX_KNOWN_FORMS) KNOWN_FORMS.set(form, ordered);
  return ordered;
}

// A runner's fake timers replace Date, and its sandbox has one of its own: instanceof would miss those.
function isDate(value: object): value is Date {
  const isPlain = Object.getPrototypeOf(value) === Object.prototype;
  return !isPlain && Object.prototype.toString.call(value) === '[object Date]';
}

const FIRST_OF_13_DIGITS = 1e12;
const FIRST_OF_14_DIGITS = 1e13;
const ZERO = '0'.charCodeAt(0);

function encodeDate(date: Date): string {
  const at = date.getTime();
  // The years 2001 to 2286: thirteen digits of milliseconds are ten of seconds, hence E9.
  if (!(at >= FIRST_OF_13_DIGITS && at < FIRST_OF_14_DIGITS)) return javaDouble(at / 1000);
  const digits = String(at);
  let end = digits.length;
  while (end > 2 && digits.charCodeAt(end - 1) === ZERO) end -= 1;
  return `${digits.charAt(0)}.${digits.slice(1, end)}E9`;
}
