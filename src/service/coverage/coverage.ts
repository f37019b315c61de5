import { parseDefinition } from '../../asl/definition';
import { remember } from '../../model/provenance';
import type { CountedMachine, CoverageCounters } from '../control/coverageCounters';
import type { StateMachineRecord } from '../store';
import { definitionPartsOf, type CoveredPart } from './definitionParts';
import { coverageText } from './coverageText';

/** Something that a test can reach, and how often that has happened. */
export interface CoverageItem {
  readonly name: string;
  readonly times: number;
}

/** How much of one kind was reached. */
export interface CoverageMeasure {
  readonly covered: number;
  readonly total: number;
  /** Names of what was not reached. */
  readonly missing: readonly string[];
  readonly items: readonly CoverageItem[];
}

/** The measures of a machine, in the order in which they are shown. */
export interface CoverageMeasures {
  readonly states: CoverageMeasure;
  /** Ways from one state to another, by whatever field. */
  readonly transitions: CoverageMeasure;
  /** Rules of Choice states that held, and their Default. */
  readonly choiceRules: CoverageMeasure;
  readonly retriers: CoverageMeasure;
  readonly catchers: CoverageMeasure;
  /** TimeoutSeconds and HeartbeatSeconds that have passed. */
  readonly timeouts: CoverageMeasure;
  /** Tasks that have failed. */
  readonly failures: CoverageMeasure;
  /** States from which a redrive has gone on. Tasks and Distributed Maps are expected; others are listed if it has happened. */
  readonly resumed: CoverageMeasure;
  /** Tasks that a test has scripted, and whether they were ever reached. */
  readonly scripted: CoverageMeasure;
}

/**
 * How much of one state machine was reached, as it is defined in one revision. Prints as a table.
 *
 * @example
 * expect(sfn.coverage(checkout).states.missing).toEqual([]);
 */
export class MachineCoverage implements CoverageMeasures {
  readonly name: string;
  readonly states: CoverageMeasure;
  readonly transitions: CoverageMeasure;
  readonly choiceRules: CoverageMeasure;
  readonly retriers: CoverageMeasure;
  readonly catchers: CoverageMeasure;
  readonly timeouts: CoverageMeasure;
  readonly failures: CoverageMeasure;
  readonly resumed: CoverageMeasure;
  readonly scripted: CoverageMeasure;

  /** @internal */
  constructor(counted: CountedMachine) {
    const definition = parseDefinition(counted.definition);
    const parts = definitionPartsOf(definition);
    remember(this, { definition });
    const measure = (list: readonly CoveredPart[]) => measureOf(list, counted);
    this.name = counted.name;
    this.states = measure(parts.states);
    this.transitions = measure(parts.transitions);
    this.choiceRules = measure(parts.choiceRules);
    this.retriers = measure(parts.retriers);
    this.catchers = measure(parts.catchers);
    this.timeouts = measure(parts.timeouts);
    this.failures = measure(parts.failures);
    const expected = new Set(parts.resumable.map(({ state }) => state));
    this.resumed = measure(
      parts.states
        .map(({ state }) => ({ name: state, state, what: 'resumed' }))
        .filter((each) => expected.has(each.state) || timesOf(each, counted) > 0),
    );
    this.scripted = measure(parts.states.filter(({ state }) => counted.scripted.has(state)));
  }

  /** A table, with what is missing by name. */
  toString(): string {
    return coverageText([this]);
  }

  toJSON(): { readonly name: string } & CoverageMeasures {
    return { ...this };
  }
}

/**
 * How much of all state machines was reached. Prints as a table.
 *
 * @example
 * afterAll(() => console.log(String(sfn.coverage())));
 */
export class Coverage {
  readonly machines: readonly MachineCoverage[];

  /** @internal */
  constructor(counted: readonly CountedMachine[]) {
    this.machines = counted.map((each) => new MachineCoverage(each));
  }

  /** A table, with what is missing by name. */
  toString(): string {
    return coverageText(this.machines);
  }

  toJSON(): { readonly machines: readonly MachineCoverage[] } {
    return { machines: this.machines };
  }
}

function measureOf(parts: readonly CoveredPart[], counted: CountedMachine): CoverageMeasure {
  const items = parts.map((part) => ({ name: part.name, times: timesOf(part, counted) }));
  const missing = items.filter(({ times }) => times === 0).map(({ name }) => name);
  return { covered: items.length - missing.length, total: items.length, missing, items };
}

const timesOf = ({ state, what }: CoveredPart, { states }: CountedMachine): number => states.get(state)?.get(what) ?? 0;

/** How much was reached of a machine as it is defined now, or in the version that is named. */
export function machineCoverage(
  counters: CoverageCounters,
  machine: StateMachineRecord,
  arn: string | undefined,
): MachineCoverage {
  const version = machine.versions.find((each) => each.arn === arn);
  return new MachineCoverage(counters.of(machine, version?.revision));
}
