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

/** The evaluated arguments of one call. */
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
    if (!isJsonArray(value)) throw this.refused();
    return value;
  }

  object(index: number): JsonObject {
    const value = this.value(index);
    if (!isJsonObject(value)) throw this.refused();
    return value;
  }

  text(index: number): string {
    const value = this.value(index);
    if (typeof value !== 'string') throw this.refused();
    return value;
  }

  /** Of Base64 and hashes: so many characters at most. */
  limitedText(index: number): string {
    const text = this.text(index);
    if (text.length > LONGEST_TEXT) throw this.refused();
    return text;
  }

  /**
   * A number without its fraction, as Java's `intValue` does.
   *
   * @reported [intrinsic.truncated] States.ArrayPartition, States.ArrayRange and States.MathRandom cut fractions off: -0.4 is 0.
   *   {reported-answers}
   * @assumed [intrinsic.truncated-others] Indexes and seeds are cut off, too. Because: the other functions that take whole numbers do so.
   */
  truncated(index: number): number {
    return this.inRange(Math.trunc(this.number(index)) + 0);
  }

  /**
   * A number rounded as Java's `Math.round` does, half up.
   *
   * @recorded [intrinsic.add-rounds] States.MathAdd rounds half up: -2.5 is -2. {recorded-histories}
   */
  rounded(index: number): number {
    return this.inRange(Math.floor(this.number(index) + 0.5) + 0);
  }

  private number(index: number): number {
    const number = numberOf(this.value(index));
    if (number === undefined) throw this.refused();
    return number;
  }

  /** See `field-limit.intrinsicInteger`. */
  inRange(integer: number): number {
    if (!(integer >= SMALLEST_INTEGER && integer <= GREATEST_INTEGER)) throw this.refused();
    return integer;
  }

  /** @recorded [intrinsic.invalid-arguments] Whatever is wrong with its arguments, a function says no more than that they are. {recorded-answers} */
  refused(detail = ''): IntrinsicArgumentError {
    return new IntrinsicArgumentError(`Invalid arguments in ${this.functionName}${detail}`);
  }
}
