import { checkRequest } from '../../src/rules/constraints/checkRequest';
import { operationNamed, operationNames, type OperationName } from '../../src/service/operations/operationTable';

const arn = 'arn:aws:states:us-east-1:123456789012:execution:m:e';
const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';

const one = (violation: string) => `1 validation error detected: ${violation}`;
const check = (operation: OperationName, input: unknown) => checkRequest(operationNamed(operation).request, input);
const refusalOf = (...request: Parameters<typeof check>) => {
  const checked = check(...request);
  return 'refusal' in checked ? checked.refusal : undefined;
};
const messageOf = (...request: Parameters<typeof check>) => refusalOf(...request)?.message;

describe('recorded texts', () => {
  test('a name that breaks its pattern', () => {
    const routingConfiguration = [{ stateMachineVersionArn: `${machine}:1`, weight: 100 }];
    expect(messageOf('CreateStateMachineAlias', { name: '123', routingConfiguration })).toBe(
      one(
        "Value '123' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$",
      ),
    );
  });

  test('a name that is too long', () => {
    const name = 'A'.repeat(81);
    const routingConfiguration = [{ stateMachineVersionArn: `${machine}:1`, weight: 100 }];
    expect(messageOf('CreateStateMachineAlias', { name, routingConfiguration })).toBe(
      one(`Value '${name}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 80`),
    );
  });

  test('a member of a list', () => {
    const routingConfiguration = [{ stateMachineVersionArn: `${machine}:1`, weight: 101 }];
    expect(messageOf('CreateStateMachineAlias', { name: 'a', routingConfiguration })).toBe(
      one(
        "Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value less than or equal to 100",
      ),
    );
  });

  test('a list that is too long is printed as Java prints it', () => {
    const routingConfiguration = [50, 30, 20].map((weight) => ({ stateMachineVersionArn: machine, weight }));
    const item = (weight: number) =>
      `RoutingConfigurationListItem(stateMachineVersionArn=${machine}, weight=${weight})`;
    expect(messageOf('CreateStateMachineAlias', { name: 'a', routingConfiguration })).toBe(
      one(
        `Value '[${item(50)}, ${item(30)}, ${item(20)}]' at 'routingConfiguration' failed to satisfy constraint: Member must have length less than or equal to 2`,
      ),
    );
  });

  test('a page that is too large', () => {
    expect(messageOf('ListExecutions', { stateMachineArn: machine, maxResults: 1_001 })).toBe(
      one(
        "Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
      ),
    );
  });

  test.each([
    ['ListExecutions', 3_096],
    ['ListStateMachineVersions', 1_024],
  ] as const)('a page token of %s that is too long', (operation, maximum) => {
    const nextToken = 'x'.repeat(maximum + 1);
    expect(messageOf(operation, { stateMachineArn: machine, nextToken })).toBe(
      one(
        `Value '${nextToken}' at 'nextToken' failed to satisfy constraint: Member must have length less than or equal to ${maximum}`,
      ),
    );
    expect(messageOf(operation, { stateMachineArn: machine, nextToken: 'x'.repeat(maximum) })).toBeUndefined();
  });

  test('a status that does not exist', () => {
    expect(messageOf('ListExecutions', { stateMachineArn: machine, statusFilter: 'succeeded' })).toBe(
      one(
        "Value 'succeeded' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]",
      ),
    );
  });

  test('an input that is too large is counted in bytes and not printed [constraints.sensitive]', () => {
    const input = JSON.stringify('ä'.repeat(131_072));
    expect(messageOf('StartExecution', { stateMachineArn: machine, input })).toBe(
      one(
        "Value at 'input' failed to satisfy constraint: Member must have size less than or equal to 262144 bytes in UTF-8 encoding",
      ),
    );
    expect(messageOf('StartExecution', { stateMachineArn: machine, input: 'x'.repeat(262_144) })).toBeUndefined();
  });

  test('a required member that is missing', () => {
    expect(messageOf('StartExecution', {})).toBe(
      one("Value null at 'stateMachineArn' failed to satisfy constraint: Member must not be null"),
    );
  });
});

describe('RedriveExecution', () => {
  test('takes an ARN with or without a token', () => {
    expect(messageOf('RedriveExecution', { executionArn: arn })).toBeUndefined();
    expect(messageOf('RedriveExecution', { executionArn: arn, clientToken: '!'.repeat(64) })).toBeUndefined();
  });

  test.each([undefined, {}, { executionArn: null }])('misses its ARN in %p', (input) => {
    expect(messageOf('RedriveExecution', input)).toBe(
      one("Value null at 'executionArn' failed to satisfy constraint: Member must not be null"),
    );
  });

  test('an empty token breaks two constraints', () => {
    expect(messageOf('RedriveExecution', { executionArn: arn, clientToken: '' })).toBe(
      "2 validation errors detected: Value '' at 'clientToken' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'clientToken' failed to satisfy constraint: Member must satisfy regular expression pattern: [!-~]+",
    );
  });

  test('all violations come at once [constraints.all-at-once]', () => {
    expect(messageOf('RedriveExecution', { executionArn: '', clientToken: 'x'.repeat(65) })).toBe(
      `2 validation errors detected: Value '' at 'executionArn' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '${'x'.repeat(65)}' at 'clientToken' failed to satisfy constraint: Member must have length less than or equal to 64`,
    );
  });

  test.each(['with space', 'ümlaut', 'line\nbreak', 'ok\n'])('the token %p breaks the pattern', (clientToken) => {
    expect(messageOf('RedriveExecution', { executionArn: arn, clientToken })).toContain(
      'Member must satisfy regular expression pattern: [!-~]+',
    );
  });

  test('an ARN has at most 256 characters', () => {
    expect(messageOf('RedriveExecution', { executionArn: 'a'.repeat(256) })).toBeUndefined();
    expect(messageOf('RedriveExecution', { executionArn: 'a'.repeat(257) })).toContain('less than or equal to 256');
  });
});

describe('wrong JSON types', () => {
  test.each([
    [{ executionArn: 5 }, 'NUMBER_VALUE can not be converted to a String'],
    [{ executionArn: true }, 'TRUE_VALUE can not be converted to a String'],
    [{ executionArn: {} }, 'Start of structure or map found where not expected.'],
    [{ executionArn: [] }, 'Start of list found where not expected'],
    [[], 'Start of list found where not expected'],
    ['text', 'Unexpected field type'],
  ])('%p is a SerializationException [constraints.json-types]', (input, message) => {
    expect(refusalOf('RedriveExecution', input)).toMatchObject({
      name: 'SerializationException',
      namespace: 'com.amazon.coral.service',
      httpStatus: 400,
      message,
    });
  });

  test('numbers, flags and lists are told apart', () => {
    const message = (input: object) => messageOf('GetExecutionHistory', { executionArn: arn, ...input });
    expect(message({ maxResults: '5' })).toBe('STRING_VALUE can not be converted to an Integer');
    expect(message({ maxResults: 1.5 })).toBe('NUMBER_VALUE can not be converted to an Integer');
    expect(message({ reverseOrder: 'true' })).toBe('STRING_VALUE can not be converted to a Boolean');
    expect(messageOf('TagResource', { resourceArn: arn, tags: {} })).toContain('Start of structure');
    expect(messageOf('TagResource', { resourceArn: arn, tags: ['x'] })).toBe('Unexpected field type');
  });

  test('a long has 64 bits', () => {
    const message = (toleratedFailureCount: number) =>
      messageOf('UpdateMapRun', { mapRunArn: arn, toleratedFailureCount });
    expect(message(1e21)).toBe('NUMBER_VALUE can not be converted to a Long');
    expect(refusalOf('UpdateMapRun', { mapRunArn: arn, toleratedFailureCount: 2 ** 62 })).toBeUndefined();
  });

  test('a wrong type wins over a violation', () => {
    expect(refusalOf('RedriveExecution', { executionArn: '', clientToken: 5 })?.name).toBe('SerializationException');
  });
});

describe('the input that an operation gets', () => {
  test('has no unknown, null or undefined members', () => {
    const input = { executionArn: arn, clientToken: null, unknown: 1, maxResults: undefined };
    expect(check('RedriveExecution', input)).toEqual({ input: { executionArn: arn } });
  });

  test('is a copy, nested members included', () => {
    const routingConfiguration = [{ stateMachineVersionArn: `${machine}:1`, weight: 100, more: true }];
    const checked = check('CreateStateMachineAlias', { name: 'a', routingConfiguration });
    expect(checked).toEqual({
      input: { name: 'a', routingConfiguration: [{ stateMachineVersionArn: `${machine}:1`, weight: 100 }] },
    });
    expect('input' in checked && checked.input['routingConfiguration']).not.toBe(routingConfiguration);
  });

  test.each(['__proto__', 'constructor'])('the member %s is nothing special', (name) => {
    const input = JSON.parse(`{"executionArn":"${arn}","${name}":{"clientToken":"x"}}`) as unknown;
    expect(check('RedriveExecution', input)).toEqual({ input: { executionArn: arn } });
  });
});

test.each(operationNames)('%s refuses a list for its input, and survives nothing', (operation) => {
  expect(refusalOf(operation, [])?.name).toBe('SerializationException');
  expect([undefined, 'ValidationException']).toContain(refusalOf(operation, undefined)?.name);
});
