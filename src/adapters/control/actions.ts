import type { AnyOptions } from '../../catalogue/options';
import { recipeNamed } from '../../catalogue/recipe';
import { importExecution, type CapturedFiles } from '../../incidents/importExecution';
import { invalid, isMembers } from '../../model/arguments';
import type { FakeStepFunctions } from '../../service/fakeStepFunctions';
import type { MapRunScripts } from '../../service/machines/scripts';
import type { OperationName } from '../../service/operations/operationTable';
import type { Instant } from '../../time/clock';
import type { Fakes } from '../httpServer/fakes';
import { entryFrom, readersFrom, refusalFrom, tasksFrom, writersFrom } from './named';

type Given = Readonly<Record<string, unknown>>;

/** Something that a test does to a fake. */
export interface Action {
  /** With GET. */
  readonly read?: (sfn: FakeStepFunctions) => unknown;
  /** With POST. What the body holds is checked by what it is handed to, as where TypeScript hands it. */
  readonly write?: (sfn: FakeStepFunctions, given: Given, fakes: Fakes) => unknown;
  /** Members of the body. */
  readonly takes?: readonly string[];
  readonly example?: string;
}

const timeOf = (sfn: FakeStepFunctions): object => ({ now: new Date(sfn.clock.now()) });

/** What there is, by the names of TypeScript. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  seed: {
    takes: ['mode', 'options', 'count'],
    example: '{"mode": "lambda-function-failed", "options": {"stoppedAgo": 60000}}',
    write: seed,
  },
  script: {
    takes: ['stateMachine', 'tasks', 'itemReaders', 'resultWriters'],
    example: '{"stateMachine": "<ARN>", "tasks": {"ChargeCard": {"succeeds": {"paid": true}}}}',
    write: script,
  },
  clock: {
    takes: ['advanceBy', 'advanceTo'],
    example: '{"advanceBy": 900000}',
    read: timeOf,
    write: moveClock,
  },
  failNext: {
    takes: ['operation', 'refusal', 'times', 'optional'],
    example: '{"operation": "RedriveExecution", "refusal": "throttled", "times": 2}',
    write(sfn, { operation, refusal, ...options }) {
      sfn.failNext(operation as OperationName, refusalFrom(refusal), options);
    },
  },
  loseNextResponse: {
    takes: ['operation', 'times', 'optional'],
    example: '{"operation": "RedriveExecution"}',
    write(sfn, { operation, ...options }) {
      sfn.loseNextResponse(operation as OperationName, options);
    },
  },
  settle: {
    takes: ['skipTime'],
    example: '{"skipTime": true}',
    write: (sfn, options) => sfn.settle(options),
  },
  calls: { read: ({ calls }) => calls },
  reset: { write: (sfn, _, fakes) => fakes.reset(sfn) },
  import: {
    takes: ['describe', 'history', 'definition', 'check', 'stoppedAgo'],
    example: '{"describe": {…}, "history": {"events": […]}, "definition": {…}}',
    write: (sfn, files) => sfn.seed(importExecution(files as unknown as CapturedFiles)),
  },
};

function seed(sfn: FakeStepFunctions, { mode, options = {}, count }: Given): unknown {
  const recipe = recipeNamed(mode as string, withOutcome(options) as AnyOptions);
  return count === undefined ? sfn.seed(recipe) : sfn.seed(recipe, { count: count as number });
}

function withOutcome(options: unknown): unknown {
  if (!isMembers(options) || options['afterRedrive'] === undefined) return options;
  return { ...options, afterRedrive: entryFrom('afterRedrive', options['afterRedrive']) };
}

function script(sfn: FakeStepFunctions, { stateMachine, tasks = {}, itemReaders, resultWriters }: Given): void {
  const mapRuns: MapRunScripts = {
    ...(itemReaders === undefined ? {} : { itemReaders: readersFrom(itemReaders) }),
    ...(resultWriters === undefined ? {} : { resultWriters: writersFrom(resultWriters) }),
  };
  sfn.script(stateMachine as string, tasksFrom(tasks), mapRuns);
}

function moveClock(sfn: FakeStepFunctions, given: Given): object {
  const [name, ...others] = Object.keys(given);
  if (name === undefined || others.length > 0) {
    const hint = 'Send {"advanceBy": 900000}, in milliseconds, or {"advanceTo": "2026-12-01T00:00:00Z"}.';
    throw invalid('The clock takes advanceBy or advanceTo.', given, hint);
  }
  if (name === 'advanceBy') sfn.clock.advanceBy(given[name] as number);
  else sfn.clock.advanceTo(given[name] as Instant);
  return timeOf(sfn);
}
