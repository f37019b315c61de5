import fc from 'fast-check';

type State = Record<string, unknown>;

/** What a generated workflow may contain. */
export interface Ingredients {
  readonly catches?: boolean;
  readonly taskRetries?: boolean;
  readonly containerRetries?: boolean;
  /** States hand on what they were given and what they made of it, some of them in JSONata. */
  readonly data?: boolean;
  /** Tasks are callbacks: each shows its token and waits for an answer. */
  readonly callbacks?: boolean;
  /** Choices whose output would lead elsewhere than their input. */
  readonly choices?: boolean;
}

const MOST_LEVELS = 3;

/** Random definitions: nested Parallels and inline Maps, Tasks, Waits, Passes, with retries and catches as asked for. */
export function workflows(ingredients: Ingredients = {}): fc.Arbitrary<{ definition: object; tasks: string[] }> {
  return regions(MOST_LEVELS, ingredients).map((build) => {
    const names = new Names();
    return { definition: build(names), tasks: names.tasks };
  });
}

/** State names have to be unique over the whole definition, so they are given when it is put together. */
class Names {
  readonly tasks: string[] = [];
  private count = 0;

  next(kind: string): string {
    this.count += 1;
    const name = `${kind}${this.count}`;
    if (kind === 'Task') this.tasks.push(name);
    return name;
  }
}

type Build<Result> = (names: Names) => Result;

function regions(levels: number, ingredients: Ingredients): fc.Arbitrary<Build<object>> {
  return fc.array(states(levels, ingredients), { minLength: 1, maxLength: 3 }).map((builds) => (names) => {
    const built = builds.map((build) => build(names));
    const handler = names.next('Handler');
    const entries = built.map(([name, state], index): [string, State] => [
      name,
      leadingOn(state, built[index + 1]?.[0], handler),
    ]);
    const needsHandler = entries.some(([, state]) => 'Catch' in state || state['Type'] === 'Choice');
    const all = needsHandler ? [...entries, [handler, { Type: 'Pass', End: true }]] : entries;
    return { StartAt: built[0]![0], States: Object.fromEntries(all) };
  });
}

function leadingOn(state: State, next: string | undefined, handler: string): State {
  if (state['Type'] === 'Choice') return { ...state, ...choosing(next ?? handler, handler) };
  const caught = 'Catch' in state ? { Catch: [{ ErrorEquals: ['States.ALL'], Next: handler }] } : {};
  return { ...state, ...caught, ...(next === undefined ? { End: true } : { Next: next }) };
}

/** The first Choice on the way leads on, and each one after it to the handler. */
function choosing(next: string, handler: string): State {
  const Condition = '{% $not($exists($states.input.chosen)) %}';
  const Output = { chosen: true, given: '{% $states.input %}' };
  return { Choices: [{ Condition, Output, Next: next }], Default: handler };
}

function states(levels: number, ingredients: Ingredients): fc.Arbitrary<Build<[string, State]>> {
  const simple = [tasks(ingredients), tasks(ingredients), passes(ingredients), waits()];
  if (ingredients.choices === true) simple.push(choices());
  const containers = levels === 0 ? [] : [parallels(levels, ingredients), maps(levels, ingredients)];
  return fc.oneof(...simple, ...containers);
}

function passes({ data = false }: Ingredients): fc.Arbitrary<Build<[string, State]>> {
  return fc.boolean().map((inJsonata) => (names) => {
    const name = names.next('Pass');
    if (!data) return [name, { Type: 'Pass', ResultPath: null }];
    return [
      name,
      inJsonata
        ? { Type: 'Pass', QueryLanguage: 'JSONata', Output: { passed: '{% $states.input %}', by: name } }
        : { Type: 'Pass', Parameters: { 'passed.$': '$', by: name } },
    ];
  });
}

function waits(): fc.Arbitrary<Build<[string, State]>> {
  return fc.nat({ max: 3 }).map((Seconds) => (names) => [names.next('Wait'), { Type: 'Wait', Seconds }]);
}

function choices(): fc.Arbitrary<Build<[string, State]>> {
  return fc.constant((names) => [names.next('Choice'), { Type: 'Choice', QueryLanguage: 'JSONata' }]);
}

const INVOKE = 'arn:aws:states:::lambda:invoke';
const CALLBACK = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';

function tasks(ingredients: Ingredients): fc.Arbitrary<Build<[string, State]>> {
  const { catches = false, taskRetries = false } = ingredients;
  return fc
    .record({ retried: fc.boolean(), caught: fc.boolean(), inJsonata: fc.boolean() })
    .map((chosen) => (names) => [
      names.next('Task'),
      {
        Type: 'Task',
        ...taskFields(ingredients, chosen.inJsonata),
        ...(chosen.retried && taskRetries ? { Retry: [RETRIER] } : {}),
        ...(chosen.caught && catches ? { Catch: [] } : {}),
      },
    ]);
}

const RETRIER = { ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 1 };

function taskFields({ callbacks = false, data = false }: Ingredients, inJsonata: boolean): State {
  if (callbacks) return { Resource: CALLBACK, Parameters: { 'token.$': '$$.Task.Token' }, ResultPath: null };
  if (!data) return { Resource: INVOKE, ResultPath: null };
  return inJsonata
    ? {
        Resource: INVOKE,
        QueryLanguage: 'JSONata',
        Arguments: { given: '{% $states.input %}' },
        Output: { made: '{% $states.result %}', given: '{% $states.input %}' },
      }
    : { Resource: INVOKE, Parameters: { 'given.$': '$' }, ResultSelector: { 'made.$': '$' } };
}

function aroundContainer({ catches = false, containerRetries = false }: Ingredients): fc.Arbitrary<State> {
  return fc.record({ retried: fc.boolean(), caught: fc.boolean() }).map(({ retried, caught }) => ({
    ...(retried && containerRetries ? { Retry: [RETRIER] } : {}),
    ...(caught && catches ? { Catch: [] } : {}),
  }));
}

function parallels(levels: number, ingredients: Ingredients): fc.Arbitrary<Build<[string, State]>> {
  const branches = fc.array(regions(levels - 1, ingredients), { minLength: 1, maxLength: 3 });
  return fc.tuple(branches, aroundContainer(ingredients)).map(([builds, around]) => (names) => {
    const name = names.next('Parallel');
    const given = ingredients.data === true ? { Parameters: { 'toBranches.$': '$' } } : {};
    return [name, { Type: 'Parallel', ...given, Branches: builds.map((build) => build(names)), ...around }];
  });
}

function maps(levels: number, ingredients: Ingredients): fc.Arbitrary<Build<[string, State]>> {
  const parts = fc.tuple(
    regions(levels - 1, ingredients),
    fc.nat({ max: 3 }),
    fc.nat({ max: 3 }),
    aroundContainer(ingredients),
  );
  return parts.map(([build, items, MaxConcurrency, around]) => (names) => {
    const name = names.next('Map');
    const processor = { ProcessorConfig: { Mode: 'INLINE' }, ...build(names) };
    // The items do not depend on the input, so that every Map has them wherever it stands.
    const Items = Array.from({ length: items }, (_, index) => index);
    return [
      name,
      { Type: 'Map', QueryLanguage: 'JSONata', Items, MaxConcurrency, ItemProcessor: processor, ...around },
    ];
  });
}
