import { parseArn } from '../../model/arn';
import {
  processorOf,
  queryLanguageOf,
  isDistributed,
  type Workflow,
  type StateDefinition,
} from '../../asl/definition/definition';
import { planIterations } from '../../asl/states/map';
import { branchInput } from '../../asl/states/parallel';
import { RUNS_IN_FAKE } from '../../asl/script/taskScript';
import { EvaluationError } from '../../asl/data/scope';
import type { Container, ContainerItem, ErrorAndCause, Frame, Run, Thread } from '../../asl/engine/run';
import { stepOf } from '../../asl/engine/step';
import type { Environment } from '../../asl/engine/step';
import { createIdSource } from '../../model/idSource';
import { Payload, type Json } from '../../model/json';
import {
  currentRound,
  errorOf,
  openVisitOf,
  textOf,
  type Round,
  type StateVisit,
  type TracedThread,
  type Trace,
  type TracedEvent,
} from '../trace';
import { defaultLimits } from '../../rules/limits';
import { branchOf } from './definitionMatch';
import { successorOfExited } from './successor';
import { numberFrom, textFrom } from '../../model/capturedMember';

type DateOf = (event: TracedEvent) => number;

/** The threads of a run, down to the states that it has left open. */
export function rebuildThreads(run: Run, trace: Trace, dateOf: DateOf, endsAreKnown: boolean): Thread {
  return new Rebuilding(run, dateOf, endsAreKnown).thread(trace.root, run.definition, undefined, {
    index: 0,
    mapPath: [],
  });
}

type Place = Pick<Thread, 'index' | 'mapPath' | 'mapItem'>;

const notAsked = (): never => {
  throw new Error('what a state makes of its input does not depend on this');
};

/** What a state makes of its input needs limits and chance, and nothing of whoever drives a run. */
const READING: Environment = {
  limits: defaultLimits,
  ids: createIdSource(0),
  region: '',
  scriptOf: () => undefined,
  itemReaderOf: notAsked,
  resultWriterOf: notAsked,
  unscripted: () => RUNS_IN_FAKE,
  newTaskToken: () => '',
  activityExists: () => true,
  reportMisuse: notAsked,
};

class Rebuilding {
  constructor(
    private readonly run: Run,
    private readonly dateOf: DateOf,
    private readonly endsAreKnown: boolean,
  ) {}

  thread(traced: TracedThread, workflow: Workflow, parent: Thread | undefined, place: Place): Thread {
    const thread: Thread = {
      workflow,
      ...(parent === undefined ? {} : { parent }),
      ...place,
      status: 'active',
      stem: stemOf(traced),
      entries: traced.visits.length,
      variables: this.variables(parent, traced),
      epoch: 0,
    };
    const open = openVisitOf(traced);
    if (open !== undefined) this.openFrame(thread, open);
    else this.close(thread, traced);
    return thread;
  }

  /** Between two states, or at its end. */
  private close(thread: Thread, traced: TracedThread): void {
    const last = traced.visits.at(-1);
    if (last === undefined) {
      thread.next = { name: thread.workflow.StartAt, input: this.firstInput(thread) };
      return;
    }
    const output = Payload.ofMasked(textOf(last.exited!, 'output') ?? 'null');
    const next = hasSucceeded(traced) ? undefined : this.successor(thread, traced, last);
    if (next !== undefined) {
      thread.next = { name: next, input: output };
      return;
    }
    thread.output = output;
    if (this.hasEnded(traced)) thread.status = 'succeeded';
  }

  private successor(thread: Thread, traced: TracedThread, visit: StateVisit): string | undefined {
    const before = { ...traced, visits: traced.visits.slice(0, -1) };
    const leaving: Thread = { ...thread, variables: this.variables(thread.parent, before) };
    const frame = this.frameOf(thread, visit);
    return successorOfExited({ run: this.run, env: READING, thread: leaving, frame, visit });
  }

  /** The end of a branch has no event of its own; an iteration has one. */
  private hasEnded(traced: TracedThread): boolean {
    if (traced.kind === 'iteration') return hasSucceeded(traced) || !this.endsAreKnown;
    return traced.kind === 'branch';
  }

  private variables(parent: Thread | undefined, traced: TracedThread): Record<string, Json> {
    return { ...parent?.variables, ...variablesOf(traced) };
  }

  private firstInput({ parent, index }: Thread): Payload {
    const frame = parent?.frame;
    if (frame === undefined) return this.run.input;
    if (frame.state.Type === 'Map') return frame.container!.items[index]?.input ?? Payload.ofValue(null);
    return readable(() => branchInput(stepOf({ run: this.run, env: READING }, parent!))) ?? frame.input;
  }

  private frameOf({ workflow }: Thread, { name, entered }: StateVisit): Frame {
    const state = workflow.States[name]!;
    return {
      name,
      state,
      language: queryLanguageOf(state, this.run.definition),
      enteredId: entered.id,
      enteredAt: this.dateOf(entered),
      beforeEntered: entered.previousEventId,
      input: Payload.ofMasked(textOf(entered, 'input') ?? 'null'),
      attempt: 0,
      retryCount: 0,
      retriesUsed: [],
    };
  }

  private openFrame(thread: Thread, visit: StateVisit): void {
    const frame = this.frameOf(thread, visit);
    const { state } = frame;
    thread.frame = frame;
    const round = currentRound(visit);
    if (round === undefined) return;
    if (state.Type === 'Map' && isDistributed(state)) linkMapRun(frame, visit, round);
    else frame.container = this.container(thread, visit, round);
  }

  private container(thread: Thread, visit: StateVisit, round: Round): Container {
    const frame = thread.frame!;
    const isMap = frame.state.Type === 'Map';
    const { items, concurrency } = isMap ? this.iterations(thread, round) : branchesOf(frame);
    const children: Thread[] = [];
    const container: Container = {
      items,
      startedId: round.started.id,
      concurrency,
      children,
      remaining: 0,
      completedStem: 0,
    };
    frame.container = container;
    const threads = isMap ? round.threads.toSorted(byIndex) : branchesInOrder(frame.state, visit, round);
    for (const traced of threads) {
      const index = children.length;
      const workflow = isMap ? processorOf(frame.state) : frame.state.Branches![index]!;
      const value = items[index]?.value ?? null;
      const place = isMap
        ? { index, mapPath: [...thread.mapPath, index], mapItem: { index, value } }
        : { index, mapPath: thread.mapPath, ...(thread.mapItem === undefined ? {} : { mapItem: thread.mapItem }) };
      children.push(this.thread(traced, workflow, thread, place));
    }
    const succeeded = children.filter(({ status }) => status === 'succeeded').length;
    container.remaining = (isMap ? items.length : children.length) - succeeded;
    // A success of an earlier round is none of this one, which a retry has begun.
    container.completedStem = round.ends.findLast(({ type }) => type !== 'MapRunSucceeded')?.previousEventId ?? 0;
    if (container.remaining === 0 && container.completedStem === 0) thread.stem = lastStem(children, round);
    return container;
  }

  /** What the Map makes of its input; where that cannot be told, as much as its iterations show. */
  private iterations(thread: Thread, round: Round) {
    const length = numberFrom(round.started.details['length']) || round.threads.length;
    const planned = readable(() => planIterations(stepOf({ run: this.run, env: READING }, thread)));
    if (planned?.items.length === length) return planned;
    const items = Array.from({ length }, (_, index): ContainerItem => shownItem(round, index));
    return { items, concurrency: Number(thread.frame!.state.MaxConcurrency ?? 1) || length };
  }
}

/** What is read; nothing where the data that was captured does not let it be evaluated, as in masked files. */
function readable<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (fault) {
    if (!(fault instanceof EvaluationError)) throw fault;
    return undefined;
  }
}

/** All branches of the definition: one that had not entered a state yet when the execution closed is there, too. */
function branchesInOrder({ Branches = [] }: StateDefinition, container: StateVisit, round: Round): TracedThread[] {
  const byWorkflow = new Map(round.threads.map((traced) => [branchOf(traced, Branches), traced]));
  return Branches.map((workflow, index): TracedThread => {
    const untouched = {
      kind: 'branch',
      index,
      rank: index,
      depth: container.thread.depth + 1,
      container,
      round,
    } as const;
    return byWorkflow.get(workflow) ?? { ...untouched, visits: [] };
  });
}

const byIndex = (a: TracedThread, b: TracedThread): number => a.index - b.index;

function hasSucceeded({ kind, outcome }: TracedThread): boolean {
  return kind === 'iteration' && outcome?.type === 'MapIterationSucceeded';
}

function branchesOf({ state }: Frame): { items: ContainerItem[]; concurrency: number } {
  return { items: [], concurrency: state.Branches?.length ?? 0 };
}

function shownItem({ threads }: Round, index: number): ContainerItem {
  const entered = threads.find((thread) => thread.index === index)?.visits[0]?.entered;
  const input = Payload.ofMasked((entered && textOf(entered, 'input')) ?? 'null');
  return { value: input.value, input };
}

/** The newest event that the thread's next one would hang on. */
function stemOf({ visits, started, container }: TracedThread): number {
  const last = visits.at(-1);
  return last?.exited?.id ?? last?.latest.id ?? started?.id ?? container?.rounds.at(-1)?.started.id ?? 0;
}

function lastStem(children: readonly Thread[], { lastSucceeded, started }: Round): number {
  return lastSucceeded?.id ?? Math.max(started.id, ...children.map(({ stem }) => stem));
}

function variablesOf({ visits }: TracedThread): Record<string, Json> {
  const assigned = visits.flatMap(({ exited }) =>
    Object.entries((exited?.details['assignedVariables'] as object) ?? {}),
  );
  return Object.fromEntries(assigned.map(([name, text]) => [name, Payload.ofMasked(textFrom(text)).value]));
}

/**
 * @assumed [map-run.interpolation-cause] The cause of a failed JSON interpolation speaks of it. Because: AWS documents the failure and not
 *   the text of its cause. {map-run-eligibility}
 */
const INTERPOLATION = /interpolat/i;

/** After such an error a redrive starts another Map Run: see `map-run.new-run`. */
function isVoidAfter({ error, cause = '' }: ErrorAndCause): boolean {
  return error === 'States.DataLimitExceeded' || (error === 'States.Runtime' && INTERPOLATION.test(cause));
}

/**
 * @assumed [import.map-run-children] A redrive of a captured Map Run starts its children anew. Because: children and items are not in the
 *   history of the execution.
 */
function linkMapRun(frame: Frame, { mapRunStarts, failed, latest }: StateVisit, { started }: Round): void {
  frame.mapStartedId = started.id;
  const last = mapRunStarts.at(-1);
  const mapRunArn = last === undefined ? undefined : textOf(last, 'mapRunArn');
  // One that was masked names no Map Run: a redrive starts one, as if it had never been started.
  if (mapRunArn === undefined || parseArn(mapRunArn)?.resource !== 'mapRun') return;
  frame.mapRun = {
    mapRunArn,
    redrives: mapRunStarts.length - 1 - mapRunStarts.findLastIndex(({ type }) => type === 'MapRunStarted'),
    isVoid: isVoidAfter(errorOf(failed?.previous ?? latest)),
    isOpen: false,
  };
}
