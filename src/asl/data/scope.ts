import type { Json, Payload } from '../../model/json';

/** Sources of what is not determined by the definition: all of them seeded or told. */
export interface Chance {
  /** A version 4 UUID. */
  uuid(): string;
  /** At least 0, less than 1. */
  random(): number;
  /** Epoch milliseconds: the instant of the evaluation. */
  now(): number;
}

/** What the fields of a state are evaluated against. */
export interface Scope {
  /** `$` in JSONPath, `$states.input` in JSONata. */
  readonly input: Json;
  /**
   * The document that the state was entered with. While `input` is its value, messages quote its text, as it was
   * written; for every other input they quote compact JSON.
   */
  readonly entered?: Payload;
  /** `$$` in JSONPath, `$states.context` in JSONata; built when first asked for. */
  readonly context: () => Json;
  /** Workflow variables that are visible here, by name without `$`. */
  readonly variables: Readonly<Record<string, Json>>;
  /** `$states.result`: present once a Task, Parallel or Map has its result. */
  readonly result?: Json;
  /** `$states.errorOutput`: present in a Catch. */
  readonly errorOutput?: Json;
  readonly chance: Chance;
}

/**
 * A field of a state could not be evaluated. The engine makes it the error of the state:
 * `cause` with the recorded prefix `An error occurred while executing the state '…' (entered at the event id #…). `,
 * unless the text stands alone.
 */
export class EvaluationError extends Error {
  /** `States.Runtime`, `States.QueryEvaluationError`, `States.DataLimitExceeded`, … */
  readonly error: string;
  /** QueryEvaluationError: the field as AWS names it, for example `Output/result`. */
  readonly location: string | undefined;
  /** The text is the whole cause, without the prefix. */
  readonly standsAlone: boolean;

  constructor(error: string, text: string, options: { location?: string; standsAlone?: boolean } = {}) {
    super(text);
    this.name = 'EvaluationError';
    this.error = error;
    this.location = options.location;
    this.standsAlone = options.standsAlone ?? false;
  }
}
