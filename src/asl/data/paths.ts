import { stringifyJson, type Json } from '../../model/json';
import { evaluatePath, type PathResult } from './pathEvaluator';
import { compilePath } from './pathSyntax';
import { StateFault, type Scope } from './scope';
import { ExpressionSyntaxError } from './textScanner';

export type { PathResult } from './pathEvaluator';

const VARIABLE = /^\$([\p{L}_][\p{L}\p{N}_]*)(?=[.[]|$)/u;

/**
 * The value that a path of the Amazon States Language leads to: `$…` in the input, `$$…` in the context object,
 * `$name…` in the variables.
 *
 * @throws {StateFault} `States.Runtime`, `Invalid path '$.x' : No results for path: $['x']`
 * @example
 * resolvePath('$.orders[*].id', scope); // ['1', '2']
 */
export function resolvePath(path: string, scope: Scope): Json {
  const result = tryPath(path, scope);
  if (result.found) return result.value;
  throw new StateFault('States.Runtime', `Invalid path '${path}' : ${result.message}`);
}

/** As {@link resolvePath}, for fields that word it otherwise when the path leads nowhere. */
export function tryPath(path: string, scope: Scope): PathResult {
  try {
    const variable = VARIABLE.exec(path)?.[1];
    /**
     * @assumed [path.unknown-variable] An unknown variable is missed as a member of the document of all variables would be. Because:
     *   variables are read by paths like inputs.
     */
    if (variable !== undefined) return evaluatePath(compilePath(`$.${path.slice(1)}`), scope.variables);
    if (path.startsWith('$$')) return evaluatePath(compilePath(path.slice(1)), scope.context());
    return evaluatePath(compilePath(path), scope.input);
  } catch (error) {
    /**
     * @assumed [path.syntax-at-run-time] A path that is none leads nowhere. Because: creating a state machine refuses it, so AWS has no
     *   text for it at run time.
     */
    if (error instanceof ExpressionSyntaxError) return { found: false, message: error.message };
    throw error;
  }
}

/**
 * The JSON text of the document that a path was to be found in, as AWS quotes it.
 *
 * @recorded [path.quoted-document] That is the input as it was written, or the whole context object. {recorded-histories}
 * @assumed [path.quoted-variables] For a variable it is all variables. Because: it is the document that was searched.
 */
export function quotedDocument(path: string, scope: Scope): string {
  if (VARIABLE.test(path)) return stringifyJson(scope.variables);
  if (path.startsWith('$$')) return stringifyJson(scope.context());
  const { entered, input } = scope;
  return entered !== undefined && entered.value === input ? entered.text : stringifyJson(input);
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
  if (path.startsWith('$$') || VARIABLE.test(path)) return false;
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
    if (VARIABLE.test(path)) return compilePath(`$.${path.slice(1)}`);
    return compilePath(path.startsWith('$$') ? path.slice(1) : path);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return undefined;
    throw error;
  }
}
