import { advanceOnce, actUpon, goOn, nextDue, takeTurn } from '../../asl/engine/advance';
import { peekWork } from '../../asl/engine/agenda';
import { failState } from '../../asl/engine/failure';
import type { Failure, Run } from '../../asl/engine/run';
import { blankRun, startRun } from '../../asl/engine/start';
import type { Environment, Step, Turn } from '../../asl/engine/step';
import { assignmentsOf, enterState, exitState, successorOf } from '../../asl/engine/transitions';
import { scopeOf } from '../../asl/engine/context';
import { stateOutput } from '../../asl/data/dataFlow';
import type { Definition, StateDefinition } from '../../asl/definition/definition';
import { startsExecution } from '../../asl/definition/resource';
import { fails, succeeds } from '../../asl/script/scripting';
import type { TaskOutcome } from '../../asl/script/taskScript';
import { executionArn, roleArn, stateMachineArn } from '../../model/arn';
import type { Payload } from '../../model/json';
import type { OperationContext } from '../operations/operationContext';
import type { Mock, TestedRun, TestedState } from './tested';

/** @documented [test-state.time] A state that takes more than five minutes fails with States.Timeout. {api-test-state} */
const LONGEST_MS = 300_000;

/** In place of the state that a catcher leads to: two may lead to the same. */
const caughtBy = (index: number): string => `\u0000${index}`;

/** A run of the state that has not begun. */
export function freshTurn(tested: TestedState, context: OperationContext): Turn {
  return { run: runOf(tested, context), env: environmentOf(tested, context.driver.env) };
}

/** Runs one state, and nothing after it. */
export function runState(tested: TestedState, context: OperationContext): TestedRun {
  const turn = freshTurn(tested, context);
  const { run } = turn;
  if (tested.mock !== undefined && tested.state.Type !== 'Task') leaveMocked(turn, tested.mock);
  else startRun(turn);
  goOn(turn);
  const horizon = { until: context.now + LONGEST_MS, moments: true };
  while (run.root.frame?.retryCount === 0 && nextDue(run, horizon) !== undefined) advanceOnce(turn, horizon);
  return { turn, ...whatBecame(run, tested) };
}

function runOf(tested: TestedState, { partition, region, account, now }: OperationContext): Run {
  const place = { partition, region, account };
  const identity = { stateMachineName: 'TestState', executionName: 'TestState' };
  const machine = stateMachineArn({ ...place, ...identity });
  const run = blankRun(
    {
      ...identity,
      executionArn: executionArn({ ...place, ...identity }),
      stateMachineArn: machine,
      machineArn: machine,
      roleArn: roleArn(place, 'redrive-testkit'),
      type: 'STANDARD',
      definition: withCatchers(tested),
      input: tested.input,
      ...(tested.context === undefined ? {} : { givenContext: tested.context }),
    },
    now,
  );
  run.root.variables = tested.variables;
  return run;
}

function withCatchers({ definition, name, state }: TestedState): Definition {
  const { Catch = [] } = state;
  if (Catch.length === 0) return definition;
  const marked = Catch.map((catcher, index) => ({ ...catcher, Next: caughtBy(index) }));
  const ends = marked.map(({ Next }): [string, StateDefinition] => [Next, { Type: 'Succeed' }]);
  const States = { ...definition.States, ...Object.fromEntries(ends), [name]: { ...state, Catch: marked } };
  return { ...definition, States };
}

/** Nothing that a tested state does is seen in the fake: it starts no execution, and its tokens are nobody's. */
function environmentOf({ mock }: TestedState, env: Environment): Environment {
  return {
    ...env,
    // A test of one state is no execution.
    note: undefined,
    scriptOf: () => (mock === undefined ? undefined : outcomeOf(mock)),
    unscripted: (run, call, resource) => (startsExecution(resource) ? succeeds() : env.unscripted(run, call, resource)),
    newTaskToken: () => env.ids.token(),
    activityExists: () => true,
  };
}

function outcomeOf(mock: Mock): TaskOutcome {
  return mock.kind === 'result' ? succeeds(mock.value.value) : fails(mock.error, mock.cause);
}

/** A Map or a Parallel is entered and left: what is in it does not run. */
function leaveMocked(turn: Turn, mock: Mock): void {
  const { root } = turn.run;
  takeTurn(turn, turn.run.time, () => {
    enterState(turn, root);
    actUpon(turn, root, (step) =>
      mock.kind === 'error' ? failState(step, { error: mock.error, cause: mock.cause }) : leave(step, mock.value),
    );
  });
}

function leave(step: Step, result: Payload): void {
  const { frame } = step;
  const scope = scopeOf(step, { result: result.value });
  const output = stateOutput(frame.state, frame.language, frame.input.value, result.value, scope);
  exitState(step, {
    output,
    next: successorOf(frame),
    passedThrough: [result],
    ...assignmentsOf(frame, scope, result.value),
  });
}

function whatBecame(run: Run, { name, state }: TestedState): Omit<TestedRun, 'turn'> {
  const { frame } = run.root;
  if (frame?.name === name && run.status === 'RUNNING') {
    const index = frame.retriesUsed.findIndex((used) => (used ?? 0) > 0);
    if (index < 0) return { status: 'FAILED', failure: { error: 'States.Timeout' } };
    const retryAfterSeconds = (peekWork(run.timers)!.due - run.time) / 1_000;
    return { status: 'RETRIABLE', failure: lastFailure(run), index, retryAfterSeconds };
  }
  if (run.status === 'FAILED') return { status: 'FAILED', failure: { error: run.error, cause: run.cause } };
  const next = lastEntered(run);
  const index = (state.Catch ?? []).findIndex((_, each) => caughtBy(each) === next);
  const { output } = run;
  if (index >= 0) {
    return { status: 'CAUGHT_ERROR', failure: lastFailure(run), output, next: state.Catch![index]!.Next, index };
  }
  return { status: 'SUCCEEDED', output, ...(next === name ? {} : { next }) };
}

function lastEntered({ events }: Run): string | undefined {
  return events.findLast(({ type }) => type.endsWith('StateEntered'))?.details?.['name'] as string | undefined;
}

function lastFailure({ events }: Run): Failure {
  const details = events.findLast(({ type }) => /(Failed|TimedOut)$/.test(type))?.details ?? {};
  return { error: details['error'] as string | undefined, cause: details['cause'] as string | undefined };
}
