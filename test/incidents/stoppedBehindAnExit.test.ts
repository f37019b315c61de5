import { fails, importExecution, lambdaThrows, succeeds, timesOut, type TaskScript } from 'redrive-testkit';
import { lambdaTask, newFake, outline, started } from '../support/workflows';

const pass = (Result: string) => ({ Type: 'Pass', Result, End: true });

/** A run that is cut behind the exit of a state, imported, and redriven. */
function redrivenBehind(type: string, definition: object, tasks: TaskScript = {}, input: object = {}) {
  const original = newFake();
  const { executionArn } = started(original, { definition, tasks, input: JSON.stringify(input) });
  original.settle({ skipTime: true });
  const all = original.history(executionArn);
  const exit = all.find((event) => event.type === type)!;
  const stop = {
    id: exit.id! + 1,
    previousEventId: 0,
    timestamp: exit.timestamp!,
    type: 'ExecutionAborted' as const,
    executionAbortedEventDetails: {},
  };
  const sfn = newFake();
  const history = [...all.slice(0, exit.id), stop];
  const order = sfn.seed(importExecution({ describe: { executionArn }, history, definition }));
  sfn.script(order.stateMachineArn, tasks);
  sfn.redriveExecution(order);
  sfn.settle({ skipTime: true });
  return { ...sfn.execution(order), newEvents: outline(sfn, order.executionArn).slice(stop.id) };
}

const task = (...Catch: object[]) => ({ ...lambdaTask, Catch });
const to = (Next: string, ...ErrorEquals: string[]) => ({ ErrorEquals, Next });
const ENDS = { Declined: pass('declined'), Late: pass('late'), Other: pass('other') };

/** A definition of that state, and of the states that it leads to. */
function beginningWith(First: object): object {
  const ways = Object.entries(ENDS).filter(([name]) => JSON.stringify(First).includes(`"${name}"`));
  return { StartAt: 'First', States: { First, ...Object.fromEntries(ways) } };
}

describe('a redrive of an execution that was stopped right behind the exit of a state', () => {
  test('a Choice is taken by its input, not by its output', () => {
    const Choices = [{ Variable: '$.a', NumericEquals: 3, Next: 'Declined' }];
    const First = { Type: 'Choice', OutputPath: '$.inner', Choices, Default: 'Other' };
    const { output } = redrivenBehind('ChoiceStateExited', beginningWith(First), {}, { a: 3, inner: { a: 1 } });
    expect(output).toBe('"declined"');
  });

  test.each([
    ['the error that it names', lambdaThrows('Declined', 'no funds'), '"declined"'],
    ['a timeout', timesOut(), '"late"'],
    ['anything else', fails('Unheard.Of'), '"other"'],
  ])('a catcher is taken by %s', (_what, outcome, expected) => {
    const catchers = [to('Declined', 'Declined'), to('Late', 'States.Timeout'), to('Other', 'States.ALL')];
    const First = { ...task(...catchers), TimeoutSeconds: 9 };
    expect(redrivenBehind('TaskStateExited', beginningWith(First), { First: outcome }).output).toBe(expected);
  });

  test('a catcher of an output that could not be made is taken, though the task had succeeded', () => {
    const First = { ...task(to('Other', 'States.ALL')), QueryLanguage: 'JSONata', Output: '{% $number("one") %}' };
    const { output } = redrivenBehind('TaskStateExited', beginningWith(First), { First: succeeds({}) });
    expect(output).toBe('"other"');
  });

  test('a catcher of a Parallel is taken by the error of its branch', () => {
    const branch = { StartAt: 'Inner', States: { Inner: lambdaTask } };
    const First = {
      Type: 'Parallel',
      Branches: [branch],
      Catch: [to('Declined', 'Declined'), to('Other', 'States.ALL')],
      End: true,
    };
    const { output } = redrivenBehind('ParallelStateExited', beginningWith(First), { Inner: fails('Declined') });
    expect(output).toBe('"declined"');
  });

  test('behind the last exit the execution only has to succeed [redrive.nothing-left]', () => {
    const { output, newEvents } = redrivenBehind('PassStateExited', {
      StartAt: 'First',
      States: { First: pass('done') },
    });
    expect(output).toBe('"done"');
    expect(newEvents).toEqual(['5<-4 ExecutionRedriven', '6<-5 ExecutionSucceeded']);
  });

  test('behind the exit of its last branch a Parallel says that it has succeeded', () => {
    const First = { Type: 'Parallel', Branches: [{ StartAt: 'Inner', States: { Inner: pass('in') } }], End: true };
    const { newEvents } = redrivenBehind('PassStateExited', { StartAt: 'First', States: { First } });
    expect(newEvents.map((line) => line.split(' ')[1])).toEqual([
      'ExecutionRedriven',
      'ParallelStateSucceeded',
      'ParallelStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('a Choice of which no rule holds is refused, with what to do', () => {
    const choosing = (NumericEquals: number) =>
      beginningWith({ Type: 'Choice', Choices: [{ Variable: '$.a', NumericEquals, Next: 'Other' }] });
    const sfn = newFake();
    const { executionArn } = started(sfn, { definition: choosing(3), input: '{"a":3}' });
    const history = sfn.history(executionArn).slice(0, 3);
    expect(() => importExecution({ history, definition: choosing(4) })).toThrow(/ends behind the Choice 'First'/);
  });
});
