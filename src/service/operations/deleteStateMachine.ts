import type { DeleteStateMachineInput, DeleteStateMachineOutput } from '@aws-sdk/client-sfn';
import { unqualified } from '../../model/arn';
import { RefusalSignal } from '../../model/outcome';
import { required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { readArn } from '../../rules/arnForm';
import type { Operation } from './operation';
import { beginDeletion } from '../machines/removal';
import { refuseLabeledMachine } from '../machines/versions';

/**
 * Begins to delete a state machine.
 *
 * @recorded [state-machine.deleting] DeleteStateMachine answers at once; the machine shows DELETING and stays describable, with its
 *   executions, for a while. {recorded-deletion}
 * @assumed [state-machine.delete-again] DeleteStateMachine of a machine that is DELETING, of none, or by the ARN of a version or an alias,
 *   answers {}. Because: Recorded while DELETING; the model has no error for a machine that does not exist. {recorded-deletion}
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html
 */
export const deleteStateMachine: Operation<'DeleteStateMachine', DeleteStateMachineInput, DeleteStateMachineOutput> = {
  name: 'DeleteStateMachine',
  access: 'write',
  errors: ['InvalidArn', 'ValidationException'],
  about: ['stateMachineArn'],
  request: { stateMachineArn: required(shapes.arn) },
  perform(input, context) {
    const { stateMachineArn } = input;
    refuseLabeledMachine(stateMachineArn);
    const form = readArn(stateMachineArn, 'stateMachine');
    if ('refusal' in form) throw new RefusalSignal(form.refusal);
    const machine = context.store.stateMachines.get(stateMachineArn);
    if (machine !== undefined && unqualified(form.arn) === stateMachineArn)
      beginDeletion(machine, context.now, context.store);
    return {};
  },
};
