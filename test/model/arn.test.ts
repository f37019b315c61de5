import {
  locationOf,
  machineArnOf,
  formatArn,
  parseArn,
  partitionOf,
  unqualified,
  type ParsedArn,
} from '../../src/model/arn';

const place = { partition: 'aws', region: 'us-east-1', account: '123456789012' };
const prefix = 'arn:aws:states:us-east-1:123456789012';

const known: readonly (readonly [text: string, parts: ParsedArn])[] = [
  [`${prefix}:stateMachine:checkout`, { ...place, resource: 'stateMachine', stateMachineName: 'checkout' }],
  [
    `${prefix}:stateMachine:checkout:7`,
    { ...place, resource: 'stateMachine', stateMachineName: 'checkout', version: 7 },
  ],
  [
    `${prefix}:stateMachine:checkout:PROD`,
    { ...place, resource: 'stateMachine', stateMachineName: 'checkout', alias: 'PROD' },
  ],
  [
    `${prefix}:stateMachine:checkout/EachOrder`,
    { ...place, resource: 'stateMachine', stateMachineName: 'checkout', label: 'EachOrder' },
  ],
  [
    `${prefix}:execution:checkout:order-1`,
    { ...place, resource: 'execution', stateMachineName: 'checkout', executionName: 'order-1' },
  ],
  [
    `${prefix}:execution:checkout/EachOrder:4bd16e92`,
    { ...place, resource: 'execution', stateMachineName: 'checkout', label: 'EachOrder', executionName: '4bd16e92' },
  ],
  [
    `${prefix}:express:quick:order-1:b8cb0fde`,
    { ...place, resource: 'express', stateMachineName: 'quick', executionName: 'order-1', startId: 'b8cb0fde' },
  ],
  [
    `${prefix}:express:quick/Each:b8cb0fde:6ddc4e85`,
    {
      ...place,
      resource: 'express',
      stateMachineName: 'quick',
      label: 'Each',
      executionName: 'b8cb0fde',
      startId: '6ddc4e85',
    },
  ],
  [
    `${prefix}:mapRun:checkout/EachOrder:4232d2cb`,
    { ...place, resource: 'mapRun', stateMachineName: 'checkout', label: 'EachOrder', mapRunId: '4232d2cb' },
  ],
  [`${prefix}:activity:Ship`, { ...place, resource: 'activity', activityName: 'Ship' }],
];

test.each(known)('%s is taken apart and put together again', (text, parts) => {
  expect(parseArn(text)).toEqual(parts);
  expect(formatArn(parts)).toBe(text);
});

test.each([
  ['us-east-1', 'aws'],
  ['cn-northwest-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['us-isof-south-1', 'aws-iso-f'],
  ['eusc-de-east-1', 'aws-eusc'],
])('region %s is in the partition %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
  const text = `arn:${partition}:states:${region}:123456789012:execution:m:e`;
  expect(parseArn(text)).toMatchObject({ partition, region });
});

test.each([
  '',
  'invalid_arn',
  'arn:aws:states',
  'arn:aws:states:us-east-1:123456789012:execution:only-a-machine',
  'arn:aws:states:us-east-1:123456789012:execution:m:',
  'arn:aws:states:us-east-1:123456789012:execution:m:e:more',
  'arn:aws:states:us-east-1:123456789012:express:m:e',
  'arn:aws:states:us-east-1:123456789012:mapRun:m:no-label',
  'arn:aws:states:us-east-1:123456789012:stateMachine',
  'arn:aws:lambda:us-east-1:123456789012:function:f',
  'ARN:aws:states:us-east-1:123456789012:activity:a',
])('"%s" is no ARN of Step Functions', (text) => {
  expect(parseArn(text)).toBeUndefined();
});

test('a version or an alias is left out of the unqualified ARN, a label stays', () => {
  const qualified = parseArn(`${prefix}:stateMachine:checkout:7`);
  expect(qualified?.resource === 'stateMachine' && unqualified(qualified)).toBe(`${prefix}:stateMachine:checkout`);
  const labeled = parseArn(`${prefix}:stateMachine:checkout/Each`);
  expect(labeled?.resource === 'stateMachine' && unqualified(labeled)).toBe(`${prefix}:stateMachine:checkout/Each`);
});

test('the place of an ARN', () => {
  expect(locationOf('arn:aws-cn:states:cn-north-1:1:mapRun:m/Each:id')).toEqual({
    partition: 'aws-cn',
    region: 'cn-north-1',
    account: '1',
  });
});

test('the state machine itself, without version, alias or label', () => {
  const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:checkout';
  for (const text of [machine, `${machine}:7`, `${machine}:PROD`, `${machine}/Each`])
    expect(machineArnOf(text)).toBe(machine);
  expect(machineArnOf(machine.replace('stateMachine', 'execution'))).toBeUndefined();
  expect(machineArnOf('checkout')).toBeUndefined();
});
