import { fails, succeeds } from 'redrive-testkit';
import { flow, map, parallel, pass, stage, task } from '../../support/stage';

const { play, sfn } = stage();
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const LEVELS = 40;

/** A task below as many containers as there are levels. */
function nested(
  levels: number,
  around: (inner: object) => object,
): { StartAt: string; States: Record<string, object> } {
  return levels === 0 ? flow({ Leaf: task() }) : flow({ [`Level${levels}`]: around(nested(levels - 1, around)) });
}

describe('deep nesting', () => {
  it.each([
    ['Parallels', (inner: object) => parallel([inner])],
    ['Maps', (inner: object) => map(inner, { ItemSelector: ['x'] })],
    [
      'both in turn',
      (inner: object) =>
        parallel([flow({ [`M${JSON.stringify(inner).length}`]: map(inner, { ItemSelector: ['x'] }) })]),
    ],
  ])(`of ${LEVELS} %s fails, resumes and succeeds`, (_what, around) => {
    const played = play(nested(LEVELS, around), {
      tasks: { Leaf: [fails('Oops'), succeeds('deep')] },
      input: ['x'],
    }).settle();
    expect(played.error().error).toBe('Oops');
    expect(played.redrive().settle().status()).toBe('SUCCEEDED');
    expect(JSON.stringify(played.output())).toMatch(/^\[{40,}"deep"\]{40,}$/);
  });

  it('of a definition beyond what can be read is refused', () => {
    const definition = nested(2_000, (inner) => parallel([inner]));
    expect(() => play(definition)).toThrow('more than 1000 levels');
  });

  it('of an input beyond what can be read is refused as AWS refuses it', () => {
    const { stateMachineArn } = sfn().createStateMachine({ name: 'deep', definition: flow({ P: pass() }) });
    const input = `${'['.repeat(1_001)}${']'.repeat(1_001)}`;
    expect(() => sfn().startExecution({ stateMachineArn, input })).toThrow('Document nesting depth (1001) exceeds');
  });
});

describe('great numbers', () => {
  it('of 5,000 iterations run through', () => {
    const played = play(flow({ M: map(flow({ I: pass() })) }), { input: numbers(5_000) });
    expect([played.status(), played.output()]).toEqual(['SUCCEEDED', numbers(5_000)]);
  });

  it('of 10,000 iterations fill the history of a Standard execution', () => {
    const played = play(flow({ M: map(flow({ I: pass() })) }), { input: numbers(10_000) });
    expect(played.lines()).toHaveLength(25_000);
    expect(played.error().cause).toBe('The execution reached the maximum number of history events (25000).');
  });

  it('of 10,000 iterations are no limit to an Express execution', () => {
    const output = express(flow({ M: map(flow({ I: pass() })) }), numbers(10_000));
    expect(output).toMatchObject({ status: 'SUCCEEDED', output: JSON.stringify(numbers(10_000)) });
  });

  it('of 1,000 branches fail in one of them, and the redrive reruns what was aborted', () => {
    const branches = numbers(1_000).map((index) => flow({ [`T${index}`]: task() }));
    const played = play(flow({ P: parallel(branches) }), { tasks: { T500: [fails('Oops'), succeeds('mended')] } });
    expect(played.settle().error().error).toBe('Oops');
    expect(played.redrive().settle().status()).toBe('SUCCEEDED');
    expect(played.resumed().filter((each) => each.includes('TaskScheduled'))).toHaveLength(500);
    expect((played.output() as unknown[])[500]).toBe('mended');
  });

  it('of bytes, 250 KiB through a hundred states', () => {
    const states = Object.fromEntries(
      numbers(100).map((index) => [`P${index}`, pass(index === 99 ? {} : { Next: `P${index + 1}` })]),
    );
    const input = 'x'.repeat(250 * 1024);
    expect(play(flow(states), { input }).output()).toBe(input);
  });
});

/** Runs an Express workflow to its end. */
function express(definition: object, input: unknown = {}) {
  const { stateMachineArn } = sfn().createStateMachine({ name: 'express', definition, type: 'EXPRESS' });
  return sfn().startSyncExecution({ stateMachineArn, input: JSON.stringify(input) });
}

describe('an endless loop', () => {
  const choice = { Type: 'Choice', Choices: [{ Variable: '$.stop', IsPresent: true, Next: 'End' }], Default: 'Again' };
  const looping = (again: object) =>
    flow({ Again: { ...again, Next: 'Choose' }, Choose: choice, End: { Type: 'Succeed' } });

  it.each([
    ['of Pass states', pass({ Next: '' })],
    ['of tasks', task(undefined, { Next: '' })],
    ['of Parallels', parallel([flow({ In: pass() })], { Next: '', ResultPath: null })],
    ['of Waits', { Type: 'Wait', Seconds: 1 }],
  ])('%s ends at 25,000 events', (_what, again) => {
    const played = play(looping(again));
    played.sfn.settle({ skipTime: true });
    expect(played.lines()).toHaveLength(25_000);
    expect(played.status()).toBe('FAILED');
  });

  it('of an Express execution times out [failure.express-loop]', () => {
    expect(express(looping(pass({ Next: '' })))).toMatchObject({ status: 'TIMED_OUT' });
  });

  it('of retries goes on as long as there are attempts, without a hang', () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 99_999_999, BackoffRate: 1 }];
    const played = play(flow({ T: task(undefined, { Retry }) }), { tasks: { T: fails('Oops') } });
    played.sfn.settle({ skipTime: true });
    expect(played.error().cause).toContain('maximum number of history events');
  });

  it('of executions that start each other is refused loudly', () => {
    const StateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:circle';
    const Start = task('arn:aws:states:::states:startExecution.sync', { Parameters: { StateMachineArn } });
    const { stateMachineArn } = sfn().createStateMachine({ name: 'circle', definition: flow({ Start }) });
    sfn().startExecution({ stateMachineArn });
    expect(() => sfn().settle()).toThrow('Tasks have started 10000 executions one after the other');
  });

  it('of JSONata recursion fails its state', () => {
    const Output = '{% ($f := function($x){$f($x + 1) + 1}; $f(1)) %}';
    const played = play({ QueryLanguage: 'JSONata', ...flow({ P: pass({ Output }) }) });
    expect(played.error().error).toBe('States.QueryEvaluationError');
  });
});

describe('data that grows with every state', () => {
  it('ends with States.DataLimitExceeded', () => {
    const definition = flow({
      Double: pass({ Parameters: { 'a.$': '$', 'b.$': '$' }, Next: 'Choose' }),
      Choose: { Type: 'Choice', Choices: [{ Variable: '$.stop', IsPresent: true, Next: 'End' }], Default: 'Double' },
      End: { Type: 'Succeed' },
    });
    expect(play(definition).error().error).toBe('States.DataLimitExceeded');
  });
});
