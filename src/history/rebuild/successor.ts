import { EvaluationError } from '../../asl/data/scope';
import { completeContainer } from '../../asl/engine/containers';
import { RunEnded } from '../../asl/engine/emit';
import { failByEvaluation, failState } from '../../asl/engine/failure';
import type { Container, Failure, Frame, Run, Thread } from '../../asl/engine/run';
import { blankRun } from '../../asl/engine/start';
import type { Environment, Step } from '../../asl/engine/step';
import { executeChoice } from '../../asl/states/simple';
import { continueTask, executeTask } from '../../asl/states/task';
import { Payload } from '../../model/json';
import { TestkitError } from '../../model/testkitError';
import { currentRound, errorOf, failedWithin, textOf, type StateVisit, type TracedEvent } from '../trace';

/** A state that has exited, as it was when it did: its frame, and the variables before it assigned its own. */
export interface ExitedState {
  readonly run: Run;
  readonly env: Environment;
  readonly thread: Thread;
  readonly frame: Frame;
  readonly visit: StateVisit;
}

/**
 * Where a state led that has exited; nothing if its thread ended with it. The engine leaves the state once more, in a run of its own, with
 * what the history tells of it: a rule of a Choice and a catcher are chosen by what the state was given, not by what it handed on.
 *
 * @throws {TestkitError} `HISTORY_INVALID` if the rules of a Choice do not hold with the input that the history tells of.
 */
export function successorOfExited({ run, env, thread, frame, visit }: ExitedState): string | undefined {
  const { state } = frame;
  const leave = wayOut(visit, frame);
  if (leave === undefined || hasNoWays(frame)) return state.Next;
  const again: Step = {
    run: blankRun(run, run.time, run),
    env,
    // A retried state has not exited: what made it exit was not retried.
    frame: { ...frame, state: { ...state, Retry: [] } },
    thread: { ...thread, status: 'active', next: undefined, parent: undefined },
  };
  again.thread.frame = again.frame;
  if (leaves(again, leave)) return again.thread.next?.name;
  if (state.Type === 'Choice') throw unreadable(visit);
  return state.Next;
}

/** Whether the state was left, for the next one or for the end of its thread. */
function leaves(step: Step, leave: (step: Step) => void): boolean {
  try {
    try {
      leave(step);
    } catch (fault) {
      if (!(fault instanceof EvaluationError)) throw fault;
      failByEvaluation(step, fault);
    }
  } catch (end) {
    if (end instanceof RunEnded) return false;
    throw end;
  }
  return step.thread.frame === undefined;
}

/** How the engine leaves such a state; nothing if it can only lead to its Next. */
function wayOut(visit: StateVisit, frame: Frame): ((step: Step) => void) | undefined {
  const { state } = frame;
  if (state.Type === 'Choice') return executeChoice;
  if ((state.Catch ?? []).length === 0) return undefined;
  const failure = failureBefore(visit);
  if (failure !== undefined) return (step) => failAs(step, failure);
  if (state.Type === 'Task') return (step) => finishTask(step, visit);
  return visit.failed === undefined ? undefined : (step) => completeAgain(step, visit);
}

/** A Choice read from a history that ends with it leads nowhere. */
function hasNoWays({ state }: Frame): boolean {
  if (state.Type !== 'Choice' || state.Default !== undefined) return false;
  return (state.Choices ?? []).every(({ Next }) => Next === undefined);
}

const FAILURE = /(Failed|TimedOut)$/;

/** The failure after which the state exited. */
function failureBefore({ exited }: StateVisit): Failure | undefined {
  const event = failedWithin(exited?.previous);
  return event === undefined || !FAILURE.test(event.type) ? undefined : errorOf(event);
}

/** A history does not tell a lost heartbeat from a timeout: it was one if only then a catcher matches. */
function failAs(step: Step, failure: Failure): void {
  failState(step, failure);
  if (step.thread.status !== 'failed' || failure.error !== 'States.Timeout') return;
  step.thread.status = 'active';
  failState(step, { ...failure, heartbeat: true });
}

/** A Task without a result could not even be scheduled. */
function finishTask(step: Step, { exited }: StateVisit): void {
  executeTask(step);
  const output = resultBefore(exited);
  if (output === undefined) return;
  step.frame.task!.result = { kind: 'succeeded', output };
  continueTask(step);
}

function resultBefore(exited: TracedEvent | undefined): Payload | undefined {
  for (let event = exited?.before; event !== undefined; event = event.before) {
    if (event.type.endsWith('Succeeded')) return Payload.ofMasked(textOf(event, 'output') ?? 'null');
    if (event.type.endsWith('Scheduled')) return undefined;
  }
  return undefined;
}

/** All children had succeeded, and the output could not be computed. */
function completeAgain(step: Step, visit: StateVisit): void {
  const children = (currentRound(visit)?.threads ?? [])
    .toSorted((a, b) => a.index - b.index)
    .map(({ visits }) => {
      const exited = visits.at(-1)?.exited;
      const output = Payload.ofMasked((exited && textOf(exited, 'output')) ?? 'null');
      return { ...step.thread, frame: undefined, status: 'succeeded', output } satisfies Thread;
    });
  const container: Container = { items: [], startedId: 0, concurrency: 1, children, remaining: 0, completedStem: 0 };
  completeContainer(step, container);
}

function unreadable({ name, exited }: StateVisit): TestkitError {
  return new TestkitError({
    code: 'HISTORY_INVALID',
    what: `This history ends behind the Choice '${name}', and where it led cannot be told.`,
    found: `Event #${exited?.id ?? '?'}: with the input that the history shows, no rule of '${name}' holds.`,
    hint: 'Capture the history with its data (includeExecutionData), and pass the definition that this execution ran.',
  });
}
