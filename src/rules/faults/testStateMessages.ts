import type { FaultMessage } from './messages';

/** Messages about the test of one state. */
export const testStateMessages = {
  /** @recorded [message.twoMocks] {recorded-errors} */
  twoMocks: {
    error: 'ValidationException',
    text: 'A test mock should have only one of the following fields: [result, errorOutput].',
  },
  /** @recorded [message.secretsOfMock] {recorded-errors} */
  secretsOfMock: {
    error: 'ValidationException',
    text: 'TestState does not support RevealSecrets when a mock is specified.',
  },
  /** @recorded [message.iterationsWithoutMock] {recorded-errors} */
  iterationsWithoutMock: {
    error: 'ValidationException',
    text: 'TestState does not support MapIterationFailureCount when a mock is not specified.',
  },
  /** @assumed [message.contextWithoutMock] Because: That it needs a mock is documented; formed like the recorded texts of its kind. {api-test-state} */
  contextWithoutMock: {
    error: 'ValidationException',
    text: 'TestState does not support Context when a mock is not specified.',
  },
  /** @recorded [message.stateNotFound] {recorded-errors} */
  stateNotFound: { error: 'ValidationException', text: 'State not found in definition' },
  /** @recorded [message.mockNeeded] {recorded-errors} */
  mockNeeded: {
    error: 'InvalidDefinition',
    text: 'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
  },
  /** @recorded [message.mockRefused] {recorded-errors} */
  mockRefused: { error: 'ValidationException', text: "State type '{type}' is not supported when a mock is specified" },
  /** @recorded [message.roleNeeded] {recorded-errors} */
  roleNeeded: { error: 'ValidationException', text: 'RoleArn must be specified when testing a Task state' },
  /** @assumed [message.taskNotSupported] Because: That they are not tested is documented; no text is known. {api-test-state} */
  taskNotSupported: {
    error: 'InvalidDefinition',
    text: 'TestState API does not support Activity tasks, or the .sync and .waitForTaskToken service integration patterns',
  },
  /** @recorded [message.mockNoJson] {recorded-errors} */
  mockNoJson: { error: 'ValidationException', text: 'Mocked result must be valid JSON' },
  /** @recorded [message.mockField] {recorded-errors} */
  mockField: {
    error: 'ValidationException',
    text: "Mock result schema validation error: Field '{field}' must be a {type}",
  },
  /** @recorded [message.mockNoObject] {recorded-errors} */
  mockNoObject: { error: 'ValidationException', text: 'Mocked result must be a JSON object.' },
  /** @recorded [message.mockNoArray] {recorded-errors} */
  mockNoArray: { error: 'ValidationException', text: 'Mocked result must be an array.' },
  /** @recorded [message.mockBranches] {recorded-errors} */
  mockBranches: {
    error: 'ValidationException',
    text: 'Mocked result must contain the same number of items as number of Parallel branches.',
  },
  /** @recorded [message.invalidContext] {recorded-errors} */
  invalidContext: { error: 'ValidationException', text: 'Invalid Context object provided: {text}' },
  /** @assumed [message.variablesNoObject] Because: That it is an object is documented; no text is known. {api-test-state} */
  variablesNoObject: { error: 'ValidationException', text: 'Variables must be a JSON object' },
} as const satisfies Record<string, FaultMessage>;
