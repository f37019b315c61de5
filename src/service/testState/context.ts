import { parseResource } from '../../asl/definition/resource';
import type { StateDefinition } from '../../asl/definition/definition';
import { isJsonNumber, isJsonObject, type Json, type JsonObject } from '../../model/json';
import { RefusalSignal } from '../../model/outcome';
import { refusal } from '../../rules/faults';
import { readJson } from './tested';

/** Members of the context object, and what they hold. */
const MEMBERS: Readonly<Record<string, Readonly<Record<string, 'string' | 'number' | 'any'>>>> = {
  Execution: {
    Id: 'string',
    Input: 'any',
    Name: 'string',
    RoleArn: 'string',
    StartTime: 'string',
    RedriveCount: 'number',
    RedriveTime: 'string',
  },
  State: { EnteredTime: 'string', Name: 'string', RetryCount: 'number' },
  StateMachine: { Id: 'string', Name: 'string' },
  Task: { Token: 'string' },
};

/**
 * The context object that a test of a state brings with it.
 *
 * @recorded [test-state.context] It has the members of a context object and no others, each of its type; no Map, and a Task only where
 *   there is a task token. {recorded-errors}
 */
export function readContext(text: string, state: StateDefinition): JsonObject {
  const context = readJson(text);
  if (context === undefined || !isJsonObject(context)) throw invalid('Context object must be a JSON object');
  for (const [name, member] of Object.entries(context)) checkMember(name, member, state);
  return context;
}

function checkMember(name: string, member: Json, state: StateDefinition): void {
  if (name === 'Map') throw invalid("'Map' field is not supported when mocking a Context object");
  const fields = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
  if (fields === undefined) throw invalid(`Field '${name}' is not allowed`);
  if (name === 'Task' && !hasToken(state)) {
    throw invalid(
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    );
  }
  if (!isJsonObject(member)) throw invalid(`${name} must be an object`);
  for (const [field, value] of Object.entries(member)) {
    const type = Object.hasOwn(fields, field) ? fields[field]! : undefined;
    if (type === undefined) throw invalid(`Field '${field}' is not allowed`);
    if (type === 'string' && typeof value !== 'string') throw invalid(`${name}.${field} must be a string`);
    if (type === 'number' && typeof value !== 'number' && !isJsonNumber(value)) {
      throw invalid(`${name}.${field} must be a number`);
    }
  }
}

function hasToken({ Type, Resource }: StateDefinition): boolean {
  return Type === 'Task' && Resource !== undefined && parseResource(Resource).pattern !== 'request-response';
}

function invalid(text: string): RefusalSignal {
  return new RefusalSignal(refusal('invalidContext', { text }));
}
