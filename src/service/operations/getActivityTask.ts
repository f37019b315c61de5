import type { GetActivityTaskInput, GetActivityTaskOutput } from '@aws-sdk/client-sfn';
import { waitingActivityTasks, type WaitingTask } from '../../asl/engine/answers';
import { RefusalSignal } from '../../model/outcome';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { readArn } from '../../rules/arnForm';
import { refusal } from '../../rules/faults';
import type { Operation } from './operation';
import type { OperationContext } from './operationContext';

/**
 * Leases the task that has waited longest for a worker; an empty answer if none waits. The real service holds such a poll for 60 seconds: the fake
 * answers at once.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html
 */
export const getActivityTask: Operation<'GetActivityTask', GetActivityTaskInput, GetActivityTaskOutput> = {
  name: 'GetActivityTask',
  // It takes a task away from other workers.
  access: 'write',
  about: ['activityArn'],
  request: { activityArn: required(shapes.arn), workerName: optional(shapes.name) },
  perform(input, context) {
    const activityArn = input.activityArn;
    const form = readArn(activityArn, 'activity');
    if ('refusal' in form) throw new RefusalSignal(form.refusal);
    if (!context.store.activities.has(activityArn)) {
      throw new RefusalSignal(refusal('activityDoesNotExist', { activityArn }));
    }
    const waiting = longestWaiting(activityArn, context) ?? afterProgress(activityArn, context);
    // Recorded elsewhere: a poll that found nothing answers without token and input.
    if (waiting === undefined) return {};
    context.driver.lease(waiting, context.now, input.workerName);
    return { taskToken: waiting.task.token, input: waiting.task.input.text };
  },
};

/** A worker that polls in vain lets the executions go on, like a read that shows them RUNNING. */
function afterProgress(activityArn: string, context: OperationContext): WaitingTask | undefined {
  context.beforeShowing(context.driver.open());
  return longestWaiting(activityArn, context);
}

function longestWaiting(activityArn: string, { driver }: OperationContext): WaitingTask | undefined {
  const waiting = driver.open().flatMap(({ run }) => waitingActivityTasks(run, activityArn));
  return waiting.sort(bySchedule)[0];
}

/** assumed: first scheduled, first leased; among tasks that were scheduled at one instant a script may set the order. */
function bySchedule(left: WaitingTask, right: WaitingTask): number {
  const earlier = left.task.scheduledAt - right.task.scheduledAt;
  return earlier !== 0 ? earlier : (left.task.outcome.options.order ?? 0) - (right.task.outcome.options.order ?? 0);
}
