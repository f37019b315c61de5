import { failureCauses } from '../../rules/executionFailures';
import { plan } from '../engine/agenda';
import { scopeOf } from '../engine/context';
import { chooseRule } from '../data/choice';
import { computedOutput, effectiveInput, passResult, stateOutput } from '../data/dataFlow';
import { failErrorAndCause } from '../data/failFields';
import { EvaluationError } from '../data/scope';
import { waitUntil } from '../data/waitTime';
import { failState } from '../engine/failure';
import type { Step } from '../engine/step';
import { assignmentsOf, exitState, successorOf } from '../engine/transitions';

export function executePass(step: Step): void {
  const { frame } = step;
  const scope = scopeOf(step);
  const result = passResult(frame.state, frame.language, effectiveInput(frame.state, frame.language, scope));
  const output = stateOutput(frame.state, frame.language, frame.input.value, result, scope);
  exitState(step, { output, next: successorOf(frame), ...assignmentsOf(frame, scope, result) });
}

export function executeSucceed(step: Step): void {
  const { frame } = step;
  const scope = scopeOf(step);
  const result = effectiveInput(frame.state, frame.language, scope);
  const output = stateOutput(frame.state, frame.language, frame.input.value, result, scope);
  exitState(step, { output, next: undefined });
}

export function executeChoice(step: Step): void {
  const { frame } = step;
  const { state, language, input } = frame;
  const scope = scopeOf(step);
  const effective = effectiveInput(state, language, scope);
  const chosen = chooseRule(state, language, { ...scope, input: effective });
  if (chosen === undefined) {
    /**
     * @recorded [failure.no-choice-matched] A Choice without a matching rule and without Default fails with States.Runtime: Failed to
     *   transition out of the state. The state does not point to a next state. {recorded-captures}
     */
    throw new EvaluationError('States.Runtime', failureCauses.noChoiceMatched);
  }
  const { rule, index } = chosen;
  const output =
    rule?.Output === undefined
      ? stateOutput(state, language, input.value, effective, scope)
      : computedOutput(rule.Output, `Choices[${index}]/Output`, effective, scope);
  const source = rule === undefined ? state : { Assign: rule.Assign, field: `Choices[${index}]/Assign` };
  exitState(step, { output, next: chosen.next, ...assignmentsOf(frame, scope, effective, source) });
  step.env.note?.(step.run, frame.name, index === undefined ? 'Default' : `Choices[${index}]`);
}

/** Waits from now on: a redrive waits the whole time again, unless it is a Timestamp that has passed (documented, recorded). */
export function executeWait(step: Step): void {
  const { run, thread, frame } = step;
  const due = waitUntil(frame.state, frame.language, scopeOf(step), run.time);
  thread.epoch += 1;
  plan(run, run.timers, thread, 'wait', Math.max(due, run.time));
}

export function finishWait(step: Step): void {
  const { frame } = step;
  const scope = scopeOf(step);
  const result = effectiveInput(frame.state, frame.language, scope);
  const output = stateOutput(frame.state, frame.language, frame.input.value, result, scope);
  exitState(step, { output, next: successorOf(frame), ...assignmentsOf(frame, scope, result) });
}

export function executeFail(step: Step): void {
  const { frame } = step;
  failState(step, failErrorAndCause(frame.state, frame.language, scopeOf(step)));
}
