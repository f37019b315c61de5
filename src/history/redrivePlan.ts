import { givenDefinition } from '../asl/definition/givenDefinition';
import { isDistributed, type Definition } from '../asl/definition/definition';
import { planResume, type Resumption } from '../asl/engine/resume';
import type { Frame, Run, Thread } from '../asl/engine/run';
import { checkOptions } from '../model/arguments';
import { provenanceOf } from '../model/provenance';
import { defaultLimits } from '../rules/limits';
import { redrivabilityOf } from '../rules/redrivability';
import type { HistorySource } from './historyEvents';
import { wholeHistory } from './readHistory';
import { definitionFromHistory } from './rebuild/definitionFromHistory';
import { refuseOtherDefinition } from './rebuild/definitionMatch';
import { rebuildRun } from './rebuild/rebuiltRun';
import { tracedThreads, type TracedThreads } from './rebuild/tracedThreads';
import { statusAfter, traceHistory, type StateVisit, type Trace } from './trace';

/** Where a state lies: the branches and iterations around it, outermost first. */
export type StatePath = readonly (
  { readonly parallel: string; readonly branch: number } | { readonly map: string; readonly iteration: number }
)[];

/** A state that was entered, as a plan names it. */
export interface PlannedState {
  readonly state: string;
  /** `Task`, `Map`, … */
  readonly type: string;
  /** Id of its *StateEntered event. */
  readonly enteredEventId: number;
  readonly path: StatePath;
}

/** What a redrive does to a state. */
export type RedriveAction =
  | 'task is scheduled again'
  | 'waits again'
  | 'choice is evaluated again'
  | 'exits without running'
  | 'fails again'
  | 'unsuccessful branches resume'
  | 'unsuccessful iterations resume'
  | 'all branches run again'
  | 'all iterations run again'
  | 'starts its branches'
  | 'starts its iterations'
  | 'completes with the results it has'
  | 'Map Run is redriven'
  | 'Map Run starts for the first time'
  | 'a new Map Run starts';

export interface RerunState extends PlannedState {
  readonly action: RedriveAction;
}

export interface KeptState extends PlannedState {
  readonly exitedEventId: number;
}

/** An iteration of an inline Map that never started: it starts when its turn comes. */
export interface FreshIteration {
  readonly map: string;
  readonly iteration: number;
  readonly path: StatePath;
}

/** What a redrive of an execution does, read from its history. */
export interface RedrivePlan {
  /** Whether the history allows a redrive. Its age, its machine and its type are not in it. */
  readonly redrivable: boolean;
  /** AWS's reason why not. */
  readonly reason?: string;
  /** The innermost unsuccessful states: work goes on here. */
  readonly resumesAt: readonly RerunState[];
  /** Every unsuccessful state, the Parallel and Map states around the innermost ones included. */
  readonly reruns: readonly RerunState[];
  /** States that have exited and do not run again. */
  readonly keeps: readonly KeptState[];
  readonly startsFresh: readonly FreshIteration[];
  /** What the lists do not say: branches and iterations that begin or go on between two states. */
  readonly notes: readonly string[];
}

export interface RedrivePlanOptions {
  /**
   * The definition that the execution ran, as an object or as its JSON text. What `sfn.history()` gives knows it. Without it the plan
   * says what the events alone tell: a branch that had not entered a state yet is not in them.
   */
  readonly definition?: object | string;
}

/**
 * Which states a redrive of this execution runs again and which it keeps. The execution is rebuilt from its history, and the
 * engine is asked what its redrive does.
 *
 * @throws {TestkitError} `ARGUMENT_INVALID` if this is no history, `HISTORY_INVALID` if it is a part of one or not of the definition.
 * @example
 * const plan = redrivePlan(sfn.history(order));
 * plan.resumesAt; // [{ state: 'ChargeCard', type: 'Task', action: 'task is scheduled again', enteredEventId: 4, path: [] }]
 */
export function redrivePlan(history: HistorySource, options: RedrivePlanOptions = {}): RedrivePlan {
  const known = knownDefinition(history, options);
  const trace = traceHistory(wholeHistory('redrivePlan()', history));
  if (known !== undefined) refuseOtherDefinition(trace, known);
  const definition = known ?? definitionFromHistory(trace, { failsAgain: false }).definition;
  const { run } = rebuildRun({ describe: {}, trace, definition, endsAreKnown: known !== undefined });
  const reason = reasonAgainst(run, trace);
  const writing = new PlanWriting(tracedThreads(run, trace), known !== undefined);
  if (reason !== undefined) return { redrivable: false, reason, ...writing.keptAlone(trace) };
  for (const resumption of planResume(run)) writing.add(resumption);
  return { redrivable: true, ...writing.finished() };
}

function knownDefinition(history: HistorySource, options: RedrivePlanOptions): Definition | undefined {
  const example = 'redrivePlan(events, { definition })';
  checkOptions('redrivePlan()', options, ['definition'], example);
  const { definition } = options;
  if (definition === undefined) return provenanceOf(history)?.definition as Definition | undefined;
  return givenDefinition(definition);
}

/** By the rules of the call, as far as a history tells: its age and its state machine are not in it. */
function reasonAgainst({ time }: Run, { events }: Trace): string | undefined {
  const facts = {
    type: 'STANDARD',
    status: statusAfter(events.at(-1)!.type),
    startDate: Number.POSITIVE_INFINITY,
    stopDate: time,
    eventCount: events.length,
    machineStatus: 'ACTIVE',
    isMapRunChild: false,
  } as const;
  return redrivabilityOf(facts, time).redriveStatusReason;
}

type Draft = {
  readonly [Part in 'resumesAt' | 'reruns' | 'keeps' | 'startsFresh' | 'notes']: RedrivePlan[Part][number][];
};

/** Puts into words what the engine's redrive does with each thread. */
class PlanWriting {
  private readonly draft: Draft = { resumesAt: [], reruns: [], keeps: [], startsFresh: [], notes: [] };

  constructor(
    private readonly traced: TracedThreads,
    private readonly isDefinitionKnown: boolean,
  ) {}

  /** Of an execution that is not redriven, only what has exited is told. */
  keptAlone({ root }: Trace): Draft {
    this.draft.keeps.push(...root.visits.flatMap((visit) => kept(visit, [])));
    return this.draft;
  }

  finished(): Draft {
    this.draft.keeps.sort((a, b) => a.enteredEventId - b.enteredEventId);
    return this.draft;
  }

  add({ thread, way }: Resumption): void {
    this.keep(thread);
    const { frame } = thread;
    const visit = this.traced.get(thread)?.visits.at(-1);
    if (frame === undefined || visit === undefined) return this.noteBetweenStates(thread);
    const rerun = { ...planned(visit, pathOf(thread)), action: actionOf(way, visit, frame) };
    this.draft.reruns.push(rerun);
    if (way !== 'resumes its children') {
      this.draft.resumesAt.push(rerun);
      return;
    }
    this.addNeverStarted(thread, frame);
    for (const child of frame.container!.children) {
      if (child.status !== 'succeeded') continue;
      this.keep(child);
      if (!this.isDefinitionKnown) this.noteUnfinished(child);
    }
  }

  private keep(thread: Thread): void {
    const path = pathOf(thread);
    for (const visit of this.traced.get(thread)?.visits ?? []) this.draft.keeps.push(...kept(visit, path));
  }

  private addNeverStarted(thread: Thread, { name, container }: Frame): void {
    const { items, children } = container!;
    const path = pathOf(thread);
    for (let iteration = children.length; iteration < items.length; iteration += 1) {
      this.draft.startsFresh.push({ map: name, iteration, path });
    }
  }

  private noteBetweenStates(thread: Thread): void {
    const last = this.traced.get(thread)?.visits.at(-1)?.name;
    const next = this.isDefinitionKnown ? thread.next?.name : undefined;
    const begins = next === undefined ? 'its first state' : `"${next}"`;
    const goesOn = next === undefined ? `after "${last}"` : `with "${next}"`;
    const where = placeOf(thread);
    if (where !== undefined) {
      this.draft.notes.push(`${where} ${last === undefined ? `begins with ${begins}` : `goes on ${goesOn}`}.`);
    } else if (last === undefined) {
      this.draft.notes.push(`No state was entered: the execution starts with ${begins}.`);
    } else {
      this.draft.notes.push(`Every state that was entered has exited: the execution goes on ${goesOn}.`);
    }
  }

  /** The history does not say that it has succeeded, and without the definition nobody knows what comes. */
  private noteUnfinished(child: Thread): void {
    const traced = this.traced.get(child);
    if (traced?.kind !== 'iteration' || traced.outcome?.type === 'MapIterationSucceeded') return;
    this.noteBetweenStates(child);
  }
}

function placeOf({ parent, index }: Thread): string | undefined {
  const container = parent?.frame;
  if (container === undefined) return undefined;
  return `${container.state.Type === 'Parallel' ? 'Branch' : 'Iteration'} ${index} of "${container.name}"`;
}

function kept(visit: StateVisit, path: StatePath): KeptState[] {
  return visit.exited === undefined ? [] : [{ ...planned(visit, path), exitedEventId: visit.exited.id }];
}

function planned({ name, type, entered }: StateVisit, path: StatePath): PlannedState {
  return { state: name, type, enteredEventId: entered.id, path };
}

function pathOf(thread: Thread): StatePath {
  const path: StatePath[number][] = [];
  for (let each = thread; each.parent?.frame !== undefined; each = each.parent) {
    const { name, state } = each.parent.frame;
    path.unshift(
      state.Type === 'Parallel' ? { parallel: name, branch: each.index } : { map: name, iteration: each.index },
    );
  }
  return path;
}

const SIMPLE_ACTIONS: Readonly<Record<string, RedriveAction>> = {
  Task: 'task is scheduled again',
  Wait: 'waits again',
  Choice: 'choice is evaluated again',
  Pass: 'exits without running',
  /**
   * @assumed [redrive.succeed] A Succeed state that was not left is passed as a Pass is. Because: AWS names Pass only; a Succeed does as
   *   little.
   */
  Succeed: 'exits without running',
  Fail: 'fails again',
};

function actionOf(way: Resumption['way'], visit: StateVisit, frame: Frame): RedriveAction {
  const simple = SIMPLE_ACTIONS[visit.type];
  if (simple !== undefined) return simple;
  const inMap = visit.type === 'Map';
  if (way === 'completes with its results') return 'completes with the results it has';
  if (way === 'resumes its children') return inMap ? 'unsuccessful iterations resume' : 'unsuccessful branches resume';
  if (inMap && isDistributed(frame.state)) return mapRunAction(way, frame);
  if (frame.container === undefined) return inMap ? 'starts its iterations' : 'starts its branches';
  return inMap ? 'all iterations run again' : 'all branches run again';
}

function mapRunAction(way: Resumption['way'], { mapRun }: Frame): RedriveAction {
  if (mapRun === undefined) return 'Map Run starts for the first time';
  if (mapRun.isVoid || way === 'executes its state from scratch') return 'a new Map Run starts';
  return mapRun.redrives < defaultLimits.mapRunRedrives ? 'Map Run is redriven' : 'fails again';
}
