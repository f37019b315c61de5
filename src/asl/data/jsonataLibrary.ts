import { meter, metered, nodeHooks, type Meter } from './jsonataMeter';

/** What is used of an expression of the npm package `jsonata`, without its `any`. */
export interface CompiledExpression {
  evaluate(input: unknown, bindings: Record<string, unknown>): unknown;
  assign(name: string | symbol, value: unknown): void;
  registerFunction(name: string, implementation: JsonataFunction, signature: string): void;
  /** The tree of its syntax. */
  ast(): unknown;
}

/** What a function finds as `this`; the library's own functions read the time from it. */
export interface JsonataFocus {
  readonly environment: { readonly timestamp: Date };
}

export type JsonataFunction = (this: JsonataFocus, ...parameters: never[]) => unknown;

/** A function as it travels through expressions. */
export interface JsonataFunctionValue {
  readonly _jsonata_function: true;
  readonly implementation: (this: JsonataFocus, ...parameters: unknown[]) => unknown;
}

interface Library {
  (text: string): CompiledExpression;
  meterWith(meter: Meter): void;
}

let loaded: Library | undefined;

/** jsonata 2.0.6, which AWS documents, made synchronous: see docs/decisions/synchronous-engine.md. */
function library(): Library {
  if (loaded !== undefined) return loaded;
  // What is built has the library beside it, as a file of its own: see rolldown.config.mjs.
  const { synchronousJsonata } = require('../../../build/synchronousJsonata.cjs') as {
    synchronousJsonata: () => Library;
  };
  loaded = synchronousJsonata();
  loaded.meterWith(meter);
  return loaded;
}

/**
 * The parser takes steps of the meter, too: each text has its own, whatever was parsed or evaluated before it.
 *
 * @throws what the library throws: an object with `code` and `message`.
 */
export function compileJsonata(text: string): CompiledExpression {
  const expression = metered(() => library()(text));
  for (const [name, hook] of nodeHooks) expression.assign(name, hook);
  return expression;
}

/** The value of `$name` in an expression that knows nothing but the library, or one function more. */
export function functionValue(name: string, added?: readonly [JsonataFunction, string]): JsonataFunctionValue {
  const expression = library()(`$${name}`);
  if (added !== undefined) expression.registerFunction(name, ...added);
  return expression.evaluate(undefined, {}) as JsonataFunctionValue;
}
