import { addWork, emptyAgenda } from './agenda';
import { append, inputMembers } from './emit';
import type { Environment } from './environment';
import type { Run, RunIdentity, Thread } from './run';
import { seconds } from '../../time/duration';
import type { Turn } from './step';
import { newWork } from './work';

/**
 * Starts an execution at `at`, epoch milliseconds.
 *
 * @returns the run: its history has begun, and goOn() does what comes next.
 */
export function startRun(identity: RunIdentity, env: Environment, at: number): Run {
  return begin(identity, { redriveCount: 0, scriptUse: new Map() }, env, at);
}

/**
 * Starts an execution over at `at`, epoch milliseconds: a redrive of an Express child of a Map Run. Recorded: from its first state, as if it
 * were new but for its name and its RedriveCount.
 *
 * @returns the new run, as startRun() does.
 */
export function restartRun(ended: Run, env: Environment, at: number): Run {
  const { executionArn, executionName, stateMachineArn, machineArn, stateMachineName, roleArn } = ended;
  const { type, definition, input, contextName, scriptedAs, redriveCount, scriptUse } = ended;
  const identity: RunIdentity = {
    ...{ executionArn, executionName, stateMachineArn, machineArn, stateMachineName, roleArn, type, definition, input },
    ...(contextName === undefined ? {} : { contextName }),
    ...(scriptedAs === undefined ? {} : { scriptedAs }),
  };
  return begin(identity, { redriveCount: redriveCount + 1, scriptUse }, env, at);
}

function begin(
  identity: RunIdentity,
  carried: Pick<Run, 'redriveCount' | 'scriptUse'>,
  env: Environment,
  at: number,
): Run {
  const run = blankRun(identity, carried, at);
  append({ run, env }, 'ExecutionStarted', 0, {
    ...inputMembers(identity.input),
    roleArn: identity.roleArn,
    ...(identity.stateMachineAliasArn === undefined ? {} : { stateMachineAliasArn: identity.stateMachineAliasArn }),
    ...(identity.stateMachineVersionArn === undefined
      ? {}
      : { stateMachineVersionArn: identity.stateMachineVersionArn }),
  });
  planEndOfTime({ run, env });
  run.ready.push({ thread: run.root, action: 'go on', epoch: run.root.epoch });
  return run;
}

/** A run that has not begun: nothing is in its history, and nothing is planned. */
export function blankRun(identity: RunIdentity, carried: Pick<Run, 'redriveCount' | 'scriptUse'>, at: number): Run {
  // All members are named at once, also those that are set later: adding them one by one, or spreading, costs ten times as much.
  return {
    executionArn: identity.executionArn,
    executionName: identity.executionName,
    contextName: identity.contextName,
    scriptedAs: identity.scriptedAs,
    stateMachineArn: identity.stateMachineArn,
    stateMachineVersionArn: identity.stateMachineVersionArn,
    stateMachineAliasArn: identity.stateMachineAliasArn,
    machineArn: identity.machineArn,
    stateMachineName: identity.stateMachineName,
    roleArn: identity.roleArn,
    type: identity.type,
    definition: identity.definition,
    input: identity.input,
    redriveCount: carried.redriveCount,
    scriptUse: carried.scriptUse,
    status: 'RUNNING',
    startDate: at,
    stopDate: undefined,
    redriveDate: undefined,
    output: undefined,
    error: undefined,
    cause: undefined,
    events: [],
    time: at,
    root: newRoot(identity),
    ready: [],
    readyHead: 0,
    ended: [],
    moments: emptyAgenda(),
    timers: emptyAgenda(),
    workCount: 0,
    commands: [],
    openTasks: new Map(),
  };
}

/** Nothing hangs on ExecutionStarted: the first state hangs on 0 (recorded). */
function newRoot({ definition, input }: RunIdentity): Thread {
  return {
    region: definition,
    index: 0,
    mapPath: [],
    status: 'active',
    stem: 0,
    variables: {},
    next: { name: definition.StartAt, input },
    entries: 0,
    epoch: 0,
  };
}

/**
 * When the execution is out of time: TimeoutSeconds from the start or the last redrive (documented: a redrive resets it), one year from
 * the first start, five minutes if it is Express.
 */
export function planEndOfTime({ run, env }: Turn): void {
  const { TimeoutSeconds } = run.definition;
  const longest =
    run.type === 'EXPRESS' ? run.time + env.limits.expressExecutionTime : run.startDate + env.limits.executionTime;
  // A thread of its own: the deadline is not overtaken by anything that the execution does.
  const clock = newRoot(run);
  addWork(run.timers, newWork(run, clock, 'open too long', longest));
  if (TimeoutSeconds === undefined) return;
  addWork(run.timers, newWork(run, clock, 'execution timeout', run.time + seconds(TimeoutSeconds)));
}
