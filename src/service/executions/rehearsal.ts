import type { Environment } from '../../asl/engine/environment';
import type { RunIdentity } from '../../asl/engine/run';
import type { TaskScript, TaskScriptEntry } from '../../asl/script/taskScript';
import { engineStage, playCourse, type Attempt, type Course } from '../../catalogue/course';
import { createIdSource } from '../../model/idSource';
import type { OperationContext } from '../operations/operationContext';

/** What a rehearsal has shown. */
export interface Rehearsed {
  /** How long the course lasts, in milliseconds. */
  readonly lasts: number;
  /** The scripts that are functions, as they answered: the test's own functions are asked once only. */
  readonly answered: TaskScript;
}

/**
 * Runs a course beside the service, with the ids that it will have there: only so is it known when the execution has to
 * start to end at a given time.
 */
export function rehearse(
  course: Course,
  identity: RunIdentity,
  scripts: ReadonlyMap<string, TaskScriptEntry>,
  { driver, ids }: OperationContext,
  at: number,
): Rehearsed {
  const sameIds = createIdSource(0);
  sameIds.restore(ids.snapshot());
  const functions = new Map([...scripts].map(([state, entry]) => [state, remembering(entry)]));
  let own: Attempt = { tasks: {} };
  const env: Environment = {
    ...driver.env,
    ids: sameIds,
    newTaskToken: () => sameIds.token(),
    scriptOf: (_run, state) => own.tasks[state] ?? functions.get(state)?.first,
    itemReaderOf: (run, state) => own.itemReaders?.[state] ?? driver.env.itemReaderOf(run, state),
    resultWriterOf: (run, state) => own.resultWriters?.[state] ?? driver.env.resultWriterOf(run, state),
  };
  const stage = engineStage(identity, env, (attempt) => (own = attempt));
  const end = playCourse(course, stage, at) ?? stage.run.time;
  const answered = [...functions].filter(([, { again }]) => again !== undefined);
  return { lasts: end - at, answered: Object.fromEntries(answered.map(([state, { again }]) => [state, again!])) };
}

/** A script for the first time, and for the second time if it is a function. */
function remembering(entry: TaskScriptEntry): { readonly first: TaskScriptEntry; readonly again?: TaskScriptEntry } {
  if (typeof entry !== 'function') return { first: entry };
  const answers: ReturnType<typeof entry>[] = [];
  return {
    first(task) {
      const answer = entry(task);
      answers.push(answer);
      return answer;
    },
    again: (task) => answers.shift() ?? entry(task),
  };
}
