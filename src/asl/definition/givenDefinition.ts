import { invalid, isMembers } from '../../model/arguments';
import { parseJson, JsonSyntaxError } from '../../model/json';
import { TestkitError } from '../../model/testkitError';
import type { Definition } from './definition';
import { parseDefinition } from './parseDefinition';

const HINT =
  'Pass the definition of the state machine, with StartAt and States, or what ' +
  '`aws stepfunctions describe-state-machine-for-execution` printed.';

/**
 * A definition that a test passes beside a history: an object, its JSON text, or the answer that it was captured with.
 *
 * @throws {TestkitError} `ARGUMENT_INVALID` for what is none.
 */
export function givenDefinition(given: unknown): Definition {
  return parseDefinition(textOfDefinition(given));
}

/** The same as text, as it is written. */
export function textOfDefinition(given: unknown): string {
  const text = isMembers(given) ? JSON.stringify(given) : given;
  if (typeof text !== 'string') throw invalid('The definition is an object, or its JSON text.', given, HINT);
  const written = text.replace(/^\uFEFF/, '');
  const read = parsed(written);
  if (!isMembers(read)) throw invalid('The definition is an object, or its JSON text.', read, HINT);
  const { definition, StartAt, States } = read;
  if (typeof definition === 'string' && StartAt === undefined) return textOfDefinition(definition);
  if (typeof StartAt === 'string' && isMembers(States)) return written;
  throw invalid('The definition has no StartAt and States.', read, HINT);
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new TestkitError({
      code: 'ARGUMENT_INVALID',
      what: 'The definition is no JSON.',
      found: error.message,
      hint: HINT,
    });
  }
}
