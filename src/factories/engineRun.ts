import type { Definition } from '../asl/definition';
import type { Environment } from '../asl/environment';
import type { Run, RunIdentity } from '../asl/run';
import { lambdaReturns, neverEnds, succeeds } from '../asl/scripting';
import type { TaskScript } from '../asl/taskScript';
import { parseDefinition } from '../asl/validation';
import { executionArn, expressArn, stateMachineArn } from '../model/arn';
import type { IdSource } from '../model/idSource';
import { Payload, type Json } from '../model/json';
import type { Limits } from '../rules/limits';
import { engineStage, playCourse, type Course } from './course';
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
  let attempt: TaskScript = {};
  const { tasks, activities } = scripted.machine;
  const env = plainEnvironment(surroundings, (state) => attempt[state] ?? tasks[state], activities);
  const stage = engineStage(identityOf(scripted, surroundings), env, ({ tasks }) => (attempt = tasks));
  playCourse(course, stage, at);
  return stage.run;
}

/** What the engine is told where there is no service: unscripted tasks succeed, or wait. */
export function plainEnvironment(
  { place, ids, limits }: Surroundings,
  scriptOf: (state: string) => TaskScript[string] | undefined,
  activities: readonly string[] = [],
): Environment {
  return {
    limits,
    ids,
    region: place.region,
    scriptOf: (_run, state) => scriptOf(state),
    unscripted(_run, _call, { kind, pattern, resourceType }) {
      if (kind === 'activity' || pattern === 'waitForTaskToken') return neverEnds();
      return kind === 'lambda' || resourceType === 'lambda' ? lambdaReturns() : succeeds();
    },
    itemReaderOf: () => undefined,
    resultWriterOf: () => undefined,
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
    definition: parsed(machine.definition),
    input: Payload.ofValue(input),
  };
  return identity;
}

const PARSED = new Map<string, Definition>();
/** How many parsed definitions are kept: more than one test file uses. */
const MOST_PARSED = 100;

/** Definitions of the catalogue come again and again, and are not validated again. */
function parsed(definition: object): Definition {
  const text = JSON.stringify(definition);
  const known = PARSED.get(text);
  if (known !== undefined) return known;
  if (PARSED.size >= MOST_PARSED) PARSED.clear();
  const fresh = parseDefinition(text);
  PARSED.set(text, fresh);
  return fresh;
}
