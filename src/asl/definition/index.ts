import { JsonSyntaxError, parseJson, type Json } from '../../model/json';
import type { Definition } from './definition';
import { DiagnosticLog, type Diagnostic } from './diagnostics';
import { checkGraph } from './graph';
import { definitionText } from '../../rules/definitionMessages';
import { parseDefinition } from './parseDefinition';
import { checkMachine } from './workflows';
import { checkVariables } from './variables';
import { checkWarnings } from './warnings';

export { invalidDefinitionMessage } from './diagnostics';
export type { Diagnostic } from './diagnostics';
export { parseDefinition } from './parseDefinition';
export { substitute } from './substitutions';

/** What the validation of a definition came to. */
export interface ValidatedDefinition {
  /** Present if no diagnostic is an `ERROR`. */
  readonly definition?: Definition;
  /** Errors and warnings, in the order in which they were found. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Says what AWS says about a definition in Amazon States Language when it is created, updated or validated.
 *
 * @param text the definition as it is sent; its size is checked with the other constraints of the request
 * @param options.type Express workflows may do less. Default: `STANDARD`
 * @example
 * const { definition, diagnostics } = validateDefinition('{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}');
 */
export function validateDefinition(text: string, options: { type?: 'STANDARD' | 'EXPRESS' } = {}): ValidatedDefinition {
  const log = new DiagnosticLog();
  const value = parse(text, log);
  if (value === undefined) return { diagnostics: log.entries };

  checkMachine(value, log, options.type === 'EXPRESS');
  checkGraph(value, log);
  if (log.hasErrors) return { diagnostics: log.entries };

  const definition = parseDefinition(text);
  checkVariables(definition, log);
  checkWarnings(definition, log);
  return log.hasErrors ? { diagnostics: log.entries } : { definition, diagnostics: log.entries };
}

/**
 * @recorded [definition.no-json] What is no JSON is refused in Jackson's words, with the place in the text as the location. {recorded-captures}
 * @assumed [definition.no-definition] What is empty is refused with this text. Because: its code is documented, the text is not.
 *   {api-validate-definition}
 */
function parse(text: string, log: DiagnosticLog): Json | undefined {
  if (text.trim() === '') {
    log.error('MISSING_DESCRIPTION', definitionText('emptyDefinition'));
    return undefined;
  }
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const source = `(String)${quoted(text)}`;
    log.error('INVALID_JSON_DESCRIPTION', error.withPlaces(source), error.place(source));
    return undefined;
  }
}

/** Characters of a source that Jackson quotes. */
const MOST_QUOTED = 500;

function quoted(text: string): string {
  const rest = text.length - MOST_QUOTED;
  return rest <= 0 ? `"${text}"` : `"${text.slice(0, MOST_QUOTED)}"[truncated ${rest} chars]`;
}
