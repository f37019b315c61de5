import { shown } from '../../model/arguments';
import { toPlainJson } from '../../model/json';
import { TestkitError } from '../../model/testkitError';
import { misfitOf } from './outcomeFit';
import { outcomeAfterRedrives } from './outcomes';
import type { ParsedResource } from '../definition/resource';
import type { Turn } from '../engine/step';
import { nextEntry } from './scriptUse';
import { neverEnds } from './scripting';
import { isOutcome, type TaskCall, type TaskOutcome, type TaskScriptEntry } from './taskScript';

/** What an attempt of a task comes to: as scripted, else as the environment has it for tasks without a script. */
export function outcomeFor(turn: Turn, call: TaskCall, resource: ParsedResource): TaskOutcome {
  const { run, env } = turn;
  const entry = env.scriptOf(run, call.stateName);
  if (entry === undefined) return env.unscripted(run, call, resource);
  const outcome = outcomeAfterRedrives(entryOutcome(turn, entry, call), run.redriveCount);
  const misfit = misfitOf(call.stateName, outcome, resource);
  if (misfit === undefined) return outcome;
  env.reportMisuse(run, misfit);
  return neverEnds();
}

function entryOutcome(turn: Turn, entry: TaskScriptEntry, call: TaskCall): TaskOutcome {
  if (typeof entry === 'function') return calledOutcome(turn, entry, call);
  return isList(entry) ? nextEntry(turn.run, entry) : entry;
}

function isList(entry: TaskScriptEntry): entry is readonly TaskOutcome[] {
  return Array.isArray(entry);
}

/** A scripted function that throws or answers something else must not leave the execution half-way. */
function calledOutcome({ run, env }: Turn, script: (task: TaskCall) => TaskOutcome, call: TaskCall): TaskOutcome {
  try {
    const outcome: unknown = script({ ...call, input: toPlainJson(call.input) });
    if (isOutcome(outcome)) return outcome;
    env.reportMisuse(run, notAnOutcome(call, outcome));
  } catch (error) {
    env.reportMisuse(run, thrown(call, error));
  }
  return neverEnds();
}

function notAnOutcome({ stateName }: TaskCall, returned: unknown): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `The scripted function of task '${stateName}' did not return an outcome.`,
    found: `It returned ${shown(returned)}.`,
    hint: 'Return succeeds(…), fails(…) or another outcome; a function cannot be asynchronous.',
  });
}

function thrown({ stateName, attempt }: TaskCall, error: unknown): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `The scripted function of task '${stateName}' threw on attempt ${attempt}.`,
    found: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    hint: 'To let the task fail, return fails(error, cause) or lambdaThrows(type, message).',
  });
}
