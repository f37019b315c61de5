import { appendFileSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  addCount,
  keyOfMachine,
  type CountedMachine,
  type CoverageCounters,
  type CoverageSink,
} from '../control/coverageCounters';

/** Names the folder in which a reporter collects what all workers have counted. Without it nothing is written. */
export const COVERAGE_FOLDER = 'REDRIVE_TESTKIT_COVERAGE_FOLDER';
const FILE = 'counts.jsonl';

/** One line of a file: what has come since the line before. A definition is told once. */
interface Line {
  readonly name: string;
  /** Number of the definition in this file. */
  readonly id: number;
  readonly definition?: string;
  readonly scripted: readonly string[];
  /** State, what has happened there, and how often. */
  readonly counts: readonly (readonly [string, string, number])[];
}

let file: CoverageFile | undefined;

/** Lets a reporter know of what is counted here, if there is one. */
export function collectFrom(counters: CoverageCounters): void {
  const folder = process.env[COVERAGE_FOLDER];
  if (folder === undefined || folder === '') return;
  if (file?.folder !== folder) file = new CoverageFile(folder);
  counters.sink = file;
}

/**
 * A file of this worker, or of this copy of the kit. What was counted is appended as soon as the code that is running awaits something: no hook of the
 * test runner is needed, and a worker that is killed has told all but its last step.
 */
class CoverageFile implements CoverageSink {
  private path: string | undefined;
  private readonly ids = new Map<string, number>();
  private unsaved = new Map<string, CountedMachine>();

  constructor(readonly folder: string) {}

  count(machine: CountedMachine, state: string, what: string, times: number): void {
    addCount(this.unsavedOf(machine), state, what, times);
  }

  noteScripted(machine: CountedMachine, states: readonly string[]): void {
    const { scripted } = this.unsavedOf(machine);
    for (const state of states) scripted.add(state);
  }

  private unsavedOf({ name, definition }: CountedMachine): CountedMachine {
    if (this.unsaved.size === 0) void Promise.resolve().then(() => this.save());
    const key = keyOfMachine({ name, definition });
    let machine = this.unsaved.get(key);
    if (machine === undefined) {
      machine = { name, definition, states: new Map(), scripted: new Set() };
      this.unsaved.set(key, machine);
    }
    return machine;
  }

  private save(): void {
    const lines = [...this.unsaved.values()].map((machine) => `${JSON.stringify(this.lineOf(machine))}\n`);
    this.unsaved = new Map();
    try {
      this.path ??= join(mkdtempSync(join(this.folder, 'worker-')), FILE);
      appendFileSync(this.path, lines.join(''));
    } catch {
      // The run is over, and its folder is gone: nobody wants to know any more.
    }
  }

  private lineOf(machine: CountedMachine): Line {
    const key = keyOfMachine(machine);
    const known = this.ids.get(key);
    const id = known ?? this.ids.size;
    this.ids.set(key, id);
    return {
      name: machine.name,
      id,
      ...(known === undefined ? { definition: machine.definition } : {}),
      scripted: [...machine.scripted],
      counts: [...machine.states].flatMap(([state, counts]) =>
        [...counts].map(([what, times]) => [state, what, times] as const),
      ),
    };
  }
}

/** Adds up what all workers have written into a folder, machines by their names. */
export function readCollected(folder: string): CountedMachine[] {
  const machines = new Map<string, CountedMachine>();
  for (const worker of readdirSync(folder).sort()) {
    const definitions: string[] = [];
    for (const line of linesOf(join(folder, worker, FILE))) {
      if (line.definition !== undefined) definitions[line.id] = line.definition;
      const { name, scripted, counts } = line;
      const definition = definitions[line.id]!;
      const key = keyOfMachine({ name, definition });
      const machine = machines.get(key) ?? { name, definition, states: new Map(), scripted: new Set() };
      machines.set(key, machine);
      for (const state of scripted) machine.scripted.add(state);
      for (const [state, what, times] of counts) addCount(machine, state, what, times);
    }
  }
  return [...machines.values()].sort((a, b) => (keyOfMachine(a) < keyOfMachine(b) ? -1 : 1));
}

/** The whole lines of a file: a worker may have been killed before it wrote anything, or in the middle of a line. */
function linesOf(path: string): Line[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return [];
  }
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}
