import type { DeleteStateMachineVersionInput, DeleteStateMachineVersionOutput } from '@aws-sdk/client-sfn';
import { unqualified } from '../../model/arn';
import { RefusalSignal } from '../../model/outcome';
import { required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { readArn } from '../../rules/arnForm';
import { refusal } from '../../rules/faults';
import type { Operation } from './operation';

/**
 * Deletes a version that no alias refers to. Executions of it go on, and can be redriven.
 *
 * @assumed [version.delete-unknown] A version that does not exist is answered like one that does. Because: the model knows no error for it.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachineVersion.html
 */
export const deleteStateMachineVersion: Operation<
  'DeleteStateMachineVersion',
  DeleteStateMachineVersionInput,
  DeleteStateMachineVersionOutput
> = {
  name: 'DeleteStateMachineVersion',
  access: 'write',
  errors: ['ConflictException', 'InvalidArn', 'ValidationException'],
  about: ['stateMachineVersionArn'],
  request: { stateMachineVersionArn: required(shapes.longArn) },
  perform(input, { store }) {
    const { stateMachineVersionArn } = input;
    const form = readArn(stateMachineVersionArn, 'stateMachine');
    if ('refusal' in form) throw new RefusalSignal(form.refusal);
    if (form.arn.version === undefined) {
      throw new RefusalSignal(refusal('versionArnRequired', { received: stateMachineVersionArn }));
    }
    const machine = store.stateMachines.get(unqualified(form.arn));
    if (machine === undefined) return {};
    const referring = machine.aliases.filter(({ routing }) =>
      routing.some((route) => route.stateMachineVersionArn === stateMachineVersionArn),
    );
    if (referring.length > 0) {
      const aliases = referring.map(({ name }) => name).join(', ');
      throw new RefusalSignal(refusal('versionHasAlias', { aliases }));
    }
    machine.versions = machine.versions.filter(({ arn }) => arn !== stateMachineVersionArn);
    return {};
  },
};
