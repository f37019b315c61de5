import { operationNamed } from '../../service/operations/operationTable';

/**
 * The output with the `__type` of its nested structures, as a real client hands it to its caller.
 * Structures without it are passed on as they are.
 */
export function withNestedTypes(operation: string, output: Record<string, unknown>): Record<string, unknown> {
  const types = operationNamed(operation)?.wireTypes;
  if (types === undefined) return output;
  const typed = { ...output };
  for (const [member, type] of Object.entries(types)) {
    const value = typed[member];
    if (Array.isArray(value)) typed[member] = value.map((item: object) => ({ __type: type, ...item }));
    else if (typeof value === 'object' && value !== null) typed[member] = { __type: type, ...value };
  }
  return typed;
}
