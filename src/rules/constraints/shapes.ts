import {
  optional,
  required,
  type BooleanShape,
  type ListShape,
  type NumberShape,
  type StringShape,
  type StructureShape,
} from './shape';

const string = (minLength: number, maxLength: number, more: Partial<StringShape> = {}): StringShape => ({
  kind: 'string',
  minLength,
  maxLength,
  ...more,
});
const oneOf = (...values: string[]): StringShape => ({ kind: 'string', values });
/** Data of an execution: AWS counts its bytes, and leaves it out of messages. */
const data = (maxBytes: number): StringShape => ({ kind: 'string', maxBytes, sensitive: true });
const integer = (minimum: number, maximum?: number): NumberShape => ({ kind: 'integer', minimum, maximum });

export const boolean: BooleanShape = { kind: 'boolean' };

export const arn = string(1, 256);
export const longArn = string(1, 2_000);
export const name = string(1, 80);
export const aliasName = string(1, 80, {
  pattern: {
    text: '^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$',
    expression: /^(?=.*[a-zA-Z_\-.])[a-zA-Z0-9_\-.]+$/,
  },
});
export const clientToken = string(1, 64, { pattern: { text: '[!-~]+', expression: /^[!-~]+$/ } });
export const traceHeader = string(0, 256, { pattern: { text: '\\p{ASCII}*', expression: /^\p{ASCII}*$/u } });
export const taskToken = string(1, 2_048);
export const revisionId: StringShape = { kind: 'string' };

export const definition = string(1, 1_048_576, { sensitive: true });
export const executionData = data(262_144);
export const error = string(0, 256, { sensitive: true });
export const cause = string(0, 32_768, { sensitive: true });
export const aliasDescription = string(0, 256, { sensitive: true });
export const versionDescription = string(0, 256, { sensitive: true });

export const pageSize = integer(0, 1_000);
export const diagnosticsSize = integer(0, 100);
export const pageToken = string(1, 1_024);
export const executionsPageToken = string(1, 3_096);

// Recorded in this order; the others stand in the order of the model, which is assumed.
export const statusFilter = oneOf('SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING');
export const redriveFilter = oneOf('REDRIVEN', 'NOT_REDRIVEN');
export const includedData = oneOf('ALL_DATA', 'METADATA_ONLY');
export const machineType = oneOf('STANDARD', 'EXPRESS');
export const severity = oneOf('ERROR', 'WARNING');
export const inspectionLevel = oneOf('INFO', 'DEBUG', 'TRACE');

export const mock: StructureShape = {
  kind: 'structure',
  name: 'MockInput',
  members: {
    result: optional(executionData),
    errorOutput: optional({
      kind: 'structure',
      name: 'MockErrorOutput',
      members: { error: optional(error), cause: optional(cause) },
    }),
    fieldValidationMode: optional(oneOf('STRICT', 'PRESENT', 'NONE')),
  },
};
export const stateConfiguration: StructureShape = {
  kind: 'structure',
  name: 'TestStateConfiguration',
  members: {
    retrierRetryCount: optional(integer(0)),
    errorCausedByState: optional(name),
    mapIterationFailureCount: optional(integer(0)),
    mapItemReaderData: optional(executionData),
  },
};

export const maxConcurrency = integer(0);
export const toleratedFailurePercentage: NumberShape = { kind: 'float', minimum: 0, maximum: 100 };
export const toleratedFailureCount: NumberShape = { kind: 'long', minimum: 0 };

const tag: StructureShape = {
  kind: 'structure',
  name: 'Tag',
  members: { key: optional(string(1, 128)), value: optional(string(0, 256)) },
};
export const tagList: ListShape = { kind: 'list', member: tag };
export const tagKeyList: ListShape = { kind: 'list', member: string(1, 128) };

const logDestination: StructureShape = {
  kind: 'structure',
  name: 'LogDestination',
  members: {
    cloudWatchLogsLogGroup: optional({
      kind: 'structure',
      name: 'CloudWatchLogsLogGroup',
      members: { logGroupArn: optional(arn) },
    }),
  },
};
export const loggingConfiguration: StructureShape = {
  kind: 'structure',
  name: 'LoggingConfiguration',
  members: {
    level: optional(oneOf('ALL', 'ERROR', 'FATAL', 'OFF')),
    includeExecutionData: optional(boolean),
    destinations: optional({ kind: 'list', member: logDestination }),
  },
};
export const tracingConfiguration: StructureShape = {
  kind: 'structure',
  name: 'TracingConfiguration',
  members: { enabled: optional(boolean) },
};
export const encryptionConfiguration: StructureShape = {
  kind: 'structure',
  name: 'EncryptionConfiguration',
  members: {
    kmsKeyId: optional(string(1, 2_048)),
    kmsDataKeyReusePeriodSeconds: optional(integer(60, 900)),
    type: required(oneOf('AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY')),
  },
};
export const routingConfiguration: ListShape = {
  kind: 'list',
  minLength: 1,
  maxLength: 2,
  member: {
    kind: 'structure',
    name: 'RoutingConfigurationListItem',
    members: { stateMachineVersionArn: required(arn), weight: required(integer(0, 100)) },
  },
};
