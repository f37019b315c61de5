import {
  isReaderOutcome,
  isWriterOutcome,
  type ItemReaderScript,
  type MapRunEntry,
  type ResultWriterScript,
} from '../../asl/script/mapRunScript';
import { checkOptions, shown } from '../../model/arguments';
import { TestkitError } from '../../model/testkitError';
import type { StateMachineRecord } from '../store';
import { checkScript, stateNames, unknownState } from '../taskScripts';

/** Outcomes of the readers and writers of Distributed Maps, by the name of the Map state. */
export interface MapRunScripts {
  itemReaders?: ItemReaderScript | undefined;
  resultWriters?: ResultWriterScript | undefined;
}

/** Puts outcomes under the Map states of a machine; entries that are there for other states stay. */
export function scriptMapRuns(machine: StateMachineRecord, scripts: MapRunScripts): void {
  checkMapRunScripts(machine, scripts);
  putEntries(scripts.itemReaders ?? {}, machine.itemReaders);
  putEntries(scripts.resultWriters ?? {}, machine.resultWriters);
}

/** @throws TestkitError `STATE_UNKNOWN`, `OPTION_UNKNOWN`, `ARGUMENT_INVALID` */
export function checkMapRunScripts(machine: StateMachineRecord, scripts: MapRunScripts): void {
  const example = 'script(machine, {}, { resultWriters: { EachOrder: writes() } })';
  checkOptions('script()', scripts, ['itemReaders', 'resultWriters'], example);
  checkEntries(machine, 'ItemReader', scripts.itemReaders ?? {}, isReaderOutcome);
  checkEntries(machine, 'ResultWriter', scripts.resultWriters ?? {}, isWriterOutcome);
}

function checkEntries(
  machine: StateMachineRecord,
  field: 'ItemReader' | 'ResultWriter',
  script: Readonly<Record<string, unknown>>,
  isOutcome: (value: unknown) => boolean,
): void {
  const example = field === 'ItemReader' ? '{ EachOrder: reads([1, 2]) }' : '{ EachOrder: writes() }';
  checkScript(`The script of the ${field}s`, script, example);
  const names = Object.keys(script);
  if (names.length === 0) return;
  const known = stateNames(machine, (state) => state.Type === 'Map' && state[field] !== undefined);
  for (const name of names) {
    if (!known.includes(name)) throw unknownState(machine, name, known, `Map state with ${field}`);
    refuseNoOutcome(name, field, script[name], isOutcome);
  }
}

function putEntries<Outcome>(
  script: Readonly<Record<string, MapRunEntry<Outcome>>>,
  target: Map<string, MapRunEntry<Outcome>>,
): void {
  for (const [name, entry] of Object.entries(script)) {
    // A list is copied: each new script starts from its first entry.
    target.set(name, Array.isArray(entry) ? Object.freeze([...(entry as readonly Outcome[])]) : entry);
  }
}

function refuseNoOutcome(name: string, field: string, entry: unknown, isOutcome: (value: unknown) => boolean): void {
  const entries: readonly unknown[] = Array.isArray(entry) ? entry : [entry];
  const wrong = entries.filter((each) => !isOutcome(each) && (typeof each !== 'function' || Array.isArray(entry)));
  if (entries.length > 0 && wrong.length === 0) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `The script of the ${field} of '${name}' is no outcome.`,
    found: entries.length === 0 ? 'It is an empty list.' : `It holds: ${shown(wrong[0])}.`,
    hint:
      field === 'ItemReader'
        ? 'Give reads([…]) or readerFails(…), a list of them, or a function that returns one.'
        : 'Give writes(), writerRefused(…) or writerFails(…), a list of them, or a function that returns one.',
  });
}
