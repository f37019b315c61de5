import type { Definition } from '../asl/definition/definition';
import type { Environment } from '../asl/engine/environment';
import type { Run, RunIdentity } from '../asl/engine/run';
import { lambdaReturns, neverEnds, succeeds } from '../asl/script/scripting';
import type { ItemReaderEntry, ResultWriterEntry } from '../asl/script/mapRunScript';
import type { TaskScriptEntry } from '../asl/script/taskScript';
import { invalidDefinitionMessage, validateDefinition } from '../asl/definition';
import { executionArn, expressArn, stateMachineArn } from '../model/arn';
import type { IdSource } from '../model/idSource';
import { TestkitError } from '../model/testkitError';
import { Payload, type Json } from '../model/json';
import type { Limits } from '../rules/limits';
import { engineStage, playCourse, type Attempt, type Course } from './course';
import type { MachinePlan } from './modes/mode';
import { roleArn, type Place } from './place';

/** What an execution of the catalogue is run with where there is no service. */
export interface Surroundings {
  readonly place: Place;
  readonly ids: IdSource;
  readonly limits: Limits;
}

/** An execution that is to be run by the engine alone. */
export interface Scripted {
  readonly machine: MachinePlan;
  readonly stateMachineName: string;
  readonly executionName: string;
  readonly input: Json;
}

/** The course of an execution, run by the engine alone; `at` is epoch milliseconds. */
export function runCourse(scripted: Scripted, course: Course, surroundings: Surroundings, at: number): Run {
  let attempt: Attempt = { tasks: {} };
  const { tasks, activities } = scripted.machine;
  const env = plainEnvironment(
    surroundings,
    {
      tasks: (state) => attempt.tasks[state] ?? tasks[state],
      itemReaders: (state) => attempt.itemReaders?.[state],
      resultWriters: (state) => attempt.resultWriters?.[state],
    },
    activities,
  );
  const stage = engineStage(identityOf(scripted, surroundings), env, (begun) => (attempt = begun));
  playCourse(course, stage, at);
  return stage.run;
}

/** Where outcomes are looked up, by the name of the state. */
interface Scripts {
  readonly tasks?: (state: string) => TaskScriptEntry | undefined;
  readonly itemReaders?: (state: string) => ItemReaderEntry | undefined;
  readonly resultWriters?: (state: string) => ResultWriterEntry | undefined;
}

/** What the engine is told where there is no service: unscripted tasks succeed, or wait. */
export function plainEnvironment(
  { place, ids, limits }: Surroundings,
  scripts: Scripts,
  activities: readonly string[] = [],
): Environment {
  return {
    limits,
    ids,
    region: place.region,
    scriptOf: (_run, state) => scripts.tasks?.(state),
    unscripted(_run, _call, { kind, pattern, resourceType }) {
      if (kind === 'activity' || pattern === 'waitForTaskToken') return neverEnds();
      return kind === 'lambda' || resourceType === 'lambda' ? lambdaReturns() : succeeds();
    },
    itemReaderOf: (_run, state) => scripts.itemReaders?.(state),
    resultWriterOf: (_run, state) => scripts.resultWriters?.(state),
    newTaskToken: () => ids.token(),
    activityExists: (arn) => activities.some((name) => arn.endsWith(`:activity:${name}`)),
    reportMisuse(_run, error) {
      throw error;
    },
  };
}

function identityOf({ machine, stateMachineName, executionName, input }: Scripted, { place, ids }: Surroundings) {
  const { type = 'STANDARD' } = machine;
  const names = { ...place, stateMachineName, executionName };
  const machineArn = stateMachineArn({ ...place, stateMachineName });
  const identity: RunIdentity = {
    executionArn: type === 'STANDARD' ? executionArn(names) : expressArn({ ...names, startId: ids.uuid() }),
    executionName,
    stateMachineArn: machineArn,
    machineArn,
    stateMachineName,
    roleArn: roleArn(place, 'redrive-testkit'),
    type,
    definition: definitionOf(machine),
    input: Payload.ofValue(input),
  };
  return identity;
}

const PARSED = new Map<string, Definition>();
/** How many parsed definitions are kept: more than one test file uses. */
const MOST_PARSED = 100;

/** Definitions of the catalogue come again and again, and are not validated again. */
export function definitionOf(machine: MachinePlan): Definition {
  const text = JSON.stringify(machine.definition);
  const known = PARSED.get(text);
  if (known !== undefined) return known;
  if (PARSED.size >= MOST_PARSED) PARSED.clear();
  const { definition: fresh, diagnostics } = validateDefinition(text, { type: machine.type ?? 'STANDARD' });
  if (fresh === undefined) {
    const found = invalidDefinitionMessage(diagnostics);
    const hint = 'Choose other names of states, or another resource.';
    throw new TestkitError({ code: 'ARGUMENT_INVALID', what: 'AWS takes no such definition.', found, hint });
  }
  PARSED.set(text, fresh);
  return fresh;
}
