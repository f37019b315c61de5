import { fails } from '../../asl/script/scripting';
import type { TaskOutcome } from '../../asl/script/taskScript';
import { executionArn, stateMachineArn } from '../../model/arn';
import { stringifyJson } from '../../model/json';
import type { PlanContext } from './mode';

/**
 * @recorded [nested.cause] The cause of a failed child is its description, in PascalCase, with the members in alphabetical order.
 *   {recorded-histories}
 */
export function childFailure(
  { options, payloads, place, input, sequence }: PlanContext,
  after: { after: number },
): TaskOutcome {
  const machine = { ...place, stateMachineName: 'settlement' };
  const name = payloads.uuid(`child ${sequence}`);
  const cause = {
    Cause: payloads.sentence('settlement account is closed'),
    Error: 'Settlement.Refused',
    ExecutionArn: executionArn({ ...machine, executionName: name }),
    Input: stringifyJson(input),
    InputDetails: { Included: true },
    Name: name,
    RedriveCount: 0,
    RedriveStatus: 'REDRIVABLE',
    StateMachineArn: stateMachineArn(machine),
    Status: 'FAILED',
  };
  return fails(options.error ?? 'States.TaskFailed', options.cause ?? stringifyJson(cause), after);
}
