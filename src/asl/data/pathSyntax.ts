import { PATH_FUNCTIONS } from './pathFunctions';
import { parseFilter } from './pathFilterSyntax';
import type { CompiledPath, PathStep } from './pathTypes';
import { ExpressionSyntaxError, TextScanner } from './textScanner';

const NAME = /(?:\\[^]|[^\s.[\]()\\])+/y;
/** Inside a filter an operator ends a name. */
const NAME_IN_FILTER = /(?:\\[^]|[^\s.[\]()\\,'"=<>~!&|])+/y;
/** Compiled paths that are kept: more than a test suite uses, few enough to be no leak. */
const REMEMBERED_PATHS = 500;
const compiled = new Map<string, CompiledPath>();

/**
 * The steps of a path in the dialect of Jayway's JsonPath, which AWS runs.
 *
 * @param text from the root on, for example `$.orders[0].id` or, inside a filter, `@.id`.
 * @throws {ExpressionSyntaxError}
 */
export function compilePath(text: string): CompiledPath {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const scanner = new TextScanner(text);
  const path = scanPath(scanner, NAME);
  if (!scanner.done) throw scanner.failure("'.' or '[' expected");
  const oldest = compiled.size >= REMEMBERED_PATHS ? compiled.keys().next().value : undefined;
  if (oldest !== undefined) compiled.delete(oldest);
  compiled.set(text, path);
  return path;
}

function scanPathInFilter(scanner: TextScanner): CompiledPath {
  return scanPath(scanner, NAME_IN_FILTER);
}

function scanPath(scanner: TextScanner, name: RegExp): CompiledPath {
  if (!scanner.take('$') && !scanner.take('@')) throw scanner.failure("'$' expected");
  const steps: PathStep[] = [];
  for (;;) {
    const found = scanStep(scanner, name);
    steps.push(...found);
    if (found.length === 0 || steps.at(-1)?.kind === 'function') return { steps, definite: isDefinite(steps) };
  }
}

function scanStep(scanner: TextScanner, name: RegExp): PathStep[] {
  if (scanner.take('..')) {
    const following = scanner.peek() === '[' ? scanBrackets(scanner) : scanDotted(scanner, name);
    return [{ kind: 'descend' }, following];
  }
  if (scanner.take('.')) return [scanner.peek() === '[' ? scanBrackets(scanner) : scanDotted(scanner, name)];
  return scanner.peek() === '[' ? [scanBrackets(scanner)] : [];
}

function scanDotted(scanner: TextScanner, pattern: RegExp): PathStep {
  if (scanner.take('*')) return { kind: 'wildcard' };
  const name = scanner.match(pattern);
  if (name === undefined) throw scanner.failure('a name expected');
  if (scanner.match(/\(\s*\)/y) !== undefined) {
    if (!PATH_FUNCTIONS.has(name)) throw new ExpressionSyntaxError(`Function with name: ${name} does not exist.`);
    return { kind: 'function', name };
  }
  // A backslash takes the next character as it is: the reference paths of the Amazon States Language specification.
  return { kind: 'names', names: [name.replace(/\\([^])/g, '$1')] };
}

function scanBrackets(scanner: TextScanner): PathStep {
  scanner.expect('[');
  scanner.skipBlanks();
  const step = scanBracketContent(scanner);
  scanner.skipBlanks();
  scanner.expect(']');
  return step;
}

function scanBracketContent(scanner: TextScanner): PathStep {
  if (scanner.take('*')) return { kind: 'wildcard' };
  if (scanner.take('?')) return scanFilter(scanner);
  if (scanner.peek() === "'" || scanner.peek() === '"') {
    return { kind: 'names', names: scanList(scanner, () => scanQuotedName(scanner)) };
  }
  const from = scanInteger(scanner);
  scanner.skipBlanks();
  if (scanner.take(':')) {
    return scanSlice(scanner, from);
  }
  if (from === undefined) throw scanner.failure('a name in quotes, an index, a slice, * or ?( expected');
  const others = scanner.take(',') ? scanList(scanner, () => requireInteger(scanner)) : [];
  return { kind: 'indexes', indexes: [from, ...others] };
}

/** @reported [path.slice-step] A slice may have a step, which is not looked at. {measured-jsonpath} */
function scanSlice(scanner: TextScanner, from: number | undefined): PathStep {
  scanner.skipBlanks();
  const to = scanInteger(scanner);
  scanner.skipBlanks();
  if (scanner.take(':')) {
    scanner.skipBlanks();
    scanInteger(scanner);
  }
  return { kind: 'slice', from, to };
}

function scanFilter(scanner: TextScanner): PathStep {
  scanner.skipBlanks();
  scanner.expect('(');
  const test = parseFilter(scanner, scanPathInFilter);
  scanner.skipBlanks();
  scanner.expect(')');
  return { kind: 'filter', test };
}

function scanList<Item>(scanner: TextScanner, scanItem: () => Item): Item[] {
  const items: Item[] = [];
  do {
    scanner.skipBlanks();
    items.push(scanItem());
    scanner.skipBlanks();
  } while (scanner.take(','));
  return items;
}

/**
 * @recorded [path.backslash] A backslash in a quoted name stands for itself: `['a\"b']` is the member `a\"b`. {recorded-histories}
 * @assumed [path.quote] Only the quote around a name has to be escaped. Because: there is no other way to write it.
 */
function scanQuotedName(scanner: TextScanner): string {
  const quote = scanner.next();
  const content = scanner.match(quote === "'" ? /(?:\\'|[^'])*/y : /(?:\\"|[^"])*/y) ?? '';
  scanner.expect(quote);
  return content.replaceAll(`\\${quote}`, quote);
}

function scanInteger(scanner: TextScanner): number | undefined {
  const digits = scanner.match(/-?\d+/y);
  return digits === undefined ? undefined : Number(digits);
}

function requireInteger(scanner: TextScanner): number {
  const integer = scanInteger(scanner);
  if (integer === undefined) throw scanner.failure('an index expected');
  return integer;
}

function isDefinite(steps: readonly PathStep[]): boolean {
  return steps.every((step, index) => {
    if (step.kind === 'function') return true;
    if (step.kind === 'indexes') return step.indexes.length === 1;
    // Several names at the end are merged into one object; before further steps they are several places.
    return step.kind === 'names' && (step.names.length === 1 || index === steps.length - 1);
  });
}
