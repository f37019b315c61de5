import { checkOptions, invalid } from '../../model/arguments';
import { isJsonArray, type Json } from '../../model/json';
import { strictJson } from '../../model/strictJson';
import { checkAfter, checkedFailure } from './outcomeChecks';
import { isOutcome, outcomeAfterRedrives, type TaskOutcome } from './taskScript';

/** What an ItemReader or a ResultWriter is asked for, as a scripted function sees it. */
export interface MapRunCall {
  readonly stateName: string;
  /** The effective input of the Map state. */
  readonly input: Json;
  readonly redriveCount: number;
  readonly executionArn: string;
}

/** What an ItemReader comes to. Made by `reads()` and `readerFails()`. */
export type ItemReaderOutcome =
  | {
      readonly items: Json;
      readonly source?: string | readonly string[];
      readonly key?: readonly string[];
      readonly after?: number;
    }
  | { readonly error: string; readonly cause?: string };

/** Options of {@link reads}: what `$$.Map.Item` shows of an item beside its index and its value, and how long it takes. */
export interface ReadsOptions {
  /** How long the reader reads, in milliseconds (`seconds(5)`). Until then the Map Run has no items. Without it, it takes "a moment". */
  after?: number;
  /** `$$.Map.Item.Source`: one for all items, or one for each. What the ItemReader reads unless given: `s3://bucket/key`, or `s3://bucket` of a listing. */
  source?: string | readonly string[];
  /** `$$.Map.Item.Key` of each item, where the items are the pairs of an object. */
  key?: readonly string[];
}

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
export function reads(items: unknown, options: ReadsOptions = {}): ItemReaderOutcome {
  const found = strictJson(items, 'What reads() is to find');
  checkOptions('reads()', options, ['after', 'source', 'key'], "reads([{ id: 1 }], { source: 's3://orders/a.json' })");
  const { after, source, key } = options;
  if (after !== undefined) checkAfter('reads', after, '');
  if (source !== undefined && typeof source !== 'string') refuseOthers('source', source, found);
  if (key !== undefined) refuseOthers('key', key, found);
  return Object.freeze({
    items: found,
    ...(after === undefined ? {} : { after }),
    ...(source === undefined ? {} : { source: typeof source === 'string' ? source : Object.freeze([...source]) }),
    ...(key === undefined ? {} : { key: Object.freeze([...key]) }),
  });
}

function refuseOthers(name: string, texts: unknown, items: Json): void {
  const isListOfTexts = Array.isArray(texts) && texts.every((each) => typeof each === 'string');
  if (isListOfTexts && isJsonArray(items) && texts.length === items.length) return;
  const hint = 'Give a list that is as long as the list of items.';
  throw invalid(`The ${name} of reads() is one text for each item.`, texts, hint);
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
