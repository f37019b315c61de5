import { parseResource } from '../../asl/definition/resource';
import { processorOf, type StateDefinition } from '../../asl/definition/definition';
import {
  JsonSyntaxError,
  Payload,
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  parseJson,
  type Json,
  type JsonObject,
} from '../../model/json';
import { RefusalSignal } from '../../model/outcome';
import { TestkitError } from '../../model/testkitError';
import { refusal } from '../../rules/faults';
import { requireDefinition } from '../machines/machineConfiguration';
import { readContext } from './context';
import { readJson, refused, type Mock, type TestedState } from './tested';

// The oldest supported version of the SDK has no types for this operation.
export interface TestStateInput {
  readonly definition: string;
  readonly roleArn?: string;
  readonly input?: string;
  readonly inspectionLevel?: 'INFO' | 'DEBUG' | 'TRACE';
  readonly revealSecrets?: boolean;
  readonly variables?: string;
  readonly stateName?: string;
  readonly mock?: {
    readonly result?: string;
    readonly errorOutput?: { readonly error?: string; readonly cause?: string };
    readonly fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE';
  };
  readonly context?: string;
  readonly stateConfiguration?: Readonly<Record<string, unknown>>;
}

/**
 * Reads a request of TestState.
 *
 * @assumed [test-state.order] The mock is looked at first, then the definition, then what its state asks for. Because: an empty Parallel was
 *   refused for its definition although its mock was wrong too, and a count of iterations without a mock although its state was a Map;
 *   nothing else about the order was recorded.
 */
export function readRequest(request: TestStateInput): TestedState {
  refuseUnsupported(request);
  const { name, text } = readState(request);
  const definition = requireDefinition(text, 'STANDARD');
  const state = definition.States[name]!;
  refuseForType(state, request);
  const mock = readMock(request, state);
  const context = request.context === undefined ? undefined : readContext(request.context, state);
  const input = Payload.ofText(request.input ?? '{}');
  refuseInvalidInput(input);
  return { name, state, definition, input, variables: readVariables(request.variables), mock, context };
}

/**
 * @recorded [test-state.one-mock] A mock has a result or an error, not both. {recorded-errors}
 * @recorded [test-state.secrets] Secrets of a mocked result cannot be revealed. {recorded-errors}
 */
function refuseUnsupported({ mock, revealSecrets, stateConfiguration, context }: TestStateInput): void {
  if (mock?.result !== undefined && mock.errorOutput !== undefined) throw refused('twoMocks');
  if (mock !== undefined && revealSecrets === true) throw refused('secretsOfMock');
  if (mock === undefined && stateConfiguration?.['mapIterationFailureCount'] !== undefined) {
    throw refused('iterationsWithoutMock');
  }
  if (context !== undefined && mock === undefined) throw refused('contextWithoutMock');
  if (stateConfiguration !== undefined) throw notModeled('stateConfiguration', stateConfiguration);
  const mode = mock?.fieldValidationMode;
  if (mode === 'STRICT' || mode === 'PRESENT') throw notModeled('mock.fieldValidationMode', mode);
}

function notModeled(member: string, found: unknown): TestkitError {
  return new TestkitError({
    code: 'OPERATION_NOT_MODELED',
    what: `TestState with ${member} is not modeled by this fake.`,
    found: `It got ${JSON.stringify(found)}.`,
    hint: "The fake does not know what services answer with. Give the mock fieldValidationMode: 'NONE', leave out a stateConfiguration, or test it against AWS.",
  });
}

/** What AWS calls a state that is given without its state machine. */
const NAMELESS = 'StateName';

/** The state alone in a state machine, with states that do nothing in the places that it leads to. */
function readState({ definition, stateName }: TestStateInput): { name: string; text: string } {
  const given = readJson(definition);
  if (given === undefined || !isJsonObject(given)) return { name: NAMELESS, text: definition };
  const name = stateName ?? NAMELESS;
  const states = stateName === undefined ? { [NAMELESS]: given } : given['States'];
  /** @recorded [test-state.state-name] A name that the definition does not have is refused as such. {recorded-errors} */
  if (!isJsonObject(states) || !Object.hasOwn(states, name)) throw refused('stateNotFound');
  const state = states[name]!;
  const language = stateName === undefined ? undefined : given['QueryLanguage'];
  const machine: JsonObject = {
    StartAt: name,
    ...(language === undefined ? {} : { QueryLanguage: language }),
    States: { [name]: state, ...placeholders(state, name) },
  };
  return { name, text: Payload.ofValue(machine).text };
}

function placeholders(state: Json, name: string): JsonObject {
  const targets = isJsonObject(state) ? [...targetsIn(state)] : [];
  return Object.fromEntries(targets.filter((each) => each !== name).map((target) => [target, { Type: 'Succeed' }]));
}

function* targetsIn(state: JsonObject): Iterable<string> {
  for (const target of [state['Next'], state['Default']]) if (typeof target === 'string') yield target;
  for (const field of [state['Choices'], state['Catch']]) {
    for (const each of isJsonArray(field) ? field : []) {
      const next = isJsonObject(each) ? each['Next'] : undefined;
      if (typeof next === 'string') yield next;
    }
  }
}

/**
 * @recorded [test-state.mock-needed] Without a mock a Map or a Parallel is refused. {recorded-errors}
 * @recorded [test-state.mock-refused] With a mock only a Task, a Map or a Parallel is taken. {recorded-errors}
 * @recorded [test-state.role] A Task that is not mocked needs a role. {recorded-errors}
 */
function refuseForType({ Type, Resource = '' }: StateDefinition, { mock, roleArn }: TestStateInput): void {
  const isContainer = Type === 'Map' || Type === 'Parallel';
  if (mock === undefined && isContainer) throw refused('mockNeeded');
  if (mock !== undefined && !isContainer && Type !== 'Task') throw refused('mockRefused', { type: Type });
  if (mock !== undefined || Type !== 'Task') return;
  if (roleArn === undefined) throw refused('roleNeeded');
  if (/:activity:|\.(sync|sync:2|waitForTaskToken)$/.test(Resource)) throw refused('taskNotSupported');
}

function readMock({ mock }: TestStateInput, state: StateDefinition): Mock | undefined {
  if (mock === undefined) return undefined;
  if (mock.errorOutput !== undefined) return { kind: 'error', ...mock.errorOutput };
  const text = mock.result ?? '{}';
  const value = readJson(text);
  if (value === undefined) throw refused('mockNoJson');
  if (mock.fieldValidationMode === undefined) checkAgainstModel(value, state);
  refuseMisshapen(value, state);
  return { kind: 'result', value: Payload.ofText(text) };
}

/**
 * Without a mode a mocked result is held against the model of its service.
 *
 * @recorded [test-state.field-types] A field of another type than the service gives it is refused by its name. {recorded-errors}
 */
function checkAgainstModel(result: Json, { Type, Resource = '' }: StateDefinition): void {
  if (Type !== 'Task') return;
  const { kind, resourceType, resource } = parseResource(Resource);
  if (kind !== 'service') return;
  const fields = MODELS[`${resourceType}:${resource}`];
  if (fields === undefined) throw notModeled('the validation of a mocked result', { Resource });
  for (const [field, type] of Object.entries(fields)) {
    const given = isJsonObject(result) ? result[field] : undefined;
    if (given === undefined || given === null) continue;
    const isRight = type === 'string' ? typeof given === 'string' : typeof given === 'number' || isJsonNumber(given);
    if (!isRight) throw refused('mockField', { field, type });
  }
}

/**
 * What services answer with, as far as the fake knows it.
 *
 * @documented [test-state.invoke-model] The answer of `lambda:invoke` has a number and three texts beside its payload, none of them required.
 *   {api-invoke}
 */
const MODELS: Readonly<Record<string, Readonly<Record<string, 'number' | 'string'>>>> = {
  'lambda:invoke': { StatusCode: 'number', FunctionError: 'string', LogResult: 'string', ExecutedVersion: 'string' },
};

/** @recorded [test-state.mock-shape] The result of a Map or a Parallel has the shape that the state makes. {recorded-errors} */
function refuseMisshapen(value: Json, state: StateDefinition): void {
  const { Type, ResultWriter, Branches = [] } = state;
  if (Type === 'Map' && processorOf(state) !== undefined && ResultWriter !== undefined) {
    if (!isJsonObject(value)) throw refused('mockNoObject');
    return;
  }
  if (Type !== 'Map' && Type !== 'Parallel') return;
  if (!isJsonArray(value)) throw refused('mockNoArray');
  if (Type === 'Parallel' && value.length !== Branches.length) throw refused('mockBranches');
}

function refuseInvalidInput(input: Payload): void {
  try {
    parseJson(input.text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new RefusalSignal(refusal('invalidExecutionInput', { text: error.message }));
  }
}

function readVariables(text: string | undefined): JsonObject {
  if (text === undefined) return {};
  const value = readJson(text);
  if (value === undefined || !isJsonObject(value)) throw refused('variablesNoObject');
  return value;
}
