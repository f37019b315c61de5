/** One problem of a definition, as ValidateStateMachineDefinition reports it. */
export interface Diagnostic {
  /** Only an `ERROR` keeps a state machine from being created. */
  readonly severity: 'ERROR' | 'WARNING';
  /** For example `SCHEMA_VALIDATION_FAILED`. */
  readonly code: string;
  readonly message: string;
  /** For example `/States/Charge/Retry[0]/ErrorEquals`; absent where AWS gives none. */
  readonly location?: string;
}

/** Collects diagnostics in the order in which they were found. */
export class DiagnosticLog {
  readonly entries: Diagnostic[] = [];
  /** The variables that expressions read, by the places of the expressions. */
  readonly references: { readonly location: string; readonly names: ReadonlySet<string> }[] = [];

  schema(message: string, location: string): void {
    this.error('SCHEMA_VALIDATION_FAILED', message, location);
  }

  error(code: string, message: string, location?: string): void {
    // The place of the whole definition is `/`, while its members are `/States`, not `//States`.
    const place = location === undefined ? {} : { location: location === '' ? '/' : location };
    this.entries.push({ severity: 'ERROR', code, message, ...place });
  }

  warning(code: string, message: string, location: string): void {
    this.entries.push({ severity: 'WARNING', code, message, location });
  }

  get hasErrors(): boolean {
    return this.entries.some((entry) => entry.severity === 'ERROR');
  }
}

/**
 * The message of AWS's `InvalidDefinition`: all errors on one line. A diagnostic without a location ends in `at null`,
 * as the service writes it (floci-io/floci#2735 quotes it).
 *
 * @example
 * invalidDefinitionMessage(validateDefinition('{"StartAt": "A"}').diagnostics);
 * // Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'
 */
export function invalidDefinitionMessage(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics
    .filter((diagnostic) => diagnostic.severity === 'ERROR')
    .map(({ code, message, location }) => `${code}: ${message} at ${location ?? 'null'}`);
  return `Invalid State Machine Definition: '${errors.join(', ')}'`;
}
