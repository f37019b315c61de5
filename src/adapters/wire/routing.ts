const TARGET_PREFIX = 'AWSStepFunctions.';

/** Whether a request is meant for Step Functions, whatever its host. */
export function isStepFunctionsTarget(target: string | null | undefined): target is string {
  return typeof target === 'string' && target.startsWith(TARGET_PREFIX);
}

/** What an `x-amz-target` header names; nothing if it is of another service. */
export function operationOfTarget(target: string | undefined): string | undefined {
  return isStepFunctionsTarget(target) ? target.slice(TARGET_PREFIX.length) : undefined;
}
