import fc from 'fast-check';

/**
 * Machines of every state type in both languages, whose fields fail now and then: an Assign, a ResultSelector, an Output, what a catcher makes of
 * an error. Fields that fail do so in every attempt.
 */

type State = Record<string, unknown>;
type Build<Result> = (names: Names) => Result;

export interface Machine {
  readonly definition: object;
  readonly tasks: readonly string[];
}

const MOST_LEVELS = 2;
const NOWHERE = '{% $states.input.nowhere %}';

/** Names of states have to be unique over the whole definition, those of variables over nested scopes. */
class Names {
  private count = 0;

  next(kind: string): string {
    this.count += 1;
    return `${kind}${this.count}`;
  }
}

export function machines(): fc.Arbitrary<Machine> {
  return regions(MOST_LEVELS).map((build) => {
    const definition = build(new Names());
    const tasks = [...JSON.stringify(definition).matchAll(/"(Task\d+)":/g)].map(([, name]) => name!);
    return { definition, tasks };
  });
}

function regions(levels: number): fc.Arbitrary<Build<object>> {
  return fc.array(states(levels), { minLength: 1, maxLength: 3 }).map((builds) => (names) => {
    const handler = names.next('Handler');
    const built = builds.map((build) => build(names));
    const entries = built.map(([name, state], index) => [name, led(state, built[index + 1]?.[0] ?? handler, handler)]);
    const all = [...entries, [handler, { Type: 'Pass', End: true }]] as [string, State][];
    return { StartAt: built[0]![0], States: reachable(built[0]![0], Object.fromEntries(all)) };
  });
}

/** Puts the names of the following states in. */
function led(state: State, next: string, handler: string): State {
  const { Type, Catch: catchers, Choices: choices } = state;
  if (Type === 'Fail' || Type === 'Succeed') return state;
  const toward = (rules: unknown, Next: string) => (rules as State[]).map((rule) => ({ ...rule, Next }));
  if (Type === 'Choice')
    return { ...state, Choices: toward(choices, next), ...('Default' in state ? { Default: handler } : {}) };
  return { ...state, Next: next, ...(catchers === undefined ? {} : { Catch: toward(catchers, handler) }) };
}

/** Without the states that nothing leads to: AWS refuses them. */
function reachable(start: string, all: Record<string, State>): Record<string, State> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const { Next, Default, Catch: catchers = [], Choices: choices = [] } = all[name]!;
    const targets = [Next, Default, ...[...(catchers as State[]), ...(choices as State[])].map((rule) => rule['Next'])];
    for (const target of targets) if (typeof target === 'string') visit(target);
  };
  visit(start);
  return Object.fromEntries(Object.entries(all).filter(([name]) => found.has(name)));
}

function states(levels: number): fc.Arbitrary<Build<[string, State]>> {
  const simple = [tasks(), tasks(), passes(), waits(), choices(), ends()];
  return fc.oneof(...simple, ...(levels === 0 ? [] : [parallels(levels), maps(levels), maps(levels)]));
}

/** One of several values of a field, or the state does without it. The first are taken more often. */
function field(name: string, ...values: unknown[]): fc.Arbitrary<State> {
  const rare = values.map((value) => ({ weight: 1, arbitrary: fc.constant({ [name]: value }) }));
  return fc.oneof({ weight: 2 * values.length, arbitrary: fc.constant({}) }, ...rare);
}

function fields(...each: fc.Arbitrary<State>[]): fc.Arbitrary<State> {
  return fc.tuple(...each).map((all) => Object.assign({}, ...all) as State);
}

/** A state of one language, with a name of its own and variables of its own. */
function state(Type: string, ...each: fc.Arbitrary<State>[]): fc.Arbitrary<Build<[string, State]>> {
  return fields(...each).map((given) => (names) => [names.next(Type), { Type, ...ownVariables(given, names) }]);
}

function ownVariables(given: State, names: Names): State {
  const renamed = (assign: State) =>
    Object.fromEntries(Object.entries(assign).map(([name, value]) => [name.replace('v', names.next('v')), value]));
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      if (name === 'Assign') return [name, renamed(value as State)];
      if (name !== 'Catch' && name !== 'Choices') return [name, value];
      return [name, (value as State[]).map((each) => ownVariables(each, names))];
    }),
  );
}

const always = (given: State): fc.Arbitrary<State> => fc.constant(given);
const jsonata = always({ QueryLanguage: 'JSONata' });
const jsonataAssign = field('Assign', { v: '{% $states.input %}' }, { v: NOWHERE });
const jsonataOutput = field('Output', { of: '{% $states.input %}' }, NOWHERE);
const pathAssign = field('Assign', { 'v.$': '$' }, { 'v.$': '$.nowhere' }, {});
const selector = field('ResultSelector', { 'all.$': '$' }, { 'none.$': '$.nowhere' });
const place = field('ResultPath', null, '$.made', '$.order.below');
const retried = field('Retry', [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 1 }]);

/** A catcher, or two of which the first takes one error only. */
function caught(...each: fc.Arbitrary<State>[]): fc.Arbitrary<State> {
  const catcher = (ErrorEquals: string[]) => fields(always({ ErrorEquals }), ...each);
  const all = catcher(['States.ALL']);
  return fc.oneof(
    always({}),
    all.map((one) => ({ Catch: [one] })),
    fc.tuple(catcher(['Moody']), all).map((both) => ({ Catch: both })),
  );
}

const pathCaught = caught(place, pathAssign);
const jsonataCaught = caught(field('Output', { of: '{% $states.errorOutput %}' }, NOWHERE), jsonataAssign);
const inPaths = [place, pathAssign] as const;
const inJsonata = [jsonata, jsonataOutput, jsonataAssign] as const;

function tasks(): fc.Arbitrary<Build<[string, State]>> {
  const resource = fc.constantFrom(
    'arn:aws:states:::lambda:invoke',
    'arn:aws:lambda:us-east-1:123456789012:function:f',
  );
  const Resource = resource.map((arn) => ({ Resource: arn }));
  const template = field('Parameters', { 'given.$': '$' }, { 'none.$': '$.nowhere' });
  return fc.oneof(
    state('Task', Resource, template, selector, ...inPaths, retried, pathCaught),
    state(
      'Task',
      Resource,
      field('Arguments', { given: '{% $states.input %}' }, NOWHERE),
      ...inJsonata,
      retried,
      jsonataCaught,
    ),
  );
}

function passes(): fc.Arbitrary<Build<[string, State]>> {
  const template = field('Parameters', { 'order.$': '$' }, { 'order.$': "States.StringToJson('none')" });
  return fc.oneof(state('Pass', template, ...inPaths), state('Pass', ...inJsonata));
}

function waits(): fc.Arbitrary<Build<[string, State]>> {
  const path = fc.constantFrom({ Seconds: 1 }, { Seconds: 2 }, { SecondsPath: '$.nowhere' });
  const computed = fc.constantFrom({ Seconds: '{% 1 %}' }, { Seconds: '{% -1 %}' }, { Seconds: NOWHERE });
  return fc.oneof(state('Wait', path, pathAssign), state('Wait', computed, ...inJsonata));
}

function choices(): fc.Arbitrary<Build<[string, State]>> {
  const path = fields(
    fc.constantFrom({ Variable: '$', IsPresent: true }, { Variable: '$.nowhere', IsPresent: true }),
    pathAssign,
  );
  const condition = fields(
    fc.constantFrom({ Condition: '{% true %}' }, { Condition: '{% false %}' }, { Condition: '{% 5 %}' }),
    jsonataOutput,
    jsonataAssign,
  );
  const rules = (rule: fc.Arbitrary<State>) => rule.map((one) => ({ Choices: [one] }));
  return fc.oneof(
    state('Choice', rules(path), field('Default', ''), pathAssign),
    state('Choice', rules(condition), field('Default', ''), ...inJsonata),
  );
}

/** States that end a region; the states behind them are left out. */
function ends(): fc.Arbitrary<Build<[string, State]>> {
  const error = fc.constantFrom({ Error: 'Given' }, { ErrorPath: 'States.UUID()' }, { ErrorPath: '$.nowhere' }, {});
  const computed = fc.constantFrom({ Error: '{% $uuid() %}' }, { Error: NOWHERE }, { Cause: '{% 5 %}' });
  return fc.oneof(state('Fail', error), state('Fail', jsonata, computed), state('Succeed', jsonata, jsonataOutput));
}

function parallels(levels: number): fc.Arbitrary<Build<[string, State]>> {
  const outer = fc.oneof(
    state('Parallel', selector, ...inPaths, retried, pathCaught),
    state('Parallel', field('Arguments', { a: 1 }, NOWHERE), ...inJsonata, retried, jsonataCaught),
  );
  const branches = fc.array(regions(levels - 1), { minLength: 1, maxLength: 2 });
  return fc.tuple(outer, branches).map(([build, builds]) => (names) => {
    const [name, fieldsOfState] = build(names);
    return [name, { ...fieldsOfState, Branches: builds.map((branch) => branch(names)) }];
  });
}

function maps(levels: number): fc.Arbitrary<Build<[string, State]>> {
  const tolerated = field('ToleratedFailurePercentage', 100);
  const item = field('ItemSelector', { 'item.$': '$$.Map.Item.Value' }, { 'none.$': '$.nowhere' });
  const outer = fc.oneof(
    state('Map', always({ ItemsPath: '$$.Execution.Input.items' }), item, selector, ...inPaths, retried, pathCaught),
    state(
      'Map',
      fc.constantFrom({ Items: [] }, { Items: [1, 2] }, { Items: [1, 2, 3], MaxConcurrency: 1 }, { Items: NOWHERE }),
      field('ItemSelector', { item: '{% $states.context.Map.Item.Value %}' }, NOWHERE),
      ...inJsonata,
      retried,
      jsonataCaught,
    ),
  );
  const kind = fc.oneof(always({ inline: true }), tolerated);
  return fc.tuple(outer, regions(levels - 1), kind).map(([build, processor, chosen]) => (names) => {
    const { inline, ...distributed } = chosen as { inline?: boolean };
    const [name, fieldsOfState] = build(names);
    const Mode = inline === true ? { Mode: 'INLINE' } : { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
    const ItemProcessor = { ProcessorConfig: Mode, ...processor(names) };
    return [name, { ...fieldsOfState, ...(inline === true ? {} : distributed), ItemProcessor }];
  });
}
