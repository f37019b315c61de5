import { hasPieces } from '../../model/wildcards';
import { numberOf, type Json } from '../../model/json';
import { timeOf } from './timestamps';

/** A comparison of the value at `Variable` with the operand of the rule: false where the types do not fit. */
export type ChoiceComparison = (value: Json, operand: Json) => boolean;

type Ordering = (order: number) => boolean;

const ORDERINGS: Readonly<Record<string, Ordering>> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  GreaterThan: (order) => order > 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThanEquals: (order) => order >= 0,
};

/** The values of a type in an order: undefined for a value of another type. */
const KINDS: Readonly<Record<string, (value: Json) => string | number | bigint | undefined>> = {
  String: (value) => (typeof value === 'string' ? value : undefined),
  Numeric: (value) => numberOf(value),
  Timestamp: (value) => (typeof value === 'string' ? timeOf(value) : undefined),
};

function comparison(kind: string, ordering: Ordering): ChoiceComparison {
  const ordered = KINDS[kind] ?? (() => undefined);
  return (value, operand) => {
    const [left, right] = [ordered(value), ordered(operand)];
    if (left === undefined || right === undefined) return false;
    return ordering(left < right ? -1 : left > right ? 1 : 0);
  };
}

/** Every operator that compares; each but StringMatches also exists with `Path` at its end. */
const COMPARISONS: ReadonlyMap<string, ChoiceComparison> = new Map<string, ChoiceComparison>([
  ...Object.keys(KINDS).flatMap((kind) =>
    Object.entries(ORDERINGS).map(([name, ordering]) => [`${kind}${name}`, comparison(kind, ordering)] as const),
  ),
  ['BooleanEquals', (value, operand) => typeof value === 'boolean' && value === operand],
  [
    'StringMatches',
    (value, operand) => typeof value === 'string' && typeof operand === 'string' && matchesPattern(value, operand),
  ],
]);

/** Type tests; the operand says whether the test shall hold. IsPresent is none: it asks for the path. */
const TYPE_TESTS: Readonly<Record<string, (value: Json) => boolean>> = {
  IsNull: (value) => value === null,
  IsBoolean: (value) => typeof value === 'boolean',
  IsNumeric: (value) => numberOf(value) !== undefined,
  IsString: (value) => typeof value === 'string',
  IsTimestamp: (value) => typeof value === 'string' && timeOf(value) !== undefined,
};

export interface ChoiceOperator {
  /** The member of the rule: `NumericLessThanPath`. */
  readonly name: string;
  readonly compare: ChoiceComparison;
  /** The operand is the path of the value to compare with. */
  readonly operandIsPath: boolean;
}

const OPERATORS: ReadonlyMap<string, ChoiceOperator> = new Map(
  [
    ...[...COMPARISONS].map(([name, compare]) => ({ name, compare, operandIsPath: false })),
    ...[...COMPARISONS]
      .filter(([name]) => name !== 'StringMatches')
      .map(([name, compare]) => ({ name: `${name}Path`, compare, operandIsPath: true })),
    ...Object.entries(TYPE_TESTS).map(([name, holds]) => ({
      name,
      compare: (value: Json, operand: Json) => holds(value) === operand,
      operandIsPath: false,
    })),
  ].map((operator) => [operator.name, operator]),
);

/** The operator that a rule uses. */
export function operatorOf(rule: Readonly<Record<string, unknown>>): ChoiceOperator | undefined {
  const name = Object.keys(rule).find((member) => OPERATORS.has(member));
  return name === undefined ? undefined : OPERATORS.get(name);
}

/**
 * Whether a text matches a pattern of StringMatches: `*` stands for any characters, none included, `\*` for a star and
 * `\\` for a backslash. Without a regular expression, so that a pattern of many stars takes no exponential time.
 */
export function matchesPattern(text: string, pattern: string): boolean {
  return hasPieces(text, splitPattern(pattern));
}

/** The literal pieces between the wildcards. */
function splitPattern(pattern: string): string[] {
  const pieces = [''];
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index];
    const next = pattern[index + 1];
    if (character === '*') {
      pieces.push('');
    } else if (character === '\\' && (next === '*' || next === '\\')) {
      pieces.push(`${pieces.pop() ?? ''}${next}`);
      index += 1;
    } else {
      pieces.push(`${pieces.pop() ?? ''}${character ?? ''}`);
    }
  }
  return pieces;
}
