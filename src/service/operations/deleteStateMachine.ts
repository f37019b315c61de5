import type { DeleteStateMachineInput, DeleteStateMachineOutput } from '@aws-sdk/client-sfn';
import { unqualified } from '../../model/arn';
import { RefusalSignal } from '../../model/outcome';
import { readArn } from '../../rules/arnForm';
import type { Operation } from './operationContext';
import { refuseLabeledMachine } from '../machines/versions';

type Input = DeleteStateMachineInput & { stateMachineArn: string };

/**
 * Begins to delete a state machine. Recorded: it answers at once, the machine shows DELETING and is gone later.
 *
 * assumed: a machine that does not exist, and the ARN of a version or an alias, are answered like a machine that is
 * being deleted already; the model knows no error for them.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html
 */
export const deleteStateMachine: Operation<DeleteStateMachineInput, DeleteStateMachineOutput> = (request, context) => {
  const { stateMachineArn } = request as Input;
  refuseLabeledMachine(stateMachineArn);
  const form = readArn(stateMachineArn, 'stateMachine');
  if ('refusal' in form) throw new RefusalSignal(form.refusal);
  const machine = context.store.stateMachines.get(stateMachineArn);
  if (machine !== undefined && unqualified(form.arn) === stateMachineArn) machine.deletedAt ??= context.now;
  return {};
};
