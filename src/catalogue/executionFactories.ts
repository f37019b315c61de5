import type { DescribeExecutionOutput, HistoryEvent } from '@aws-sdk/client-sfn';
import { buildExecution, type BuiltExecution } from './builtExecution';
import { fakerPayloads } from './fakerPayloads';
import type { FakerLike } from '../model/faker';
import type {
  AnyMode,
  AnyModeOptions,
  FailureMode,
  FailureModeOptions,
  RefusalMode,
  RefusalModeOptions,
} from './modes';
import { plainPayloads, type PayloadSource } from './payloads';
import { recipeOf, type ExecutionRecipe } from './recipe';
import { checkOptions, invalid, isWholeFrom } from '../model/arguments';

/** Options of {@link createFactories}. */
export interface FactoryOptions {
  /**
   * The consumer's faker, version 9 or 10: payloads, names, request ids and causes are drawn from it. Its own seed is
   * not disturbed. Without it they are plain and counted.
   */
  faker?: FakerLike;
  /** The same seed (and the same version of faker) gives the same bytes; 1 unless given. */
  randomSeed?: number;
}

/** Factories with a sequence of their own: each execution is another one, until `rewind()`. */
export interface Factories {
  /** A recipe for `sfn.seed`, with contents from these factories. */
  failedExecution<Mode extends FailureMode>(mode: Mode, ...options: FailureModeOptions[Mode][]): ExecutionRecipe;
  /** The same for an execution that AWS refuses to redrive. */
  refusedExecution<Mode extends RefusalMode>(mode: Mode, ...options: RefusalModeOptions[Mode][]): ExecutionRecipe;
  /** What the operations answer about the next execution. */
  build<Mode extends AnyMode>(mode: Mode, ...options: AnyModeOptions[Mode][]): BuiltExecution;
  /** The next few executions. */
  buildList<Mode extends AnyMode>(count: number, mode: Mode, ...options: AnyModeOptions[Mode][]): BuiltExecution[];
  /** The history of the next execution. */
  executionHistory<Mode extends AnyMode>(mode: Mode, ...options: AnyModeOptions[Mode][]): HistoryEvent[];
  /** The description of the next execution. */
  describeExecutionOutput<Mode extends AnyMode>(
    mode: Mode,
    ...options: AnyModeOptions[Mode][]
  ): DescribeExecutionOutput;
  /** The sequence begins again: what is built next is equal to what was built first. */
  rewind(): void;
}

/**
 * Factories for executions of the catalogue.
 *
 * @throws TestkitError `OPTION_UNKNOWN`, `ARGUMENT_INVALID`
 * @example
 * const factories = createFactories({ randomSeed: 7 });
 * const [first, second] = factories.buildList(2, 'lambda-function-failed', { state: 'ChargeCard' });
 * first?.description.status; // 'FAILED'
 */
export function createFactories(options: FactoryOptions = {}): Factories {
  const { faker, randomSeed = 1 } = checked(options);
  const payloads: PayloadSource = faker === undefined ? plainPayloads : fakerPayloads(faker, randomSeed);
  let sequence = 0;
  const next = (mode: AnyMode, parts: readonly object[]): BuiltExecution => {
    const built = buildExecution(recipeOf('executionHistory', mode, parts, payloads), sequence, { randomSeed });
    sequence += 1;
    return built;
  };
  return {
    failedExecution: (mode, ...parts) => recipeOf('failedExecution', mode, parts, payloads),
    refusedExecution: (mode, ...parts) => recipeOf('refusedExecution', mode, parts, payloads),
    build: (mode, ...parts) => next(mode, parts),
    buildList: (count, mode, ...parts) => Array.from({ length: checkedCount(count) }, () => next(mode, parts)),
    executionHistory: (mode, ...parts) => next(mode, parts).history,
    describeExecutionOutput: (mode, ...parts) => next(mode, parts).description,
    rewind() {
      sequence = 0;
    },
  };
}

/**
 * The whole history of an execution of one of {@link failureModes} or {@link refusalModes}, as GetExecutionHistory answers it. It is
 * 2026-01-01T00:00:00Z, unless `startedAt` says otherwise.
 *
 * @throws TestkitError `OPTION_UNKNOWN`, `ARGUMENT_INVALID`
 * @example
 * const events = executionHistory('lambda-function-failed', redriven(1), { error: 'CardDeclined' });
 */
export function executionHistory<Mode extends AnyMode>(
  mode: Mode,
  ...options: readonly AnyModeOptions[Mode][]
): HistoryEvent[] {
  return buildExecution(recipeOf('executionHistory', mode, options, plainPayloads), 0).history;
}

/**
 * What DescribeExecution answers about an execution of one of {@link failureModes} or {@link refusalModes}. With the same mode and options, it
 * agrees with {@link executionHistory}.
 *
 * @throws TestkitError `OPTION_UNKNOWN`, `ARGUMENT_INVALID`
 * @example
 * stub.on(DescribeExecutionCommand).resolves(describeExecutionOutput('execution-aborted'));
 */
export function describeExecutionOutput<Mode extends AnyMode>(
  mode: Mode,
  ...options: readonly AnyModeOptions[Mode][]
): DescribeExecutionOutput {
  return buildExecution(recipeOf('executionHistory', mode, options, plainPayloads), 0).description;
}

function checked(options: FactoryOptions): FactoryOptions {
  checkOptions('createFactories()', options, ['faker', 'randomSeed'], 'createFactories({ randomSeed: 7 })');
  const { randomSeed } = options;
  if (randomSeed === undefined || Number.isSafeInteger(randomSeed)) return options;
  const what = 'The option randomSeed of createFactories() is a whole number.';
  throw invalid(what, randomSeed, 'Write for example { randomSeed: 7 }.');
}

function checkedCount(count: unknown): number {
  if (isWholeFrom(0, count)) return count;
  const hint = "Write for example buildList(3, 'lambda-function-failed').";
  throw invalid('buildList() takes a whole number of executions, from 0.', count, hint);
}
