import { errorsOf, errorsOfState, machine, pass, task } from './definitions';

describe('answers of AWS that public reports quote', () => {
  test('a StartAt without its state; a state counts as reached when any transition names it [definition.notReachable]', () => {
    const states = { 'Pass One': { Type: 'Pass', Next: 'Success' }, Success: { Type: 'Succeed' } };
    expect(errorsOf({ StartAt: 'Not sure', States: states })).toEqual([
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: Not sure at /StartAt",
      'MISSING_TRANSITION_TARGET: State "Pass One" is not reachable. at /States/Pass One',
    ]);
  });

  test('every dangling transition is called Next [definition.missingTarget]', () => {
    const definition = machine({
      Choice: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'X' }], Default: 'Y' },
      Task: task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Z' }] }),
    });
    expect(errorsOf(definition).slice(0, 3)).toEqual([
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: X at /States/Choice/Choices[0]/Next",
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: Y at /States/Choice/Default",
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: Z at /States/Task/Catch[0]/Next",
    ]);
  });

  test('a transition may not leave its region', () => {
    const processor = machine({ Inner: { Type: 'Pass', Next: 'Outer' }, Other: pass() });
    const definition = machine({
      Map: { Type: 'Map', ItemProcessor: processor, Next: 'Outer' },
      Outer: pass(),
    });
    expect(errorsOf(definition)[0]).toBe(
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: Outer at /States/Map/ItemProcessor/States/Inner/Next",
    );
  });

  test('a loop without an end: no location, and nothing about reachability [definition.noTerminalState]', () => {
    const loop = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } };
    const noEnd = 'MISSING_END_STATE: Workflow has no terminal state at null';
    expect(errorsOf(machine(loop))).toEqual([noEnd]);
    expect(errorsOf(machine({ ...loop, C: { Type: 'Pass', Next: 'A' } }))).toEqual([noEnd]);
    expect(errorsOf(machine({ ...loop, C: pass() }))).toEqual([
      'MISSING_TRANSITION_TARGET: State "C" is not reachable. at /States/C',
    ]);
  });

  test('a dangling Next comes before the missing end', () => {
    expect(errorsOf(machine({ A: { Type: 'Pass', Next: 'NOPE' } }))).toEqual([
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: NOPE at /States/A/Next",
      'MISSING_END_STATE: Workflow has no terminal state at null',
    ]);
  });

  test.each(['TimeoutSeconds', 'Catch', 'Retry'])(
    '%s on a Pass state is not supported [definition.fieldNotSupported]',
    (name) => {
      expect(errorsOfState(pass({ [name]: name === 'TimeoutSeconds' ? 1 : [] }))).toEqual([
        `Field '${name}' is not supported at /States/A`,
      ]);
    },
  );

  test('a path without $ [definition.notAPath] [definition.pathWithoutDollar]', () => {
    expect(errorsOfState(pass({ OutputPath: 'Test' }))).toEqual([
      'Value must be a valid JSONPath. at /States/A/OutputPath',
    ]);
    const choices = [{ Variable: 'Test', StringMatches: 'Test', Next: 'B' }];
    expect(errorsOf(machine({ A: { Type: 'Choice', Choices: choices, Default: 'B' }, B: pass() }))).toEqual([
      "SCHEMA_VALIDATION_FAILED: Value is not a Reference Path: Reference path didn't start with '$' at /States/A/Choices[0]/Variable",
    ]);
  });

  test('a rule without Next, a Choice without Choices', () => {
    const withoutNext = { Type: 'Choice', Choices: [{ Variable: '$', StringMatches: 'Test' }] };
    expect(errorsOfState(withoutNext)).toEqual([
      'These fields are required: [Next] at /States/A/Choices[0]',
      'MISSING_END_STATE: Workflow has no terminal state at null',
    ]);
    expect(errorsOfState({ Type: 'Choice' })).toEqual([
      'These fields are required: [Choices] at /States/A',
      'MISSING_END_STATE: Workflow has no terminal state at null',
    ]);
  });

  test('a Wait that is too long [definition.maximum] [field-limit.waitSeconds]', () => {
    expect(errorsOfState({ Type: 'Wait', Seconds: 10000000000000000, End: true })).toEqual([
      'Maximum value is 99999999 at /States/A/Seconds',
    ]);
  });

  test('States.ALL that is not the last of its list [definition.statesAllAlone]', () => {
    const retry = [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['Exception'] }];
    const text = 'States.ALL must appear alone and at end of list at /States/A/Retry';
    expect(errorsOfState(task({ Retry: retry }))).toEqual([`${text}[0]/ErrorEquals[0]`]);
    expect(errorsOfState(task({ Retry: [{ ErrorEquals: ['E', 'States.ALL'] }] }))).toEqual([
      `${text}[0]/ErrorEquals[1]`,
    ]);
  });

  test('a function name in the wrong case', () => {
    expect(errorsOfState(task({ Parameters: { 'outputPath.$': "States.format('test-{}.json', $.Comment)" } }))).toEqual(
      [
        "The value for the field 'outputPath.$' must be a valid JSONPath or a valid intrinsic function call at /States/A/Parameters",
      ],
    );
  });
});
