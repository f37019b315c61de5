import { fails, succeeds } from 'redrive-testkit';
import { LAMBDA_ARN, flow, lines, map, parallel, pass, stage, task, wait, type Played } from '../../support/stage';

const { play } = stage();
const showing = (more: object = {}) => pass({ Parameters: { 'context.$': '$$' }, ...more });
const contextOf = (played: Played) => (played.output() as { context: Record<string, Record<string, unknown>> }).context;

describe('the context object', () => {
  it('has its members in the order of AWS, and no RetryCount in a Pass [context.whole-seconds]', () => {
    const played = play(flow({ Show: showing() }), { input: { order: 1 }, name: 'checkout' });
    const context = contextOf(played);
    expect(Object.entries(context).map(([name, members]) => [name, Object.keys(members)])).toEqual([
      ['Execution', ['Id', 'Input', 'StartTime', 'Name', 'RoleArn', 'RedriveCount']],
      ['StateMachine', ['Id', 'Name']],
      ['State', ['Name', 'EnteredTime']],
    ]);
    expect(context).toMatchObject({
      Execution: {
        Id: played.executionArn,
        Input: { order: 1 },
        StartTime: '2026-01-01T00:00:00Z',
        RedriveCount: 0,
      },
      StateMachine: { Id: played.stateMachineArn, Name: 'checkout' },
      State: { Name: 'Show', EnteredTime: '2026-01-01T00:00:00Z' },
    });
  });

  it('after a redrive has RedriveCount and RedriveTime; StartTime and EnteredTime stay [redrive.context]', () => {
    const definition = flow({
      W: wait({ Seconds: 1, Next: 'T' }),
      T: task(LAMBDA_ARN, { Parameters: { 'context.$': '$$' } }),
    });
    const played = play(definition, { tasks: { T: [fails('Oops'), succeeds()] } })
      .after(1)
      .settle()
      .after(60)
      .redrive();
    const { context } = JSON.parse(played.details('LambdaFunctionScheduled')['input'] as string) as {
      context: Record<string, Record<string, unknown>>;
    };
    expect(context['Execution']).toMatchObject({
      StartTime: '2026-01-01T00:00:00Z',
      RedriveCount: 1,
      RedriveTime: '2026-01-01T00:01:01Z',
    });
    expect(context['State']).toEqual({ Name: 'T', EnteredTime: '2026-01-01T00:00:01Z', RetryCount: 0 });
  });

  it('in a Map has the item, in nested Maps the innermost one', () => {
    const inner = map(flow({ Show: pass({ Parameters: { 'item.$': '$$.Map.Item' } }) }), { ItemsPath: '$' });
    const played = play(flow({ M: map(flow({ Inner: inner })) }), { input: [['a'], ['b', 'c']] });
    expect(played.output()).toEqual([
      [{ item: { Index: 0, Value: 'a' } }],
      [{ item: { Index: 0, Value: 'b' } }, { item: { Index: 1, Value: 'c' } }],
    ]);
  });

  it('has a task token for .sync and .waitForTaskToken only', () => {
    const token = { Parameters: { 'token.$': '$$.Task.Token' } };
    const sync = play(flow({ T: task('arn:aws:states:::ecs:runTask.sync', token) }));
    expect(sync.details('TaskScheduled')['parameters']).toMatch(/^\{"token":".{300,}"\}$/);
    const plain = play(flow({ T: task(undefined, token) }));
    expect(plain.error().error).toBe('States.Runtime');
  });
});

describe('Assign', () => {
  it('sets variables after the state, evaluated with the values of its entry', () => {
    const definition = flow({
      A: pass({ Assign: { x: 1, 'y.$': '$.n' }, Next: 'B' }),
      B: pass({ Assign: { 'x.$': '$y', 'y.$': '$x' }, Next: 'C' }),
      C: pass({ Parameters: { 'x.$': '$x', 'y.$': '$y' } }),
    });
    const played = play(definition, { input: { n: 7 } });
    expect(played.output()).toEqual({ x: 7, y: 1 });
    expect(played.allDetails('PassStateExited')[1]).toMatchObject({ assignedVariables: { x: '7', y: '1' } });
  });

  it('of an iteration sees the variables around it, and each iteration its own', () => {
    const inside = flow({
      In: pass({ Assign: { 'mine.$': '$' }, Next: 'Show' }),
      Show: pass({ Parameters: { 'a.$': '$outer', 'b.$': '$mine' } }),
    });
    const definition = flow({ Before: pass({ Assign: { outer: 1 }, Next: 'M' }), M: map(inside) });
    expect(play(definition, { input: ['x', 'y'] }).output()).toEqual([
      { a: 1, b: 'x' },
      { a: 1, b: 'y' },
    ]);
  });

  it('of a branch sees the variables around it, and is not seen around it', () => {
    const inside = flow({
      In: pass({ Assign: { mine: 2 }, Next: 'Show' }),
      Show: pass({ Parameters: { 'v.$': '$outer' } }),
    });
    const definition = flow({
      Before: pass({ Assign: { outer: 1 }, Next: 'P' }),
      P: parallel([inside], { Next: 'After' }),
      After: pass({ Parameters: { 'v.$': '$mine' } }),
    });
    const played = play(definition);
    expect(played.details('ParallelStateExited')['output']).toBe('[{"v":1}]');
    expect(played.error().error).toBe('States.Runtime');
  });

  it('of a Task sees its result, of a Choice rule that holds its own Assign', () => {
    const definition = flow({
      T: task(LAMBDA_ARN, { Assign: { 'paid.$': '$.paid' }, ResultPath: null, Next: 'C' }),
      C: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 7, Assign: { rule: 'seven' }, Next: 'Show' }] },
      Show: pass({ Parameters: { 'paid.$': '$paid', 'rule.$': '$rule' } }),
    });
    expect(
      play(definition, { tasks: { T: succeeds({ paid: true }) }, input: { n: 7 } })
        .settle()
        .output(),
    ).toEqual({
      paid: true,
      rule: 'seven',
    });
  });

  it('is kept over a redrive', () => {
    const definition = flow({
      A: pass({ Assign: { x: 'kept' }, Next: 'T' }),
      T: task(LAMBDA_ARN, { Next: 'Show' }),
      Show: pass({ Parameters: { 'x.$': '$x' } }),
    });
    const played = play(definition, { tasks: { T: [fails('Oops'), succeeds()] } })
      .settle()
      .redrive()
      .settle();
    expect(played.output()).toEqual({ x: 'kept' });
  });
});

describe('Credentials', () => {
  it.each([
    ['a role', { RoleArn: 'arn:aws:iam::111122223333:role/other' }],
    ['a path', { 'RoleArn.$': '$.role' }],
  ])('as %s are in the scheduled event', (_what, Credentials) => {
    const input = { role: 'arn:aws:iam::111122223333:role/other' };
    const service = play(flow({ T: task(undefined, { Credentials }) }), { input });
    expect(service.details('TaskScheduled')['taskCredentials']).toEqual({ roleArn: input.role });
    const lambda = play(flow({ T: task(LAMBDA_ARN, { Credentials }) }), { input });
    expect(lambda.details('LambdaFunctionScheduled')['taskCredentials']).toEqual({ roleArn: input.role });
  });
});

describe('a JSONata expression that fails', () => {
  const jsonata = (states: Record<string, object>) => ({ QueryLanguage: 'JSONata', ...flow(states) });
  const prefix = (name: string, id: number) =>
    `An error occurred while executing the state '${name}' (entered at the event id #${id}). `;

  it('as a Pass is entered writes EvaluationFailed, which hangs on what came before the state [failure.evaluation-at-entry]', () => {
    const played = play(jsonata({ A: pass({ Next: 'B' }), B: pass({ Output: { v: '{% $states.input.missing %}' } }) }));
    expect(played.lines().slice(3)).toEqual(
      lines(`
        4<-3 PassStateEntered B
        5<-3 EvaluationFailed States.QueryEvaluationError
        6<-5 ExecutionFailed States.QueryEvaluationError
      `),
    );
    const cause = `${prefix('B', 4)}The JSONata expression '$states.input.missing' specified for the field 'Output/v' returned nothing (undefined).`;
    expect(played.details('EvaluationFailed')).toEqual({
      state: 'B',
      error: 'States.QueryEvaluationError',
      cause,
      location: 'Output/v',
    });
    expect(played.error()).toEqual({ error: 'States.QueryEvaluationError', cause });
  });

  it('in the Arguments of a Task is retried and caught like an error of the task', () => {
    const T = task(undefined, {
      Arguments: { m: '{% $states.input.missing %}' },
      Retry: [{ ErrorEquals: ['States.QueryEvaluationError'], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Handled' }],
    });
    const played = play(jsonata({ T, Handled: pass() }))
      .settle()
      .after(1)
      .settle();
    expect(played.lines().slice(1)).toEqual(
      lines(`
        2<-0 TaskStateEntered T
        3<-0 EvaluationFailed States.QueryEvaluationError
        4<-3 EvaluationFailed States.QueryEvaluationError
        5<-4 TaskStateExited T
        6<-5 PassStateEntered Handled
        7<-6 PassStateExited Handled
        8<-7 ExecutionSucceeded
      `),
    );
  });

  it('in a Wait hangs on the entry', () => {
    const played = play(jsonata({ W: wait({ Seconds: '{% $states.input.missing %}' }) }));
    expect(played.lines().slice(1, 3)).toEqual([
      '2<-0 WaitStateEntered W',
      '3<-2 EvaluationFailed States.QueryEvaluationError',
    ]);
  });

  it('in the Items of a Map fails the Map', () => {
    const played = play(jsonata({ M: map(flow({ I: pass() }), { Items: '{% $states.input.missing %}' }) }));
    expect(played.lines().slice(1)).toEqual(
      lines(`
        2<-0 MapStateEntered M
        3<-0 EvaluationFailed States.QueryEvaluationError
        4<-3 MapStateFailed
        5<-4 ExecutionFailed States.QueryEvaluationError
      `),
    );
  });

  it('in an iteration fails the iteration and its Map', () => {
    const broken = flow({ Undef: pass({ Output: { v: '{% $states.input.missing %}' } }) });
    const played = play(jsonata({ M: map(broken, { Items: '{% $states.input %}', MaxConcurrency: 1 }) }), {
      input: [1, 2],
    });
    expect(played.lines().slice(3)).toEqual(
      lines(`
        4<-3 MapIterationStarted 0
        5<-4 PassStateEntered Undef
        6<-4 EvaluationFailed States.QueryEvaluationError
        7<-6 MapIterationFailed 0
        8<-6 MapStateFailed
        9<-8 ExecutionFailed States.QueryEvaluationError
      `),
    );
  });

  it('on a result of its task hangs on that result (assumed), and a redrive runs the task again [failure.evaluation-of-a-result]', () => {
    const T = task(LAMBDA_ARN, { Output: '{% $states.result.paid %}' });
    const played = play(jsonata({ T }), { tasks: { T: [succeeds({}), succeeds({ paid: true })] } }).settle();
    expect(played.lines().slice(-2)).toEqual([
      '6<-5 EvaluationFailed States.QueryEvaluationError',
      '7<-6 ExecutionFailed States.QueryEvaluationError',
    ]);
    expect(played.redrive().settle().output()).toBe(true);
  });
});
