import { StoppablePattern } from './jsonataGuard';

/** What is used of an expression of the npm package `jsonata`, without its `any`. */
export interface CompiledExpression {
  evaluate(input: unknown, bindings: Record<string, unknown>): unknown;
  assign(name: string, value: unknown): void;
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
  /** The class of regular expressions: one for all who use this copy of the library. */
  RegexEngine: new (pattern: RegExp) => RegExp;
}

let loaded: Library | undefined;

function library(): Library {
  return (loaded ??= require('jsonata') as Library);
}

/**
 * jsonata 1.8, the last synchronous line. AWS documents 2.0.6. What differs and is put right by jsonataFunctions:
 * `$number` of '0x1F', '0o17' and '0b1'. What differs and stays: 2.0.6 writes am/pm markers (`[P]`) in capitals, a
 * regular expression may end after an escaped backslash, `~>` keeps `[]` of its left side, and `$formatNumber` names
 * the rule (D3086) that a picture without digits breaks.
 */
export function compileJsonata(text: string): CompiledExpression {
  return library()(text);
}

/** What an expression comes to. Its regular expressions can be stopped. */
export function runJsonata(expression: CompiledExpression, bindings: Record<string, unknown>): unknown {
  const jsonata = library();
  const { RegexEngine } = jsonata;
  jsonata.RegexEngine = StoppablePattern;
  try {
    return expression.evaluate(undefined, bindings);
  } finally {
    jsonata.RegexEngine = RegexEngine;
  }
}

/** The value of `$name` in an expression that knows nothing but the library, or one function more. */
export function functionValue(name: string, added?: readonly [JsonataFunction, string]): JsonataFunctionValue {
  const expression = compileJsonata(`$${name}`);
  if (added !== undefined) expression.registerFunction(name, ...added);
  return expression.evaluate(undefined, {}) as JsonataFunctionValue;
}
