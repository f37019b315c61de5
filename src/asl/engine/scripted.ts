import { shown } from '../../model/arguments';
import { toPlainJson, type Json } from '../../model/json';
import { TestkitError } from '../../model/testkitError';
import type { ParsedResource } from '../definition/resource';
import type { MapRunCall, MapRunEntry } from '../script/mapRunScript';
import { OF_ANY_TASK, misfitOf } from '../script/outcomeFit';
import { neverEnds } from '../script/scripting';
import { isOutcome, outcomeAfterRedrives, type TaskCall, type TaskOutcome } from '../script/taskScript';
import type { Step } from './step';

/** What an attempt of a task comes to: as scripted, else as the environment has it for tasks without a script. */
export function outcomeFor(step: Step, resource: ParsedResource, input: Json): TaskOutcome {
  const { run, env, frame } = step;
  const call: TaskCall = {
    stateName: frame.name,
    input,
    resource: frame.state.Resource!,
    attempt: frame.attempt,
    redriveCount: run.redriveCount,
    mapPath: step.thread.mapPath,
    executionArn: run.executionArn,
  };
  const entry = env.scriptOf(run, frame.name);
  if (entry === undefined) return env.unscripted(run, call, resource);
  const scripted = entryOutcome(step, entry, call, {
    asked: `The scripted function of task '${frame.name}'`,
    when: ` on attempt ${frame.attempt}`,
    isOutcome,
    toReturn: 'Return succeeds(…), fails(…) or another outcome; a function cannot be asynchronous.',
    toFail: 'To let the task fail, return fails(error, cause) or lambdaThrows(type, message).',
  });
  if (scripted === undefined) return neverEnds();
  const outcome = scripted.kind === 'failsUntilRedriven' ? outcomeAfterRedrives(scripted, run.redriveCount) : scripted;
  const { kind, options, then } = outcome;
  // What any task can have needs no closer look.
  const isPlain = options.workerName === undefined && options.submitted === undefined && then === undefined;
  if (isPlain && OF_ANY_TASK.has(kind)) return outcome;
  const misfit = misfitOf(frame.name, outcome, resource);
  if (misfit === undefined) return outcome;
  env.reportMisuse(run, misfit);
  return neverEnds();
}

const TO_MAP_RUN =
  'Return reads(…) or readerFails(…) for an ItemReader, writes() or writerFails(…) for a ResultWriter.';

/** What an ItemReader or a ResultWriter comes to; nothing, and a report, if its scripted function went wrong. */
export function mapRunOutcome<Outcome extends object>(
  step: Step,
  entry: MapRunEntry<Outcome>,
  input: Json,
  isOutcome: (value: unknown) => value is Outcome,
): Outcome | undefined {
  const { run, frame } = step;
  const { redriveCount, executionArn } = run;
  const call: MapRunCall = { stateName: frame.name, input, redriveCount, executionArn };
  return entryOutcome(step, entry, call, {
    asked: `The scripted function of Map state '${frame.name}'`,
    when: '',
    isOutcome,
    toReturn: TO_MAP_RUN,
    toFail: TO_MAP_RUN,
  });
}

type Script<Call, Outcome> = (call: Call) => Outcome;

/** A scripted function, as errors speak of it, and what it may return. */
interface Asked<Outcome> {
  readonly asked: string;
  readonly when: string;
  readonly isOutcome: (value: unknown) => value is Outcome;
  readonly toReturn: string;
  readonly toFail: string;
}

/** The outcome of an entry this time. Each execution uses a list up one by one; its last outcome repeats. */
function entryOutcome<Outcome extends object, Call extends { readonly input: Json }>(
  step: Step,
  entry: Outcome | readonly Outcome[] | Script<Call, Outcome>,
  call: Call,
  asked: Asked<Outcome>,
): Outcome | undefined {
  if (typeof entry === 'function') return calledOutcome(step, entry, call, asked);
  if (!Array.isArray(entry)) return entry as Outcome;
  const list: readonly Outcome[] = entry;
  const { scriptUse } = step.run;
  const used = scriptUse.get(list) ?? 0;
  scriptUse.set(list, used + 1);
  return list[Math.min(used, list.length - 1)];
}

/** Thrown out of a step whose own script has stopped, answered or redriven the execution meanwhile: the step is void. */
export class StepOvertaken extends Error {}

/**
 * The only place in which the engine calls a test's own code. Whatever that throws or returns, it must not leave the execution half-way;
 * and whatever it does to the fake, nothing is said of a state that the execution is not in any more.
 *
 * @throws {StepOvertaken}
 */
function calledOutcome<Outcome extends object, Call extends { readonly input: Json }>(
  { run, env, thread }: Step,
  script: Script<Call, Outcome>,
  call: Call,
  { asked, when, isOutcome, toReturn, toFail }: Asked<Outcome>,
): Outcome | undefined {
  const { epoch } = thread;
  let outcome: Outcome | undefined;
  try {
    const returned: unknown = script({ ...call, input: toPlainJson(call.input) });
    if (isOutcome(returned)) outcome = returned;
    else
      env.reportMisuse(run, misuse(`${asked} did not return an outcome.`, `It returned ${shown(returned)}.`, toReturn));
  } catch (error) {
    env.reportMisuse(run, misuse(`${asked} threw${when}.`, textOfThrown(error), toFail));
  }
  if (run.status !== 'RUNNING' || thread.status !== 'active' || thread.epoch !== epoch) throw new StepOvertaken();
  return outcome;
}

function misuse(what: string, found: string, hint: string): TestkitError {
  return new TestkitError({ code: 'ARGUMENT_INVALID', what, found, hint });
}

/** Anything can be thrown, also what has no text, or throws when it is looked at. */
function textOfThrown(thrown: unknown): string {
  try {
    if (thrown instanceof Error) return `${thrown.name}: ${thrown.message}`;
    return typeof thrown === 'object' && thrown !== null ? shown(thrown) : String(thrown);
  } catch {
    return 'It threw what cannot be shown.';
  }
}
