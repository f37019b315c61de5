import type { Json } from '../../model/json';
import type { Chance, Scope } from '../data/scope';
import type { Frame, MapItem, Run } from './run';
import type { Step } from './step';

type JsonObject = { [name: string]: Json };

/**
 * ISO 8601 with Z.
 *
 * @documented [context.whole-seconds] A time of the context object without a fraction of a second has no `.000`. {context-object}
 */
export function isoInstant(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** The context object (`$$`, `$states.context`), members in AWS's order. */
export function contextObject({ run, thread, frame }: Omit<Step, 'env'>): JsonObject {
  if (run.givenContext !== undefined) return run.givenContext;
  const context: JsonObject = { Execution: executionContext(run), StateMachine: stateMachineContext(run) };
  context['State'] = stateContext(frame);
  if (thread.mapItem !== undefined) context['Map'] = { Item: itemContext(thread.mapItem) };
  if (frame.taskToken !== undefined) context['Task'] = { Token: frame.taskToken };
  return context;
}

/**
 * @documented [map.item-context] `$$.Map.Item` has Index and Value, of a pair of an object Key, and in a Distributed Map Source.
 *   {context-object}
 */
function itemContext({ index, key, value, source }: MapItem): JsonObject {
  return {
    Index: index,
    ...(key === undefined ? {} : { Key: key }),
    Value: value,
    ...(source === undefined ? {} : { Source: source }),
  };
}

/**
 * @recorded [redrive.context] The context object counts in Execution.RedriveCount; RedriveTime is there after a redrive; StartTime and
 *   EnteredTime stay. {recorded-redrives}
 */
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

/**
 * @recorded [context.child] The context object of a child of a Map Run has no Map; StateMachine.Id has the label of the Map state, Name has it
 *   not. {recorded-captures}
 */
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
export function scopeOf(step: Step, extra: Partial<Scope> = {}): Scope {
  const { run, env, thread, frame } = step;
  return {
    input: frame.input.value,
    entered: frame.input,
    context() {
      return contextObject(step);
    },
    variables: thread.variables,
    chance: new ChanceOfRun(run, env),
    ...extra,
  };
}

/** A class and not a literal with three functions: each state makes one, and most never ask it. */
class ChanceOfRun implements Chance {
  constructor(
    private readonly run: Run,
    private readonly env: Step['env'],
  ) {}

  uuid(): string {
    return this.env.ids.uuid();
  }

  random(): number {
    return this.env.ids.draw();
  }

  now(): number {
    return this.run.time;
  }
}
