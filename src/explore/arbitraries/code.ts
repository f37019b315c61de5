/** As fast-check knows it: `fc.toStringMethod`. */
export const toStringMethod: unique symbol = Symbol.for('fast-check/toStringMethod') as never;

/** Lets fast-check, and `String()`, print a value as the code that makes it. What is printed is no member of the value. */
export function asCode<Value extends object>(value: Value, code: () => string): Value {
  const copy = Object.create(Object.getPrototypeOf(value) as object, Object.getOwnPropertyDescriptors(value)) as Value;
  return Object.defineProperties(copy, {
    [toStringMethod]: { value: code },
    toString: { value: code, configurable: true },
  });
}

/** A value of JSON, or one that prints as code, as it is written in TypeScript. */
export function codeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(codeOf).join(', ')}]`;
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const code = (value as { [toStringMethod]?: () => string })[toStringMethod];
  if (code !== undefined) return code();
  const members = Object.entries(value).map(([name, member]) => `${memberName(name)}: ${codeOf(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

const memberName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));
const quoted = (text: string): string =>
  `'${JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)}'`;

/** A call as it is written, without the arguments at its end that are not given. */
export function callOf(name: string, ...given: readonly unknown[]): string {
  const last = given.findLastIndex((each) => each !== undefined);
  return `${name}(${given
    .slice(0, last + 1)
    .map(codeOf)
    .join(', ')})`;
}
