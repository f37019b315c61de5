import type { GetActivityTaskInput, GetActivityTaskOutput } from '@aws-sdk/client-sfn';
import { waitingActivityTasks } from '../../asl/engine/answers';
import type { TaskAttempt } from '../../asl/engine/run';
import { RefusalSignal } from '../../model/outcome';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { readArn } from '../../rules/arnForm';
import { refusal } from '../../rules/faults';
import { seconds } from '../../time/duration';
import type { ExecutionRecord } from '../store';
import type { Operation } from './operation';
import type { OperationContext } from './operationContext';

/**
 * Leases a task for a worker; an empty answer if none waits. A call through an adapter is held while none does.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html
 */
export const getActivityTask: Operation<'GetActivityTask', GetActivityTaskInput, GetActivityTaskOutput> = {
  name: 'GetActivityTask',
  errors: [
    'ActivityDoesNotExist',
    'ActivityWorkerLimitExceeded',
    'InvalidArn',
    'KmsAccessDeniedException',
    'KmsInvalidStateException',
    'KmsThrottlingException',
  ],
  // It takes a task away from other workers.
  access: 'write',
  about: ['activityArn'],
  request: { activityArn: required(shapes.arn), workerName: optional(shapes.name) },
  /**
   * @documented [activity.long-poll] GetActivityTask is a long poll: AWS answers as soon as there is a task, and without one after 60
   *   seconds. {api-get-activity-task}
   */
  holds: { longest: seconds(60), isEmpty: ({ taskToken }) => taskToken === undefined },
  perform(input, context) {
    const activityArn = input.activityArn;
    const form = readArn(activityArn, 'activity');
    if ('refusal' in form) throw new RefusalSignal(form.refusal);
    if (!context.store.activities.has(activityArn)) {
      throw new RefusalSignal(refusal('activityDoesNotExist', { activityArn }));
    }
    const waiting = waitingFor(activityArn, context);
    // A worker that polls in vain lets the executions go on, like a read that shows them RUNNING.
    if (waiting.length === 0) {
      context.beforeShowing(context.driver.open());
      waiting.push(...waitingFor(activityArn, context));
    }
    const leased = waiting.find(({ record, task }) =>
      context.driver.lease(record, task.token, context.now, input.workerName),
    );
    /** @recorded [activity.empty-poll] A poll that found nothing answers without token and input. {recorded-histories} */
    return leased === undefined ? {} : { taskToken: leased.task.token, input: leased.task.input.text };
  },
};

interface WaitingTask {
  readonly record: ExecutionRecord;
  readonly task: TaskAttempt;
}

/**
 * Those that have waited longest come first; of one execution and one instant the last.
 *
 * @recorded [activity.order-at-one-instant] Of tasks that one execution scheduled at one instant, the last is handed out first.
 *   {recorded-callbacks}
 * @assumed [activity.order] Otherwise the task that was scheduled first is handed out first. Because: AWS promises no order, and a worker
 *   must not wait for ever.
 */
function waitingFor(activityArn: string, { driver }: OperationContext): WaitingTask[] {
  return driver
    .open()
    .flatMap((record) =>
      waitingActivityTasks(record.run, activityArn)
        .toReversed()
        .map((task) => ({ record, task })),
    )
    .sort(bySchedule);
}

/** A replay may set the order of what was scheduled at one instant. */
function bySchedule(left: WaitingTask, right: WaitingTask): number {
  const earlier = left.task.scheduledAt - right.task.scheduledAt;
  return earlier !== 0 ? earlier : (left.task.outcome.options.order ?? 0) - (right.task.outcome.options.order ?? 0);
}
