/** What misuse is told: the name that was meant, on one line and instead of all names; what can be done, and nothing that is wrong too. */
import {
  createFakeStepFunctions,
  days,
  describeMapRunOutput,
  failedExecution,
  succeeds,
  throttled,
  type FakeStepFunctions,
} from 'redrive-testkit';
import { fixture } from '../../src/catalogue/fixtures';
import { misuseOf } from '../support/misuse';

const definition = {
  StartAt: 'Prepare',
  States: {
    Prepare: { Type: 'Pass', Next: 'ChargeCard' },
    ChargeCard: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true },
  },
};
const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:orders:order-1';
const untyped = (value: unknown) => value as never;
const machineOf = (sfn: FakeStepFunctions) => sfn.createStateMachine({ name: 'orders', definition });

test.each<[string, (sfn: FakeStepFunctions) => unknown, string]>([
  ['an option of the fake', () => createFakeStepFunctions(untyped({ randomSed: 1 })), 'randomSeed'],
  ['a limit', () => createFakeStepFunctions({ limits: untyped({ histroyEvents: 5 }) }), 'historyEvents'],
  ['an option of a machine', (sfn) => sfn.createStateMachine(untyped({ name: 'a', definition, taks: {} })), 'tasks'],
  ['an option of an outcome', () => succeeds({}, untyped({ aftr: 5 })), 'after'],
  ['an option of a factory', () => describeMapRunOutput(untyped({ childen: {} })), 'children'],
  ['a state', (sfn) => sfn.script(machineOf(sfn), { Chargecard: succeeds() }), 'ChargeCard'],
  ['an operation', (sfn) => sfn.failNext(untyped('RedriveExecutoin'), throttled()), 'RedriveExecution'],
  ['an action', (sfn) => sfn.deny('states:RedriveExecutoin'), 'states:RedriveExecution'],
  ['a mode', () => failedExecution(untyped('task-faild')), 'task-failed'],
  ['an option of a mode', () => failedExecution('task-failed', untyped({ stat: 'A' })), 'state'],
  ['a fixture', () => fixture(untyped('task-failed.describe-exection')), 'task-failed.describe-execution'],
])('%s that is misspelt: the error names the one that was meant, and no others', (_what, call, meant) => {
  const { message, hint } = misuseOf(() => call(createFakeStepFunctions()));
  expect(hint).toBe(`Did you mean '${meant}'?`);
  expect(message.split('\n').length).toBeLessThanOrEqual(3);
});

test.each<[string, (sfn: FakeStepFunctions) => unknown, RegExp]>([
  ['a Pass is scripted', (sfn) => sfn.script(machineOf(sfn), { Prepare: succeeds() }), /is a Pass[^]*Leave it out/],
  [
    'a Pass is to fail',
    (sfn) => sfn.seed(failedExecution('task-failed', { stateMachine: machineOf(sfn), state: 'Prepare' })),
    /is a Pass[^]*executionOf\(machine, \{ input \}\)/,
  ],
  ['a duration is a text', () => days(untyped('3')), /Write days\(3\), without quotes/],
  [
    'a direct method is given an ARN',
    (sfn) => sfn.redriveExecution(untyped(EXECUTION)),
    /Write sfn\.redriveExecution\(\{ executionArn \}\)/,
  ],
  [
    'a fixture is not shipped',
    () => fixture(untyped('history-too-long.get-execution-history')),
    /too long to be shipped: executionHistory\('history-too-long'\) builds it/,
  ],
])('%s: the error says what to do', (_what, call, text) => {
  expect(misuseOf(() => call(createFakeStepFunctions())).message).toMatch(text);
});

test('an object where a JSON text is due is refused in the words of AWS, and told what is due', () => {
  const sfn = createFakeStepFunctions();
  const machine = machineOf(sfn);
  expect(() => sfn.startExecution({ ...machine, input: untyped({ orderId: 7 }) })).toThrow(
    expect.objectContaining({
      name: 'SerializationException',
      message:
        'Start of structure or map found where not expected.\nThe member input is a JSON text: JSON.stringify(…) makes one.',
    }) as Error,
  );
  expect(() => sfn.describeExecution({ executionArn: untyped({}) })).toThrow(
    expect.objectContaining({ message: 'Start of structure or map found where not expected.' }) as Error,
  );
});

test('the internals of replays are no options', () => {
  expect(misuseOf(() => succeeds({}, untyped({ withPrevious: true }))).message).not.toMatch(
    /order|are: .*withPrevious/,
  );
});

test('what is opened is disposable', () => {
  const sfn = createFakeStepFunctions();
  const heard: unknown[] = [];
  const unsubscribe = sfn.onStatusChange((event) => heard.push(event));
  unsubscribe[Symbol.dispose]();
  sfn.startExecution(machineOf(sfn));
  sfn.settle();
  expect(heard).toEqual([]);
});
