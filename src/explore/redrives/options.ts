import {
  isReaderOutcome,
  isWriterOutcome,
  type ItemReaderOutcome,
  type MapRunCall,
  type ResultWriterOutcome,
} from '../../asl/script/mapRunScript';
import { isOutcome, type TaskCall, type TaskOutcome } from '../../asl/script/taskScript';
import { checkOptions, invalid, isWholeFrom, isWritten } from '../../model/arguments';
import type { FakeStepFunctions } from '../../service/fakeStepFunctions';
import type { FakeOptions } from '../../service/options';
import type { StateMachineSetup } from '../../service/machines/stateMachineSetup';

/** What a healthy task answers: an outcome, or a function of the attempt. A function must be pure: it is asked in every run. */
export type HealthyTask = TaskOutcome | ((task: TaskCall) => TaskOutcome);

/** What a healthy ItemReader reads: an outcome, or a pure function of the call. */
export type HealthyReader = HealthyMapRun<ItemReaderOutcome | TaskOutcome>;
/** What becomes of results without a fault: an outcome, or a pure function of the call. */
export type HealthyWriter = HealthyMapRun<ResultWriterOutcome | TaskOutcome>;
type HealthyMapRun<Outcome> = Outcome | ((call: MapRunCall) => Outcome);

/** Options of `exploreRedrives`. */
export interface RedriveExplorationOptions {
  /** Amazon States Language, as text or object. */
  definition: StateMachineSetup['definition'];
  /** Values for the `${…}` of the definition. */
  definitionSubstitutions?: StateMachineSetup['definitionSubstitutions'];
  /** Input of the execution. Default: `{}`. */
  input?: unknown;
  /** What a healthy task answers, by the name of its state. Default: an empty success. */
  tasks?: Readonly<Record<string, HealthyTask>>;
  /**
   * By the name of the state: what tells one effect of the task from another. A second run with the same key is harmless. Without a key,
   * every second run is a finding.
   */
  idempotencyKey?: Readonly<Record<string, (task: TaskCall) => string>>;
  /** What the ItemReaders of Distributed Maps read, by the name of the Map state. */
  itemReaders?: Readonly<Record<string, HealthyReader>>;
  /** What becomes of the results of Distributed Maps, by the name of the Map state. Default: they are written. */
  resultWriters?: Readonly<Record<string, HealthyWriter>>;
  /** Puts into the fake what the workflow needs beside itself, such as the state machines that it starts. */
  arrange?: (sfn: FakeStepFunctions) => void;
  /** How often an execution that did not succeed is redriven. Default: 3. */
  redrives?: number;
  /** How many faults one course may have. Default: 2. */
  faults?: number;
  /** After how many courses the search stops. Default: 20,000. */
  limit?: number;
  /** Options of the fake. */
  fake?: Omit<FakeOptions, 'clock'>;
}

export type ResolvedExplorationOptions = Required<Omit<RedriveExplorationOptions, 'definitionSubstitutions'>> &
  Pick<RedriveExplorationOptions, 'definitionSubstitutions'>;

const NAMES = [
  'definition',
  'definitionSubstitutions',
  'input',
  'tasks',
  'idempotencyKey',
  'itemReaders',
  'resultWriters',
  'arrange',
  'redrives',
  'faults',
  'limit',
  'fake',
] as const;

const CALL = 'exploreRedrives()';
const EXAMPLE = 'exploreRedrives({ definition, tasks: { Charge: () => succeeds({ paid: true }) } })';
/** After how many courses a search stops unless told otherwise. */
const DEFAULT_LIMIT = 20_000;

/** @throws TestkitError `OPTION_UNKNOWN`, `ARGUMENT_INVALID` */
export function resolveExplorationOptions(options: RedriveExplorationOptions): ResolvedExplorationOptions {
  checkOptions(CALL, options, NAMES, EXAMPLE);
  const { tasks = {}, idempotencyKey = {}, itemReaders = {}, resultWriters = {}, fake = {} } = options;
  const { input = {}, redrives = 3, faults = 2, limit = DEFAULT_LIMIT, arrange = () => undefined } = options;
  for (const [name, value] of Object.entries({ tasks, idempotencyKey, itemReaders, resultWriters }))
    if (!isWritten(value))
      throw invalid(
        `The option ${name} of ${CALL} is an object by the names of states.`,
        value,
        `Write for example ${EXAMPLE}.`,
      );
  refuseUnhealthy('task', tasks, isOutcome);
  refuseUnhealthy('ItemReader', itemReaders, isReaderOutcome);
  refuseUnhealthy('ResultWriter', resultWriters, isWriterOutcome);
  for (const [state, key] of Object.entries(idempotencyKey))
    if (typeof key !== 'function')
      throw invalid(
        `The idempotency key of task '${state}' is a function.`,
        key,
        `Write for example { ${state}: ({ input }) => \`charge \${input.orderId}\` }.`,
      );
  for (const [name, value, least] of [
    ['redrives', redrives, 1],
    ['faults', faults, 1],
    ['limit', limit, 1],
  ] as const)
    if (!isWholeFrom(least, value))
      throw invalid(
        `The option ${name} of ${CALL} is a whole number from ${least}.`,
        value,
        'Leave it out for the default.',
      );
  const { definition, definitionSubstitutions } = options;
  return {
    definition,
    definitionSubstitutions,
    input,
    tasks,
    idempotencyKey,
    itemReaders,
    resultWriters,
    arrange,
    redrives,
    faults,
    limit,
    fake,
  };
}

function refuseUnhealthy(what: string, answers: object, isAnswer: (value: unknown) => boolean): void {
  for (const [state, answer] of Object.entries(answers)) {
    if (typeof answer === 'function' || isAnswer(answer)) continue;
    throw invalid(
      `The healthy answer of ${what} '${state}' is one outcome, or a function that returns one.`,
      answer,
      'The search places the faults itself: leave lists, failures and delays out.',
    );
  }
}
