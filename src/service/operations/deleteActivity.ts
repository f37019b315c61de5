import type { DeleteActivityInput, DeleteActivityOutput } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { readArn } from '../../rules/arnForm';
import type { Operation } from './operationContext';

/**
 * Deletes an activity at once (recorded). assumed: one that does not exist is answered alike; the model knows no error
 * for it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteActivity.html
 */
export const deleteActivity: Operation<DeleteActivityInput, DeleteActivityOutput> = (request, { store }) => {
  const { activityArn } = request as { activityArn: string };
  const form = readArn(activityArn, 'activity');
  if ('refusal' in form) throw new RefusalSignal(form.refusal);
  store.activities.delete(activityArn);
  return {};
};
