import {
  isReaderOutcome,
  isWriterOutcome,
  type ItemReaderScript,
  type MapRunEntry,
  type ResultWriterScript,
} from '../../asl/mapRunScript';
import { TestkitError } from '../../model/testkitError';
import type { StateMachineRecord } from '../store';
import { stateNames, unknownState } from '../taskScripts';

/** Outcomes of the readers and writers of Distributed Maps, by the name of the Map state. */
export interface MapRunScripts {
  itemReaders?: ItemReaderScript | undefined;
  resultWriters?: ResultWriterScript | undefined;
}

/** Puts outcomes under the Map states of a machine; entries that are there for other states stay. */
export function scriptMapRuns(machine: StateMachineRecord, { itemReaders, resultWriters }: MapRunScripts): void {
  putEntries(machine, 'ItemReader', itemReaders ?? {}, machine.itemReaders, isReaderOutcome);
  putEntries(machine, 'ResultWriter', resultWriters ?? {}, machine.resultWriters, isWriterOutcome);
}

function putEntries<Outcome>(
  machine: StateMachineRecord,
  field: 'ItemReader' | 'ResultWriter',
  script: Readonly<Record<string, MapRunEntry<Outcome>>>,
  target: Map<string, MapRunEntry<Outcome>>,
  isOutcome: (value: unknown) => boolean,
): void {
  const names = Object.keys(script);
  if (names.length === 0) return;
  const known = stateNames(machine, (state) => state.Type === 'Map' && state[field] !== undefined);
  for (const name of names) {
    if (!known.includes(name)) throw unknownState(machine, name, known, `Map state with ${field}`);
    refuseNoOutcome(name, field, script[name], isOutcome);
  }
  for (const [name, entry] of Object.entries(script)) {
    // A list is copied: each new script starts from its first entry.
    target.set(name, Array.isArray(entry) ? Object.freeze([...(entry as readonly Outcome[])]) : entry);
  }
}

function refuseNoOutcome(name: string, field: string, entry: unknown, isOutcome: (value: unknown) => boolean): void {
  const entries: readonly unknown[] = Array.isArray(entry) ? entry : [entry];
  const wrong = entries.find((each) => typeof each !== 'function' && !isOutcome(each));
  if (entries.length > 0 && wrong === undefined) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `The script of the ${field} of '${name}' is no outcome.`,
    found: entries.length === 0 ? 'It is an empty list.' : `It holds: ${JSON.stringify(wrong) ?? String(wrong)}.`,
    cure:
      field === 'ItemReader'
        ? 'Give reads([…]) or readerFails(…), a list of them, or a function that returns one.'
        : 'Give writes(), writerRefused(…) or writerFails(…), a list of them, or a function that returns one.',
  });
}
