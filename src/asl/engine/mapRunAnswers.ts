import type { Payload } from '../../model/json';
import { actUpon, goOn, guarded } from './advance';
import { scopeOf } from './context';
import { stateOutput } from '../data/dataFlow';
import { append, appendStem, errorMembers } from './emit';
import { failState } from './failure';
import { stopWaiting, waitingMap } from './mapRunWork';
import type { ErrorAndCause } from './run';
import type { Step, Turn } from './step';
import { assignmentsOf, exitState, successorOf } from './transitions';

/** How a Map Run has ended, as its Map state sees it. */
export type MapRunEnding =
  | { readonly kind: 'succeeded'; readonly result: Payload }
  | ({
      readonly kind: 'failed';
      /** Documented: after some failures a redrive starts a new Map Run. */
      readonly isVoid: boolean;
    } & ErrorAndCause);

/** A Map Run has ended at `at`, epoch milliseconds: the state that waits for it goes on, if it still does. */
export function answerMapRun(turn: Turn, mapRunArn: string, ending: MapRunEnding, at: number): void {
  const { run } = turn;
  const thread = waitingMap(run, mapRunArn);
  if (thread === undefined) return;
  stopWaiting(run, thread);
  run.time = Math.max(run.time, at);
  thread.epoch += 1;
  guarded(turn, () => {
    actUpon(turn, thread, (step) => {
      if (ending.kind === 'succeeded') completeMap(step, ending.result);
      else failMap(step, ending);
    });
  });
  goOn(turn);
}

/** Recorded: the state is left by an event that hangs on the last start or redrive of the Map Run. */
function completeMap(step: Step, result: Payload): void {
  const { thread, frame } = step;
  // From here on only the output of the state itself can fail it: redriving the children would not help.
  frame.mapRun!.isVoid = true;
  const succeededId = append(step, 'MapRunSucceeded', thread.stem);
  const scope = scopeOf(step, { result: result.value });
  const output = stateOutput(frame.state, frame.language, frame.input.value, result.value, scope);
  const assignments = assignmentsOf(frame, scope, result.value);
  append(step, 'MapStateSucceeded', succeededId);
  exitState(step, { output, next: successorOf(frame), passedThrough: [result], ...assignments });
}

function failMap(step: Step, ending: ErrorAndCause & { isVoid: boolean }): void {
  step.frame.mapRun!.isVoid = ending.isVoid;
  const failure = errorMembers(ending) as ErrorAndCause;
  appendStem(step, 'MapRunFailed', { ...failure });
  failState(step, failure);
}
