import { parseJson, type Json } from '../../model/json';
import { fieldLimit } from '../../rules/fieldLimits';
import { pathIsSyntacticallyValid } from './paths';
import { ExpressionSyntaxError, TextScanner } from './textScanner';

/** An argument of an intrinsic function, or the call itself. */
export type IntrinsicTerm =
  | { readonly kind: 'call'; readonly name: string; readonly terms: readonly IntrinsicTerm[] }
  | { readonly kind: 'path'; readonly path: string }
  /** A text in apostrophes, its escapes still in it: States.Format tells `\{` from `{`. */
  | { readonly kind: 'text'; readonly raw: string }
  | { readonly kind: 'literal'; readonly value: Json };

/** How many arguments the functions take: at least, at most. */
export const INTRINSIC_ARITIES: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['States.Array', [0, Infinity]],
  ['States.ArrayPartition', [2, 2]],
  ['States.ArrayContains', [2, 2]],
  ['States.ArrayRange', [3, 3]],
  ['States.ArrayGetItem', [2, 2]],
  ['States.ArrayLength', [1, 1]],
  ['States.ArrayUnique', [1, 1]],
  ['States.Base64Encode', [1, 1]],
  ['States.Base64Decode', [1, 1]],
  ['States.Hash', [2, 2]],
  ['States.JsonMerge', [3, 3]],
  ['States.StringToJson', [1, 1]],
  ['States.JsonToString', [1, 1]],
  ['States.MathRandom', [2, 3]],
  ['States.MathAdd', [2, 2]],
  ['States.StringSplit', [2, 2]],
  ['States.UUID', [0, 0]],
  ['States.Format', [1, Infinity]],
]);

const DEEPEST_NESTING = fieldLimit('intrinsicNesting');
const FUNCTION_NAME = /States\.[A-Za-z0-9]+/y;
const LITERAL = /(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=[\s,)])/y;

/**
 * Reads the call of an intrinsic function.
 *
 * @throws {ExpressionSyntaxError}
 */
export function parseIntrinsic(text: string): IntrinsicTerm {
  const scanner = new TextScanner(text);
  const call = scanCall(scanner, 1);
  scanner.skipBlanks();
  if (!scanner.done) throw scanner.failure('the end expected');
  return call;
}

/** The text that a literal in apostrophes stands for. */
export function unescapeText(raw: string): string {
  return raw.replace(/\\([^])/g, '$1');
}

function scanCall(scanner: TextScanner, depth: number): IntrinsicTerm {
  if (depth > DEEPEST_NESTING) {
    throw new ExpressionSyntaxError(`More than ${DEEPEST_NESTING} intrinsic functions in each other: ${scanner.text}`);
  }
  const name = scanner.match(FUNCTION_NAME) ?? '';
  const arity = INTRINSIC_ARITIES.get(name);
  if (arity === undefined) throw scanner.failure('the name of an intrinsic function expected');
  scanner.skipBlanks();
  scanner.expect('(');
  const terms = scanTerms(scanner, depth);
  if (terms.length < arity[0] || terms.length > arity[1]) {
    throw new ExpressionSyntaxError(`${name} does not take ${terms.length} arguments: ${scanner.text}`);
  }
  return { kind: 'call', name, terms };
}

function scanTerms(scanner: TextScanner, depth: number): IntrinsicTerm[] {
  const terms: IntrinsicTerm[] = [];
  scanner.skipBlanks();
  if (scanner.take(')')) return terms;
  do {
    scanner.skipBlanks();
    terms.push(scanTerm(scanner, depth));
    scanner.skipBlanks();
  } while (scanner.take(','));
  scanner.expect(')');
  return terms;
}

function scanTerm(scanner: TextScanner, depth: number): IntrinsicTerm {
  if (scanner.peek() === "'") return { kind: 'text', raw: scanText(scanner) };
  if (scanner.peek() === '$') return { kind: 'path', path: scanArgumentPath(scanner) };
  const literal = scanner.match(LITERAL);
  return literal === undefined ? scanCall(scanner, depth + 1) : { kind: 'literal', value: parseJson(literal) };
}

/** The language allows to escape `'`, `{`, `}` and the backslash; recorded: `\"` is refused. */
function scanText(scanner: TextScanner): string {
  scanner.expect("'");
  const raw = scanner.match(/(?:\\['{}\\]|[^'\\])*/y) ?? '';
  scanner.expect("'");
  return raw;
}

/** A path ends before the comma or the bracket that belongs to the call. */
function scanArgumentPath(scanner: TextScanner): string {
  let path = '';
  let open = 0;
  while (!scanner.done) {
    const quoted = open > 0 ? scanner.match(/'(?:\\[^]|[^'\\])*'|"(?:\\[^]|[^"\\])*"/y) : undefined;
    if (quoted === undefined) {
      const character = scanner.peek();
      if (open === 0 && /[\s,)]/.test(character)) break;
      if ('[('.includes(character)) open++;
      if ('])'.includes(character)) open--;
      scanner.next();
      path += character;
    } else {
      path += quoted;
    }
  }
  if (!pathIsSyntacticallyValid(path)) throw scanner.failure(`a path expected instead of ${path}`);
  return path;
}
