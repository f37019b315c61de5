import { parseJson, type Json } from '../../model/json';
import type { CompiledPath, FilterOperand, FilterTest } from './pathTypes';
import { StoppablePattern } from './stoppablePattern';
import { ExpressionSyntaxError, type TextScanner } from './textScanner';

const OPERATOR = /===|!==|==|!=|<=|>=|=~|<|>|(?:in|nin|subsetof|anyof|noneof|all|contains|size|empty|type)\b/iy;
const LITERAL = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=[\s)\]&|,]|$)/y;
/** A text without quotes: up to a blank, a bracket or an operator that joins conditions. */
const WORD = /[^\s()[\]{}'"&|,=<>!~]+/y;
const DEEPEST_FILTER = 50;

/**
 * Reads the condition between the brackets of `?(…)`.
 *
 * @param scanPath reads a path that starts with `@` or `$`, as far as it goes.
 * @throws {ExpressionSyntaxError}
 */
export function parseFilter(scanner: TextScanner, scanPath: (scanner: TextScanner) => CompiledPath): FilterTest {
  return new FilterParser(scanner, scanPath).condition();
}

class FilterParser {
  private depth = 0;

  constructor(
    private readonly scanner: TextScanner,
    private readonly scanPath: (scanner: TextScanner) => CompiledPath,
  ) {}

  condition(): FilterTest {
    return this.chain('or', '||', () => this.chain('and', '&&', () => this.test()));
  }

  private chain(kind: 'or' | 'and', sign: string, scanPart: () => FilterTest): FilterTest {
    const first = scanPart();
    const tests = [first];
    this.scanner.skipBlanks();
    while (this.scanner.take(sign)) {
      tests.push(scanPart());
      this.scanner.skipBlanks();
    }
    return tests.length === 1 ? first : { kind, tests };
  }

  private test(): FilterTest {
    this.scanner.skipBlanks();
    if (this.scanner.take('!')) return { kind: 'not', test: this.deeper(() => this.test()) };
    if (this.scanner.take('(')) {
      const test = this.deeper(() => this.condition());
      this.scanner.skipBlanks();
      this.scanner.expect(')');
      return test;
    }
    const left = this.operand(true);
    this.scanner.skipBlanks();
    const operator = this.scanner.match(OPERATOR)?.toLowerCase();
    if (operator === undefined) {
      if (left.kind !== 'path') throw this.scanner.failure('an operator expected');
      return { kind: 'exists', operand: left };
    }
    this.scanner.skipBlanks();
    return { kind: 'compare', left, operator, right: this.operand(operator === '=~') };
  }

  private operand(mayBePattern: boolean): FilterOperand {
    const start = this.scanner.peek();
    if (start === '@' || start === '$') {
      return { kind: 'path', fromRoot: start === '$', path: this.deeper(() => this.scanPath(this.scanner)) };
    }
    if (start === '/' && mayBePattern) return { kind: 'pattern', pattern: scanPattern(this.scanner) };
    return { kind: 'literal', value: this.literal() };
  }

  /** @reported [path.unquoted-text] A filter may compare with a text without quotes, also one like `/a/b`. {reported-definitions} */
  private literal(): Json {
    const start = this.scanner.peek();
    if (start === "'" || start === '"') return scanString(this.scanner);
    if (start === '[') return this.deeper(() => this.list());
    const literal = this.scanner.match(LITERAL);
    if (literal !== undefined) return parseJson(literal);
    const word = this.scanner.match(WORD);
    if (word === undefined) throw this.scanner.failure('a value or a path expected');
    return word;
  }

  private list(): Json[] {
    this.scanner.expect('[');
    this.scanner.skipBlanks();
    if (this.scanner.take(']')) return [];
    const items: Json[] = [];
    do {
      this.scanner.skipBlanks();
      items.push(this.literal());
      this.scanner.skipBlanks();
    } while (this.scanner.take(','));
    this.scanner.expect(']');
    return items;
  }

  private deeper<Part>(scanPart: () => Part): Part {
    if (++this.depth > DEEPEST_FILTER) throw new ExpressionSyntaxError('The filter is nested too deep.');
    const part = scanPart();
    this.depth--;
    return part;
  }
}

function scanPattern(scanner: TextScanner): RegExp {
  const written = scanner.match(/\/(?:\\[^]|[^/\\])*\/[a-zA-Z]*/y);
  if (written === undefined) throw scanner.failure('a pattern /…/ expected');
  const end = written.lastIndexOf('/');
  const flags = [...new Set(written.slice(end + 1))].filter((flag) => 'imsu'.includes(flag)).join('');
  try {
    // The whole text has to match, as with Java's Matcher.matches().
    return new StoppablePattern(`^(?:${written.slice(1, end)})$`, flags);
  } catch {
    throw new ExpressionSyntaxError(`The pattern ${written} cannot be read.`);
  }
}

function scanString(scanner: TextScanner): string {
  const quote = scanner.next();
  const content = scanner.match(quote === "'" ? /(?:\\[^]|[^'\\])*/y : /(?:\\[^]|[^"\\])*/y) ?? '';
  scanner.expect(quote);
  return content.replace(/\\([^])/g, '$1');
}
