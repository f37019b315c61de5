import { isJsonArray, isJsonObject, numberOf, type Json, type JsonObject } from '../../model/json';
import { fieldLimit } from '../../rules/fieldLimits';

/** An intrinsic function cannot work with what it was given. */
export class IntrinsicArgumentError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'IntrinsicArgumentError';
  }
}

const GREATEST_INTEGER = fieldLimit('intrinsicInteger');
const SMALLEST_INTEGER = -GREATEST_INTEGER - 1;
const LONGEST_TEXT = fieldLimit('intrinsicCharacters');

/** The evaluated arguments of one call. assumed: the texts of all refusals, as none was recorded or is documented. */
export class IntrinsicArguments {
  constructor(
    private readonly functionName: string,
    readonly values: readonly Json[],
    /** The first argument as it is written, escapes included, where it is a text in apostrophes. */
    readonly rawTemplate?: string,
  ) {}

  value(index: number): Json {
    return this.values[index] ?? null;
  }

  array(index: number): readonly Json[] {
    const value = this.value(index);
    if (!isJsonArray(value)) throw this.refused(index, 'an array');
    return value;
  }

  object(index: number): JsonObject {
    const value = this.value(index);
    if (!isJsonObject(value)) throw this.refused(index, 'a JSON object');
    return value;
  }

  text(index: number): string {
    const value = this.value(index);
    if (typeof value !== 'string') throw this.refused(index, 'a string');
    return value;
  }

  /** Documented for Base64 and hashes: so many characters at most. */
  limitedText(index: number): string {
    const text = this.text(index);
    if (text.length > LONGEST_TEXT) throw this.refused(index, `a string of at most ${LONGEST_TEXT} characters`);
    return text;
  }

  /** Recorded: rounded as Java's `Math.round` does, half up (-2.5 becomes -2). Documented: 32 bits. */
  integer(index: number): number {
    const number = numberOf(this.value(index));
    const rounded = Math.floor((number ?? NaN) + 0.5) + 0;
    if (!(rounded >= SMALLEST_INTEGER && rounded <= GREATEST_INTEGER)) {
      throw this.refused(index, `a number from ${SMALLEST_INTEGER} to ${GREATEST_INTEGER}`);
    }
    return rounded;
  }

  refused(index: number, expected: string): IntrinsicArgumentError {
    return new IntrinsicArgumentError(
      `Invalid arguments in ${this.functionName}: argument ${index + 1} must be ${expected}`,
    );
  }
}
