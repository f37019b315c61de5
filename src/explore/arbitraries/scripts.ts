import type { Arbitrary } from 'fast-check';
import { fc } from './peer';
import { fails, lambdaThrows, succeeds, timesOut } from '../../asl/script/scripting';
import type { TaskOutcome, TaskScript } from '../../asl/script/taskScript';
import { asCode, callOf } from './code';

/** What generated tasks come to. */
export interface TaskScriptOptions {
  /** Names of errors. Default: two, and States.TaskFailed. */
  readonly errors?: readonly string[];
  /** How many attempts of each task are scripted at most; the last repeats. Default: 3. */
  readonly attempts?: number;
  /** Whether the last of them succeeds, so that enough redrives bring the execution to its end. Default: false. */
  readonly healsAtLast?: boolean;
}

const ERRORS = ['Card.Declined', 'Service.Busy', 'States.TaskFailed'];

/**
 * Outcomes of tasks: successes, errors, exceptions of Lambda functions, timeouts. They shrink to a success, and print as code: `fails('Card.Declined')`.
 *
 * @example
 * fc.array(taskOutcomes({ errors: ['Card.Declined'] }), { minLength: 1 });
 */
export function taskOutcomes({ errors = ERRORS }: Pick<TaskScriptOptions, 'errors'> = {}): Arbitrary<TaskOutcome> {
  const outputs = fc().constantFrom(undefined, { done: true }, [1, 2], 'text', 0);
  const error = fc().constantFrom(...errors);
  const cause = fc().constantFrom(undefined, 'insufficient funds');
  const failures = fc().oneof(
    { withCrossShrink: true },
    fc()
      .tuple(error, cause)
      .map(([name, text]) => asCode(fails(name, text), () => callOf('fails', name, text))),
    fc()
      .tuple(error, cause)
      .map(([name, text]) => asCode(lambdaThrows(name, text), () => callOf('lambdaThrows', name, text))),
    fc().constant(asCode(timesOut(), () => callOf('timesOut'))),
  );
  const successes = outputs.map((output) => asCode(succeeds(output), () => callOf('succeeds', output)));
  return fc().oneof({ withCrossShrink: true }, successes, failures);
}

/**
 * A script for these tasks, as `createStateMachine({ tasks })` takes it. It shrinks to fewer attempts, and to successes.
 *
 * @example
 * workflows().chain(({ definition, tasks }) => taskScripts(tasks).map((script) => ({ definition, tasks: script })));
 */
export function taskScripts(
  tasks: readonly string[],
  { attempts = 3, healsAtLast = false, ...options }: TaskScriptOptions = {},
): Arbitrary<TaskScript> {
  const lists = fc().array(taskOutcomes(options), { minLength: 1, maxLength: Math.max(1, attempts) });
  const healed = asCode(succeeds(), () => callOf('succeeds'));
  const entry = healsAtLast ? lists.map((list) => [...list.slice(0, -1), healed]) : lists;
  return fc()
    .tuple(...tasks.map(() => entry))
    .map((entries) => Object.fromEntries(tasks.map((name, index) => [name, entries[index]!])));
}
