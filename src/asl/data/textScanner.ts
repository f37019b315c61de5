/** An expression of the language of paths or of intrinsic functions is written wrongly. */
export class ExpressionSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ExpressionSyntaxError';
  }
}

/** A place in a text that moves forward only. Patterns must be sticky (`/…/y`). */
export class TextScanner {
  private at = 0;

  constructor(readonly text: string) {}

  get done(): boolean {
    return this.at >= this.text.length;
  }

  get position(): number {
    return this.at;
  }

  peek(): string {
    return this.text[this.at] ?? '';
  }

  /** What the pattern matches from here, which is then passed. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const matched = pattern.exec(this.text)?.[0];
    if (matched !== undefined) this.at += matched.length;
    return matched;
  }

  /** Passes exactly this text, if it stands here. */
  take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  /** Passes one character, whatever it is. */
  next(): string {
    return this.text[this.at++] ?? '';
  }

  skipBlanks(): void {
    this.match(/\s*/y);
  }

  expect(text: string): void {
    if (!this.take(text)) throw this.failure(`'${text}' expected`);
  }

  failure(expectation: string): ExpressionSyntaxError {
    const found = this.done ? 'the end' : `'${this.peek()}'`;
    return new ExpressionSyntaxError(`${expectation} but found ${found} at position ${this.at} of ${this.text}`);
  }
}
