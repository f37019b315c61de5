import type { Json } from '../../model/json';
import { IntrinsicArgumentError, IntrinsicArguments } from './intrinsicArguments';
import { INTRINSIC_FUNCTIONS } from './intrinsicFunctions';
import { parseIntrinsic, unescapeText, type IntrinsicTerm } from './intrinsicSyntax';
import { quotedDocument, tryPath } from './paths';
import { StateFault, type Scope } from './scope';
import { ExpressionSyntaxError } from './textScanner';

/** Whether the text means to be the call of an intrinsic function; it may still be written wrongly. */
export function isIntrinsicCall(text: string): boolean {
  return text.startsWith('States.');
}

/** Whether the function exists, takes so many arguments, and all is written as the language asks. */
export function intrinsicIsSyntacticallyValid(text: string): boolean {
  try {
    parseIntrinsic(text);
    return true;
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return false;
    throw error;
  }
}

/**
 * The value of the call of an intrinsic function.
 *
 * @throws {StateFault} `States.Runtime` for a path that leads nowhere, `States.IntrinsicFailure` for arguments that
 * the function does not take.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 * @example
 * evaluateIntrinsic("States.Format('Hello {}', $.name)", scope); // 'Hello Ada'
 */
export function evaluateIntrinsic(text: string, scope: Scope): Json {
  try {
    return evaluate(parseIntrinsic(text), text, scope);
  } catch (error) {
    if (error instanceof IntrinsicArgumentError) throw failed('States.IntrinsicFailure', text, error.message);
    // assumed: creating a state machine refuses such calls, so AWS has no text for them at run time.
    if (error instanceof ExpressionSyntaxError) throw failed('States.IntrinsicFailure', text, error.message);
    throw error;
  }
}

function evaluate(term: IntrinsicTerm, whole: string, scope: Scope): Json {
  switch (term.kind) {
    case 'literal':
      return term.value;
    case 'text':
      return unescapeText(term.raw);
    case 'path':
      return argumentAt(term.path, whole, scope);
    case 'call': {
      const values = term.terms.map((argument) => evaluate(argument, whole, scope));
      const first = term.terms[0];
      const given = new IntrinsicArguments(term.name, values, first?.kind === 'text' ? first.raw : undefined);
      return INTRINSIC_FUNCTIONS.get(term.name)?.(given, scope.chance) ?? null;
    }
  }
}

/** The text was reported by users of AWS, not recorded. assumed: the error's name, as for any other missing path. */
function argumentAt(path: string, whole: string, scope: Scope): Json {
  const result = tryPath(path, scope);
  if (result.found) return result.value;
  throw failed(
    'States.Runtime',
    whole,
    `The JsonPath argument for the field '${path}' could not be found in the input '${quotedDocument(path, scope)}'`,
  );
}

/** assumed: every failure of a function stands in the sentence that was reported for missing paths. */
function failed(error: string, whole: string, problem: string): StateFault {
  return new StateFault(error, `The function '${whole}' had the following error: ${problem}`);
}
