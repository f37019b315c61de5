import { checkOptions, invalid, isWholeFrom, kindOf } from '../model/arguments';
import { isAsymmetric } from './matcher';

/** How the options of a matcher are written, for what is wrong with them. */
const EXAMPLES = {
  toBeRedrivable: ".not.toBeRedrivable({ reason: 'Execution redrivable period exceeded' })",
  toHaveFailedAt: "toHaveFailedAt('ChargeCard', { error: 'Card.Declined' })",
  toHaveReceived: "toHaveReceived('StopExecution', { executionArn }, { times: 1 })",
  toHaveRedriven: 'toHaveRedriven(execution, { times: 1 })',
  toHaveReplayedToken: "toHaveReplayedToken(execution, { clientToken: 'token-1' })",
  toResumeAt: "toResumeAt('ChargeCard', { redrive: 1 })",
} as const;

type Kind =
  | 'a text'
  | 'a text, a pattern or an asymmetric matcher'
  | 'a whole number, from 0'
  | 'a whole number, from 1'
  | "a whole number, from 1, or 'next'";

const FITS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  'a text': (value) => typeof value === 'string',
  'a text, a pattern or an asymmetric matcher': (value) =>
    typeof value === 'string' || isPattern(value) || isAsymmetric(value),
  'a whole number, from 0': (value) => isWholeFrom(0, value),
  'a whole number, from 1': (value) => isWholeFrom(1, value),
  "a whole number, from 1, or 'next'": (value) => isWholeFrom(1, value) || value === 'next',
};

function isPattern(value: unknown): boolean {
  return typeof value === 'object' && value !== null && kindOf(value) === 'RegExp';
}

/** A misspelt or misplaced option would let a matcher pass that checks nothing. */
export function checkMatcherOptions(
  matcher: keyof typeof EXAMPLES,
  options: unknown,
  known: Readonly<Record<string, Kind>>,
): void {
  checkOptions(`${matcher}()`, options, Object.keys(known), EXAMPLES[matcher]);
  for (const [name, kind] of Object.entries(known)) {
    const value = (options as Record<string, unknown>)[name];
    if (value === undefined || FITS[kind](value)) continue;
    throw invalid(`The option ${name} of ${matcher}() is ${kind}.`, value, `Write for example ${EXAMPLES[matcher]}.`);
  }
}

/** The name of a state. */
export function checkState(matcher: 'toHaveFailedAt' | 'toResumeAt', state: unknown): void {
  if (typeof state === 'string') return;
  throw invalid(`${matcher}() takes the name of a state.`, state, `Write for example ${EXAMPLES[matcher]}.`);
}
