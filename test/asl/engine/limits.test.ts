import { createFakeStepFunctions, fails, lambdaReturns, succeeds } from 'redrive-testkit';
import { LAMBDA_ARN, flow, lines, map, parallel, pass, stage, task } from '../../support/stage';

const { play } = stage();
const large = 'x'.repeat(256 * 1024);
const tooLarge = (name: string) =>
  `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`;

describe('States.DataLimitExceeded', () => {
  it('of a service task fails the task; the cause names the service [task.data-limit]', () => {
    const played = play(flow({ T: task('arn:aws:states:::lambda:invoke') }), {
      tasks: { T: lambdaReturns(large) },
    }).settle();
    expect(played.lines().slice(-2)).toEqual([
      '5<-4 TaskFailed States.DataLimitExceeded',
      '6<-5 ExecutionFailed States.DataLimitExceeded',
    ]);
    expect(played.error().cause).toBe(tooLarge('lambda'));
  });

  it('of a Lambda function names its ARN, and can be caught by States.ALL [catch.data-limit]', () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Handled' }];
    const definition = flow({ T: task(LAMBDA_ARN, { Catch }), Handled: pass() });
    const played = play(definition, { tasks: { T: succeeds(large) } }).settle();
    expect(played.output()).toEqual({ Error: 'States.DataLimitExceeded', Cause: tooLarge(LAMBDA_ARN) });
  });

  it('counts bytes of UTF-8: 256 KiB pass, one more does not [limit.payloadBytes]', () => {
    const atLimit = 'é'.repeat((256 * 1024 - 2) / 2);
    const definition = flow({ T: task(LAMBDA_ARN) });
    expect(
      play(definition, { tasks: { T: succeeds(atLimit) } })
        .settle()
        .status(),
    ).toBe('SUCCEEDED');
    expect(
      play(definition, { tasks: { T: succeeds(`${atLimit}x`) } })
        .settle()
        .status(),
    ).toBe('FAILED');
  });

  it('of a state itself ends the execution right after its entry [failure.own-data-limit]', () => {
    const Parameters = { 'a.$': '$', 'b.$': '$' };
    const played = play(flow({ State_1: pass({ Parameters }) }), { input: 'x'.repeat(200 * 1024) });
    expect(played.lines().slice(1)).toEqual([
      '2<-0 PassStateEntered State_1',
      '3<-2 ExecutionFailed States.DataLimitExceeded',
    ]);
    expect(played.error().cause).toBe(tooLarge('State_1'));
  });

  const half = 'x'.repeat(140 * 1024);

  it('of the results of a Parallel makes a redrive run all of its branches again', () => {
    const branches = [flow({ A: task(LAMBDA_ARN) }), flow({ B: task(LAMBDA_ARN) })];
    const played = play(flow({ P: parallel(branches) }), {
      tasks: { A: succeeds(half), B: [succeeds(half), succeeds('b')] },
    });
    expect(played.settle().error()).toEqual({ error: 'States.DataLimitExceeded', cause: tooLarge('P') });
    played.redrive().settle();
    expect(played.resumed().slice(0, 4)).toEqual(
      lines(`
        16<-15 ExecutionRedriven 1
        17<-2 ParallelStateStarted
        18<-17 TaskStateEntered A
        19<-18 LambdaFunctionScheduled
      `),
    );
    expect(played.output()).toEqual([half, 'b']);
  });

  it('of a task in a Parallel or Map makes a redrive run the successful branches and iterations again too', () => {
    const tasks = { A: succeeds('a'), B: [succeeds(large), succeeds('b')] };
    const branches = [flow({ A: task(LAMBDA_ARN) }), flow({ B: task(LAMBDA_ARN) })];
    const played = play(flow({ P: parallel(branches) }), { tasks })
      .settle()
      .redrive()
      .settle();
    expect(played.resumed().filter((each) => each.includes('TaskStateEntered'))).toHaveLength(2);
    const mapped = play(flow({ M: map(flow({ C: task(LAMBDA_ARN) })) }), {
      tasks: { C: [succeeds(1), succeeds(large), succeeds(3), succeeds(4)] },
      input: ['i', 'j'],
    });
    mapped.settle().redrive().settle();
    expect(mapped.resumed().filter((each) => each.includes('MapIterationStarted'))).toHaveLength(2);
    expect(mapped.output()).toEqual([3, 4]);
  });
});

describe('a history that is full', () => {
  const again = (type: 'STANDARD' | 'EXPRESS') => {
    const definition = flow({
      Again: { Type: 'Choice', Choices: [{ Variable: '$.stop', IsPresent: true, Next: 'End' }], Default: 'Again' },
      End: { Type: 'Succeed' },
    });
    return play(definition, { type });
  };

  it('ends a Standard execution with its 25,000th event [failure.history-full] [limit.historyEvents]', () => {
    const played = again('STANDARD');
    expect(played.status()).toBe('FAILED');
    expect(played.lines()).toHaveLength(25_000);
    expect(played.error()).toEqual({
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    expect(played.sfn.execution(played.executionArn)).toMatchObject({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution has exceeded the maximum history event limit',
    });
  });
});

describe('a history with limits that leave no room for a redrive', () => {
  it.each([6, 7])('%d events: the redrive ends the execution', (historyEvents) => {
    const limited = createFakeStepFunctions({ limits: { historyEvents, redrivableEvents: 7 } });
    const { stateMachineArn } = limited.createStateMachine({
      name: 'm',
      definition: flow({ T: task() }),
      tasks: { T: fails('E') },
    });
    const { executionArn } = limited.startExecution({ stateMachineArn });
    limited.settle();
    expect(limited.history(executionArn)).toHaveLength(6);
    limited.redriveExecution({ executionArn });
    expect(limited.history(executionArn).at(-1)?.type).toBe('ExecutionFailed');
    expect(limited.execution(executionArn).error).toBe('States.Runtime');
  });
});

describe('States.Runtime of a state is neither retried nor caught', () => {
  it.each([
    ['InputPath', { InputPath: '$.nope' }, "Invalid path '$.nope' : No results for path: $['nope']"],
    [
      'OutputPath',
      { ResultPath: null, OutputPath: '$.nope' },
      "Invalid path '$.nope' : No results for path: $['nope']",
    ],
    [
      'Parameters',
      { Parameters: { 'm.$': '$.nope' } },
      `The JSONPath '$.nope' specified for the field 'm.$' could not be found in the input '{"a":1}'`,
    ],
  ])('%s', (_what, fields, text) => {
    const Retry = [{ ErrorEquals: ['States.ALL'] }];
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Handled' }];
    const played = play(flow({ T: task(undefined, { ...fields, Retry, Catch }), Handled: pass() }), {
      input: { a: 1 },
    });
    played.settle();
    expect(played.error().error).toBe('States.Runtime');
    expect(played.error().cause).toContain(
      `An error occurred while executing the state 'T' (entered at the event id #2). ${text}`,
    );
  });

  it('unlike an error that Amazon States Language names, such as a ResultPath that does not fit', () => {
    const Catch = [{ ErrorEquals: ['States.ResultPathMatchFailure'], Next: 'Handled' }];
    const definition = flow({ T: task(undefined, { ResultPath: '$.a.b', Catch }), Handled: pass() });
    expect(
      play(definition, { input: { a: 1 } })
        .settle()
        .status(),
    ).toBe('SUCCEEDED');
  });

  it('a Choice without a match and without Default [failure.no-choice-matched]', () => {
    const choice = { Type: 'Choice', Choices: [{ Variable: '$.x', StringEquals: 'never', Next: 'Done' }] };
    const played = play(flow({ C: choice, Done: pass() }), { input: { x: 'a' } });
    expect(played.lines().slice(1)).toEqual(['2<-0 ChoiceStateEntered C', '3<-2 ExecutionFailed States.Runtime']);
    expect(played.error().cause).toBe(
      "An error occurred while executing the state 'C' (entered at the event id #2). " +
        'Failed to transition out of the state. The state does not point to a next state.',
    );
  });

  it('and a redrive computes it again: it fails again, under its original entry', () => {
    const played = play(
      flow({ A: task(undefined, { Next: 'B', ResultPath: null }), B: pass({ InputPath: '$.nope' }) }),
    ).settle();
    expect(played.redrive().settle().resumed()).toEqual([
      '9<-8 ExecutionRedriven 1',
      '10<-9 ExecutionFailed States.Runtime',
    ]);
    expect(played.error().cause).toContain('(entered at the event id #7)');
  });

  it('an error that a task calls States.Runtime is not caught either', () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Handled' }];
    const played = play(flow({ T: task(undefined, { Catch }), Handled: pass() }), {
      tasks: { T: fails('States.Runtime') },
    });
    expect(played.settle().status()).toBe('FAILED');
  });
});
