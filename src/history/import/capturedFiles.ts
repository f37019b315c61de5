import { JsonSyntaxError, parseJson } from '../../model/json';
import { checkDuration, checkOptions, invalid, isMembers, isWritten } from '../../model/arguments';
import { TestkitError } from '../../model/testkitError';
import type { CapturedFiles } from './importExecution';

const FILES: readonly (keyof CapturedFiles)[] = ['describe', 'history', 'definition', 'check', 'stoppedAgo'];

/** Refuses what can not be the files of a captured execution; what the history says is checked later. */
export function checkFiles(call: string, files: Readonly<Partial<Record<keyof CapturedFiles, unknown>>>): void {
  checkOptions(call, files, FILES, `${call.replace('()', '')}({ describe, history, definition })`);
  const { describe, check, stoppedAgo } = files;
  if (describe !== undefined && !isWritten(describe)) {
    const cure = 'Pass what JSON.parse() makes of it, or leave it out.';
    throw invalid('The description is an object, as DescribeExecution answers it.', describe, cure);
  }
  if (check !== undefined && typeof check !== 'boolean') {
    throw invalid(`The option check of ${call} is true or false.`, check, 'Write { check: false } to leave it out.');
  }
  checkDuration('stoppedAgo', stoppedAgo);
}

/**
 * The text of the definition, or of that in the answer that it was captured with.
 *
 * @throws {TestkitError} `ARGUMENT_INVALID` for what is none.
 */
export function definitionText(given: unknown): string {
  const text = isMembers(given) ? JSON.stringify(given) : given;
  if (typeof text !== 'string') throw invalid('The definition is an object, or its JSON text.', given, CURE);
  const read = parsed(text);
  if (!isMembers(read)) throw invalid('The definition is an object, or its JSON text.', read, CURE);
  const { definition, StartAt, States } = read;
  if (typeof definition === 'string' && StartAt === undefined) return definitionText(definition);
  if (typeof StartAt === 'string' && isMembers(States)) return text;
  throw invalid('The definition has no StartAt and States.', read, CURE);
}

const CURE = 'Pass the definition that `aws stepfunctions describe-state-machine-for-execution` printed.';

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new TestkitError({
      code: 'ARGUMENT_INVALID',
      what: 'The definition is no JSON.',
      found: error.message,
      cure: CURE,
    });
  }
}
