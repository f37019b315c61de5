import { validateDefinition, type Diagnostic } from '../../asl/definition';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import type { Operation } from './operation';

// The oldest supported version of the SDK has no types for this operation.
export interface ValidateStateMachineDefinitionInput {
  readonly definition: string;
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly severity?: 'ERROR' | 'WARNING';
  readonly maxResults?: number;
}

export interface ValidateStateMachineDefinitionOutput {
  readonly result: 'OK' | 'FAIL';
  readonly diagnostics: Diagnostic[];
  readonly truncated: boolean;
}

/**
 * Says what is wrong with a definition.
 *
 * @documented [definition.warnings-pass] Warnings do not make a definition FAIL, and are shown only if asked for. {api-validate-definition}
 * @recorded [definition.truncated] `truncated` counts all that is wrong, errors of fields and of transitions alike. {recorded-captures}
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
 */
export const validateStateMachineDefinition: Operation<
  'ValidateStateMachineDefinition',
  ValidateStateMachineDefinitionInput,
  ValidateStateMachineDefinitionOutput
> = {
  name: 'ValidateStateMachineDefinition',
  access: 'read',
  errors: ['ValidationException'],
  about: [],
  request: {
    definition: required(shapes.definition),
    type: optional(shapes.machineType),
    severity: optional(shapes.severity),
    maxResults: optional(shapes.diagnosticsSize),
  },
  perform(input, { limits }) {
    const { definition, type, severity = 'ERROR', maxResults = 0 } = input;
    const { diagnostics } = validateDefinition(definition, { type });
    const shown = severity === 'WARNING' ? diagnostics : diagnostics.filter(isError);
    const most = maxResults === 0 ? limits.validationDiagnostics : maxResults;
    return {
      result: diagnostics.some(isError) ? 'FAIL' : 'OK',
      diagnostics: shown.slice(0, most).map((diagnostic) => ({ ...diagnostic })),
      truncated: shown.length > most,
    };
  },
};

function isError({ severity }: Diagnostic): boolean {
  return severity === 'ERROR';
}
