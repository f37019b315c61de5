import { guarded } from './advance';
import { emptyAgenda, planEndOfTime } from './agenda';
import { append, inputMembers } from './emit';
import type { Run, RunIdentity, Thread } from './run';
import type { Turn } from './step';

/** Begins a blank run: its history says so, and its deadlines are planned. goOn() does what comes next. */
export function startRun(turn: Turn): void {
  const { run } = turn;
  const { input, roleArn, stateMachineAliasArn, stateMachineVersionArn } = run;
  guarded(turn, () => {
    append(turn, 'ExecutionStarted', 0, {
      ...inputMembers(input),
      roleArn,
      ...(stateMachineAliasArn === undefined ? {} : { stateMachineAliasArn }),
      ...(stateMachineVersionArn === undefined ? {} : { stateMachineVersionArn }),
    });
    planEndOfTime(turn);
    if (run.redriveCount > 0) turn.env.note?.(run, run.root.next!.name, 'resumed');
    run.ready.push({ thread: run.root, action: 'go on', epoch: run.root.epoch });
  });
}

/**
 * The run that starts an ended one over: a redrive of an Express child of a Map Run.
 *
 * @recorded [map-run.restarted-child] An Express child runs from its first state, as if it were new but for its name and its RedriveCount.
 *   {recorded-map-runs}
 */
export function runAgain(ended: Run, at: number): Run {
  return blankRun(ended, at, { redriveCount: ended.redriveCount + 1, scriptUse: ended.scriptUse });
}

/** A run that begins at `at`, epoch milliseconds: nothing is in its history yet, and nothing is planned. */
export function blankRun(
  identity: RunIdentity,
  at: number,
  carried: Pick<Run, 'redriveCount' | 'scriptUse'> = { redriveCount: 0, scriptUse: new Map() },
): Run {
  // All members are named at once, also those that are set later: adding them one by one, or spreading, costs ten times as much.
  return {
    executionArn: identity.executionArn,
    executionName: identity.executionName,
    contextName: identity.contextName,
    givenContext: identity.givenContext,
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
    abortedTasks: new Map(),
  };
}

/** @recorded [start.first-state] The first state links to 0; nothing links to ExecutionStarted. {recorded-histories} */
function newRoot({ definition, input }: RunIdentity): Thread {
  return {
    workflow: definition,
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
