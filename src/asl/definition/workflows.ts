import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../model/json';
import { fieldLimit } from '../../rules/fieldLimits';
import { STATE_TYPES, type QueryLanguage, type StateType } from './definition';
import type { DiagnosticLog } from './diagnostics';
import { anObject, inside, integer, oneOf, text, type FieldContext } from './fieldChecks';
import { processorConfig } from './mapFields';
import { definitionText } from '../../rules/definitionMessages';
import { typeFaults } from '../data/integrationParameters';
import { parseResource } from './resource';
import { checkShape, shaped, type Shape } from './shapes';
import { stateShapes } from './stateShapes';

/** @documented [definition.state-name] The name of a state has no control characters. {states-language} */
const STATE_NAME = /^[^\u0000-\u001f\u007f-\u009f]+$/u;

const workflow = { StartAt: text, States: anObject, Comment: text };

/** The whole definition. What it does not know is refused (reported for states and processors; assumed here). */
const machineShape: Shape = {
  closed: true,
  required: ['StartAt', 'States'],
  fields: {
    ...workflow,
    Version: text,
    TimeoutSeconds: integer({ min: 1, max: fieldLimit('timeoutSeconds') }),
    QueryLanguage: oneOf('JSONPath', 'JSONata'),
  },
};

/** A branch of a Parallel. */
const branchShape: Shape = { closed: true, required: ['StartAt', 'States'], fields: workflow };

/** The processor of a Map. */
const processorShape: Shape = {
  closed: true,
  required: ['StartAt', 'States'],
  fields: { ...workflow, ProcessorConfig: shaped(processorConfig) },
};

interface WorkflowContext {
  readonly log: DiagnosticLog;
  readonly location: string;
  /** Of the whole machine: nested workflows do not inherit that of the state around them. */
  readonly language: QueryLanguage;
  readonly express: boolean;
}

/** Checks what each state looks like; not yet how they hang together. */
export function checkMachine(definition: Json, log: DiagnosticLog, express: boolean): definition is JsonObject {
  const language = isJsonObject(definition) ? languageNamed(definition['QueryLanguage'], 'JSONPath') : 'JSONPath';
  return checkWorkflow(definition, machineShape, { log, location: '', language, express });
}

function checkWorkflow(value: Json, shape: Shape, context: WorkflowContext): value is JsonObject {
  // The fields of a workflow itself take no expressions, whatever language its states speak.
  if (!checkShape(value, shape, { ...context, name: '', language: 'JSONPath' })) return false;
  const states = value['States'];
  if (isJsonObject(states)) checkStates(states, { ...context, location: `${context.location}/States` });
  return true;
}

function checkStates(states: JsonObject, context: WorkflowContext): void {
  const entries = Object.entries(states);
  if (entries.length === 0) context.log.schema(definitionText('cannotBeEmpty'), context.location);
  for (const [name, state] of entries) {
    const location = `${context.location}/${name}`;
    if (!isStateName(name))
      context.log.error('INVALID_STATE_NAME', definitionText('invalidStateName', { name }), location);
    checkState(state, { ...context, location });
  }
}

function isStateName(name: string): boolean {
  return STATE_NAME.test(name) && [...name].length <= fieldLimit('stateNameLength');
}

function checkState(state: Json, context: WorkflowContext): void {
  const { log, location } = context;
  if (!isJsonObject(state)) return log.schema(definitionText('wrongType', { type: 'Object' }), location);
  const type = stateTypeOf(state, log, location);
  if (type === undefined) return;
  const language = languageNamed(state['QueryLanguage'], context.language);
  if (context.language === 'JSONata' && state['QueryLanguage'] === 'JSONPath') {
    log.schema(definitionText('backToJsonPath'), location);
  }
  const at: FieldContext = { log, name: '', location, language, express: context.express };
  checkShape(state, stateShapes[type], at);
  checkHeartbeat(state, at);
  checkParameters(state, at);
  checkEndpoint(state, at);
  for (const { value, shape, place, express } of nestedWorkflows(state, at)) {
    checkWorkflow(value, shape, { ...context, location: place, express });
  }
}

function stateTypeOf(state: JsonObject, log: DiagnosticLog, location: string): StateType | undefined {
  const type = state['Type'];
  if (type === undefined) log.schema(definitionText('isRequired', { name: 'Type' }), location);
  else if (typeof type !== 'string') log.schema(definitionText('wrongType', { type: 'String' }), `${location}/Type`);
  else if (!isStateType(type))
    log.schema(definitionText('oneOfTheseValues', { name: 'Type', values: STATE_TYPES }), `${location}/Type`);
  else return type;
  return undefined;
}

function isStateType(type: string): type is StateType {
  return (STATE_TYPES as readonly string[]).includes(type);
}

/** reported (floci-io/floci#2968): only the exact word means JSONPath, whatever else is there means JSONata. */
function languageNamed(value: Json | undefined, inherited: QueryLanguage): QueryLanguage {
  if (value === undefined) return inherited;
  return value === 'JSONPath' ? 'JSONPath' : 'JSONata';
}

function checkParameters({ Resource, Parameters }: JsonObject, at: FieldContext): void {
  if (typeof Resource !== 'string' || Parameters === undefined || at.language === 'JSONata') return;
  const resource = parseResource(Resource);
  if (resource.kind !== 'service') return;
  for (const fault of typeFaults(resource, Parameters)) at.log.schema(fault, inside(at, 'Parameters').location);
}

/**
 * The endpoint of an HTTP Task.
 *
 * @reported [definition.https-endpoint] A definition whose HTTP Task names an endpoint that begins with `http://` is refused; an endpoint
 *   that comes at run time is not looked at. {reported-endpoints}
 */
function checkEndpoint(state: JsonObject, at: FieldContext): void {
  const { Resource } = state;
  if (typeof Resource !== 'string') return;
  const { resourceType, resource } = parseResource(Resource);
  const name = at.language === 'JSONata' ? 'Arguments' : 'Parameters';
  const given = state[name];
  const calls = resourceType === 'http' && resource === 'invoke' && isJsonObject(given);
  const endpoint = calls ? given['ApiEndpoint'] : undefined;
  if (typeof endpoint === 'string' && /^http:/i.test(endpoint)) {
    at.log.schema(definitionText('endpointWithoutTls'), `${inside(at, name).location}/ApiEndpoint`);
  }
}

function checkHeartbeat(state: JsonObject, at: FieldContext): void {
  const { HeartbeatSeconds: heartbeat, TimeoutSeconds: timeout } = state;
  if (typeof heartbeat === 'number' && typeof timeout === 'number' && heartbeat >= timeout) {
    at.log.schema(definitionText('heartbeatNotBelowTimeout'), inside(at, 'HeartbeatSeconds').location);
  }
}

interface NestedWorkflow {
  readonly value: Json;
  readonly shape: Shape;
  readonly place: string;
  readonly express: boolean;
}

function nestedWorkflows(state: JsonObject, at: FieldContext): NestedWorkflow[] {
  if (state['Type'] === 'Parallel' && isJsonArray(state['Branches'])) {
    return state['Branches'].map((value, index) => ({
      value,
      shape: branchShape,
      place: `${at.location}/Branches[${index}]`,
      express: at.express,
    }));
  }
  if (state['Type'] !== 'Map') return [];
  return ['ItemProcessor', 'Iterator'].flatMap((name) => {
    const value = state[name];
    if (!isJsonObject(value)) return [];
    const place = inside(at, name).location;
    return [{ value, shape: processorShape, place, express: runsExpress(value, at, place) }];
  });
}

/**
 * @assumed [definition.express-children] Children of a Distributed Map that are Express workflows have their restrictions, with the same
 *   messages. Because: they run as Express workflows.
 */
function runsExpress(processor: JsonObject, at: FieldContext, place: string): boolean {
  const config = processor['ProcessorConfig'];
  if (!isJsonObject(config) || config['Mode'] !== 'DISTRIBUTED') return at.express;
  if (at.express) at.log.schema(definitionText('expressDistributedMap'), place);
  if (config['ExecutionType'] === undefined) {
    at.log.schema(definitionText('fieldsRequired', { names: ['ExecutionType'] }), `${place}/ProcessorConfig`);
  }
  return config['ExecutionType'] === 'EXPRESS';
}
