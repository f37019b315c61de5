import { failureCauses } from '../../rules/executionFailures';
import { addWork } from '../engine/agenda';
import { openFrame, scopeOf } from '../engine/context';
import { chooseRule } from '../data/choice';
import { computedOutput, effectiveInput, passResult, stateOutput } from '../data/dataFlow';
import { failErrorAndCause } from '../data/failFields';
import { StateFault } from '../data/scope';
import { waitUntil } from '../data/waitTime';
import type { Environment } from '../engine/environment';
import { failState } from '../engine/failure';
import type { Run, Thread } from '../engine/run';
import { assignmentsOf, exitState, successorOf } from '../engine/transitions';
import { newWork } from '../engine/work';

export function executePass(run: Run, env: Environment, thread: Thread): void {
  const frame = openFrame(thread);
  const scope = scopeOf(run, env, thread);
  const result = passResult(frame.state, frame.language, effectiveInput(frame.state, frame.language, scope));
  const output = stateOutput(frame.state, frame.language, frame.input.value, result, scope);
  exitState(run, env, thread, { output, next: successorOf(frame), ...assignmentsOf(frame, scope, result) });
}

export function executeSucceed(run: Run, env: Environment, thread: Thread): void {
  const frame = openFrame(thread);
  const scope = scopeOf(run, env, thread);
  const result = effectiveInput(frame.state, frame.language, scope);
  const output = stateOutput(frame.state, frame.language, frame.input.value, result, scope);
  exitState(run, env, thread, { output, next: undefined });
}

export function executeChoice(run: Run, env: Environment, thread: Thread): void {
  const frame = openFrame(thread);
  const { state, language, input } = frame;
  const scope = scopeOf(run, env, thread);
  const effective = effectiveInput(state, language, scope);
  const chosen = chooseRule(state, language, { ...scope, input: effective });
  if (chosen === undefined) {
    throw new StateFault('States.Runtime', failureCauses.noChoiceMatched);
  }
  const { rule, index } = chosen;
  const output =
    rule?.Output === undefined
      ? stateOutput(state, language, input.value, effective, scope)
      : computedOutput(rule.Output, `Choices[${index}]/Output`, effective, scope);
  const source = rule === undefined ? state : { Assign: rule.Assign, field: `Choices[${index}]/Assign` };
  exitState(run, env, thread, { output, next: chosen.next, ...assignmentsOf(frame, scope, effective, source) });
}

/** Waits from now on: a redrive waits the whole time again, unless it is a Timestamp that has passed (documented, recorded). */
export function executeWait(run: Run, env: Environment, thread: Thread): void {
  const frame = openFrame(thread);
  const due = waitUntil(frame.state, frame.language, scopeOf(run, env, thread), run.time);
  thread.epoch += 1;
  addWork(run.timers, newWork(run, thread, 'wait', Math.max(due, run.time)));
}

export function finishWait(run: Run, env: Environment, thread: Thread): void {
  const frame = openFrame(thread);
  const scope = scopeOf(run, env, thread);
  const result = effectiveInput(frame.state, frame.language, scope);
  const output = stateOutput(frame.state, frame.language, frame.input.value, result, scope);
  exitState(run, env, thread, { output, next: successorOf(frame), ...assignmentsOf(frame, scope, result) });
}

export function executeFail(run: Run, env: Environment, thread: Thread): void {
  const frame = openFrame(thread);
  failState(run, env, thread, failErrorAndCause(frame.state, frame.language, scopeOf(run, env, thread)));
}
