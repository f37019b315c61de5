/** What a recipe is asked for is so in the execution that comes of it, or it is refused: every option of every mode, alone and in pairs. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import {
  TestkitError,
  createFakeStepFunctions,
  days,
  fails,
  hours,
  seconds,
  type FakeStepFunctions,
  type SeededExecution,
} from '../../src';
import { modes as catalogue, type AnyMode } from '../../src/catalogue/modes';
import type { AnyOptions } from '../../src/catalogue/options';
import { parseResource } from '../../src/asl/definition/resource';
import { virtualClock } from '../../src/time/clock';
import { anyExecution, anyModes } from '../support/anyMode';

/** Executions that were started before RedriveExecution was launched are there in 2024 at the latest. */
const nowOf = (mode: AnyMode): number =>
  Date.parse(mode === 'started-before-launch' ? '2024-06-01T12:00:00Z' : '2026-03-01T12:00:00Z');
const fresh = (mode: AnyMode) => createFakeStepFunctions({ clock: virtualClock(new Date(nowOf(mode))) });

const RESOURCES = [
  'arn:aws:lambda:us-east-1:123456789012:function:asked',
  'arn:aws:states:::lambda:invoke',
  'arn:aws:states:::sns:publish',
  'arn:aws:states:::sns:publish.waitForTaskToken',
  'arn:aws:states:::glue:startJobRun.sync',
  'arn:aws:states:us-east-1:123456789012:activity:asked',
];
const fitting = (mode: AnyMode): string =>
  RESOURCES.find((each) => catalogue[mode].fitsTask?.(parseResource(each)) ?? true) ?? RESOURCES[0]!;

/** A value for each option: none of them is a default. */
type Asked = ReturnType<typeof asked>;
const asked = (mode: AnyMode) => ({
  input: { asked: true },
  executionName: 'asked-execution',
  stoppedAgo: days(2),
  startedAt: nowOf(mode) - hours(60),
  redriven: 2,
  stateMachineName: 'asked-machine',
  statesBefore: ['AskedFirst', 'AskedSecond'],
  statesAfter: ['AskedLast'],
  events: 151,
  state: 'AskedState',
  resource: fitting(mode),
  retries: 3,
  afterRedrive: fails('Asked.Again'),
  takes: seconds(7),
  error: 'Asked.Error',
  cause: 'asked cause',
  message: 'asked message',
});

interface Seen {
  readonly sfn: FakeStepFunctions;
  /** The execution itself; of a child of a Map Run its parent. */
  readonly execution: SeededExecution;
  readonly history: readonly HistoryEvent[];
  readonly definition: string;
}

type Observation<Value> = (seen: Seen, value: Value, mode: AnyMode) => unknown;

const entered = ({ history }: Seen) => history.flatMap((event) => event.stateEnteredEventDetails?.name ?? []);
const told = ({ history }: Seen) => JSON.stringify(history);

/** How each option shows. */
const OBSERVED: { readonly [Name in keyof Asked]: Observation<Asked[Name]> } = {
  input: ({ execution }, value) => execution.input === JSON.stringify(value),
  executionName: ({ execution }, value) => execution.name === value,
  stoppedAgo: ({ execution, sfn }, value) => Number(execution.stopDate) === sfn.clock.now() - value,
  startedAt: ({ execution }, value) => Number(execution.startDate) === value,
  redriven: ({ execution }, value) => execution.redriveCount === value,
  stateMachineName: ({ execution }, value) => execution.stateMachineArn.endsWith(`:${value}`),
  statesBefore: (seen, value) => value.every((name) => entered(seen).includes(name)),
  statesAfter: ({ definition }, value) => value.every((name) => definition.includes(`"${name}":{`)),
  events: ({ history }, value) => history.length === value,
  state: (seen, value) => entered(seen).includes(value),
  resource: ({ definition }, value) => definition.includes(value),
  retries: ({ definition }, value) => definition.includes(`"MaxAttempts":${value}`),
  afterRedrive: ({ sfn, execution: { executionArn } }) => {
    sfn.redriveExecution({ executionArn });
    sfn.settle({ skipTime: true });
    return sfn.execution(executionArn).error === 'Asked.Again';
  },
  takes: ({ history, execution }, value, mode) =>
    lastAttempt(history, mode, Number(execution.stopDate)).includes(value),
  error: (seen, value) => (isOver(seen) ? seen.execution.error === value : told(seen).includes(`"error":"${value}"`)),
  cause: (seen, value) => (isOver(seen) ? seen.execution.cause === value : told(seen).includes(`"cause":"${value}"`)),
  message: ({ execution }, value) =>
    (JSON.parse(execution.cause ?? '{}') as { errorMessage?: string }).errorMessage === value,
};

const isOver = ({ execution: { status } }: Seen) => status === 'FAILED' || status === 'ABORTED';

/** How long each task took, in milliseconds; one that was stopped until then. */
function lastAttempt(history: readonly HistoryEvent[], mode: AnyMode, stop: number): number[] {
  const at = ({ timestamp }: HistoryEvent) => Number(timestamp);
  const ends = mode === 'execution-aborted' ? history.filter(({ type }) => type === 'ExecutionAborted') : history;
  return ends.flatMap((end) =>
    history
      .filter(({ type }) => type?.endsWith('Scheduled') || type?.endsWith('StateEntered'))
      .map((start) => Math.min(at(end), stop) - at(start)),
  );
}

/** Refused, or the names of the options that do not show. */
function unseen(mode: AnyMode, options: Partial<AnyOptions>): string[] | 'refused' {
  const sfn = fresh(mode);
  let seeded: SeededExecution;
  try {
    seeded = sfn.seed(anyExecution(mode, options));
  } catch (error) {
    if (error instanceof TestkitError) return 'refused';
    throw error;
  }
  const { executionArn: parent } =
    seeded.mapRunArn === undefined ? seeded : sfn.describeMapRun({ mapRunArn: seeded.mapRunArn });
  const execution = sfn.execution(parent) as SeededExecution;
  const history = sfn.history(execution);
  const { definition } = sfn.describeStateMachine({ stateMachineArn: execution.stateMachineArn });
  const seen = { sfn, execution, history, definition };
  // The one that changes the execution comes last.
  const names = (Object.keys(options) as (keyof typeof OBSERVED)[]).toSorted((name) =>
    name === 'afterRedrive' ? 1 : -1,
  );
  return names.filter((name) => OBSERVED[name](seen, options[name] as never, mode) !== true);
}

const optionsOf = (mode: AnyMode) =>
  catalogue[mode].options.filter((name): name is keyof typeof OBSERVED => name !== 'stateMachine');

/** Options that stand alone: nothing that a mode knows is refused by itself, but for what contradicts the mode. */
const CONTRADICTIONS: Partial<Record<AnyMode, readonly string[]>> = {
  'fail-state': ['statesAfter'],
  'fail-state-by-path': ['statesAfter'],
  'fail-state-without-error': ['statesAfter'],
  'no-choice-matched': ['statesAfter'],
  succeeded: ['statesAfter'],
  'history-event-limit-reached': ['statesAfter'],
  'started-before-launch': ['startedAt'],
  'history-too-long': ['events'],
  'open-too-long': ['startedAt'],
  'redrivable-period-exceeded': ['stoppedAgo', 'startedAt'],
};

describe.each(anyModes)('%s', (mode) => {
  const values = asked(mode);
  const only = (...names: (keyof typeof values)[]) =>
    Object.fromEntries(names.map((name) => [name, values[name]])) as Partial<AnyOptions>;

  test('shows each of its options', () => {
    const found = optionsOf(mode).map((name) => [name, unseen(mode, only(name))] as const);
    const refused = found.filter(([, result]) => result === 'refused').map(([name]) => name);
    expect(found.filter(([, result]) => result !== 'refused' && result.length > 0)).toEqual([]);
    const due = CONTRADICTIONS[mode] ?? [];
    expect(refused.filter((name) => !due.includes(name)).map((name) => inVain(mode, name))).toEqual([]);
    expect(due.filter((name) => !refused.includes(name as (typeof refused)[number]))).toEqual([]);
  });

  // Histories of 25,000 events take their time.
  const pairs = mode.startsWith('history-') ? [] : pairsOf(optionsOf(mode));
  test(`shows both of two options, or refuses them (${pairs.length} pairs)`, () => {
    const found = pairs.map((pair) => [pair, unseen(mode, only(...pair))] as const);
    expect(found.filter(([, result]) => result !== 'refused' && result.length > 0)).toEqual([]);
    const refused = found.filter(([pair, result]) => result === 'refused' && !mayContradict(mode, pair));
    expect(refused.map(([pair]) => pair)).toEqual([]);
  });
});

const inVain = (mode: AnyMode, name: string): string =>
  `${mode} lists the option ${name} and refuses it: take it out of the mode's options, or put it into CONTRADICTIONS above`;

/** How long the execution takes is said twice, and the cause; or one of the two contradicts the mode by itself. */
function mayContradict(mode: AnyMode, pair: readonly string[]): boolean {
  const both = ['stoppedAgo,startedAt', 'cause,message'];
  return both.includes(pair.join()) || pair.some((name) => CONTRADICTIONS[mode]?.includes(name) === true);
}

function pairsOf<Item>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((left, index) => items.slice(index + 1).map((right): [Item, Item] => [left, right]));
}
