import type { SendTaskHeartbeatInput, SendTaskHeartbeatOutput } from '@aws-sdk/client-sfn';
import { required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { requireOpenTask, takeLateHeartbeat } from '../executions/openTask';
import type { Operation } from './operation';

/**
 * Starts the heartbeat interval of the task anew. The history tells nothing of it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskHeartbeat.html
 */
export const sendTaskHeartbeat: Operation<'SendTaskHeartbeat', SendTaskHeartbeatInput, SendTaskHeartbeatOutput> = {
  name: 'SendTaskHeartbeat',
  access: 'write',
  errors: ['InvalidToken', 'TaskDoesNotExist', 'TaskTimedOut'],
  about: [],
  request: { taskToken: required(shapes.taskToken) },
  perform(input, context) {
    if (takeLateHeartbeat(input.taskToken, context)) return {};
    const { record, token } = requireOpenTask(input.taskToken, context);
    context.driver.heartbeat(record, token, context.now);
    return {};
  },
};
