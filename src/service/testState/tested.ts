import type { Definition, StateDefinition } from '../../asl/definition/definition';
import type { Failure } from '../../asl/engine/run';
import type { Turn } from '../../asl/engine/step';
import { JsonSyntaxError, parseJson, type Json, type JsonObject, type Payload } from '../../model/json';
import { RefusalSignal } from '../../model/outcome';
import { refusal } from '../../rules/faults';

/** What the state comes to, instead of being run. */
export type Mock =
  | { readonly kind: 'result'; readonly value: Payload }
  | { readonly kind: 'error'; readonly error?: string; readonly cause?: string };

/** A state that is to be tested, alone in a definition of its own. */
export interface TestedState {
  readonly name: string;
  readonly state: StateDefinition;
  readonly definition: Definition;
  readonly input: Payload;
  readonly variables: JsonObject;
  readonly mock?: Mock;
  readonly context?: JsonObject;
}

/** What a state came to. */
export interface TestedRun {
  readonly turn: Turn;
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly failure?: Failure;
  readonly output?: Payload;
  readonly next?: string;
  /** Of the Catch or the Retry that took the error. */
  readonly index?: number;
  readonly retryAfterSeconds?: number;
}

export function readJson(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}

export function refused(name: Parameters<typeof refusal>[0], values: Record<string, string> = {}): RefusalSignal {
  return new RefusalSignal(refusal(name, values));
}
