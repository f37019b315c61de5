import { stage, flow, task } from '../../support/stage';

const { play } = stage();

function refusal(resource: string, fields: object, input: unknown = {}): unknown {
  const played = play(flow({ Call: task(`arn:aws:states:::${resource}`, fields) }), { input }).settle();
  if (played.status() !== 'FAILED') return played.status();
  expect(played.lines().slice(1)).toEqual(['2<-0 TaskStateEntered Call', '3<-2 ExecutionFailed States.Runtime']);
  return played.error().cause;
}

const said = (parameters: object, ...reasons: string[]): string =>
  "An error occurred while executing the state 'Call' (entered at the event id #2). " +
  `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [${reasons.join(', ')}]`;

describe('parameters that an integration cannot read fail the state before its task is scheduled', () => {
  test('a list is a list [task.parameters-form] [task.parameters-text]', () => {
    const Parameters = { ApiEndpoint: 'e', Method: 'GET', Headers: { accept: 'x' }, QueryParameters: '?a=1' };
    expect(refusal('apigateway:invoke', { Parameters })).toBe(
      said(
        Parameters,
        "The value of the field 'Headers' has an invalid format",
        "The value of the field 'QueryParameters' has an invalid format",
      ),
    );
    const right = { ...Parameters, Headers: { accept: ['x'] }, QueryParameters: {} };
    expect(refusal('apigateway:invoke', { Parameters: right })).toBe('SUCCEEDED');
  });

  test.each([
    ['lambda:invoke', { FunctionName: 'f', Payload: 1 }, "'Payload' must be a STRING"],
    ['lambda:invoke', { FunctionName: ['f'] }, "'FunctionName' must be a STRING"],
    ['sqs:sendMessage', { QueueUrl: 'q', MessageBody: {}, DelaySeconds: '5' }, "'DelaySeconds' must be an INTEGER"],
    ['sns:publish', { TopicArn: {}, Message: [1] }, "'TopicArn' must be a STRING"],
    ['dynamodb:getItem', { TableName: 1, Key: {} }, "'TableName' must be a STRING"],
    ['ecs:runTask.sync', { TaskDefinition: 'd', Cluster: false }, "'Cluster' must be a STRING"],
    ['glue:startJobRun', { JobName: 'j', Timeout: 1.5 }, "'Timeout' must be an INTEGER"],
    ['states:startExecution', { StateMachineArn: 7, Input: {} }, "'StateMachineArn' must be a STRING"],
  ])('a field of %s has its type: %j [task.parameters-types] [task.type-texts]', (resource, given, reason) => {
    const Parameters = Object.fromEntries(Object.keys(given).map((name) => [`${name}.$`, `$.${name}`]));
    expect(refusal(resource, { Parameters }, given)).toMatch(
      `could not be used to start the Task: [The value for the field ${reason}]`,
    );
  });

  test('what is written with another type is refused at once, a list is not [task.parameters-at-creation] [task.formats-at-run-time]', () => {
    const Parameters = { JobName: 'j', JobQueue: 'q', JobDefinition: 'd', ArrayProperties: { Size: '5' } };
    expect(() => refusal('batch:submitJob.sync', { Parameters })).toThrow(
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The value for the field 'Size' must be an INTEGER at /States/Call/Parameters'",
    );
    expect(refusal('apigateway:invoke', { Parameters: { ApiEndpoint: 'e', Method: 'GET', Headers: 'x' } })).toMatch(
      /format/,
    );
  });

  test('any field may be null [task.parameters-null]', () => {
    expect(refusal('lambda:invoke', { Parameters: { FunctionName: 'f', Payload: null } })).toBe('SUCCEEDED');
  });

  test('a field that lambda:invoke does not have is refused [task.invoke-fields]', () => {
    const Parameters = { FunctionName: 'f', Payload: {}, TaskToken: 't' };
    const refused = said(Parameters, 'The field "TaskToken" is not supported by Step Functions');
    expect(refusal('lambda:invoke', { Parameters })).toBe(refused);
    expect(refusal('lambda:invoke.waitForTaskToken', { Parameters })).toBe(refused);
  });

  test('a field that is written in camelCase is refused, another name passes [task.parameters-pascal-case] [task.other-fields]', () => {
    const Parameters = { JobName: 'j', jobQueue: 'q', Tags: {} };
    expect(refusal('batch:submitJob', { Parameters })).toBe(
      said(Parameters, 'The field "jobQueue" is not supported by Step Functions'),
    );
    expect(refusal('batch:submitJob', { Parameters: { JobName: 'j', Newer: 1 } })).toBe('SUCCEEDED');
  });

  test('a name that still ends in .$ holds a path [task.left-over-path]', () => {
    const field = "The value for the field 'token.$' must be a valid JSONPath or a valid intrinsic function call";
    const Parameters = { FunctionName: 'f', 'Payload.$': '$' };
    const came = (token: string) => ({ FunctionName: 'f', Payload: { 'token.$': token } });
    expect(refusal('lambda:invoke', { Parameters }, { 'token.$': 'AQC' })).toBe(said(came('AQC'), field));
    expect(refusal('lambda:invoke', { Parameters }, { 'token.$': '$.a' })).toBe('SUCCEEDED');
  });

  test('in JSONata, too [task.arguments-text]', () => {
    const Arguments = { FunctionName: 'f', payload: 1 };
    expect(refusal('lambda:invoke', { QueryLanguage: 'JSONata', Arguments })).toBe(
      said(Arguments, 'The field "payload" is not supported by Step Functions'),
    );
  });

  test('a state that has neither Parameters nor Arguments is not looked at', () => {
    expect(refusal('lambda:invoke', {}, { orderId: 7 })).toBe('SUCCEEDED');
  });
});
