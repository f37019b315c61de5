import {
  accessDenied,
  awsError,
  constraintsViolated,
  executionDoesNotExist,
  executionLimitExceeded,
  executionNotRedrivable,
  faultCatalogue,
  faultMessages,
  forCall,
  internalFailure,
  invalidArn,
  invalidOutput,
  refusal,
  taskTimedOut,
  throttled,
  type FaultMessage,
  type FaultName,
} from '../../src/rules/faults';
import type { Refusal } from '../../src/model/outcome';
import { readArn } from '../../src/rules/arnForm';
import { redriveReasons } from '../../src/rules/redriveReasons';

import { resourceOfCall } from '../../src/service/operations/operationTable';
import { textOf, typeScriptBelow } from '../tidy/sources';

const executionArn = 'arn:aws:states:us-west-2:123456789012:execution:probe-0:01-sequence';
const place = { partition: 'aws', region: 'us-west-2', account: '123456789012' };
const worded = (made: Refusal, operation: string, input: unknown) =>
  forCall(made, { operation, input, resource: resourceOfCall(operation, input, place), place });
const SERVICE = 'com.amazonaws.swf.service.v2.model';

test('refusals read as recorded [message.executionNotRedrivable] [message.executionDoesNotExist] [message.taskTimedOut] [message.throttled] [message.accessDenied] [fault.ExecutionNotRedrivable] [fault.ThrottlingException] [fault.AccessDeniedException]', () => {
  expect(executionNotRedrivable({ executionArn, reason: redriveReasons.succeeded })).toEqual({
    name: 'ExecutionNotRedrivable',
    namespace: SERVICE,
    httpStatus: 400,
    message: `Execution ${executionArn} invalid for redrive as: Execution is SUCCEEDED and cannot be redriven`,
  });
  expect(executionDoesNotExist({ executionArn }).message).toBe(`Execution Does Not Exist: '${executionArn}'`);
  expect(taskTimedOut({ resource: 'arn:x' }).message).toBe("Task Timed Out: 'arn:x'");
  expect(throttled()).toEqual({
    name: 'ThrottlingException',
    namespace: 'com.amazon.coral.availability',
    httpStatus: 400,
    message: 'Rate exceeded',
  });
  expect(accessDenied({ principal: 'P', action: 'states:RedriveExecution', resource: 'R' })).toEqual({
    name: 'AccessDeniedException',
    namespace: 'com.amazon.coral.service',
    httpStatus: 400,
    message:
      'User: P is not authorized to perform: states:RedriveExecution on resource: R because no identity-based policy allows the states:RedriveExecution action',
    messageMember: 'Message',
  });
});

test('a ValidationException of the service gives its reason, one of the framework has another namespace', () => {
  expect(refusal('labeledExecution', {}, { reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS' })).toEqual({
    name: 'ValidationException',
    namespace: SERVICE,
    httpStatus: 400,
    message: 'Labeled Execution ARNs are not supported for this API',
    reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS',
  });
  expect(refusal('redriveFilterWithStateMachine')).toMatchObject({
    namespace: 'com.amazon.coral.validate',
    message: 'RedriveFilter cannot be applied to ListExecutions call with StateMachine ARN',
  });
});

test('violations are counted and joined', () => {
  expect(constraintsViolated(['one']).message).toBe('1 validation error detected: one');
  expect(constraintsViolated(['one', 'two']).message).toBe('2 validation errors detected: one; two');
});

test("a text of the own replaces AWS's", () => {
  expect(executionNotRedrivable({ message: 'no' }).message).toBe('no');
  expect(executionLimitExceeded({ message: 'no' }).message).toBe('no');
  expect(internalFailure().message).toBeUndefined();
});

test('a refusal made before the call takes its values from the call', () => {
  const input = { executionArn, clientToken: '{executionArn}' };
  expect(worded(executionNotRedrivable(), 'RedriveExecution', input).message).toBe(
    `Execution ${executionArn} invalid for redrive as: Execution is RUNNING and cannot be redriven`,
  );
  expect(worded(accessDenied(), 'RedriveExecution', input).message).toContain(
    `perform: states:RedriveExecution on resource: ${executionArn} because`,
  );
  expect(worded(internalFailure(), 'RedriveExecution', undefined).message).toBeUndefined();
  expect(worded(invalidArn({ message: 'has {nothing} to fill' }), 'X', null).message).toBe('has {nothing} to fill');
});

test('no placeholder is left in what a refusal of any error says', () => {
  const input = { executionArn, name: 'n', revisionId: 'r', activityArn: 'a', stateMachineArn: 's', roleArn: 'role' };
  const builders = [invalidArn, invalidOutput, taskTimedOut, executionDoesNotExist];
  const made = [
    ...builders.map((build) => build()),
    ...Object.keys(faultCatalogue).map((name) => awsError(name as FaultName)),
  ];
  const texts = made.map((each) => worded(each, 'RedriveExecution', input).message ?? '');
  expect(texts.filter((text) => text.includes('{'))).toEqual([]);
  expect(texts[0]).toBe(`Invalid Arn: 'Invalid ARN prefix: ${executionArn}'`);
  expect(texts[1]).toBe("Invalid Output: 'undefined' is not valid JSON.");
});

test.each<[call: string, build: () => unknown, found: string]>([
  ['a reason that is no option', () => executionNotRedrivable('RUNNING' as never), "It got 'RUNNING'."],
  ['a misspelt option', () => throttled({ mesage: 'x' } as never), "does not know the option 'mesage'"],
  ['a text that is none', () => executionDoesNotExist({ executionArn: 5 } as never), 'It got 5.'],
  [
    'a misspelt option of a denial',
    () => accessDenied({ resouce: 'x' } as never),
    "does not know the option 'resouce'",
  ],
  [
    'options in the place of a message',
    () => awsError('ConflictException', { message: 'x' } as never),
    'It got an object',
  ],
])('what a builder cannot take is refused at once: %s', (_, build, found) => {
  expect(build).toThrow(expect.objectContaining({ name: 'TestkitError', message: expect.stringContaining(found) }));
});

test('any error of AWS can be made by its name, and no other', () => {
  expect(awsError('KmsAccessDeniedException', 'no key')).toMatchObject({ namespace: SERVICE, message: 'no key' });
  expect(() => awsError('ExecutionNotRedrivableException' as never)).toThrow(/ExecutionNotRedrivable,/);
});

test('an error made by its name has the text that is known of it, if there is one only', () => {
  expect(worded(awsError('KmsInvalidStateException'), 'DescribeStateMachine', {}).message).toMatch(
    /^arn:aws:kms:us-west-2:123456789012:key\/[-0-9a-f]{36} is disabled\. \(Service: Kms, Status Code: 400, Request ID: /,
  );
  const { message } = worded(awsError('TaskDoesNotExist'), 'SendTaskSuccess', { taskToken: 't' });
  expect(message).toBe("Task Does Not Exist: '*'");
  expect(awsError('TaskDoesNotExist', 'gone').message).toBe('gone');
  expect(awsError('ConflictException').message).toBeUndefined();
});

test('every text can be reached: an operation refuses with it, or it is the one of its error', () => {
  const sources = typeScriptBelow('src').filter((path) => path !== 'src/rules/faults/messages.ts');
  const code = sources.map(textOf).join('\n');
  const unreachable = Object.entries<FaultMessage>(faultMessages)
    .filter(([name, { error, text }]) => !code.includes(`'${name}'`) && awsError(error).message !== text)
    .map(([name]) => name);
  expect(unreachable).toEqual([]);
});

describe('the resource of a call', () => {
  const machine = 'arn:aws:states:us-west-2:123456789012:stateMachine:orders';
  test.each([
    ['CreateStateMachine', { roleArn: 'arn:role', name: 'orders' }, machine],
    ['UpdateStateMachine', { roleArn: 'arn:role', stateMachineArn: machine }, machine],
    ['CreateActivity', { name: 'ship' }, 'arn:aws:states:us-west-2:123456789012:activity:ship'],
    ['StartExecution', { name: 'order-1', stateMachineArn: machine }, machine],
    ['UpdateStateMachineAlias', { stateMachineAliasArn: `${machine}:PROD` }, `${machine}:PROD`],
    ['TagResource', { resourceArn: machine }, machine],
    ['ListStateMachines', {}, '*'],
    ['CreateStateMachine', null, '*'],
  ])('of %s', (operation, input, resource) => {
    expect(resourceOfCall(operation, input, place)).toBe(resource);
  });
});

describe('the form of an ARN', () => {
  const messageOf = (text: string) => {
    const form = readArn(text, 'execution');
    return 'refusal' in form ? `${form.refusal.name}: ${form.refusal.message ?? ''}` : form.arn.executionName;
  };

  test('an execution passes, labeled or not', () => {
    expect(messageOf(executionArn)).toBe('01-sequence');
    expect(messageOf('arn:aws:states:us-west-2:123456789012:execution:m/Each:child')).toBe('child');
  });

  test('what is no ARN is named [message.malformedArn]', () => {
    expect(messageOf('not_a_valid_arn')).toBe("InvalidArn: Invalid Arn: 'Invalid ARN prefix: not_a_valid_arn'");
    expect(messageOf('arn:aws:s3:::bucket')).toBe("InvalidArn: Invalid Arn: 'Invalid ARN prefix: arn:aws:s3:::bucket'");
  });

  test.each([
    ['express', 'arn:aws:states:us-west-2:123456789012:express:probe-2:09-express:EXPRESS-UUID-1'],
    ['stateMachine', 'arn:aws:states:us-west-2:123456789012:stateMachine:probe-2'],
    ['mapRun', 'arn:aws:states:us-west-2:123456789012:mapRun:m/Each:uuid'],
    ['express', 'arn:aws:states:us-west-2:123456789012:express:incomplete'],
    ['banana', 'arn:aws:states:us-west-2:123456789012:banana:x'],
  ])('the type %s is not valid in this context [message.wrongResourceType]', (type, text) => {
    expect(messageOf(text)).toBe(`InvalidArn: Invalid Arn: 'Resource type not valid in this context: ${type}'`);
  });
});
