import { DEEPEST_NESTING, JsonNumber, setMember, type Json, type JsonObject } from './jsonValue';

/** What Jackson says in the place of a text that it keeps to itself. */
const REDACTED = 'REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)';

/** A text is no JSON. The message is the one that AWS gives in the place of the document. */
export class JsonSyntaxError extends Error {
  constructor(
    message: string,
    private readonly text = '',
    /** How far the text was read. */
    private readonly at = 0,
    /** What was opened and not closed when the text ended, and where. */
    private readonly open?: { readonly kind: 'Array' | 'Object'; readonly at: number },
  ) {
    super(message);
    this.name = 'JsonSyntaxError';
  }

  /** Up to where the text was read, as Jackson names a place. */
  place(source = REDACTED, at = this.at): string {
    const lines = this.text.slice(0, at).split('\n');
    return `[Source: ${source}; line: ${lines.length}, column: ${(lines.at(-1) ?? '').length + 1}]`;
  }

  /**
   * The message with the places that Jackson adds.
   *
   * @recorded [json.places] Jackson's words name the place up to which a text was read, and where what it ends in was opened.
   *   {recorded-answers}
   */
  withPlaces(source = REDACTED): string {
    const open =
      this.open && `expected close marker for ${this.open.kind} (start marker at ${this.place(source, this.open.at)})`;
    return `${open === undefined ? this.message : `Unexpected end-of-input: ${open}`}\n at ${this.place(source)}`;
  }
}

const SPELLING_AT_RISK = /(?:^|[[,:\s])(?:-0(?![.\d])|-?[\d.]{16,}|-?\d+(?:\.\d+)?[eE]|-?\d+\.\d*0(?!\d)|-?0\.00000)/;
/** A member whose name is an array index: JavaScript would move it to the front. */
const ORDER_AT_RISK = /"(?:\d|\\u003\d){1,10}"\s*:/;
const WORD = /[\p{L}\p{N}_$]+/uy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PLAIN_CHARACTERS = /[^"\\\u0000-\u001f]*/y;
const BLANKS = /[ \t\n\r]*/y;
const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const WORDS = new Map<string, Json>([
  ['null', null],
  ['true', true],
  ['false', false],
]);
const ESCAPES = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Whether the text may hold a number that JavaScript would spell differently: true rather once too often. */
export function mayLoseNumbers(text: string): boolean {
  return SPELLING_AT_RISK.test(text);
}

/** Whether the text may hold members that JavaScript would put into another order: true rather once too often. */
export function mayLoseOrder(text: string): boolean {
  return ORDER_AT_RISK.test(text);
}

/** Whether the text is nested too deep, should it be JSON at all. */
export function isNestedTooDeep(text: string): boolean {
  if (text.length <= DEEPEST_NESTING) return false;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted) at += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > DEEPEST_NESTING) return true;
  }
  return false;
}

/**
 * The value of a JSON text, with the spelling of its numbers. The messages are those of the Jackson reader, which AWS runs.
 *
 * @recorded [json.messages] An empty text, a wrong start of a member's name and an unknown word are refused in Jackson's words.
 *   {recorded-errors}
 * @assumed [json.other-messages] All other faults of a JSON text are refused in Jackson's words, too. Because: the recorded ones are.
 */
export function parseLosslessly(text: string): Json {
  return new JsonReader(text).document();
}

class JsonReader {
  private at = 0;
  private readonly opened: { kind: 'Array' | 'Object'; at: number }[] = [];

  constructor(private readonly text: string) {}

  document(): Json {
    this.skipBlanks();
    // Recorded for an empty execution input; a reader without content is not a syntax error of its own.
    if (this.at >= this.text.length) throw this.refused('Invalid execution input.');
    const value = this.value(0);
    this.skipBlanks();
    /**
     * @assumed [json.tail] What follows a JSON document is refused. Because: the API refuses it everywhere; Jackson alone would not read so
     *   far.
     */
    if (this.at < this.text.length) {
      const { at } = this;
      // Refuses a word that means nothing; one that is a value stands in the wrong place.
      this.word();
      this.at = at;
      throw this.unexpected(`expected a valid value ${VALUES}`);
    }
    return value;
  }

  private value(depth: number): Json {
    const character = this.text[this.at];
    if (character === '"') return this.string();
    if (character === '{') return this.object(depth + 1);
    if (character === '[') return this.array(depth + 1);
    if (character !== undefined && /[-\d]/.test(character)) return this.number();
    return this.word();
  }

  private object(depth: number): JsonObject {
    this.open(depth);
    const members: Record<string, Json> = {};
    if (this.closes('}')) return members;
    for (;;) {
      if (this.text[this.at] !== '"') throw this.unexpected('was expecting double-quote to start field name');
      const name = this.string();
      this.skipBlanks();
      if (this.text[this.at] !== ':') throw this.unexpected('was expecting a colon to separate field name and value');
      this.at++;
      this.skipBlanks();
      setMember(members, name, this.value(depth));
      if (this.closes('}')) return members;
      this.comma('Object');
    }
  }

  private array(depth: number): Json[] {
    this.open(depth);
    const items: Json[] = [];
    if (this.closes(']')) return items;
    for (;;) {
      items.push(this.value(depth));
      if (this.closes(']')) return items;
      this.comma('Array');
    }
  }

  private open(depth: number): void {
    if (depth > DEEPEST_NESTING) {
      throw this.refused(
        `Document nesting depth (${depth}) exceeds the maximum allowed (${DEEPEST_NESTING}, from \`StreamReadConstraints.getMaxNestingDepth()\`)`,
      );
    }
    this.opened.push({ kind: this.text[this.at] === '{' ? 'Object' : 'Array', at: this.at });
    this.at++;
  }

  private closes(bracket: '}' | ']'): boolean {
    this.skipBlanks();
    if (this.text[this.at] !== bracket) return false;
    this.at++;
    this.opened.pop();
    return true;
  }

  private comma(container: 'Object' | 'Array'): void {
    if (this.text[this.at] !== ',') throw this.unexpected(`was expecting comma to separate ${container} entries`);
    this.at++;
    this.skipBlanks();
  }

  private string(): string {
    this.at++;
    let characters = this.match(PLAIN_CHARACTERS);
    for (;;) {
      const character = this.text[this.at];
      if (character === undefined) {
        throw this.refused('Unexpected end-of-input: was expecting closing quote for a string value');
      }
      if (character !== '"' && character !== '\\') {
        throw this.refused(
          `Illegal unquoted character (${printed(character)}): has to be escaped using backslash to be included in string value`,
        );
      }
      this.at++;
      if (character === '"') return characters;
      characters += this.escape() + this.match(PLAIN_CHARACTERS);
    }
  }

  private escape(): string {
    const character = this.text[this.at++] ?? '';
    if (character !== 'u') {
      const escaped = ESCAPES.get(character);
      if (escaped !== undefined) return escaped;
      throw this.refused(`Unrecognized character escape ${printed(character)}`);
    }
    const digits = this.text.slice(this.at, this.at + 4);
    if (!/^[\da-fA-F]{4}$/.test(digits)) {
      throw this.unexpected('expected a hex-digit for character escape sequence');
    }
    this.at += 4;
    return String.fromCharCode(parseInt(digits, 16));
  }

  private number(): Json {
    const lexeme = this.match(NUMBER);
    const next = this.text[this.at];
    if (lexeme === '') throw this.unexpected('expected digit (0-9) to follow minus sign, for valid numeric value');
    if (/^-?0$/.test(lexeme) && next !== undefined && /\d/.test(next)) {
      throw this.refused('Invalid numeric value: Leading zeroes not allowed');
    }
    if (next !== undefined && !/[\s,\]}]/.test(next)) {
      throw this.unexpected('Expected space separating root-level values');
    }
    const value = Number(lexeme);
    return String(value) === lexeme ? value : new JsonNumber(lexeme);
  }

  private word(): Json {
    const word = this.match(WORD);
    const value = WORDS.get(word);
    if (value !== undefined) return value;
    if (word !== '') throw this.refused(`Unrecognized token '${word}': was expecting ${VALUES}`);
    throw this.unexpected(`expected a valid value ${VALUES}`);
  }

  private skipBlanks(): void {
    this.match(BLANKS);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const matched = pattern.exec(this.text)?.[0] ?? '';
    this.at += matched.length;
    return matched;
  }

  private unexpected(expectation: string): JsonSyntaxError {
    const character = this.text[this.at];
    if (character === undefined) {
      return new JsonSyntaxError(`Unexpected end-of-input: ${expectation}`, this.text, this.at, this.opened.at(-1));
    }
    // Jackson has read the character that it did not expect.
    this.at++;
    return this.refused(`Unexpected character (${printed(character)}): ${expectation}`);
  }

  private refused(message: string): JsonSyntaxError {
    return new JsonSyntaxError(message, this.text, this.at);
  }
}

function printed(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x20 ? `(CTRL-CHAR, code ${code})` : `'${character}' (code ${code})`;
}
