import { stringifyJson, type Json } from '../../model/json';
import { evaluatePath, type PathResult } from './pathEvaluator';
import { compilePath } from './pathSyntax';
import { EvaluationError, type Scope } from './scope';
import { ExpressionSyntaxError } from './textScanner';

export type { PathResult } from './pathEvaluator';

const VARIABLE = /^\$([\p{L}_][\p{L}\p{N}_]*)(?=[.[]|$)/u;

/**
 * The value that a path of the Amazon States Language leads to: `$…` in the input, `$$…` in the context object,
 * `$name…` in the variables.
 *
 * @throws {EvaluationError} `States.Runtime`, `Invalid path '$.x' : No results for path: $['x']`
 * @example
 * resolvePath('$.orders[*].id', scope); // ['1', '2']
 */
export function resolvePath(path: string, scope: Scope): Json {
  const result = tryPath(path, scope);
  if (result.found) return result.value;
  throw new EvaluationError('States.Runtime', `Invalid path '${path}' : ${result.message()}`);
}

/**
 * As {@link resolvePath}, for fields that word it otherwise when the path leads nowhere.
 *
 * @reported [path.null-input] A path cannot be applied to an input that is null: States.Runtime with a text of its own. {reported-null-input}
 * @throws {EvaluationError} for an input that is null.
 */
export function tryPath(path: string, scope: Scope): PathResult {
  const place = placeOf(path);
  try {
    const compiled = compilePath(place.path);
    if (place.root !== 'input') return evaluatePath(compiled, documentOf(place.root, scope));
    if (scope.input === null) {
      throw new EvaluationError('States.Runtime', 'Unable to apply Path transformation to null or empty input.');
    }
    return evaluatePath(compiled, scope.input);
  } catch (error) {
    // Creating a state machine refuses such paths, so AWS has no text for them at run time.
    if (error instanceof ExpressionSyntaxError) return { found: false, message: () => error.message };
    throw error;
  }
}

/** What a path starts from, and the path as one that starts there. */
interface Place {
  readonly root: 'context' | 'input' | 'variables';
  readonly path: string;
}

/**
 * @reported [path.trailing-blank] A path may end in blanks. {reported-definitions}
 * @assumed [path.unknown-variable] A variable that is not there is missed as a member of the document of all variables would be. Because: it
 *   is read like one.
 */
function placeOf(written: string): Place {
  const path = written.trimEnd();
  if (VARIABLE.test(path)) return { root: 'variables', path: `$.${path.slice(1)}` };
  return path.startsWith('$$') ? { root: 'context', path: path.slice(1) } : { root: 'input', path };
}

function documentOf(root: Place['root'], scope: Scope): Json {
  if (root === 'variables') return scope.variables;
  return root === 'context' ? scope.context() : scope.input;
}

/**
 * The JSON text of the document that a path was to be found in.
 *
 * @recorded [path.quoted-document] AWS quotes the input as it was written, or the whole context object. {recorded-histories}
 * @assumed [path.quoted-variables] For a variable it quotes all variables. Because: they are the document that was looked in.
 */
export function quotedDocument(path: string, scope: Scope): string {
  const { root } = placeOf(path);
  const { entered, input } = scope;
  if (root === 'input' && entered !== undefined && entered.value === input) return entered.text;
  return stringifyJson(documentOf(root, scope));
}

/** Whether the text is a path at all: of the input, of the context object or of a variable. */
export function pathIsSyntacticallyValid(path: string): boolean {
  return parts(path) !== undefined;
}

/**
 * Whether the path names exactly one place, by names and indexes alone, as ResultPath has to. A path of the context
 * object or of a variable is none.
 */
export function isReferencePath(path: string): boolean {
  if (placeOf(path).root !== 'input') return false;
  const steps = parts(path)?.steps;
  return (
    steps !== undefined &&
    steps.every(
      (step) =>
        (step.kind === 'names' && step.names.length === 1) ||
        (step.kind === 'indexes' && step.indexes.length === 1 && (step.indexes[0] ?? -1) >= 0),
    )
  );
}

function parts(path: string): ReturnType<typeof compilePath> | undefined {
  if (!path.startsWith('$')) return undefined;
  try {
    return compilePath(placeOf(path).path);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return undefined;
    throw error;
  }
}
