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

/** The names of the functions. */
const NAMES: ReadonlySet<string> = new Set(
  [
    ...['Array', 'ArrayPartition', 'ArrayContains', 'ArrayRange', 'ArrayGetItem', 'ArrayLength', 'ArrayUnique'],
    ...['Base64Encode', 'Base64Decode', 'Hash', 'JsonMerge', 'StringToJson', 'JsonToString', 'MathRandom', 'MathAdd'],
    ...['StringSplit', 'UUID', 'Format'],
  ].map((name) => `States.${name}`),
);

const DEEPEST_NESTING = fieldLimit('intrinsicNesting');
const FUNCTION_NAME = /States\.[A-Za-z0-9]+/y;
const LITERAL = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=[\s,)])/y;

/**
 * Reads the call of an intrinsic function.
 *
 * @recorded [intrinsic.arity-at-run-time] A wrong number of arguments is taken when a state machine is created, and fails when the state runs.
 *   {recorded-answers}
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
  if (!NAMES.has(name)) throw scanner.failure('the name of an intrinsic function expected');
  scanner.skipBlanks();
  scanner.expect('(');
  return { kind: 'call', name, terms: scanTerms(scanner, depth) };
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

/**
 * The language allows to escape `'`, `{`, `}` and the backslash.
 *
 * @recorded [intrinsic.escapes] Any other escape, `\"` for example, is refused when a state machine is created. {recorded-histories}
 */
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
