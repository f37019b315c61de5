import type { DescribeActivityInput, DescribeActivityOutput, EncryptionConfiguration } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { readArn } from '../../rules/arnForm';
import { refusal } from '../../rules/faults';
import type { Operation } from './operation';
import * as wireTypes from './wireTypes';

/**
 * Describes an activity.
 *
 * @recorded [activity.deleted] An activity that was deleted does not exist from that moment on. {recorded-errors}
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeActivity.html
 */
export const describeActivity: Operation<'DescribeActivity', DescribeActivityInput, DescribeActivityOutput> = {
  name: 'DescribeActivity',
  access: 'read',
  errors: ['ActivityDoesNotExist', 'InvalidArn'],
  about: ['activityArn'],
  request: { activityArn: required(shapes.arn) },
  /**
   * @assumed [wire.described-activity] DescribeActivity shows the type of its encryption configuration. Because: it was not recorded; the
   *   same structure carries it in DescribeStateMachine.
   */
  wireTypes: { encryptionConfiguration: wireTypes.encryption },
  perform(input, { store }) {
    const { activityArn } = input;
    const form = readArn(activityArn, 'activity');
    if ('refusal' in form) throw new RefusalSignal(form.refusal);
    const activity = store.activities.get(activityArn);
    if (activity === undefined) throw new RefusalSignal(refusal('activityDoesNotExist', { activityArn }));
    return {
      activityArn,
      name: activity.name,
      creationDate: new Date(activity.creationDate),
      encryptionConfiguration: { ...activity.encryptionConfiguration } as unknown as EncryptionConfiguration,
    };
  },
};
