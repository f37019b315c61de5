import type { Payload } from '../../model/json';
import { actUpon, goOn, guarded } from './advance';
import { openFrame, scopeOf } from './context';
import { stateOutput } from '../data/dataFlow';
import { append, appendStem, errorMembers } from './emit';
import type { Environment } from './environment';
import { failState } from './failure';
import { stopWaiting, waitingMap } from './mapRunWork';
import type { ErrorAndCause, Run, Thread } from './run';
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
export function answerMapRun(run: Run, env: Environment, mapRunArn: string, ending: MapRunEnding, at: number): void {
  const thread = waitingMap(run, mapRunArn);
  if (thread === undefined) return;
  stopWaiting(run, thread);
  run.time = Math.max(run.time, at);
  thread.epoch += 1;
  guarded(run, env, () => {
    actUpon(run, env, thread, () => {
      if (ending.kind === 'succeeded') completeMap(run, env, thread, ending.result);
      else failMap(run, env, thread, ending);
    });
  });
  goOn(run, env);
}

/** Recorded: the state is left by an event that hangs on the last start or redrive of the Map Run. */
function completeMap(run: Run, env: Environment, thread: Thread, result: Payload): void {
  const frame = openFrame(thread);
  // From here on only the output of the state itself can fail it: redriving the children would not help.
  frame.mapRun!.isVoid = true;
  const succeededId = append(run, env, 'MapRunSucceeded', thread.stem);
  const scope = scopeOf(run, env, thread, { result: result.value });
  const output = stateOutput(frame.state, frame.language, frame.input.value, result.value, scope);
  const assignments = assignmentsOf(frame, scope, result.value);
  append(run, env, 'MapStateSucceeded', succeededId);
  exitState(run, env, thread, { output, next: successorOf(frame), passedThrough: [result], ...assignments });
}

function failMap(run: Run, env: Environment, thread: Thread, ending: ErrorAndCause & { isVoid: boolean }): void {
  openFrame(thread).mapRun!.isVoid = ending.isVoid;
  const failure = errorMembers(ending) as ErrorAndCause;
  appendStem(run, env, thread, 'MapRunFailed', { ...failure });
  failState(run, env, thread, failure);
}
