import type { ListActivitiesInput, ListActivitiesOutput } from '@aws-sdk/client-sfn';
import type { Operation } from './operationContext';
import { pageOf } from './paging';

/**
 * Lists the activities. assumed: by name; AWS says nothing of the order.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListActivities.html
 */
export const listActivities: Operation<ListActivitiesInput, ListActivitiesOutput> = (input, context) => {
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
};
