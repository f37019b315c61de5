import { printableLines } from './printable';

/** Why the kit refuses to go on. Stable: tests may compare it. */
export type TestkitErrorCode =
  | 'ADDRESS_IN_USE'
  | 'ARGUMENT_INVALID'
  | 'BASELINE_FAILED'
  | 'BUSY_POLLING'
  | 'CLOCK_MOVED_BACKWARDS'
  | 'CONSUMER_NOT_DETERMINISTIC'
  | 'CONSUMERS_ENDLESS'
  | 'CONSUMERS_STUCK'
  | 'DEFINITION_UNSUPPORTED'
  | 'EXECUTION_LOOP'
  | 'EXECUTION_UNKNOWN'
  | 'FAULT_UNUSED'
  | 'FIXTURE_UNKNOWN'
  | 'HISTORY_INVALID'
  | 'LISTENER_LOOP'
  | 'LISTENER_WAITS'
  | 'NETWORK_CLOSED'
  | 'OPERATION_NOT_MODELED'
  | 'OPTION_UNKNOWN'
  | 'PEER_MISSING'
  | 'READER_UNSCRIPTED'
  | 'REGION_DIFFERS'
  | 'RECIPE_REUSED'
  | 'REQUEST_REFUSED'
  | 'RESOURCE_UNKNOWN'
  | 'RUNNER_UNSUPPORTED'
  | 'SCHEDULE_UNKNOWN'
  | 'SCRIPT_NOT_PURE'
  | 'SDK_COPIES_DIFFER'
  | 'STATE_UNKNOWN'
  | 'TASK_UNSCRIPTED'
  | 'USED_AFTER_TEST'
  | 'USED_BEFORE_TEST';

/** The parts of a {@link TestkitError}. */
export interface TestkitErrorParts {
  code: TestkitErrorCode;
  /** What happened, one sentence. */
  what: string;
  /** What was there instead: the names, values or states that were found. */
  found?: string;
  /** What to do about it. */
  hint: string;
}

/**
 * Misuse of the kit: never an answer of AWS. It says what happened, what was there and what to do.
 *
 * @example
 * try {
 *   sfn.script(machine, { Typo: succeeds() });
 * } catch (error) {
 *   if (error instanceof TestkitError) console.log(error.code); // 'STATE_UNKNOWN'
 * }
 */
export class TestkitError extends Error {
  readonly code: TestkitErrorCode;
  readonly what: string;
  readonly found: string | undefined;
  readonly hint: string;

  constructor(parts: TestkitErrorParts) {
    super(printableLines([parts.what, parts.found, parts.hint].filter((part) => part !== undefined).join('\n')));
    this.name = 'TestkitError';
    this.code = parts.code;
    this.what = parts.what;
    this.found = parts.found;
    this.hint = parts.hint;
  }

  /** As Node prints it: its parts stand in the message and need not be told twice. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `${this.stack ?? String(this)} { code: '${this.code}' }`;
  }
}
