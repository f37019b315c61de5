import { createFakeStepFunctions, fails, reads, succeeds, TestkitError } from 'redrive-testkit';
import { exploreRedrives } from 'redrive-testkit/explore';
import { assertThat } from 'redrive-testkit/matchers';
import { plantedBugs } from './plantedBugs';

const lambda = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
const task = (name: string, rest: object = { End: true }) => ({ Type: 'Task', Resource: lambda(name), ...rest });

const checkout = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Charge', States: { Charge: task('charge') } },
        { StartAt: 'Pack', States: { Pack: task('pack', { Next: 'Mail' }), Mail: task('mail') } },
      ],
      End: true,
    },
  },
};
const keyed = {
  Charge: () => 'charge 7',
  Pack: () => 'pack 7',
};

describe.each(plantedBugs)('$bug', ({ kind, state, naive, repaired }) => {
  test('is found', () => {
    const found = exploreRedrives(naive).findings.map((finding) => [finding.kind, finding.state]);
    expect(found).toContainEqual([kind, state]);
  });

  test('is not invented in the repaired twin', () => {
    expect(String(exploreRedrives(repaired))).toMatch(/^No finding in /);
  });

  test('two faults find it as well', () => {
    const { findings } = exploreRedrives({ ...naive, faults: 2, redrives: 2 });
    expect(findings.map((finding) => [finding.kind, finding.state])).toContainEqual([kind, state]);
  });
});

test('the shortest course is told, with what was in flight beside the fault', () => {
  const [finding] = exploreRedrives({ definition: checkout, idempotencyKey: keyed, faults: 1 }).findings;
  expect(finding).toMatchObject({
    kind: 'effect-repeated',
    headline: 'Mail ran twice',
    course: 'Charge failed before doing anything while Mail was in flight · FAILED → redrive → SUCCEEDED',
  });
  expect(String(finding)).toContain('Cure: Give Mail an idempotency key');
});

test('a finding can be put into a fake, as it was when it closed for the first time', () => {
  const [finding] = exploreRedrives({ definition: checkout, idempotencyKey: keyed, faults: 1 }).findings;
  const sfn = createFakeStepFunctions();
  const order = finding!.seed(sfn);
  expect(sfn.execution(order)).toMatchObject({ status: 'FAILED', redriveStatus: 'REDRIVABLE' });
  sfn.redriveExecution(order);
  sfn.settle();
  const comparable = (events: readonly { type?: string | undefined; previousEventId?: number | undefined }[]) =>
    events.map(({ type, previousEventId }) => [type, previousEventId]);
  expect(comparable(sfn.history(order))).toEqual(comparable(finding!.history));
});

describe('faults of a Distributed Map', () => {
  const bugs = plantedBugs.slice(-2);

  test.each([
    ['the ItemReader of Each failed · SUCCEEDED', 'A Catch leads past Ship', bugs[0]!],
    ['the results of Each could not be written · SUCCEEDED', 'Or do not retry Each', bugs[1]!],
  ])('are told: %s', (course, cure, { naive, state, kind }) => {
    const found = exploreRedrives(naive).findings.find((each) => each.state === state && each.kind === kind)!;
    expect(found.course).toBe(course);
    expect(found.cure).toContain(cure);
  });

  test.each(bugs)('can be put into a fake: $bug', ({ naive }) => {
    const [finding] = exploreRedrives(naive).findings;
    const sfn = createFakeStepFunctions();
    const types = (events: readonly { type?: string | undefined }[]) => events.map(({ type }) => type);
    expect(types(sfn.history(finding!.seed(sfn)))).toEqual(types(finding!.history));
  });
});

test('the same search gives the same report', () => {
  const search = () => JSON.stringify(exploreRedrives({ definition: checkout, idempotencyKey: keyed }));
  expect(search()).toBe(search());
});

test('the limit is told when it is reached', () => {
  const report = exploreRedrives({ definition: checkout, limit: 10 });
  expect(report).toMatchObject({ courses: 10, complete: false });
  expect(String(report)).toContain('The limit left out at least');
});

describe('refuses', () => {
  const codeOf = (act: () => unknown) => {
    try {
      act();
    } catch (error) {
      return (error as TestkitError).code;
    }
    return 'nothing was thrown';
  };

  test.each([
    [
      'a workflow that fails without a fault',
      { definition: checkout, tasks: { Charge: fails('Card.Declined') } },
      'BASELINE_FAILED',
    ],
    ['a list of what is read', { definition: checkout, itemReaders: { Both: [reads([])] } }, 'ARGUMENT_INVALID'],
    ['a list of outcomes', { definition: checkout, tasks: { Charge: [succeeds()] } }, 'ARGUMENT_INVALID'],
    ['a key that is no function', { definition: checkout, idempotencyKey: { Charge: 'charge' } }, 'ARGUMENT_INVALID'],
    ['a task that is not there', { definition: checkout, tasks: { Carge: succeeds() } }, 'STATE_UNKNOWN'],
    [
      'a key of a task that is not there',
      { definition: checkout, idempotencyKey: { Carge: () => '' } },
      'STATE_UNKNOWN',
    ],
    ['an option that is not there', { definition: checkout, depth: 2 }, 'OPTION_UNKNOWN'],
  ])('%s', (_, options, code) => {
    expect(codeOf(() => exploreRedrives(options as never))).toBe(code);
  });

  test('a function that answers by chance', () => {
    let count = 0;
    const tasks = { Mail: () => succeeds({ count: (count += 1) }) };
    expect(codeOf(() => exploreRedrives({ definition: checkout, tasks }))).toBe('SCRIPT_NOT_PURE');
  });

  test('a baseline that fails, with its history', () => {
    expect(() => exploreRedrives({ definition: checkout, tasks: { Charge: fails('Card.Declined') } })).toThrow(
      /it is FAILED with Card\.Declined[\s\S]*LambdaFunctionFailed/,
    );
  });
});

describe('toBeRedriveSafe', () => {
  const report = exploreRedrives({ definition: checkout, idempotencyKey: keyed, faults: 1 });

  test('says what ran twice, by which course, and what would cure it', () => {
    expect(() => assertThat(report).toBeRedriveSafe()).toThrow(/Mail ran twice\n {2}Charge failed [\s\S]*Cure: /);
  });

  test('passes if the finding is allowed', () => {
    assertThat(report).toBeRedriveSafe({ allow: ['Mail'] });
    expect(() => assertThat(report).not.toBeRedriveSafe({ allow: ['Mail'] })).toThrow(/Expected: a finding/);
  });

  test('refuses to allow a state that is not there, in both polarities', () => {
    expect(() => assertThat(report).toBeRedriveSafe({ allow: ['Male'] })).toThrow(TestkitError);
    expect(() => assertThat(report).not.toBeRedriveSafe({ allow: ['Male'] })).toThrow(TestkitError);
    expect(() => assertThat({}).not.toBeRedriveSafe()).toThrow(TestkitError);
  });
});
