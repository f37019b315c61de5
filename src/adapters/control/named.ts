import * as mapRunScript from '../../asl/script/mapRunScript';
import type { ItemReaderScript, ResultWriterScript } from '../../asl/script/mapRunScript';
import * as scripting from '../../asl/script/scripting';
import type { TaskOutcome, TaskScript, TaskScriptEntry } from '../../asl/script/taskScript';
import { invalid, isMembers } from '../../model/arguments';
import { didYouMean } from '../../model/didYouMean';
import type { Refusal } from '../../model/outcome';
import * as faults from '../../rules/faults/builders';

/** Functions that JSON can name. */
type Makers<Made> = Readonly<Record<string, (...args: never[]) => Made>>;

const TASKS: Makers<TaskOutcome> = {
  ...scripting,
  failsUntilRedriven: (error: string, cause: string, options: unknown) =>
    scripting.failsUntilRedriven(error, cause, withThen(options)),
};

const { reads, readerFails, writes, writerFails, writerRefused } = mapRunScript;

/** Not those that make what only the service itself answers. */
const { unknownOperation: _, serializationFailure: __, constraintsViolated: ___, ...REFUSALS } = faults;

/** Outcomes by the name of the state. */
export function tasksFrom(given: unknown): TaskScript {
  return entriesOf('tasks', given, (name, entry) => entryFrom(name, entry));
}

/** An outcome, or a list of them. */
export function entryFrom(name: string, given: unknown): TaskScriptEntry {
  return listOrOne(given, (each) => made(`The outcome of ${name}`, TASKS, each));
}

export function readersFrom(given: unknown): ItemReaderScript {
  const makers: Makers<unknown> = { reads, readerFails };
  return entriesOf('itemReaders', given, (name, entry) =>
    listOrOne(entry, (each) => made(`The reader of ${name}`, makers, each)),
  ) as ItemReaderScript;
}

export function writersFrom(given: unknown): ResultWriterScript {
  const makers: Makers<unknown> = { writes, writerFails, writerRefused };
  return entriesOf('resultWriters', given, (name, entry) =>
    listOrOne(entry, (each) => made(`The writer of ${name}`, makers, each)),
  ) as ResultWriterScript;
}

/** An error of AWS. */
export function refusalFrom(given: unknown): Refusal {
  return made('The refusal', REFUSALS as unknown as Makers<Refusal>, given);
}

function entriesOf<Entry>(
  what: string,
  given: unknown,
  read: (name: string, entry: unknown) => Entry,
): Record<string, Entry> {
  const hint = 'Send for example {"ChargeCard": {"succeeds": {"paid": true}}}.';
  if (!isMembers(given)) throw invalid(`The member ${what} is an object of states.`, given, hint);
  return Object.fromEntries(Object.entries(given).map(([name, entry]) => [name, read(name, entry)]));
}

function listOrOne<Made>(given: unknown, make: (each: unknown) => Made): Made | Made[] {
  return Array.isArray(given) ? given.map(make) : make(given);
}

/**
 * What a function makes that is named in JSON: `"timesOut"`, `{"fails": ["Card.Declined", "insufficient funds"]}` with its arguments as a list, or
 * `{"succeeds": {"paid": true}}` with its only one.
 */
function made<Made>(what: string, makers: Makers<Made>, given: unknown): Made {
  const [name, args] = typeof given === 'string' ? [given, []] : callOf(given);
  if (name !== undefined && Object.hasOwn(makers, name)) return makers[name]!(...(args as never[]));
  const names = Object.keys(makers);
  const hint = `${(name !== undefined && didYouMean(name, names)) || 'Send "timesOut", {"fails": ["Card.Declined", "cause"]} or {"succeeds": {"paid": true}}.'} There are: ${names.join(', ')}.`;
  throw invalid(
    `${what} is the name of a function, or an object with that name and its arguments.`,
    name ?? given,
    hint,
  );
}

function callOf(given: unknown): readonly [string | undefined, readonly unknown[]] {
  const entries = isMembers(given) ? Object.entries(given) : [];
  if (entries.length !== 1) return [undefined, []];
  const [name, args] = entries[0]!;
  return [name, Array.isArray(args) ? args : [args]];
}

function withThen(options: unknown): Parameters<typeof scripting.failsUntilRedriven>[2] {
  if (!isMembers(options) || options['then'] === undefined) return options as never;
  return { ...options, then: made('The option then', TASKS, options['then']) };
}
