import type { Json } from '../../model/json';
import { IntrinsicArgumentError, IntrinsicArguments } from './intrinsicArguments';
import { INTRINSIC_FUNCTIONS } from './intrinsicFunctions';
import { javaSpelled } from './javaValues';
import { parseIntrinsic, unescapeText, type IntrinsicTerm } from './intrinsicSyntax';
import { quotedDocument, tryPath } from './paths';
import { EvaluationError, type Scope } from './scope';
import { ExpressionSyntaxError } from './textScanner';

/** Whether the text means to be the call of an intrinsic function; it may still be written wrongly. */
export function isIntrinsicCall(text: string): boolean {
  return text.startsWith('States.');
}

/** Whether the function exists, and all is written as the language asks. */
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
 * @recorded [intrinsic.failure] A function that fails is States.Runtime, which is neither retried nor caught, and the text names the whole
 *   expression. {recorded-answers}
 * @throws {EvaluationError} `States.Runtime` for a path that leads nowhere and for arguments that the function does not take.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 * @example
 * evaluateIntrinsic("States.Format('Hello {}', $.name)", scope); // 'Hello Ada'
 */
export function evaluateIntrinsic(text: string, scope: Scope): Json {
  try {
    return evaluate(parseIntrinsic(text), text, scope);
  } catch (error) {
    // Creating a state machine refuses what is no call, so AWS has no text for it at run time.
    if (!(error instanceof IntrinsicArgumentError || error instanceof ExpressionSyntaxError)) throw error;
    throw new EvaluationError(
      'States.Runtime',
      `There was an error while evaluating the intrinsic function: ${text}. ${error.message}`,
    );
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
    case 'call':
      return call(term.name, term.terms, whole, scope);
  }
}

/**
 * @assumed [intrinsic.java-numbers] A function sees numbers as Java spells them: 1.50 is 1.5, 1e2 is 100.0. Because: it writes and compares
 *   values as Java does, and the numbers of a Pass Result were recorded like this.
 */
function call(name: string, terms: readonly IntrinsicTerm[], whole: string, scope: Scope): Json {
  const values = terms.map((argument) => javaSpelled(evaluate(argument, whole, scope)));
  const first = terms[0];
  const given = new IntrinsicArguments(name, values, first?.kind === 'text' ? first.raw : undefined);
  const called = INTRINSIC_FUNCTIONS.get(name);
  if (called === undefined) throw new Error(`${name} passed the parser and is no function`);
  const [least, most] = called.arity;
  if (values.length < least || values.length > most) throw given.refused();
  return called.evaluate(given, scope.chance);
}

/** @recorded [intrinsic.missing-path] An argument that a path does not find is States.Runtime with a text of its own. {recorded-answers} */
function argumentAt(path: string, whole: string, scope: Scope): Json {
  const result = tryPath(path, scope);
  if (result.found) return result.value;
  throw new EvaluationError(
    'States.Runtime',
    `The function '${whole}' had the following error: The JsonPath argument for the field '${path}' could not be found in ` +
      `the input '${quotedDocument(path, scope)}'`,
  );
}
