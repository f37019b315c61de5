import { shown } from '../../model/arguments';
import { toPlainJson, type Json } from '../../model/json';
import { strictJson } from '../../model/strictJson';
import { TestkitError } from '../../model/testkitError';
import { checkedFailure } from './outcomeChecks';
import { outcomeAfterRedrives } from './outcomes';
import type { Turn } from '../engine/step';
import { nextEntry } from './scriptUse';
import { isOutcome, type TaskOutcome } from './taskScript';

/** What an ItemReader or a ResultWriter is asked for, as a scripted function sees it. */
export interface MapRunCall {
  readonly stateName: string;
  /** The effective input of the Map state. */
  readonly input: Json;
  readonly redriveCount: number;
  readonly executionArn: string;
}

/** What an ItemReader comes to. Made by `reads()` and `readerFails()`. */
export type ItemReaderOutcome = { readonly items: Json } | { readonly error: string; readonly cause?: string };

/** What a ResultWriter comes to. Made by `writes()`, `writerRefused()` and `writerFails()`. */
export type ResultWriterOutcome =
  | { readonly writer: 'writes' }
  | { readonly writer: 'refused'; readonly cause?: string }
  | { readonly writer: 'fails'; readonly error: string; readonly cause?: string };

/** One outcome, a list of which each execution uses one after the other (the last repeats), or a function. */
export type MapRunEntry<Outcome> = Outcome | readonly Outcome[] | ((call: MapRunCall) => Outcome);

/** Outcomes of tasks serve as well: `succeeds(items)`, `fails(error, cause)`, `failsUntilRedriven(…)`, without options. */
export type ItemReaderEntry = MapRunEntry<ItemReaderOutcome | TaskOutcome>;
/** Outcomes of tasks serve as well: `succeeds()`, `fails(error, cause)`, `failsUntilRedriven(…)`, without options. */
export type ResultWriterEntry = MapRunEntry<ResultWriterOutcome | TaskOutcome>;

/** Outcomes of ItemReaders by the name of the Map state. One is used per Map Run, and again by a redrive that reads anew. */
export type ItemReaderScript = Readonly<Record<string, ItemReaderEntry>>;

/** Outcomes of ResultWriters by the name of the Map state. One is used per Map Run and per redrive of it. */
export type ResultWriterScript = Readonly<Record<string, ResultWriterEntry>>;

/**
 * The ItemReader finds these items.
 *
 * @example
 * sfn.createStateMachine({ name, definition, itemReaders: { EachOrder: reads([{ id: 1 }, { id: 2 }]) } });
 */
export function reads(items: unknown): ItemReaderOutcome {
  return Object.freeze({ items: strictJson(items, 'What reads() is to find') });
}

/**
 * The ItemReader fails; the error is States.ItemReaderFailed unless given.
 *
 * @example
 * sfn.createStateMachine({ name, definition, itemReaders: { EachOrder: readerFails(undefined, 'AccessDenied') } });
 */
export function readerFails(error = 'States.ItemReaderFailed', cause?: string): ItemReaderOutcome {
  return Object.freeze({ ...checkedFailure('readerFails', error, cause), error });
}

/**
 * The ResultWriter writes: what it does without a script.
 *
 * @example
 * sfn.createStateMachine({ name, definition, resultWriters: { EachOrder: [writerRefused(), writes()] } });
 */
export function writes(): ResultWriterOutcome {
  return Object.freeze({ writer: 'writes' });
}

/**
 * The test write of the ResultWriter is refused: the Map Run does not start, or is not redriven.
 *
 * @param cause What follows on AWS's sentence about the state; a role that cannot be assumed unless given.
 *
 * @example
 * sfn.createStateMachine({ name, definition, resultWriters: { EachOrder: writerRefused('no access to the bucket') } });
 */
export function writerRefused(cause?: string): ResultWriterOutcome {
  return Object.freeze({ writer: 'refused', ...checkedFailure('writerRefused', undefined, cause) });
}

/**
 * The results cannot be written at the end; the error is States.ResultWriterFailed unless given.
 *
 * @example
 * sfn.createStateMachine({ name, definition, resultWriters: { EachOrder: writerFails() } });
 */
export function writerFails(error = 'States.ResultWriterFailed', cause?: string): ResultWriterOutcome {
  return Object.freeze({ writer: 'fails', ...checkedFailure('writerFails', error, cause), error });
}

export function isReaderOutcome(value: unknown): value is ItemReaderOutcome | TaskOutcome {
  if (isOutcome(value)) return isWithoutTask(value);
  return typeof value === 'object' && value !== null && ('items' in value || 'error' in value);
}

export function isWriterOutcome(value: unknown): value is ResultWriterOutcome | TaskOutcome {
  if (isOutcome(value)) return isWithoutTask(value);
  return typeof value === 'object' && value !== null && 'writer' in value;
}

/** Whether what reads or writes can come to this outcome of a task: it has no time, no worker and no token. */
function isWithoutTask({ kind, options, then }: TaskOutcome): boolean {
  if (Object.keys(options).length > 0) return false;
  return kind === 'failsUntilRedriven' ? isWithoutTask(then!) : kind === 'succeeds' || kind === 'fails';
}

export function asReaderOutcome(outcome: ItemReaderOutcome | TaskOutcome, redriveCount: number): ItemReaderOutcome {
  if (!isOutcome(outcome)) return outcome;
  const { kind, output = null, error, cause } = outcomeAfterRedrives(outcome, redriveCount);
  return kind === 'succeeds' ? { items: output } : readerFails(error, cause);
}

export function asWriterOutcome(outcome: ResultWriterOutcome | TaskOutcome, redriveCount: number): ResultWriterOutcome {
  if (!isOutcome(outcome)) return outcome;
  const { kind, error, cause } = outcomeAfterRedrives(outcome, redriveCount);
  return kind === 'succeeds' ? writes() : writerFails(error, cause);
}

/** What the entry of a script comes to this time; nothing, and a report, if a scripted function went wrong. */
export function entryOutcome<Outcome extends object>(
  turn: Turn,
  entry: MapRunEntry<Outcome>,
  call: MapRunCall,
  isOutcome: (value: unknown) => value is Outcome,
): Outcome | undefined {
  if (typeof entry === 'function') return calledOutcome(turn, entry, call, isOutcome);
  return isList(entry) ? nextEntry(turn.run, entry) : entry;
}

function isList<Outcome>(entry: Outcome | readonly Outcome[]): entry is readonly Outcome[] {
  return Array.isArray(entry);
}

function calledOutcome<Outcome>(
  { run, env }: Turn,
  script: (call: MapRunCall) => Outcome,
  call: MapRunCall,
  isOutcome: (value: unknown) => value is Outcome,
): Outcome | undefined {
  const what = `The scripted function of Map state '${call.stateName}'`;
  const hint = 'Return reads(…) or readerFails(…) for an ItemReader, writes() or writerFails(…) for a ResultWriter.';
  try {
    const outcome: unknown = script({ ...call, input: toPlainJson(call.input) });
    if (isOutcome(outcome)) return outcome;
    const found = `It returned ${shown(outcome)}.`;
    env.reportMisuse(
      run,
      new TestkitError({ code: 'ARGUMENT_INVALID', what: `${what} returned no outcome.`, found, hint }),
    );
  } catch (error) {
    const found = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    env.reportMisuse(run, new TestkitError({ code: 'ARGUMENT_INVALID', what: `${what} threw.`, found, hint }));
  }
  return undefined;
}
