import { fails, succeeds } from '../../src/asl/script/scripting';
import type { TaskOutcome } from '../../src/asl/script/taskScript';
import { checkHistory } from '../../src/history/checkHistory';
import { redrivePlan } from '../../src/history/redrivePlan';
import { createFakeStepFunctions } from '../../src/service/createFake';
import { virtualClock } from '../../src/time/clock';

const DEFINITIONS = 60;
const MOST_REDRIVES = 4;
const LONGEST = 3000;

type Random = () => number;

/** Small, fast and the same on every machine (mulberry32). */
function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Workflow {
  readonly definition: object;
  readonly tasks: Record<string, TaskOutcome[]>;
}

/** Nested Parallel and Map states whose tasks fail now and then, are retried and caught. */
function randomWorkflow(random: Random): Workflow {
  const tasks: Record<string, TaskOutcome[]> = {};
  let names = 0;
  const some = (most: number) => 1 + Math.floor(random() * most);
  const after = () => (random() < 0.5 ? { after: Math.floor(random() * LONGEST) } : {});
  const outcome = () => (random() < 0.25 ? fails('Card.Declined', 'no', after()) : succeeds({}, after()));

  const region = (depth: number): object => {
    const chain = Array.from({ length: some(3) }, () => `S${names++}`);
    const states = chain.map((name, rank) => [name, { ...state(name, depth), ...flow(chain[rank + 1]) }]);
    return { StartAt: chain[0], States: Object.fromEntries(states) };
  };
  const flow = (next: string | undefined) => (next === undefined ? { End: true } : { Next: next });
  const handlers = () => (random() < 0.3 ? { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }] } : {});
  const state = (name: string, depth: number): object => {
    const kind = random();
    if (depth > 0 && kind < 0.2) {
      return { Type: 'Parallel', Branches: Array.from({ length: some(3) }, () => region(depth - 1)), ...handlers() };
    }
    if (depth > 0 && kind < 0.45) {
      const MaxConcurrency = Math.floor(random() * 3);
      const ItemsPath = '$$.Execution.Input.items';
      return { Type: 'Map', ItemsPath, MaxConcurrency, ItemProcessor: region(depth - 1), ...handlers() };
    }
    if (kind < 0.5) return { Type: 'Pass' };
    if (kind < 0.55) return brokenState(random(), depth);
    if (kind < 0.62) return { Type: 'Wait', Seconds: some(5) };
    tasks[name] = [...Array.from({ length: 8 }, outcome), succeeds({})];
    const arn = random() < 0.5 ? 'arn:aws:states:::lambda:invoke' : 'arn:aws:lambda:us-east-1:123456789012:function:f';
    return { Type: 'Task', Resource: arn, ...handlers() };
  };
  return { definition: region(3), tasks };
}

/** A state whose own fields cannot be evaluated. */
function brokenState(kind: number, depth: number): object {
  const inside = { StartAt: `P${kind}`, States: { [`P${kind}`]: { Type: 'Pass', End: true } } };
  const Output = '{% $missing %}';
  if (depth === 0 || kind < 0.3) return { Type: 'Pass', InputPath: '$.missing' };
  if (kind < 0.5) return { Type: 'Pass', QueryLanguage: 'JSONata', Output };
  if (kind < 0.6) return { Type: 'Parallel', Branches: [inside], QueryLanguage: 'JSONata', Output };
  if (kind < 0.7) return { Type: 'Parallel', Branches: [inside], OutputPath: '$.missing' };
  if (kind < 0.8) return { Type: 'Map', ItemProcessor: inside, QueryLanguage: 'JSONata', Items: [1, 2], Output };
  if (kind < 0.9) return { Type: 'Map', ItemProcessor: inside, QueryLanguage: 'JSONata', Items: Output };
  return { Type: 'Map', ItemProcessor: inside, ItemsPath: '$$.Execution.Input.items', OutputPath: '$.missing' };
}

/** Runs a workflow, stops it now and then, and redrives it as often as that goes. */
function eachAttempt(seed: number, check: (before: Attempt, after: Attempt) => void): void {
  const random = randomOf(seed);
  const sfn = createFakeStepFunctions({ clock: virtualClock('2026-01-31T12:00:00Z') });
  const { definition, tasks } = randomWorkflow(random);
  const { stateMachineArn } = sfn.createStateMachine({ name: 'any', definition, tasks });
  const executionArn = sfn.startExecution({ stateMachineArn, input: '{"items":[1,2,3]}' }).executionArn;
  const proceed = (): Attempt => {
    if (random() < 0.25) {
      sfn.clock.advanceBy(Math.floor(random() * LONGEST));
      if (sfn.execution(executionArn).status === 'RUNNING') sfn.stopExecution({ executionArn });
    }
    sfn.settle({ skipTime: true });
    return { events: sfn.history(executionArn), status: String(sfn.execution(executionArn).status) };
  };
  let before: Attempt = { events: [], status: 'RUNNING' };
  for (let redrives = 0; redrives <= MOST_REDRIVES; redrives += 1) {
    const after = proceed();
    check(before, after);
    if (after.status === 'SUCCEEDED') return;
    before = after;
    sfn.redriveExecution({ executionArn });
  }
}

interface Attempt {
  readonly events: ReturnType<ReturnType<typeof createFakeStepFunctions>['history']>;
  readonly status: string;
}

const seeds = Array.from({ length: DEFINITIONS }, (_, index) => index + 1);

test('the checker accepts every history that the engine writes', () => {
  for (const seed of seeds) {
    eachAttempt(seed, (_before, { events }) => {
      expect({ seed, problems: checkHistory(events).problems }).toEqual({ seed, problems: [] });
    });
  }
});

test('a redrive schedules exactly the tasks again at which the plan says that it resumes', () => {
  let planned = 0;
  for (const seed of seeds) {
    eachAttempt(seed, (before, after) => {
      const added = after.events.slice(before.events.length);
      // A state that cannot be evaluated ends the execution, or its container, before all of it was resumed.
      const unevaluated = added.some(
        ({ type, executionFailedEventDetails: failed }) =>
          type === 'EvaluationFailed' || failed?.error === 'States.Runtime',
      );
      if (before.events.length === 0 || after.status === 'ABORTED' || unevaluated) return;
      const due = redrivePlan(before.events).resumesAt.flatMap(({ type, enteredEventId }) =>
        type === 'Task' ? [enteredEventId] : [],
      );
      const resumed = added.flatMap(({ type, previousEventId = 0 }) =>
        type?.endsWith('Scheduled') === true && previousEventId <= before.events.length ? [previousEventId] : [],
      );
      planned += due.length;
      expect({ seed, resumed: resumed.sort() }).toEqual({ seed, resumed: due.sort() });
    });
  }
  expect(planned).toBeGreaterThan(DEFINITIONS);
});
