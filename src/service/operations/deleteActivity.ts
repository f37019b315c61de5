import type { DeleteActivityInput, DeleteActivityOutput } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { readArn } from '../../rules/arnForm';
import type { Operation } from './operation';

/**
 * Deletes an activity.
 *
 * @recorded [activity.deleted-at-once] An activity is deleted at once. {recorded-errors}
 * @assumed [activity.delete-unknown] One that does not exist is answered alike. Because: the model knows no error for it.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteActivity.html
 */
export const deleteActivity: Operation<'DeleteActivity', DeleteActivityInput, DeleteActivityOutput> = {
  name: 'DeleteActivity',
  access: 'write',
  errors: ['InvalidArn'],
  about: ['activityArn'],
  request: { activityArn: required(shapes.arn) },
  perform(input, { store }) {
    const { activityArn } = input;
    const form = readArn(activityArn, 'activity');
    if ('refusal' in form) throw new RefusalSignal(form.refusal);
    store.activities.delete(activityArn);
    return {};
  },
};
