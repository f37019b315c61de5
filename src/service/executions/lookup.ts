import { parseArn, unqualified, type StateMachineArn } from '../../model/arn';
import { RefusalSignal } from '../../model/outcome';
import { readArn } from '../../rules/arnForm';
import { refusal } from '../../rules/faults';
import type { OperationContext } from '../operations/operationContext';
import type { ExecutionRecord, StateMachineRecord, Store } from '../store';

/** The state machine that an ARN names, with or without version or alias; refuses what is none or does not exist. */
export function requireStateMachine(
  text: string,
  { store }: OperationContext,
): { machine: StateMachineRecord; arn: StateMachineArn } {
  const form = readArn(text, 'stateMachine');
  if ('refusal' in form) throw new RefusalSignal(form.refusal);
  const machine = store.stateMachines.get(unqualified(form.arn));
  if (machine === undefined) throw new RefusalSignal(refusal('stateMachineDoesNotExist', { stateMachineArn: text }));
  return { machine, arn: form.arn };
}

/** A Standard execution, labeled children included; refuses an Express ARN by its type. */
export function requireExecution(text: string, { store }: OperationContext): ExecutionRecord {
  refuseOtherThanExecution(text);
  return existing(text, store);
}

/** Like {@link requireExecution}, but Express children of a Map Run can be described too. */
export function requireDescribableExecution(text: string, { store }: OperationContext): ExecutionRecord {
  const arn = parseArn(text);
  const isExpressChild = arn?.resource === 'express' && arn.label !== undefined;
  if (!isExpressChild) refuseOtherThanExecution(text);
  return existing(text, store);
}

function refuseOtherThanExecution(text: string): void {
  const form = readArn(text, 'execution');
  if ('refusal' in form) throw new RefusalSignal(form.refusal);
}

function existing(text: string, { executions }: Store): ExecutionRecord {
  const record = executions.get(text);
  if (record === undefined) throw new RefusalSignal(refusal('executionDoesNotExist', { executionArn: text }));
  return record;
}

/** The status of a state machine as DescribeStateMachine shows it. */
export function machineStatusOf(machine: StateMachineRecord | undefined): 'ACTIVE' | 'DELETING' {
  return machine?.deletedAt === undefined ? 'ACTIVE' : 'DELETING';
}
