import { printableLines } from '../model/printable';

/** What a matcher comes to: framework-free, as Jest's and Vitest's `expect.extend` take it. */
export interface MatcherResult {
  readonly pass: boolean;
  /** Explains a failure: why it did not pass, or with `.not` why it did. */
  readonly message: () => string;
}

/** How a matcher is asked. */
export interface MatcherContext {
  /** Called through `.not`: a result that does not pass is then the good one. */
  readonly isNot: boolean;
}

/** The core of a matcher. */
export type Matcher<Args extends unknown[]> = (
  context: MatcherContext,
  received: unknown,
  ...args: Args
) => MatcherResult;

/** Blocks of a failure message, empty ones left out, with a blank line between them. What they quote is made printable. */
export function explain(...blocks: readonly (string | undefined)[]): string {
  return printableLines(blocks.filter((block) => block !== undefined && block !== '').join('\n\n'));
}

/** The call as it stands in the test: `expect(history).not.toResumeAt("ChargeCard")`. */
export function callText(
  { isNot }: MatcherContext,
  received: string,
  matcher: string,
  ...args: readonly unknown[]
): string {
  const given = args.filter((arg) => arg !== undefined).map(valueText);
  return `expect(${received})${isNot ? '.not' : ''}.${matcher}(${given.join(', ')})`;
}

/** `Expected` above `Received`; `unwanted` says what is expected with `.not`. */
export function contrast(
  { isNot }: MatcherContext,
  expected: string,
  received: string,
  unwanted: string = `not ${expected}`,
): string {
  return `Expected: ${isNot ? unwanted : expected}\nReceived: ${received}`;
}

/** A value as one would write it in the test. */
export function valueText(value: unknown): string {
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? String(value);
  if (isAsymmetric(value)) return value.toAsymmetricMatcher?.() ?? value.toString();
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return '{}';
  return `{ ${members.map(([name, member]) => `${name}: ${valueText(member)}`).join(', ')} }`;
}

/** `expect.stringContaining(…)` and its like, of Jest and of Vitest. */
export interface AsymmetricMatcher {
  asymmetricMatch(value: unknown): boolean;
  toAsymmetricMatcher?(): string;
}

export function isAsymmetric(value: unknown): value is AsymmetricMatcher {
  return (
    typeof value === 'object' &&
    value !== null &&
    'asymmetricMatch' in value &&
    typeof value.asymmetricMatch === 'function'
  );
}

/** What a text is compared with: itself, a pattern, or an asymmetric matcher such as `expect.stringContaining('…')`. */
export type TextExpectation = string | RegExp | AsymmetricMatcher;

export function matchesText(expected: TextExpectation, received: string | undefined): boolean {
  if (typeof expected === 'string') return received === expected;
  if (isAsymmetric(expected)) return expected.asymmetricMatch(received);
  return received !== undefined && new RegExp(expected.source, expected.flags.replace(/[gy]/g, '')).test(received);
}
