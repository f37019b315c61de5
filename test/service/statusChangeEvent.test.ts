import { createFakeStepFunctions, executionStatusChangeEvent, failedExecution, refusedExecution } from '../../src';
import { modes as catalogue } from '../../src/catalogue/modes';
import { virtualClock } from '../../src/time/clock';
import { anyExecution, anyModes } from '../support/anyMode';

const fresh = () => createFakeStepFunctions({ clock: virtualClock('2026-03-01T12:00:00.750Z') });
const described = anyModes.filter(
  (mode) => !['express-execution', 'started-before-launch'].includes(mode) && catalogue[mode].shows === undefined,
);

test('the members stand in the order in which they were recorded, null where they do not apply [event.members]', () => {
  const sfn = fresh();
  const order = sfn.seed(failedExecution('lambda-function-timed-out', { executionName: 'order-1' }));
  const event = executionStatusChangeEvent(order);
  expect(Object.keys(event)).toEqual([
    'version',
    'id',
    'detail-type',
    'source',
    'account',
    'time',
    'region',
    'resources',
    'detail',
  ]);
  expect(Object.entries(event.detail)).toEqual([
    ['executionArn', order.executionArn],
    ['stateMachineArn', order.stateMachineArn],
    ['name', 'order-1'],
    ['status', 'FAILED'],
    ['startDate', order.startDate.getTime()],
    ['stopDate', order.stopDate?.getTime()],
    ['input', order.input],
    ['output', null],
    ['stateMachineVersionArn', null],
    ['stateMachineAliasArn', null],
    ['redriveCount', 0],
    ['redriveDate', null],
    ['redriveStatus', 'REDRIVABLE'],
    ['redriveStatusReason', null],
    ['inputDetails', { included: true }],
    ['outputDetails', null],
    ['error', 'States.Timeout'],
    ['cause', null],
  ]);
});

test('the envelope names account, region and execution, and the whole second of its publication', () => {
  const sfn = fresh();
  const order = sfn.seed(failedExecution('task-failed', { stoppedAgo: 0 }));
  expect(executionStatusChangeEvent(order)).toMatchObject({
    version: '0',
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    account: '123456789012',
    time: '2026-03-01T12:00:01Z',
    region: 'us-east-1',
    resources: [order.executionArn],
  });
});

test('payloads that are too large for an event are left out: first the input, then the output [limit.eventPayloadBytes] [event.size]', () => {
  const sfn = fresh();
  const order = sfn.seed(refusedExecution('succeeded'));
  const half = 'x'.repeat(130 * 1024);
  const both = executionStatusChangeEvent({ ...order, input: half, output: half });
  expect(both.detail).toMatchObject({ input: null, inputDetails: { included: false }, output: half });
  const large = executionStatusChangeEvent({ ...order, input: '{}', output: half + half });
  expect(large.detail).toMatchObject({ input: null, output: null, outputDetails: { included: false } });
  const escaped = executionStatusChangeEvent({ ...order, input: '"'.repeat(130 * 1024), output: '{}' });
  expect(escaped.detail.input).toBeNull();
});

test.each(described)('%s: the event says what DescribeExecution says', (mode) => {
  const order = fresh().seed(anyExecution(mode));
  const { detail } = executionStatusChangeEvent(order);
  const told = Object.entries(detail).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  const dates = new Set(['startDate', 'stopDate', 'redriveDate']);
  const shown = Object.entries(order).map(([name, value]) => [name, dates.has(name) ? Number(value) : value]);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(shown));
});

test('what is no description of an execution is refused', () => {
  expect(() => executionStatusChangeEvent({} as never)).toThrow('takes what DescribeExecution answers');
});

test('it is what a handler typed by @types/aws-lambda takes', async () => {
  // EventBridgeEvent of @types/aws-lambda, member by member.
  interface EventBridgeEvent<DetailType extends string, Detail> {
    id: string;
    version: string;
    account: string;
    time: string;
    region: string;
    resources: string[];
    source: string;
    'detail-type': DetailType;
    detail: Detail;
    'replay-name'?: string;
  }
  const handler = async ({
    detail,
  }: EventBridgeEvent<'Step Functions Execution Status Change', { status: string }>): Promise<string> => detail.status;
  const order = fresh().seed(failedExecution('task-failed'));
  await expect(handler(executionStatusChangeEvent(order))).resolves.toBe('FAILED');
});
