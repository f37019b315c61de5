import type { Json } from '../../model/json';
import type { Chance, Scope } from '../data/scope';
import type { Environment } from './environment';
import type { Frame, Run, Thread } from './run';

type JsonObject = { [name: string]: Json };

/** ISO 8601 with three decimals and Z, as the context object has it. */
export function isoInstant(at: number): string {
  return new Date(at).toISOString();
}

/** The context object (`$$`, `$states.context`), members in AWS's order. */
export function contextObject(run: Run, thread: Thread, frame: Frame): JsonObject {
  const context: JsonObject = { Execution: executionContext(run), StateMachine: stateMachineContext(run) };
  context['State'] = stateContext(frame);
  if (thread.mapItem !== undefined) {
    context['Map'] = { Item: { Index: thread.mapItem.index, Value: thread.mapItem.value } };
  }
  if (frame.taskToken !== undefined) context['Task'] = { Token: frame.taskToken };
  return context;
}

function executionContext(run: Run): JsonObject {
  return {
    Id: run.executionArn,
    Input: run.input.value,
    StartTime: isoInstant(run.startDate),
    Name: run.contextName ?? run.executionName,
    RoleArn: run.roleArn,
    RedriveCount: run.redriveCount,
    ...(run.redriveDate === undefined ? {} : { RedriveTime: isoInstant(run.redriveDate) }),
  };
}

function stateMachineContext(run: Run): JsonObject {
  return { Id: run.stateMachineArn, Name: run.stateMachineName };
}

const WITH_RETRY_COUNT = new Set(['Task', 'Parallel', 'Map']);

function stateContext(frame: Frame): JsonObject {
  return {
    Name: frame.name,
    EnteredTime: isoInstant(frame.enteredAt),
    ...(WITH_RETRY_COUNT.has(frame.state.Type) ? { RetryCount: frame.retryCount } : {}),
  };
}

/** What the fields of the open state are evaluated against. */
export function scopeOf(run: Run, env: Environment, thread: Thread, extra: Partial<Scope> = {}): Scope {
  const frame = openFrame(thread);
  return {
    input: frame.input.value,
    entered: frame.input,
    context() {
      return contextObject(run, thread, frame);
    },
    variables: thread.variables,
    chance: chanceOf(run, env),
    ...extra,
  };
}

function chanceOf(run: Run, env: Environment): Chance {
  return {
    uuid() {
      return env.ids.uuid();
    },
    random() {
      return env.ids.random();
    },
    now() {
      return run.time;
    },
  };
}

export function openFrame(thread: Thread): Frame {
  if (thread.frame === undefined) throw new Error('a thread between two states was asked for its open state');
  return thread.frame;
}
