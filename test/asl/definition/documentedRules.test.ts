import { end, errorsOf, errorsOfState, machine, pass, task, type Fields } from './definitions';

describe('rules that are documented (their wording is assumed)', () => {
  test.each<[string, Fields, string]>([
    [
      'Next and End [definition.onlyOneOf]',
      pass({ Next: 'A' }),
      'There should only be one of the following fields: [Next, End] at /States/A',
    ],
    ['a Task without Resource', { Type: 'Task', End: true }, 'These fields are required: [Resource] at /States/A'],
    [
      'two durations of a Wait',
      { Type: 'Wait', Seconds: 1, SecondsPath: '$.s', End: true },
      'There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/A',
    ],
    [
      'TimeoutSeconds twice [definition.onlyOneOf]',
      task({ TimeoutSeconds: 1, TimeoutSecondsPath: '$.t' }),
      'There should only be one of the following fields: [TimeoutSeconds, TimeoutSecondsPath] at /States/A',
    ],
    [
      'a timeout of 0 [definition.minimum]',
      task({ TimeoutSeconds: 0 }),
      'Minimum value is 1 at /States/A/TimeoutSeconds',
    ],
    [
      'a timeout of 1.5 [definition.wrongType]',
      task({ TimeoutSeconds: 1.5 }),
      'Expected value of type Integer at /States/A/TimeoutSeconds',
    ],
    [
      'a heartbeat as long as the timeout [definition.heartbeatNotBelowTimeout]',
      task({ TimeoutSeconds: 5, HeartbeatSeconds: 5 }),
      'HeartbeatSeconds must be smaller than TimeoutSeconds at /States/A/HeartbeatSeconds',
    ],
    ['Next as a number', { Type: 'Succeed', Comment: 5 }, 'Expected value of type String at /States/A/Comment'],
    [
      'Error twice',
      { Type: 'Fail', Error: 'E', ErrorPath: '$.e' },
      'There should only be one of the following fields: [Error, ErrorPath] at /States/A',
    ],
    [
      'a ResultPath that is no place [definition.notAReferencePath]',
      task({ ResultPath: '$.a[*]' }),
      'Value is not a Reference Path at /States/A/ResultPath',
    ],
    [
      'a BackoffRate below 1',
      task({ Retry: [{ ErrorEquals: ['E'], BackoffRate: 0.5 }] }),
      'Minimum value is 1 at /States/A/Retry[0]/BackoffRate',
    ],
    [
      'an unknown JitterStrategy',
      task({ Retry: [{ ErrorEquals: ['E'], JitterStrategy: 'HALF' }] }),
      "The field 'JitterStrategy' should have one of these values: [FULL, NONE] at /States/A/Retry[0]/JitterStrategy",
    ],
    [
      'an empty ErrorEquals',
      task({ Retry: [{ ErrorEquals: [] }] }),
      'Value cannot be empty at /States/A/Retry[0]/ErrorEquals',
    ],
    [
      'a Retry without ErrorEquals',
      task({ Retry: [{}] }),
      'These fields are required: [ErrorEquals] at /States/A/Retry[0]',
    ],
    [
      'a Catch without Next',
      task({ Catch: [{ ErrorEquals: ['E'] }] }),
      'These fields are required: [Next] at /States/A/Catch[0]',
    ],
    [
      'a reserved variable [definition.reservedVariable]',
      pass({ Assign: { states: 1 } }),
      "The variable 'states' is reserved at /States/A/Assign",
    ],
    [
      'a bad variable name [definition.invalidVariableName]',
      pass({ Assign: { '1a': 1 } }),
      "'1a' is not a valid variable name at /States/A/Assign",
    ],
    [
      'a variable of JSONata as JSONPath spells it [definition.variable-name]',
      pass({ QueryLanguage: 'JSONata', Assign: { 'a.$': 1 } }),
      "'a.$' is not a valid variable name at /States/A/Assign",
    ],
    [
      'a path that is none',
      pass({ Parameters: { deep: { 'a.$': 'b' } } }),
      "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call at /States/A/Parameters/deep",
    ],
    ['a resource that is no ARN', task({ Resource: 'charge' }), resourceText('charge')],
    [
      'an unknown service',
      task({ Resource: 'arn:aws:states:::nosuch:thing' }),
      resourceText('arn:aws:states:::nosuch:thing'),
    ],
    [
      'a pattern that Lambda does not have',
      task({ Resource: 'arn:aws:states:::lambda:invoke.sync' }),
      resourceText('arn:aws:states:::lambda:invoke.sync'),
    ],
    [
      'a second form of another .sync [definition.sync-2]',
      task({ Resource: 'arn:aws:states:::ecs:runTask.sync:2' }),
      resourceText('arn:aws:states:::ecs:runTask.sync:2'),
    ],
    [
      'a callback of AWS Batch [definition.integrations]',
      task({ Resource: 'arn:aws:states:::batch:submitJob.waitForTaskToken' }),
      resourceText('arn:aws:states:::batch:submitJob.waitForTaskToken'),
    ],
    [
      'a .sync of an agent [definition.integrations]',
      task({ Resource: 'arn:aws:states:::bedrockagentcore:invokeHarness.sync' }),
      resourceText('arn:aws:states:::bedrockagentcore:invokeHarness.sync'),
    ],
    [
      'what only readers and writers call [definition.service-resource]',
      task({ Resource: 'arn:aws:states:::s3:getObject' }),
      resourceText('arn:aws:states:::s3:getObject'),
    ],
    [
      'an action of an SDK integration in Pascal case [definition.sdk-case]',
      task({ Resource: 'arn:aws:states:::aws-sdk:s3:ListBuckets' }),
      resourceText('arn:aws:states:::aws-sdk:s3:ListBuckets'),
    ],
    [
      'its service in upper case [definition.sdk-case]',
      task({ Resource: 'arn:aws:states:::aws-sdk:S3:listBuckets' }),
      resourceText('arn:aws:states:::aws-sdk:S3:listBuckets'),
    ],
  ])('%s', (_, state, text) => {
    expect(errorsOfState(state)).toEqual([text]);
  });

  test('End as a string is none', () => {
    expect(errorsOfState(pass({ End: 'true' }))).toEqual([
      'Expected value of type Boolean at /States/A/End',
      'MISSING_END_STATE: Workflow has no terminal state at null',
    ]);
  });

  function resourceText(resource: string): string {
    return `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/A/Resource`;
  }

  test.each<[string, Fields, string]>([
    [
      'a wrong type of operand',
      { Variable: '$.a', NumericEquals: '1', Next: 'B' },
      'Expected value of type Number at /States/A/Choices[0]/NumericEquals',
    ],
    [
      'a timestamp that is none',
      { Variable: '$.a', TimestampEquals: 'now', Next: 'B' },
      'String does not match RFC3339 timestamp at /States/A/Choices[0]/TimestampEquals',
    ],
    ['an empty And', { And: [], Next: 'B' }, 'Value cannot be empty at /States/A/Choices[0]/And'],
    [
      'Next in a nested rule [definition.fieldNotAllowedHere]',
      { Not: { Variable: '$.a', IsNull: true, Next: 'B' }, Next: 'B' },
      "Field 'Next' is only supported in a top-level Choice Rule at /States/A/Choices[0]/Not",
    ],
  ])('a Choice rule with %s', (_, rule, text) => {
    const errors = errorsOf(machine({ A: { Type: 'Choice', Choices: [rule], Default: 'B' }, B: pass() }));
    expect(errors).toEqual([`SCHEMA_VALIDATION_FAILED: ${text}`]);
  });

  test.each([
    ['Parameters', { Parameters: { ApiEndpoint: 'http://a.test', Method: 'GET' } }],
    ['Arguments', { QueryLanguage: 'JSONata', Arguments: { ApiEndpoint: 'HTTP://a.test', Method: 'GET' } }],
  ])('a plain HTTP endpoint in %s [definition.https-endpoint] [definition.endpointWithoutTls]', (name, fields) => {
    const resource = 'arn:aws:states:::http:invoke';
    expect(errorsOfState({ Type: 'Task', Resource: resource, ...fields, ...end })).toEqual([
      `The scheme of an endpoint must be https at /States/A/${name}/ApiEndpoint`,
    ]);
  });

  test.each([
    ['https', 'arn:aws:states:::http:invoke', { ApiEndpoint: 'https://a.test' }],
    ['one of the run time', 'arn:aws:states:::http:invoke', { 'ApiEndpoint.$': '$.endpoint' }],
    ['the API Gateway', 'arn:aws:states:::apigateway:invoke', { ApiEndpoint: 'http.execute-api.test' }],
  ])('another endpoint is none: %s [definition.https-endpoint]', (_, resource, parameters) => {
    expect(errorsOfState({ Type: 'Task', Resource: resource, Parameters: parameters, ...end })).toEqual([]);
  });

  test('names of states have at most 80 characters [field-limit.stateNameLength]', () => {
    expect(errorsOf(machine({ ['x'.repeat(80)]: pass() }))).toEqual([]);
    expect(errorsOf(machine({ ['x'.repeat(81)]: pass() }))[0]).toMatch(/^INVALID_STATE_NAME: /);
  });

  test('a Distributed Map is not for Express, and its labels are unique [definition.expressDistributedMap] [definition.duplicateLabel]', () => {
    const map = (name: string, next: Fields): Fields => ({
      Type: 'Map',
      Label: 'L',
      ItemProcessor: machine(
        { [name]: pass() },
        { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
      ),
      ...next,
    });
    expect(errorsOf(machine({ A: map('P', end) }), 'EXPRESS')).toEqual([
      'SCHEMA_VALIDATION_FAILED: Express state machine does not support Distributed Map at /States/A/ItemProcessor',
    ]);
    expect(errorsOf(machine({ A: map('P', { Next: 'B' }), B: map('Q', end) }))).toEqual([
      'DUPLICATE_LABEL_NAME: Duplicate Label name: L at /States/B/Label',
    ]);
  });

  test('a Distributed Map says which workflow its children are', () => {
    const processor = machine({ P: pass() }, { ProcessorConfig: { Mode: 'DISTRIBUTED' } });
    expect(errorsOfState({ Type: 'Map', ItemProcessor: processor, ...end })).toEqual([
      'These fields are required: [ExecutionType] at /States/A/ItemProcessor/ProcessorConfig',
    ]);
  });

  test('what is no JSON, or no object [definition.no-json]', () => {
    expect(errorsOf('{"StartAt"')[0]).toMatch(/^INVALID_JSON_DESCRIPTION: Unexpected end-of-input: .* at \[Source: /);
    expect(errorsOf('  ')[0]).toMatch(/^MISSING_DESCRIPTION: /);
    expect(errorsOf('[]')).toEqual(['SCHEMA_VALIDATION_FAILED: Expected value of type Object at /']);
    expect(errorsOf('null')).toEqual(['SCHEMA_VALIDATION_FAILED: Expected value of type Object at /']);
    expect(errorsOf({ StartAt: 'A', States: {} })).toEqual([
      'SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States',
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: A at /StartAt",
      'MISSING_END_STATE: Workflow has no terminal state at null',
    ]);
  });
});

test.each([
  ...[
    'apigateway:invoke.waitForTaskToken',
    'athena:getQueryResults',
    'athena:startQueryExecution.sync',
    'batch:submitJob.sync',
  ],
  ...['bedrock:invokeModel', 'bedrock:createModelCustomizationJob.sync', 'bedrockagentcore:invokeHarness'],
  ...[
    'codebuild:startBuildBatch.sync',
    'databrew:startJobRun.sync',
    'dynamodb:updateItem',
    'ecs:runTask.waitForTaskToken',
  ],
  ...['eks:call', 'eks:runJob.sync', 'elasticmapreduce:addStep.sync', 'emr-containers:deleteVirtualCluster.sync'],
  ...['emr-serverless:startJobRun.sync', 'events:putEvents.waitForTaskToken', 'glue:startJobRun.sync', 'http:invoke'],
  ...['lambda:invoke.waitForTaskToken', 'mediaconvert:createJob.sync', 'sagemaker:createTrainingJob.sync'],
  ...['sns:publish.waitForTaskToken', 'sqs:sendMessage.waitForTaskToken', 'states:startExecution.sync:2'],
  ...['aws-sdk:apigatewaymanagementapi:postToConnection', 'aws-sdk:sqs:sendMessage.waitForTaskToken'],
])('%s is a resource [definition.integrations] [definition.integration-actions]', (resource) => {
  expect(errorsOf(machine({ A: task({ Resource: `arn:aws:states:::${resource}` }) }))).toEqual([]);
});
