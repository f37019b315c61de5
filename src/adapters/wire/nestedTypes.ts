const MODEL = 'com.amazonaws.swf.base.model';
const DATA_DETAILS = `${MODEL}#CloudWatchEventsExecutionDataDetails`;
const ENCRYPTION = { encryptionConfiguration: `${MODEL}#EncryptionConfiguration` };
const EXECUTION_DATA = { inputDetails: DATA_DETAILS, outputDetails: DATA_DETAILS };
const CONFIGURATION = {
  ...ENCRYPTION,
  loggingConfiguration: `${MODEL}#LoggingConfiguration`,
  tracingConfiguration: `${MODEL}#TracingConfiguration`,
};

/**
 * Members whose structures carry `__type` on the wire, by operation. Recorded: these and no others; details inside
 * history events, list items and counts have none. The SDK hands `__type` on to its caller.
 */
const NESTED_TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DescribeExecution: EXECUTION_DATA,
  StartSyncExecution: EXECUTION_DATA,
  DescribeStateMachine: CONFIGURATION,
  DescribeStateMachineForExecution: CONFIGURATION,
  // assumed: DescribeActivity was not recorded; the same structure carries it in DescribeStateMachine.
  DescribeActivity: ENCRYPTION,
  GetExecutionHistory: { events: `${MODEL}#HistoryEvent` },
};

/** `__type` by member of an operation's output, or undefined where the service sends none. */
export function nestedTypesOf(operation: string): Readonly<Record<string, string>> | undefined {
  return Object.hasOwn(NESTED_TYPES, operation) ? NESTED_TYPES[operation] : undefined;
}

/**
 * The output with the `__type` of its nested structures, as a real client hands it to its caller.
 * Structures without it are passed on as they are.
 */
export function withNestedTypes(operation: string, output: Record<string, unknown>): Record<string, unknown> {
  const types = nestedTypesOf(operation);
  if (types === undefined) return output;
  const typed = { ...output };
  for (const [member, type] of Object.entries(types)) {
    const value = typed[member];
    if (Array.isArray(value)) typed[member] = value.map((item: object) => ({ __type: type, ...item }));
    else if (typeof value === 'object' && value !== null) typed[member] = { __type: type, ...value };
  }
  return typed;
}
