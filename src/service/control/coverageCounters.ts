import type { Definition } from '../../asl/definition/definition';
import type { Run } from '../../asl/engine/run';
import type { Happening } from '../../asl/engine/step';
import type { StateMachineRecord, StateMachineRevision, Store } from '../store';

/** How often something has happened at a state. */
export type StateCounts = Map<string, number>;

/** What was counted of one definition of one name. */
export interface CountedMachine {
  readonly name: string;
  readonly definition: string;
  /** By the names of states, at any depth; what happens to a whole execution is at ''. */
  readonly states: Map<string, StateCounts>;
  /** Tasks that a test has scripted. */
  readonly scripted: Set<string>;
}

/** Takes note of the same in a second place: that of a reporter. */
export interface CoverageSink {
  count(machine: CountedMachine, state: string, what: string, times: number): void;
  noteScripted(machine: CountedMachine, states: readonly string[]): void;
}

/** Machines are one if they have the same name and the same definition. */
export const keyOfMachine = ({ name, definition }: Pick<CountedMachine, 'name' | 'definition'>): string =>
  `${name}\n${definition}`;

export function addCount({ states }: CountedMachine, state: string, what: string, times: number): void {
  let counts = states.get(state);
  if (counts === undefined) states.set(state, (counts = new Map()));
  counts.set(what, (counts.get(what) ?? 0) + times);
}

/** Counts what the engine says of the executions of one fake. */
export class CoverageCounters {
  sink: CoverageSink | undefined;
  private readonly machines = new Map<string, CountedMachine>();
  /** Whose definition it is: looked up at its first step. */
  private machineOf = new WeakMap<Definition, CountedMachine>();

  constructor(private readonly store: Store) {}

  note(run: Run, state: string, what: Happening): void {
    const machine = this.machineOf.get(run.definition) ?? this.found(run);
    addCount(machine, state, what, 1);
    this.sink?.count(machine, state, what, 1);
  }

  noteScripted(record: StateMachineRecord, states: readonly string[]): void {
    if (record.isSeeded === true) return;
    const machine = this.of(record);
    for (const state of states) machine.scripted.add(state);
    this.sink?.noteScripted(machine, states);
  }

  /** Takes over what was counted of some machines of another fake, by their ARNs. */
  adopt({ machines, store }: CoverageCounters, isWanted: (arn: string) => boolean): void {
    const wanted = new Set<string>();
    for (const { arn, name } of store.stateMachines.values()) if (isWanted(arn)) wanted.add(name);
    for (const counted of machines.values()) if (wanted.has(counted.name)) this.add(counted);
  }

  private add({ name, definition, states }: CountedMachine): void {
    const machine = this.named(name, definition);
    for (const [state, counts] of states) {
      for (const [what, times] of counts) {
        addCount(machine, state, what, times);
        this.sink?.count(machine, state, what, times);
      }
    }
  }

  /** What was counted of a machine as it is defined now, or was in another revision. */
  of(record: StateMachineRecord, revision: StateMachineRevision = record.revisions.at(-1)!): CountedMachine {
    return this.named(record.name, revision.definitionText);
  }

  /** Of all machines of the test as they are defined now, and of all else that was counted. */
  all(): Iterable<CountedMachine> {
    for (const record of this.store.stateMachines.values()) if (record.isSeeded !== true) this.of(record);
    return this.machines.values();
  }

  clear(): void {
    this.machines.clear();
    this.machineOf = new WeakMap();
  }

  /** A child of a Map Run runs a part of the definition of its parent. */
  private found(run: Run): CountedMachine {
    const { revision } = this.store.executions.get(run.executionArn)!;
    const machine = this.named(run.stateMachineName, revision.definitionText);
    this.machineOf.set(run.definition, machine);
    return machine;
  }

  private named(name: string, definition: string): CountedMachine {
    const key = keyOfMachine({ name, definition });
    let machine = this.machines.get(key);
    if (machine === undefined) {
      machine = { name, definition, states: new Map(), scripted: new Set() };
      this.machines.set(key, machine);
    }
    return machine;
  }
}
