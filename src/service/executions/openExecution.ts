import type { StartExecutionInput } from '@aws-sdk/client-sfn';
import type { RunIdentity } from '../../asl/engine/run';
import { executionArn, expressArn, locationOf } from '../../model/arn';
import { JsonSyntaxError, Payload, parseJson } from '../../model/json';
import { RefusalSignal } from '../../model/outcome';
import { executionAlreadyExists, refusal, stateMachineDeleting } from '../../rules/faults';
import { isValidName } from '../../rules/names';
import type { OperationContext } from '../operations/operationContext';
import { chooseRevision, type Chosen } from '../machines/routing';
import type { ExecutionRecord, StateMachineRecord } from '../store';
import { refuseLabeledMachine } from '../machines/versions';
import { requireStateMachine } from './lookup';

type RequiredInput = StartExecutionInput & { stateMachineArn: string };

/** Starts an execution, of the revision that is chosen already if one is, or finds the running one that the call is a repetition of. */
export function openExecution(
  input: RequiredInput,
  context: OperationContext,
  alreadyChosen?: Chosen,
): { record: ExecutionRecord } {
  refuseLabeledMachine(input.stateMachineArn);
  const { machine, arn } = requireStateMachine(input.stateMachineArn, context);
  if (machine.deletedAt !== undefined) {
    throw new RefusalSignal(stateMachineDeleting({ stateMachineArn: input.stateMachineArn }));
  }
  const chosen = alreadyChosen ?? chooseRevision(machine, arn, input.stateMachineArn, context);
  const name = input.name ?? context.ids.uuid();
  if (!isValidName(name)) throw new RefusalSignal(refusal('invalidName', { name }));
  const payload = Payload.ofText(input.input ?? '{}');
  refuseInvalidInput(payload);
  const executionArn = arnOf(machine, name, context);
  if (machine.type === 'STANDARD') {
    const repeated = findRepeated(executionArn, payload, context);
    if (repeated !== undefined) return { record: repeated };
    context.driver.refuseBeyondLimit();
  }
  const identity = identityOf(machine, chosen, { executionArn, executionName: name, input: payload });
  const { traceHeader } = input;
  const origin = { revision: chosen.revision, ...(traceHeader === undefined ? {} : { traceHeader }) };
  return { record: context.driver.start(identity, context.now, origin) };
}

function arnOf(
  { arn, name: stateMachineName, type }: StateMachineRecord,
  name: string,
  { ids }: OperationContext,
): string {
  const parts = { ...locationOf(arn), stateMachineName, executionName: name };
  return type === 'STANDARD' ? executionArn(parts) : expressArn({ ...parts, startId: ids.uuid() });
}

function refuseInvalidInput(payload: Payload): void {
  try {
    parseJson(payload.text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new RefusalSignal(refusal('invalidExecutionInput', { text: error.message }));
  }
}

/**
 * @documented [start.name-again] A name can be used again 90 days after its execution has closed. {api-start-execution}
 * @documented [start.idempotent] The same name and input as a RUNNING execution answers that one; otherwise ExecutionAlreadyExists.
 *   {api-start-execution}
 */
function findRepeated(
  executionArn: string,
  payload: Payload,
  { store, now, limits }: OperationContext,
): ExecutionRecord | undefined {
  const record = store.executions.get(executionArn);
  if (record === undefined) return undefined;
  const { status, stopDate, input } = record.run;
  if (status === 'RUNNING' && input.text === payload.text) return record;
  if (stopDate !== undefined && now - stopDate > limits.executionRetention) return undefined;
  throw new RefusalSignal(executionAlreadyExists({ executionArn: record.run.executionArn }));
}

/** Whose run an execution of a machine is. */
export function identityOf(
  machine: StateMachineRecord,
  chosen: Chosen,
  { executionArn, executionName, input }: Pick<RunIdentity, 'executionArn' | 'executionName' | 'input'>,
): RunIdentity {
  return {
    executionArn,
    executionName,
    stateMachineArn: machine.arn,
    machineArn: machine.arn,
    stateMachineName: machine.name,
    roleArn: chosen.revision.roleArn,
    type: machine.type,
    definition: chosen.revision.definition,
    input,
    ...qualifiersOf(chosen),
  };
}

/** The version and the alias that an execution was started with, if it was. */
function qualifiersOf({
  versionArn,
  aliasArn,
}: Chosen): Pick<RunIdentity, 'stateMachineVersionArn' | 'stateMachineAliasArn'> {
  return {
    ...(versionArn === undefined ? {} : { stateMachineVersionArn: versionArn }),
    ...(aliasArn === undefined ? {} : { stateMachineAliasArn: aliasArn }),
  };
}
