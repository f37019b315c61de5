import { shown } from '../../model/arguments';
import { didYouMean } from '../../model/didYouMean';
import { TestkitError } from '../../model/testkitError';
import { isOperationName, operationNames, type OperationName } from './operationTable';

export function requireOperation(operation: string): OperationName {
  if (isOperationName(operation)) return operation;
  throw notModeled(operation);
}

/** An operation that this package does not know: it is misspelled, or newer. */
export function notModeled(operation: string): TestkitError {
  return new TestkitError({
    code: 'OPERATION_NOT_MODELED',
    what: `${shown(operation)} is not modeled by this fake.`,
    hint:
      didYouMean(operation, operationNames) ??
      "Name it as the API does, for example 'RedriveExecution'. If the service has it, answer it with a stub of your own " +
        '(aws-sdk-client-mock: .on(Command).resolves(…)), or test it against AWS.',
  });
}
