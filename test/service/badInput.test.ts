import {
  createFakeStepFunctions,
  failedExecution,
  fails,
  failsToSchedule,
  reads,
  succeeds,
  throttled,
  virtualClock,
  writes,
  type FakeStepFunctions,
} from 'redrive-testkit';
import { misuseOf } from '../support/misuse';

const fake = () => createFakeStepFunctions({ clock: virtualClock('2026-01-01T00:00:00Z') });

const DEFINITION = {
  StartAt: 'A',
  States: {
    A: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Next: 'M' },
    M: {
      Type: 'Map',
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSON' }, Parameters: {} },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'P',
        States: { P: { Type: 'Pass', End: true } },
      },
      End: true,
    },
  },
};
const cyclic: Record<string, unknown> = { ...DEFINITION };
cyclic['Again'] = [cyclic];

type Untyped = (...args: unknown[]) => unknown;
const machinesOf = (sfn: FakeStepFunctions) => sfn.listStateMachines({}).stateMachines;
const setup = { name: 'checkout', definition: DEFINITION };

describe('createStateMachine()', () => {
  test.each<[unknown, string, string]>([
    [undefined, 'ARGUMENT_INVALID', 'undefined'],
    [null, 'ARGUMENT_INVALID', 'null'],
    ['checkout', 'ARGUMENT_INVALID', "'checkout'"],
    [{ ...setup, task: {} }, 'OPTION_UNKNOWN', "'task'"],
    [{ name: 'checkout' }, 'ARGUMENT_INVALID', 'undefined'],
    [{ ...setup, definition: null }, 'ARGUMENT_INVALID', 'null'],
    [{ ...setup, definition: () => DEFINITION }, 'ARGUMENT_INVALID', 'function'],
    [{ ...setup, definition: cyclic }, 'ARGUMENT_INVALID', 'At Again[0] it has itself again'],
    [
      { ...setup, definition: { ...DEFINITION, Comment: () => 1 } },
      'ARGUMENT_INVALID',
      'At Comment it has the function',
    ],
    [{ ...setup, definition: { ...DEFINITION, TimeoutSeconds: Number.NaN } }, 'ARGUMENT_INVALID', 'At TimeoutSeconds'],
    [{ ...setup, definition: { ...DEFINITION, TimeoutSeconds: 5n } }, 'ARGUMENT_INVALID', 'At TimeoutSeconds'],
    [{ ...setup, definitionSubstitutions: null }, 'ARGUMENT_INVALID', 'null'],
    [{ ...setup, definitionSubstitutions: new Map([['Seconds', '5']]) }, 'ARGUMENT_INVALID', 'type Map'],
    [{ ...setup, definitionSubstitutions: { Seconds: [5] } }, 'ARGUMENT_INVALID', 'a list of 1'],
    [{ ...setup, tasks: null }, 'ARGUMENT_INVALID', 'null'],
    [{ ...setup, tasks: [succeeds()] }, 'ARGUMENT_INVALID', 'a list of 1'],
    [{ ...setup, tasks: new Map([['A', succeeds()]]) }, 'ARGUMENT_INVALID', 'an object of type Map'],
    [{ ...setup, tasks: Promise.resolve({ A: succeeds() }) }, 'ARGUMENT_INVALID', 'an object of type Promise'],
    [{ ...setup, tasks: { B: succeeds() } }, 'STATE_UNKNOWN', "'A'"],
    [{ ...setup, tasks: { A: undefined } }, 'ARGUMENT_INVALID', 'It holds: undefined'],
    [{ ...setup, tasks: { A: null } }, 'ARGUMENT_INVALID', 'It holds: null'],
    [{ ...setup, tasks: { A: [] } }, 'ARGUMENT_INVALID', 'an empty list'],
    [{ ...setup, tasks: { A: [succeeds(), undefined] } }, 'ARGUMENT_INVALID', 'It holds: undefined'],
    [{ ...setup, tasks: { A: [() => succeeds()] } }, 'ARGUMENT_INVALID', 'It holds: a function'],
    [{ ...setup, tasks: { A: cyclic } }, 'ARGUMENT_INVALID', 'It holds: an object with StartAt'],
    [{ ...setup, tasks: { A: { kind: 'success', options: {} } } }, 'ARGUMENT_INVALID', 'It holds: an object with kind'],
    [{ ...setup, tasks: { A: failsToSchedule() } }, 'ARGUMENT_INVALID', 'sns:publish'],
    [{ ...setup, tasks: { A: succeeds() }, itemReaders: { X: reads([]) } }, 'STATE_UNKNOWN', "'M'"],
    [{ ...setup, itemReaders: { M: undefined } }, 'ARGUMENT_INVALID', 'It holds: undefined'],
    [{ ...setup, itemReaders: [reads([])] }, 'ARGUMENT_INVALID', 'a list of 1'],
    [{ ...setup, resultWriters: { M: 5 } }, 'STATE_UNKNOWN', 'none'],
  ])('refuses %# and leaves no machine behind', (given, code, text) => {
    const sfn = fake();
    const refusal = misuseOf(() => (sfn.createStateMachine as Untyped)(given));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(text);
    expect(machinesOf(sfn)).toEqual([]);
  });

  test('that is refused for its script leaves the machine of an equal, earlier call alone', () => {
    const sfn = fake();
    const { stateMachineArn } = sfn.createStateMachine(setup);
    misuseOf(() => sfn.createStateMachine({ ...setup, tasks: { B: succeeds() } }));
    expect(machinesOf(sfn)).toMatchObject([{ stateMachineArn }]);
  });

  test('takes the members of the API', () => {
    const sfn = fake();
    const given = { ...setup, tags: [{ key: 'team', value: 'orders' }], tracingConfiguration: { enabled: true } };
    const { stateMachineArn } = sfn.createStateMachine(given);
    expect(sfn.describeStateMachine({ stateMachineArn }).tracingConfiguration).toEqual({ enabled: true });
  });
});

describe('script()', () => {
  const play = () => {
    const sfn = fake();
    const machine = sfn.createStateMachine({ ...setup, tasks: { A: fails('First') }, itemReaders: { M: reads([]) } });
    const statusAfter = () => {
      const { executionArn } = sfn.startExecution({ stateMachineArn: machine.stateMachineArn });
      sfn.settle();
      return sfn.execution(executionArn).error;
    };
    return { sfn, machine, statusAfter };
  };

  test.each<[unknown[], string]>([
    [[], 'ARGUMENT_INVALID'],
    [[null], 'ARGUMENT_INVALID'],
    [[[]], 'ARGUMENT_INVALID'],
    [[{ A: undefined }], 'ARGUMENT_INVALID'],
    [[{ A: fails('Second'), B: succeeds() }], 'STATE_UNKNOWN'],
    [[{ A: fails('Second') }, null], 'ARGUMENT_INVALID'],
    [[{ A: fails('Second') }, { itemReader: {} }], 'OPTION_UNKNOWN'],
    [[{ A: fails('Second') }, { itemReaders: { X: reads([]) } }], 'STATE_UNKNOWN'],
    [[{ A: fails('Second') }, { itemReaders: { M: [reads([]), 5] } }], 'ARGUMENT_INVALID'],
    [[{ A: fails('Second') }, { resultWriters: { M: writes() } }], 'STATE_UNKNOWN'],
  ])('refuses %j whole', (args, code) => {
    const { sfn, machine, statusAfter } = play();
    expect(misuseOf(() => (sfn.script as Untyped)(machine, ...args)).code).toBe(code);
    expect(statusAfter()).toBe('First');
  });

  test.each([[undefined], [null], [5], [{ stateMachineArn: 5 }]])('refuses the state machine %p', (machine) => {
    expect(misuseOf(() => (fake().script as Untyped)(machine, {})).code).toBe('ARGUMENT_INVALID');
  });
});

describe.each(['execution', 'history'] as const)('%s()', (method) => {
  test.each([
    [undefined, 'ARGUMENT_INVALID'],
    [null, 'ARGUMENT_INVALID'],
    [5, 'ARGUMENT_INVALID'],
    [[], 'ARGUMENT_INVALID'],
    [{ executionArn: 5 }, 'ARGUMENT_INVALID'],
    [{}, 'EXECUTION_UNKNOWN'],
    ['order-1', 'EXECUTION_UNKNOWN'],
  ])('refuses %p', (execution, code) => {
    expect(misuseOf(() => (fake()[method] as Untyped)(execution)).code).toBe(code);
  });
});

describe('seed()', () => {
  const recipe = failedExecution('task-failed');

  test.each([[undefined], [null], ['task-failed'], [{}], [{ kind: 'failure mode' }], [() => recipe]])(
    'refuses %p for a recipe',
    (given) => {
      const refusal = misuseOf(() => (fake().seed as Untyped)(given));
      expect(refusal).toMatchObject({ code: 'ARGUMENT_INVALID', what: 'seed() takes a recipe.' });
    },
  );

  test.each<[unknown, string]>([
    [null, 'ARGUMENT_INVALID'],
    [3, 'ARGUMENT_INVALID'],
    [{}, 'ARGUMENT_INVALID'],
    [{ times: 3 }, 'OPTION_UNKNOWN'],
    [{ count: 0 }, 'ARGUMENT_INVALID'],
    [{ count: -1 }, 'ARGUMENT_INVALID'],
    [{ count: 1.5 }, 'ARGUMENT_INVALID'],
    [{ count: '3' }, 'ARGUMENT_INVALID'],
    [{ count: Number.NaN }, 'ARGUMENT_INVALID'],
    [{ count: Infinity }, 'ARGUMENT_INVALID'],
  ])('refuses the options %j and seeds nothing', (options, code) => {
    const sfn = fake();
    expect(misuseOf(() => (sfn.seed as Untyped)(recipe, options)).code).toBe(code);
    expect(machinesOf(sfn)).toEqual([]);
  });

  test('refuses one name for many before the first is there', () => {
    const sfn = fake();
    const named = failedExecution('task-failed', { executionName: 'order-1' });
    expect(misuseOf(() => sfn.seed(named, { count: 2 })).code).toBe('RECIPE_REUSED');
    expect(machinesOf(sfn)).toEqual([]);
    expect(sfn.seed(named, { count: 1 })).toHaveLength(1);
  });
});

describe('options of calls', () => {
  test.each<[string, unknown[], string]>([
    ['settle', [null], 'ARGUMENT_INVALID'],
    ['settle', [true], 'ARGUMENT_INVALID'],
    ['settle', [{ skipTime: 'yes' }], 'ARGUMENT_INVALID'],
    ['settle', [{ skiptime: true }], 'OPTION_UNKNOWN'],
    ['failNext', ['RedriveExecution', throttled(), null], 'ARGUMENT_INVALID'],
    ['failNext', ['RedriveExecution', throttled(), { time: 2 }], 'OPTION_UNKNOWN'],
    ['loseNextResponse', ['RedriveExecution', null], 'ARGUMENT_INVALID'],
    ['loseNextResponse', [undefined], 'OPERATION_NOT_MODELED'],
    ['onStatusChange', [], 'ARGUMENT_INVALID'],
    ['onStatusChange', [{}], 'ARGUMENT_INVALID'],
  ])('%s(...%j) is refused', (method, args, code) => {
    const sfn = fake() as unknown as Record<string, Untyped>;
    expect(misuseOf(() => sfn[method]!(...args)).code).toBe(code);
  });

  test('idle() rejects what settle() refuses', async () => {
    await expect((fake().idle as Untyped)(null)).rejects.toMatchObject({
      code: 'ARGUMENT_INVALID',
      what: expect.stringContaining('idle()'),
    });
  });
});

describe('restore()', () => {
  test.each([[undefined], [null], [{}], ['snapshot'], [{ store: {}, ids: [], permissions: [], journal: {} }]])(
    'refuses %p and changes nothing',
    (snapshot) => {
      const sfn = fake();
      const order = sfn.seed(failedExecution('task-failed'));
      expect(misuseOf(() => (sfn.restore as Untyped)(snapshot)).code).toBe('ARGUMENT_INVALID');
      expect(sfn.execution(order).status).toBe('FAILED');
    },
  );

  test('refuses the snapshot of another fake, and takes its own again and again', () => {
    const sfn = fake();
    const before = sfn.snapshot();
    expect(misuseOf(() => sfn.restore(fake().snapshot())).hint).toContain('the same sfn');
    for (let round = 0; round < 2; round += 1) {
      sfn.createStateMachine(setup);
      sfn.restore(before);
      expect(machinesOf(sfn)).toEqual([]);
    }
  });
});
