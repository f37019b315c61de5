import { validateDefinition } from '../../../src/asl/definition';

export type Fields = Record<string, unknown>;

export const end = { End: true };
export const pass = (fields: Fields = {}): Fields => ({ Type: 'Pass', ...end, ...fields });
export const task = (fields: Fields = {}): Fields => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  ...end,
  ...fields,
});
export const machine = (states: Record<string, unknown>, fields: Fields = {}): Fields => ({
  StartAt: Object.keys(states)[0],
  States: states,
  ...fields,
});

export function errorsOf(definition: unknown, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): string[] {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  return validateDefinition(text, { type })
    .diagnostics.filter(({ severity }) => severity === 'ERROR')
    .map(({ code, message, location }) => `${code}: ${message} at ${location ?? 'null'}`);
}

/** The errors of a machine of one state. */
export function errorsOfState(state: Fields, fields: Fields = {}): string[] {
  return errorsOf(machine({ A: state }, fields)).map((error) => error.replace('SCHEMA_VALIDATION_FAILED: ', ''));
}
