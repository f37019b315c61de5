import { fieldLimit } from '../../rules/fieldLimits';
import { TOOK_TOO_LONG, withinRealTime } from '../../time/realTime';

/** Elements that cost as much as one evaluated node, since functions walk arrays without evaluating nodes. */
const ELEMENTS_PER_EVALUATION = 16;

/** An expression that AWS stops: the text follows `threw an error during evaluation: `. */
export class JsonataLimitExceeded extends Error {
  private constructor(message: string) {
    super(message);
    this.name = 'JsonataLimitExceeded';
  }

  // AWS documents how the three texts begin. assumed: how they go on, which is reported
  // (github.com/floci-io/floci/issues/2737).
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

/** Refuses lengths that would take the memory before the guard sees the value. */
export function refuseLongString(length: number): void {
  if (length > fieldLimit('jsonataString')) throw JsonataLimitExceeded.memory();
}

export function refuseLongRange(length: number): void {
  if (length > fieldLimit('jsonataRange')) throw JsonataLimitExceeded.memory();
}

/** Hooks that the library calls around every node; bound as variables of one evaluation. */
export function createGuard(): Record<'__evaluate_entry' | '__evaluate_exit', unknown> {
  let depth = 0;
  let evaluations = 0;
  const charge = (count: number): void => {
    evaluations += count;
    if (evaluations > fieldLimit('jsonataEvaluations')) throw JsonataLimitExceeded.time();
  };
  return {
    __evaluate_entry: () => {
      depth += 1;
      if (depth > fieldLimit('jsonataDepth')) throw JsonataLimitExceeded.depth();
      charge(1);
    },
    __evaluate_exit: (_node: unknown, _input: unknown, _environment: unknown, result: unknown) => {
      depth -= 1;
      if (typeof result === 'string') refuseLongString(result.length);
      if (!Array.isArray(result)) return;
      if (result.length > fieldLimit('jsonataArray')) throw JsonataLimitExceeded.memory();
      charge(Math.floor(result.length / ELEMENTS_PER_EVALUATION));
    },
  };
}

/** Patterns that repeat nothing, and short texts, take no time to speak of: watching over them would take more. */
const REPEATS = /[*+{]/;
const SHORT_TEXT = 16;

/** A regular expression whose search can be stopped: the library evaluates no node in it, so that nothing else gets in between. */
export class StoppablePattern extends RegExp {
  override exec(text: string): RegExpExecArray | null {
    if (text.length < SHORT_TEXT || !REPEATS.test(this.source)) return super.exec(text);
    const found = withinRealTime(fieldLimit('jsonataMilliseconds'), () => super.exec(text));
    if (found === TOOK_TOO_LONG) throw JsonataLimitExceeded.time();
    return found;
  }
}
