import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import fc from 'fast-check';
import { checkHistory, createFakeStepFunctions, virtualClock, type FakeStepFunctions } from 'redrive-testkit';
import { toClientMock } from 'redrive-testkit/client-mock';
import { client } from './clients';
import { courses, type Command, type Course } from './commands';
import type { Kind } from './kind';
import { RedriveModel, type Prediction } from './redriveModel';
import { definitions } from './requestScene';
import { overTheStub, overTheWire, type Answer } from './ways';

export const sequences: Kind = {
  name: 'sequences',
  full: 100_000,
  batch: 1,
  step: 250,
  property: () => fc.asyncProperty(courses(), follow),
};

const prefix = 'arn:aws:states:us-east-1:123456789012';
const stateMachineArn = `${prefix}:stateMachine:asking`;
const arnOf = (who: string) => `${prefix}:execution:asking:${who}`;

type Way = (operation: string, input: object) => Promise<Answer>;

/** One of the two fakes, the way to it, and the tokens of its tasks. */
interface Side {
  readonly sfn: FakeStepFunctions;
  readonly send: Way;
}

/** The same commands by two ways; after each, both fakes show what the model says. */
async function follow(course: Course): Promise<void> {
  const [wire, stubbed] = [fakeFor(course), fakeFor(course)];
  using _stub = toClientMock(stubbed, { client });
  const sides: Side[] = [
    { sfn: wire, send: (operation, input) => overTheWire(wire, operation, JSON.stringify(input)) },
    { sfn: stubbed, send: overTheStub },
  ];
  const model = new RedriveModel(course.limits, Date.parse(course.begins));
  for (const command of course.commands) {
    await perform(command, sides, model);
    for (const { sfn } of sides) sfn.settle();
    if (model.machine === 'DELETING' && isGone(wire)) model.forgetAll();
    for (const { sfn } of sides) await compare(sfn, model, command);
  }
  for (const who of model.names()) deepStrictEqual(problemsOf(wire, who), []);
}

const problemsOf = (sfn: FakeStepFunctions, who: string) =>
  checkHistory(sfn.history(arnOf(who)), { allowIncomplete: true }).problems;

function fakeFor({ limits: { timeout, ...limits }, begins }: Course): FakeStepFunctions {
  const sfn = createFakeStepFunctions({ clock: virtualClock(begins), randomSeed: 7, limits });
  const definition = { ...definitions.waiting, TimeoutSeconds: timeout / 1000 };
  sfn.createStateMachine({ name: 'asking', definition });
  return sfn;
}

function isGone(sfn: FakeStepFunctions): boolean {
  try {
    sfn.describeStateMachine({ stateMachineArn });
    return false;
  } catch {
    return true;
  }
}

async function perform(command: Command, sides: readonly Side[], model: RedriveModel): Promise<void> {
  switch (command.does) {
    case 'start': {
      const { who: name, input } = command;
      await both(sides, 'StartExecution', { stateMachineArn, name, input }, model.start(name, input));
      return;
    }
    case 'redrive': {
      const { who, token } = command;
      const clientToken = token === undefined ? {} : { clientToken: token };
      await both(sides, 'RedriveExecution', { executionArn: arnOf(who), ...clientToken }, model.redrive(who, token));
      return;
    }
    case 'stop':
      await both(sides, 'StopExecution', { executionArn: arnOf(command.who) }, model.stop(command.who));
      return;
    case 'answer':
      if (!model.isRunning(command.who)) return;
      for (const side of sides) strictEqual((await answerTask(side, command.who, command.isSuccess)).error, undefined);
      model.answer(command.who, command.isSuccess);
      return;
    case 'answer late':
      if (model.names().includes(command.who)) for (const side of sides) await answerLate(side, command.who);
      return;
    case 'wait':
      for (const { sfn } of sides) sfn.clock.advanceBy(command.milliseconds);
      model.advanceTo(model.now + command.milliseconds);
      return;
    case 'delete':
      await both(sides, 'DeleteStateMachine', { stateMachineArn }, { answer: {} });
      model.machine = 'DELETING';
  }
}

async function both(sides: readonly Side[], operation: string, input: object, expected: Prediction): Promise<void> {
  for (const { send } of sides) {
    const { error, message, output } = await send(operation, input);
    if ('answer' in expected) {
      strictEqual(error, undefined, `${operation}: ${error} ${message}`);
      const dates = Object.entries(expected.answer).map(([name, at]) => [name, at / 1000]);
      for (const [name, at] of dates)
        strictEqual((output as Record<string, unknown>)[name!], at, `${operation} ${name}`);
      continue;
    }
    ok(error !== undefined && expected.errors.includes(error), `${operation}: ${error}, not ${expected.errors.join()}`);
    const { reasons } = expected;
    if (reasons !== undefined)
      ok(
        reasons.some((each) => message?.includes(each)),
        `${message}, not ${reasons.join()}`,
      );
  }
}

/** The tokens of an execution's task, oldest first. */
function tokensOf({ sfn }: Side, who: string): string[] {
  return sfn.history(arnOf(who)).flatMap(({ taskScheduledEventDetails: details }) => {
    if (details === undefined) return [];
    return [(JSON.parse(details.parameters!) as { token: string }).token];
  });
}

async function answerTask(side: Side, who: string, isSuccess: boolean): Promise<Answer> {
  const taskToken = tokensOf(side, who).at(-1)!;
  return isSuccess
    ? side.send('SendTaskSuccess', { taskToken, output: '{}' })
    : side.send('SendTaskFailure', { taskToken, error: 'Refused' });
}

/** A token of an attempt that is over is refused, and changes nothing. */
async function answerLate(side: Side, who: string): Promise<void> {
  for (const taskToken of tokensOf(side, who).slice(0, -1))
    strictEqual((await side.send('SendTaskSuccess', { taskToken, output: '{}' })).error, 'TaskTimedOut');
}

/** Whom a command may have changed. */
const touched = (command: Command): readonly string[] => ('who' in command ? [command.who] : ['a', 'b', 'c']);

async function compare(sfn: FakeStepFunctions, model: RedriveModel, command: Command): Promise<void> {
  for (const who of touched(command)) {
    const after = `${who} after ${JSON.stringify(command)}`;
    const { error, output } = await overTheWire(sfn, 'DescribeExecution', `{"executionArn":"${arnOf(who)}"}`);
    if (!model.names().includes(who)) {
      strictEqual(error, 'ExecutionDoesNotExist', after);
      continue;
    }
    const { shown, reasons, events } = model.described(who);
    const { redriveStatusReason, ...seen } = output as Record<string, unknown>;
    for (const [name, value] of Object.entries(shown))
      strictEqual(seen[name], name.endsWith('Date') ? seconds(value) : value, `${name} of ${after}`);
    ok(
      reasons.length === 0 ? redriveStatusReason === undefined : reasons.includes(redriveStatusReason as string),
      after,
    );
    const last = sfn.getExecutionHistory({ executionArn: arnOf(who), reverseOrder: true, maxResults: 1 }).events[0];
    strictEqual(last!.id, events, `events of ${after}`);
  }
}

const seconds = (at: unknown): unknown => (typeof at === 'number' ? at / 1000 : at);
