import type { Arbitrary } from 'fast-check';
import { fc } from './peer';
import { asCode, codeOf } from './code';

type State = Record<string, unknown>;

/** What a generated workflow may contain. Tasks, Passes, Waits, Parallels and inline Maps are always among it. */
export interface WorkflowOptions {
  /** The query language of the states: `mixed` has some states of a JSONPath machine in JSONata. Default: `mixed`. */
  readonly queryLanguage?: 'JSONPath' | 'JSONata' | 'mixed';
  /** Catchers of all errors, on Tasks, Parallels and Maps. Default: true. */
  readonly catches?: boolean;
  /** Retriers of Tasks. Default: true. */
  readonly taskRetries?: boolean;
  /** Retriers of Parallels and Maps. Default: true. */
  readonly containerRetries?: boolean;
  /** States hand on what they were given and what they made of it; otherwise they hand on their input. Default: true. */
  readonly data?: boolean;
  /** Tasks are callbacks: each shows its token and waits for an answer. Default: false. */
  readonly callbacks?: boolean;
  /** Choice states. Default: true. */
  readonly choices?: boolean;
  /** Succeed and Fail states, as ends beside others. Default: true. */
  readonly ends?: boolean;
  /** Distributed Maps, with a few items that are there without a reader. Default: true. */
  readonly distributedMaps?: boolean;
  /** How deep containers stand in one another. Default: 2. */
  readonly depth?: number;
}

/** A workflow that AWS would take. */
export interface Workflow {
  readonly definition: object;
  /** The names of its Task states, at any depth. */
  readonly tasks: readonly string[];
}

type Resolved = Required<WorkflowOptions>;

const DEFAULTS: Resolved = {
  queryLanguage: 'mixed',
  catches: true,
  taskRetries: true,
  containerRetries: true,
  data: true,
  callbacks: false,
  choices: true,
  ends: true,
  distributedMaps: true,
  depth: 2,
};

/**
 * Workflows of all types of states, valid by construction. They shrink to fewer states, and print as what `createStateMachine` takes.
 *
 * @example
 * fc.assert(fc.property(workflows({ queryLanguage: 'JSONata' }), ({ definition, tasks }) => {
 *   const machine = sfn.createStateMachine({ name: 'generated', definition });
 * }));
 */
export function workflows(options: WorkflowOptions = {}): Arbitrary<Workflow> {
  const resolved: Resolved = { ...DEFAULTS, ...options };
  return regions(resolved.depth, resolved).map((build) => {
    const names = new Names();
    const region = build(names);
    const definition = resolved.queryLanguage === 'JSONata' ? { QueryLanguage: 'JSONata', ...region } : region;
    return asCode({ definition, tasks: names.tasks }, () => `{ definition: ${codeOf(definition)} }`);
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
type Named = [string, State];

function regions(levels: number, options: Resolved): Arbitrary<Build<object>> {
  const parts = fc().tuple(
    fc().array(states(levels, options), { minLength: 1, maxLength: 3 }),
    options.ends
      ? fc().constantFrom<'Pass' | 'Succeed' | 'Fail'>('Pass', 'Succeed', 'Fail')
      : fc().constant('Pass' as const),
  );
  return parts.map(([builds, end]) => (names) => {
    const built = builds.map((build) => build(names));
    const handler = names.next('Handler');
    const entries = built.map(([name, state], index): Named => [
      name,
      leadingOn(state, built[index + 1]?.[0], handler, options),
    ]);
    const needsHandler = entries.some(([, state]) => 'Catch' in state || state['Type'] === 'Choice');
    const all = needsHandler ? [...entries, [handler, HANDLERS[end]] as Named] : entries;
    return { StartAt: built[0]![0], States: Object.fromEntries(all) };
  });
}

const HANDLERS = {
  Pass: { Type: 'Pass', End: true },
  Succeed: { Type: 'Succeed' },
  Fail: { Type: 'Fail', Error: 'Handled', Cause: 'a catcher or a rule has led here' },
};

function leadingOn(state: State, next: string | undefined, handler: string, options: Resolved): State {
  if (state['Type'] === 'Choice') return { ...state, ...choosing(state, next ?? handler, handler, options) };
  const caught = 'Catch' in state ? { Catch: [{ ErrorEquals: ['States.ALL'], Next: handler }] } : {};
  return { ...state, ...caught, ...(next === undefined ? { End: true } : { Next: next }) };
}

/** The first Choice on the way leads on, and each one after it to the handler; in JSONPath, which cannot change what it was given, all lead on. */
function choosing(state: State, next: string, handler: string, { queryLanguage }: Resolved): State {
  if (queryLanguage === 'JSONPath' || state['QueryLanguage'] === 'JSONPath')
    return { Choices: [{ Variable: '$.chosen', IsPresent: true, Next: handler }], Default: next };
  const Condition = '{% $not($exists($states.input.chosen)) %}';
  const Output = { chosen: true, given: '{% $states.input %}' };
  return { Choices: [{ Condition, Output, Next: next }], Default: handler };
}

function states(levels: number, options: Resolved): Arbitrary<Build<Named>> {
  const simple = [tasks(options), tasks(options), passes(options), waits()];
  if (options.choices) simple.push(choices(options));
  if (levels === 0) return fc().oneof({ withCrossShrink: true }, ...simple);
  const containers = [parallels(levels, options), maps(levels, options)];
  if (options.distributedMaps) containers.push(distributedMaps(options));
  return fc().oneof({ withCrossShrink: true }, ...simple, ...containers);
}

/** Whether a state is in JSONata, and the member that says so. */
const languages = ({ queryLanguage }: Resolved): Arbitrary<boolean> =>
  queryLanguage === 'mixed' ? fc().boolean() : fc().constant(queryLanguage === 'JSONata');
const saying = (inJsonata: boolean, { queryLanguage }: Resolved): State =>
  inJsonata && queryLanguage === 'mixed' ? { QueryLanguage: 'JSONata' } : {};

function passes(options: Resolved): Arbitrary<Build<Named>> {
  return languages(options).map((inJsonata) => (names) => {
    const name = names.next('Pass');
    if (!options.data)
      return [name, { Type: 'Pass', ...(options.queryLanguage === 'JSONata' ? {} : { ResultPath: null }) }];
    const made = inJsonata
      ? { ...saying(inJsonata, options), Output: { passed: '{% $states.input %}', by: name } }
      : { Parameters: { 'passed.$': '$', by: name } };
    return [name, { Type: 'Pass', ...made }];
  });
}

function waits(): Arbitrary<Build<Named>> {
  return fc()
    .nat({ max: 3 })
    .map((Seconds) => (names) => [names.next('Wait'), { Type: 'Wait', Seconds }]);
}

function choices(options: Resolved): Arbitrary<Build<Named>> {
  const language = options.queryLanguage === 'mixed' ? { QueryLanguage: 'JSONata' } : {};
  return fc().constant((names) => [names.next('Choice'), { Type: 'Choice', ...language }]);
}

const INVOKE = 'arn:aws:states:::lambda:invoke';
const CALLBACK = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
const RETRIER = { ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 1 };

function tasks(options: Resolved): Arbitrary<Build<Named>> {
  return fc()
    .record({ retried: fc().boolean(), caught: fc().boolean(), inJsonata: languages(options) })
    .map(({ retried, caught, inJsonata }) => (names) => [
      names.next('Task'),
      {
        Type: 'Task',
        ...taskFields(options, inJsonata),
        ...(retried && options.taskRetries ? { Retry: [RETRIER] } : {}),
        ...(caught && options.catches ? { Catch: [] } : {}),
      },
    ]);
}

function taskFields(options: Resolved, inJsonata: boolean): State {
  const isJsonataMachine = options.queryLanguage === 'JSONata';
  if (options.callbacks) {
    return isJsonataMachine
      ? { Resource: CALLBACK, Arguments: { token: '{% $states.context.Task.Token %}' }, Output: '{% $states.input %}' }
      : { Resource: CALLBACK, Parameters: { 'token.$': '$$.Task.Token' }, ResultPath: null };
  }
  if (!options.data)
    return isJsonataMachine
      ? { Resource: INVOKE, Output: '{% $states.input %}' }
      : { Resource: INVOKE, ResultPath: null };
  return inJsonata
    ? {
        Resource: INVOKE,
        ...saying(inJsonata, options),
        Arguments: { given: '{% $states.input %}' },
        Output: { made: '{% $states.result %}', given: '{% $states.input %}' },
      }
    : { Resource: INVOKE, Parameters: { 'given.$': '$' }, ResultSelector: { 'made.$': '$' } };
}

function aroundContainer({ catches, containerRetries }: Resolved): Arbitrary<State> {
  return fc()
    .record({ retried: fc().boolean(), caught: fc().boolean() })
    .map(({ retried, caught }) => ({
      ...(retried && containerRetries ? { Retry: [RETRIER] } : {}),
      ...(caught && catches ? { Catch: [] } : {}),
    }));
}

function parallels(levels: number, options: Resolved): Arbitrary<Build<Named>> {
  const branches = fc().array(regions(levels - 1, options), { minLength: 1, maxLength: 3 });
  return fc()
    .tuple(branches, aroundContainer(options))
    .map(([builds, around]) => (names) => {
      const name = names.next('Parallel');
      const given = options.data && options.queryLanguage !== 'JSONata' ? { Parameters: { 'toBranches.$': '$' } } : {};
      return [name, { Type: 'Parallel', ...given, Branches: builds.map((build) => build(names)), ...around }];
    });
}

/** Items that do not depend on the input, so that every Map has them wherever it stands. */
function itemsOf(count: number, { queryLanguage }: Resolved): State {
  const Items = Array.from({ length: count }, (_, index) => index);
  if (queryLanguage === 'JSONata') return { Items };
  if (queryLanguage === 'mixed') return { QueryLanguage: 'JSONata', Items };
  // The context object has an array in each of these places, of as many members.
  return { ItemsPath: '$$.Execution.Input.items' };
}

function maps(levels: number, options: Resolved): Arbitrary<Build<Named>> {
  const parts = fc().tuple(
    regions(levels - 1, options),
    fc().nat({ max: 3 }),
    fc().nat({ max: 3 }),
    aroundContainer(options),
  );
  return parts.map(([build, items, MaxConcurrency, around]) => (names) => {
    const name = names.next('Map');
    const ItemProcessor = { ProcessorConfig: { Mode: 'INLINE' }, ...build(names) };
    return [name, { Type: 'Map', ...itemsOf(items, options), MaxConcurrency, ItemProcessor, ...around }];
  });
}

/** Percent: no failure of a child fails the Map Run. */
const WHOLE = 100;

/** Of simple states: in a child there are no items from the input of the execution. */
function distributedMaps(options: Resolved): Arbitrary<Build<Named>> {
  const parts = fc().tuple(
    regions(0, options),
    fc().nat({ max: 3 }),
    fc().constantFrom('STANDARD', 'EXPRESS'),
    fc().boolean(),
    aroundContainer(options),
  );
  return parts.map(([build, items, type, toleratesAll, around]) => (names) => {
    const name = names.next('Map');
    // A callback cannot be waited for in an Express child.
    const ExecutionType = options.callbacks ? 'STANDARD' : type;
    const ItemProcessor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType }, ...build(names) };
    const tolerated = toleratesAll ? { ToleratedFailurePercentage: WHOLE } : {};
    return [name, { Type: 'Map', ...itemsOf(items, options), ItemProcessor, ...tolerated, ...around }];
  });
}
