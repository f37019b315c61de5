import { fieldLimit } from '../../rules/fieldLimits';
import { ProcessorTime, TOOK_TOO_LONG } from '../../time/realTime';

/** Searches that cannot take more steps than this are not watched: watching takes 0.06 ms. */
const QUICK = 1_000_000;
/** A group that repeats can be entered in exponentially many ways. */
const REPEATED_GROUP = /\)[*+{]/;
const QUANTIFIER = /[*+{]/g;
/** Either way is tried: `a?`, `a|b`. */
const CHOICE = /[?|]/g;

let budget: ProcessorTime | undefined;
let refuse: () => Error = () => new Error('a search took too long');
let watched: () => void = () => undefined;

/**
 * Runs an evaluation whose searches for patterns share one amount of the processor's time: a search is the one thing that
 * has no steps to count.
 *
 * @param tookTooLong makes the error of an evaluation that is stopped.
 * @param onWatched is told of each search that is watched.
 */
export function withStoppablePatterns<T>(evaluate: () => T, tookTooLong: () => Error, onWatched = (): void => {}): T {
  const outer = { budget, refuse, watched };
  budget = new ProcessorTime(fieldLimit('patternMilliseconds'));
  [refuse, watched] = [tookTooLong, onWatched];
  try {
    return evaluate();
  } finally {
    ({ budget, refuse, watched } = outer);
  }
}

/** The most steps that a search without repeated groups can take: each quantifier may begin anywhere, each choice doubles them. */
function mostSteps(pattern: string, length: number): number {
  const count = (what: RegExp): number => pattern.match(what)?.length ?? 0;
  return (length + 1) ** (count(QUANTIFIER) + 1) * 2 ** count(CHOICE);
}

/** A regular expression whose search can be stopped. */
export class StoppablePattern extends RegExp {
  private readonly repeatsGroups: boolean;

  constructor(pattern: RegExp | string, flags?: string) {
    super(pattern, flags);
    this.repeatsGroups = REPEATED_GROUP.test(this.source);
  }

  override exec(given: unknown): RegExpExecArray | null {
    const text = String(given);
    const quick = !this.repeatsGroups && mostSteps(this.source, text.length) <= QUICK;
    if (quick || budget === undefined) return super.exec(text);
    watched();
    const found = budget.run(() => super.exec(text));
    if (found === TOOK_TOO_LONG) throw refuse();
    return found;
  }
}
