import type { Command } from '../../asl/engine/commands';
import type { TaskResult } from '../../asl/engine/run';
import { JsonSyntaxError, Payload, isJsonObject, parseJson, stringifyJson, type Json } from '../../model/json';
import { RefusalSignal, type Refusal } from '../../model/outcome';
import { accessDenied, faultCatalogue, type FaultName } from '../../rules/faults';
import { describeShape } from './executionShapes';
import type { OperationContext } from '../operations/operationContext';
import { openExecution } from './openExecution';
import { roleSession } from '../machines/roleSession';
import type { ExecutionRecord } from '../store';

type StartCommand = Extract<Command, { kind: 'start execution' }>;

/** Starts the execution that a task of `parent` asks for: a new one for each attempt, also after a redrive. */
export function startNested(parent: ExecutionRecord, command: StartCommand, context: OperationContext): void {
  let child: ExecutionRecord;
  const input = startInput(command.input);
  context.driver.noteStartByTask(input.stateMachineArn);
  try {
    refuseDenied(parent, input.stateMachineArn, context);
    child = openExecution(input, context).record;
  } catch (signal) {
    if (!(signal instanceof RefusalSignal)) throw signal;
    return refuseNested(parent, command, signal.refusal, context);
  }
  const started = startedOutput(child, context);
  if (command.pattern === 'request-response') {
    return answerNested(parent, command.token, { kind: 'succeeded', output: started }, command.at, context);
  }
  context.driver.submit(parent, command.token, started, child.run.startDate);
  if (command.pattern === 'waitForTaskToken') return;
  child.nestedIn = { parentArn: parent.run.executionArn, token: command.token, pattern: command.pattern };
  if (child.run.status !== 'RUNNING') nestedEnded(child, context);
}

/**
 * @assumed [nested.permission] The role needs states:StartExecution on the ARN that the task gives, and is refused in the words of the
 *   recorded denial of a Map Run's children. Because: a denial of a nested execution was not recorded.
 */
function refuseDenied(parent: ExecutionRecord, resource: string, context: OperationContext): void {
  const action = 'states:StartExecution';
  if (context.isAllowedToRole(action, resource)) return;
  throw new RefusalSignal(accessDenied({ principal: roleSession(parent, context), action, resource }));
}

function startInput(input: Json): { stateMachineArn: string; name?: string; input?: string } {
  const members = isJsonObject(input) ? input : {};
  const { StateMachineArn, Name, Input } = members;
  return {
    stateMachineArn: String(StateMachineArn),
    ...(typeof Name === 'string' ? { name: Name } : {}),
    ...(Input === undefined || Input === null
      ? {}
      : { input: typeof Input === 'string' ? Input : stringifyJson(Input) }),
  };
}

/**
 * @recorded [nested.refusal] A refused StartExecution fails the task: the error is named after the service's, the cause carries its text
 *   and the request. {recorded-histories}
 * @assumed [nested.unknown-error] An error that the service model does not know is named after the service itself. Because: one of DynamoDB
 *   was recorded so.
 */
function refuseNested(
  parent: ExecutionRecord,
  { token, pattern }: StartCommand,
  { name, message, httpStatus }: Refusal,
  context: OperationContext,
): void {
  const request = `Error Code: ${name}; Request ID: ${context.ids.requestId()}; Proxy: null`;
  const result: TaskResult = {
    kind: 'failed',
    error: `StepFunctions.${exceptionOf(name)}`,
    cause: `${message ?? ''} (Service: AWSStepFunctions; Status Code: ${httpStatus}; ${request})`,
  };
  const phase = pattern === 'request-response' ? 'Failed' : 'SubmitFailed';
  context.driver.answer(parent, token, { result, phase }, parent.run.time);
}

function exceptionOf(name: string): string {
  if (!faultCatalogue[name as FaultName].modeled) return 'AWSStepFunctionsException';
  return name.endsWith('Exception') ? name : `${name}Exception`;
}

/**
 * @recorded [nested.started-output] The task has the answer of StartExecution with the HTTP metadata that the service passes on.
 *   {recorded-histories}
 */
function startedOutput({ run }: ExecutionRecord, { ids }: OperationContext): Payload {
  const requestId = ids.requestId();
  return Payload.ofValue({
    ExecutionArn: run.executionArn,
    SdkHttpMetadata: {
      AllHttpHeaders: { 'x-amzn-RequestId': [requestId], 'Content-Type': ['application/x-amz-json-1.0'] },
      HttpHeaders: { 'Content-Type': 'application/x-amz-json-1.0', 'x-amzn-RequestId': requestId },
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
    StartDate: run.startDate,
  });
}

/**
 * @recorded [nested.ended] When a nested execution has closed, its task succeeds with its description, or fails with it as the cause.
 *   {recorded-histories}
 */
export function nestedEnded(child: ExecutionRecord, context: OperationContext): void {
  const link = child.nestedIn;
  const parent = link === undefined ? undefined : context.store.executions.get(link.parentArn);
  if (link === undefined || parent === undefined) return;
  delete child.nestedIn;
  const description = nestedDescription(child, link.pattern, context);
  const result: TaskResult =
    child.run.status === 'SUCCEEDED'
      ? { kind: 'succeeded', output: Payload.ofValue(description) }
      : { kind: 'failed', error: 'States.TaskFailed', cause: stringifyJson(description) };
  answerNested(parent, link.token, result, child.run.stopDate!, context);
}

function answerNested(
  parent: ExecutionRecord,
  token: string,
  result: TaskResult,
  at: number,
  context: OperationContext,
): void {
  const phase = result.kind === 'succeeded' ? 'Succeeded' : 'Failed';
  context.driver.answer(parent, token, { result, phase }, at);
}

/**
 * @recorded [nested.description] The description is DescribeExecution in Pascal case, dates as epoch milliseconds; `.sync:2` parses input
 *   and output, a failure keeps them as texts. {recorded-histories}
 */
function nestedDescription(child: ExecutionRecord, pattern: 'sync' | 'sync:2', context: OperationContext): Json {
  const parsed = pattern === 'sync:2' && child.run.status === 'SUCCEEDED';
  const shape = Object.entries(describeShape(child, context)).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(shape.map(([name, value]) => [pascal(name), pascalValue(name, value, parsed)]));
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function pascalValue(name: string, value: unknown, parsed: boolean): Json {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([inner, each]) => [pascal(inner), each as Json]));
  }
  return parsed && (name === 'input' || name === 'output') ? parsedText(String(value)) : (value as Json);
}

function parsedText(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return text;
    throw error;
  }
}
