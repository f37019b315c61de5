import type { HistoryEventType } from '../../model/historyEvent';
import { Payload, type Json } from '../../model/json';
import { assignedVariables } from '../data/dataFlow';
import type { Scope } from '../data/scope';
import { queryLanguageOf } from '../definition/definition';
import { refuseLargeVariables, refuseOversized } from './payloadLimit';
import { RunEnded, append, appendStem, assignedMembers, inputMembers, outputMembers } from './emit';
import type { Frame, Run, Thread, ThreadStatus } from './run';
import type { Step, Turn } from './step';

/** Enters the state that the thread has before it, and stands in it. */
export function enterState(turn: Turn, thread: Thread): Step {
  const { run, env } = turn;
  const { name, input } = thread.next!;
  thread.entries += 1;
  /**
   * @assumed [failure.express-loop] An Express execution has no limit of events; one that enters state after state without an end times
   *   out. Because: On AWS an endless loop runs into the five minutes of an Express execution; in the fake no time passes in it.
   *   {service-quotas}
   */
  if (run.type === 'EXPRESS' && thread.entries > env.limits.expressStates) throw new RunEnded('TIMED_OUT');
  const state = thread.workflow.States[name]!;
  const beforeEntered = thread.stem;
  const enteredId = append(turn, `${state.Type}StateEntered`, beforeEntered, { name, ...inputMembers(input) });
  env.note?.(run, name, 'entered');
  const frame: Frame = {
    name,
    state,
    language: queryLanguageOf(state, run.definition),
    enteredId,
    enteredAt: run.time,
    beforeEntered,
    input,
    attempt: 0,
    retryCount: 0,
    retriesUsed: [],
  };
  thread.stem = enteredId;
  thread.next = undefined;
  thread.frame = frame;
  return { run, env, thread, frame };
}

/** How a state is left: with which output, and where to. */
export interface Exit {
  readonly output: Json;
  /** Name of the next state; absent: the thread ends here. */
  readonly next: string | undefined;
  readonly assigned?: Readonly<Record<string, Json>>;
  /** The field that assigns: `Assign`, `Catch[0]/Assign`. */
  readonly assignedIn?: string;
  /** Payloads whose raw text is kept if the output is their very value. */
  readonly passedThrough?: readonly Payload[];
}

/** Leaves the open state. The thread then has the next state before it, or has ended. */
export function exitState(step: Step, exit: Exit): void {
  const { run, env, thread, frame } = step;
  const output = payloadOf(exit.output, [frame.input, ...(exit.passedThrough ?? [])]);
  refuseOversized(frame, output, env);
  const assigned = payloadsOf(exit.assigned);
  if (assigned !== undefined) refuseLargeVariables(step, assigned, exit.assignedIn);
  appendStem(step, `${frame.state.Type}StateExited` as HistoryEventType, {
    name: frame.name,
    ...outputMembers(output),
    ...(assigned === undefined ? {} : assignedMembers(assigned)),
  });
  if (exit.assigned !== undefined) thread.variables = { ...thread.variables, ...exit.assigned };
  thread.frame = undefined;
  thread.epoch += 1;
  if (exit.next === undefined) endThread(run, thread, 'succeeded', output);
  else {
    thread.next = { name: exit.next, input: output };
    env.note?.(run, frame.name, `to ${exit.next}`);
  }
}

/**
 * Variables that a state assigns; no member if it has no Assign.
 *
 * @recorded [assign.empty] An Assign without variables leaves no member in the event, like none. {recorded-histories}
 * @documented [assign.result] In JSONPath, `$` of an Assign is the result. {workflow-variables}
 * @param source Where the Assign stands: the state, or the Choice rule that holds.
 */
export function assignmentsOf(
  frame: Frame,
  scope: Scope,
  result: Json,
  source: { readonly Assign?: Readonly<Record<string, Json>>; readonly field?: string } = frame.state,
): Pick<Exit, 'assigned' | 'assignedIn'> {
  if (source.Assign === undefined || Object.keys(source.Assign).length === 0) return {};
  const visible = frame.language === 'JSONPath' ? { ...scope, input: result } : scope;
  const assigned = assignedVariables(source.Assign, frame.language, visible, source.field);
  return { assigned, assignedIn: source.field ?? 'Assign' };
}

/** Where a state leads when it succeeds. */
export function successorOf(frame: Frame): string | undefined {
  return frame.state.End === true ? undefined : frame.state.Next;
}

/** Ends a thread; what that means to its container or to the execution is seen to before anything else goes on. */
export function endThread(run: Run, thread: Thread, status: ThreadStatus, output?: Payload): void {
  thread.status = status;
  if (output !== undefined) thread.output = output;
  thread.epoch += 1;
  run.ended.push(thread);
}

/** The payload of a value: one of `known` if the value is its own, so that its text is passed on as it was written. */
export function payloadOf(value: Json, known: readonly Payload[]): Payload {
  return known.find((payload) => payload.value === value) ?? Payload.ofValue(value);
}

function payloadsOf(values: Readonly<Record<string, Json>> | undefined): Record<string, Payload> | undefined {
  if (values === undefined) return undefined;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Payload.ofValue(value)]));
}
