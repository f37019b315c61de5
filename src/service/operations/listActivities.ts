import type { ListActivitiesInput, ListActivitiesOutput } from '@aws-sdk/client-sfn';
import { optional } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import type { Operation } from './operation';
import { pageOf } from './paging';

/**
 * Lists the activities.
 *
 * @assumed [page.order-of-activities] Activities are listed by name. Because: AWS says nothing of the order.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListActivities.html
 */
export const listActivities: Operation<'ListActivities', ListActivitiesInput, ListActivitiesOutput> = {
  name: 'ListActivities',
  access: 'read',
  errors: ['InvalidToken'],
  about: [],
  request: { maxResults: optional(shapes.pageSize), nextToken: optional(shapes.pageToken) },
  perform(input, context) {
    const { items, nextToken } = pageOf(
      context.store.activities.values(),
      'ListActivities',
      input,
      context,
      ({ name }) => [name],
    );
    const activities = items.map(({ arn, name, creationDate }) => ({
      activityArn: arn,
      name,
      creationDate: new Date(creationDate),
    }));
    return { activities, ...(nextToken === undefined ? {} : { nextToken }) };
  },
};
