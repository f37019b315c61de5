import { createFakeStepFunctions, virtualClock, type FakeOptions } from 'redrive-testkit';
import { misuseOf } from '../support/misuse';

const fake = () => createFakeStepFunctions({ clock: virtualClock('2026-01-01T00:00:00Z') });

describe('createFakeStepFunctions()', () => {
  test.each([[null], [5], ['us-east-1'], [[]], [() => ({})], [new Map()]])('refuses %p for its options', (options) => {
    const refusal = misuseOf(() => createFakeStepFunctions(options as FakeOptions));
    expect(refusal).toMatchObject({
      code: 'ARGUMENT_INVALID',
      what: expect.stringContaining('createFakeStepFunctions()'),
    });
  });

  test.each<[string, unknown, string]>([
    ['clock', '2026', 'virtualClock('],
    ['clock', Date, 'virtualClock('],
    ['clock', new Date(0), 'virtualClock('],
    ['clock', {}, 'virtualClock('],
    ['clock', null, 'virtualClock('],
    ['region', 5, "'us-east-1'"],
    ['region', '', "'us-east-1'"],
    ['region', 'eu west', "'us-east-1'"],
    ['region', null, "'us-east-1'"],
    ['account', 123456789012, 'twelve digits'],
    ['account', '12345', 'twelve digits'],
    ['limits', null, 'openExecutions'],
    ['limits', 3, 'openExecutions'],
    ['limits', [], 'openExecutions'],
    ['limits', new Map([['openExecutions', 2]]), 'openExecutions'],
    ['permissions', 'none', "'everything' or 'nothing'"],
    ['unscriptedTasks', 'explode', "'succeed' or 'throw'"],
    ['timeSkipping', 'no', 'true or false'],
    ['randomSeed', 'a', 'a whole number'],
    ['randomSeed', 0.5, 'a whole number'],
    ['randomSeed', Number.NaN, 'a whole number'],
    ['assumptions', null, 'assumed rules'],
    ['assumptions', 'strict', 'assumed rules'],
    ['assumptions', new Map(), 'assumed rules'],
  ])('refuses the option %s: %p', (name, value, allowed) => {
    const refusal = misuseOf(() => createFakeStepFunctions({ [name]: value }));
    expect(refusal).toMatchObject({ code: 'ARGUMENT_INVALID', what: expect.stringContaining(`The option ${name}`) });
    expect(refusal.message).toContain(allowed);
  });

  test('refuses options that do not exist, with those that do', () => {
    expect(misuseOf(() => createFakeStepFunctions({ place: 'us-east-1' } as FakeOptions))).toMatchObject({
      code: 'OPTION_UNKNOWN',
      hint: expect.stringContaining('clock, region, account, limits, permissions'),
    });
  });

  test('takes undefined for the default', () => {
    const names = ['clock', 'region', 'account', 'limits', 'permissions', 'timeSkipping', 'randomSeed', 'assumptions'];
    expect(() => createFakeStepFunctions(Object.fromEntries(names.map((name) => [name, undefined])))).not.toThrow();
  });
});

describe.each(['allow', 'deny'] as const)('%s()', (effect) => {
  test.each<[unknown[], string]>([
    [[], 'undefined'],
    [[5], '5'],
    [[null], 'null'],
    [['RedriveExecution'], "'RedriveExecution'"],
    [['states:'], "'states:'"],
    [['states:redriveExecution'], "'states:redriveExecution'"],
    [['states:RedriveExecutions'], "'states:RedriveExecutions'"],
    [['states:Restart*'], "'states:Restart*'"],
    [['states:RedriveExecution', 5], '5'],
    [['states:RedriveExecution', null], 'null'],
    [['states:RedriveExecution', {}], 'an empty object'],
    [['states:RedriveExecution', 'checkout'], "'checkout'"],
    [['states:RedriveExecution', '*', { of: 'nobody' }], "'nobody'"],
    [['states:RedriveExecution', '*', { of: null }], 'null'],
    [['states:RedriveExecution', '*', null], 'null'],
    [['states:RedriveExecution', '*', 'role'], "'role'"],
  ])('refuses %j', (args, found) => {
    const sfn = fake();
    const refusal = misuseOf(() => (sfn[effect] as (...given: unknown[]) => void)(...args));
    expect(refusal).toMatchObject({ code: 'ARGUMENT_INVALID', found: `It got ${found}.` });
    expect(refusal.what).toContain(`${effect}()`);
  });

  test('refuses an option that does not exist', () => {
    const options = { off: 'role' } as never;
    expect(misuseOf(() => fake()[effect]('states:*', '*', options)).code).toBe('OPTION_UNKNOWN');
  });

  test.each(['*', 'states:*', 'states:Redrive*', 'states:RedriveExecution', 'lambda:InvokeFunction', '*:*'])(
    'takes the action %s',
    (action) => {
      expect(() => fake()[effect](action, 'arn:aws:states:*', { of: 'role' })).not.toThrow();
    },
  );
});
