import { fieldLimit } from '../../rules/fieldLimits';
import { StoppablePattern, withStoppablePatterns } from './stoppablePattern';

/**
 * An expression that AWS stops.
 *
 * @reported [jsonata.limit-texts] An expression that is stopped has `threw an error during evaluation: ` and one of three texts, about
 *   recursion, time and memory. {reported-jsonata}
 */
export class JsonataLimitExceeded extends Error {
  private constructor(message: string) {
    super(message);
    this.name = 'JsonataLimitExceeded';
  }

  static depth(): JsonataLimitExceeded {
    return new JsonataLimitExceeded(
      'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive',
    );
  }

  static time(): JsonataLimitExceeded {
    return new JsonataLimitExceeded('Expression evaluation timeout: Check for infinite loop');
  }

  static memory(): JsonataLimitExceeded {
    return new JsonataLimitExceeded('Expression evaluation memory limit exceeded: Check for excessive memory usage');
  }
}

/** Elements, and characters, that are copied in one go and cost as much as one step of a loop. */
const ELEMENTS_PER_STEP = 2;
const CHARACTERS_PER_STEP = 16;
/** An element of an array that is made anew for each one that it grows by: most of it is memory that comes and goes. */
const STEPS_PER_JOINED_ELEMENT = 2;
/** Steps that it costs to watch over a search, in the time that it takes. */
const STEPS_OF_A_WATCH = 1000;

const MOST_STEPS = fieldLimit('jsonataSteps');
const MOST_NODES = fieldLimit('jsonataEvaluations');
const DEEPEST = fieldLimit('jsonataDepth');
const LONGEST_STRING = fieldLimit('jsonataString');
const LONGEST_ARRAY = fieldLimit('jsonataArray');

/** What the evaluation that is under way has used up. */
const used = { nodes: 0, steps: 0, depth: 0 };

function charge(steps: number): void {
  used.steps += steps;
  if (used.steps > MOST_STEPS) throw JsonataLimitExceeded.time();
}

/** Runs an evaluation, or the parser, within the limits of AWS; what is run inside has limits of its own. */
export function metered<T>(evaluate: () => T): T {
  const { nodes, steps, depth } = used;
  Object.assign(used, { nodes: 0, steps: 0, depth: 0 });
  try {
    return withStoppablePatterns(evaluate, JsonataLimitExceeded.time, () => charge(STEPS_OF_A_WATCH));
  } finally {
    Object.assign(used, { nodes, steps, depth });
  }
}

/** Refuses lengths that would take the memory before the meter sees the value. */
export function refuseLongString(length: number): void {
  if (length > LONGEST_STRING) throw JsonataLimitExceeded.memory();
}

export function refuseLongRange(length: number): void {
  if (length > fieldLimit('jsonataRange')) throw JsonataLimitExceeded.memory();
}

/** What the library calls before and after each node of an expression. */
export const nodeHooks: readonly (readonly [symbol, (...given: never[]) => void])[] = [
  [
    Symbol.for('jsonata.__evaluate_entry'),
    () => {
      used.depth += 1;
      used.nodes += 1;
      if (used.depth > DEEPEST) throw JsonataLimitExceeded.depth();
      if (used.nodes > MOST_NODES) throw JsonataLimitExceeded.time();
    },
  ],
  [
    Symbol.for('jsonata.__evaluate_exit'),
    (_node: unknown, _input: unknown, _environment: unknown, result: unknown) => {
      used.depth -= 1;
      if (typeof result === 'string') refuseLongString(result.length);
      else if (Array.isArray(result) && result.length > LONGEST_ARRAY) throw JsonataLimitExceeded.memory();
    },
  ],
];

const isFunctionValue = (value: unknown): boolean =>
  typeof value === 'function' ||
  (typeof value === 'object' && value !== null && ('_jsonata_function' in value || '_jsonata_lambda' in value));

/** A function in a message is nothing, not what the library makes of it. */
function shown(_name: string, member: unknown): unknown {
  return typeof member === 'object' && isFunctionValue(member) ? '' : member;
}

/**
 * A pattern of an expression.
 *
 * @assumed [jsonata.invalid-pattern] A pattern that is none is answered with `Invalid regular expression: ` and the pattern. Because: AWS's
 *   text is not known, and the machine's own words would differ from version to version.
 */
class Pattern extends StoppablePattern {
  constructor(pattern: RegExp | string, flags?: string) {
    try {
      super(pattern, flags);
    } catch {
      throw new Error(`Invalid regular expression: /${String(pattern)}/`);
    }
  }
}

/** What `build/synchronousJsonata.cjs` puts calls of into the library. */
export const meter = {
  /** A turn of a loop, or the call of a function. */
  step(): void {
    charge(1);
  },

  /** A value that was made in one go; a number is the length of an array. */
  sized<T>(value: T): T {
    if (typeof value === 'string') charge(value.length / CHARACTERS_PER_STEP);
    else if (Array.isArray(value)) charge(value.length / ELEMENTS_PER_STEP);
    else if (typeof value === 'number') charge(value / ELEMENTS_PER_STEP);
    return value;
  },

  /** Two arrays, or strings, that became one. */
  joined<T>(value: T): T {
    if (!Array.isArray(value)) return meter.sized(value);
    charge(value.length * STEPS_PER_JOINED_ELEMENT);
    return value;
  },

  /** An array has grown to this length. */
  pushed(length: number): number {
    // A string has the longest array there is: that of its characters.
    refuseLongString(length);
    return length;
  },

  /** What `for … in` goes through: a function has no members. */
  visible<T>(value: T): T | object {
    return isFunctionValue(value) ? {} : value;
  },

  keys(value: object): string[] {
    const keys = isFunctionValue(value) ? [] : Object.keys(value);
    charge(keys.length / ELEMENTS_PER_STEP);
    return keys;
  },

  // No function around it, which would look `Object` up: a test runner's sandbox takes long for it.
  owns: Object.hasOwn,

  stringify(value: unknown, replacer = shown, space?: number): string | undefined {
    return meter.sized(JSON.stringify(value, replacer, space));
  },

  RegExp: Pattern,
};

export type Meter = typeof meter;
