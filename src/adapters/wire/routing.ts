import type { OperationName } from '../../rules/operations';
import { isOperationName } from '../../rules/operations';

const TARGET_PREFIX = 'AWSStepFunctions.';

/** Whether a request is meant for Step Functions, whatever its host. */
export function isStepFunctionsTarget(target: string | null | undefined): target is string {
  return typeof target === 'string' && target.startsWith(TARGET_PREFIX);
}

/** Operation that an `x-amz-target` header names, or undefined when the service has none of that name. */
export function operationOfTarget(target: string | undefined): OperationName | undefined {
  if (!isStepFunctionsTarget(target)) return undefined;
  const operation = target.slice(TARGET_PREFIX.length);
  return isOperationName(operation) ? operation : undefined;
}
