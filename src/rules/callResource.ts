import { activityArn, stateMachineArn, type Location } from '../model/arn';

/** Members that name what a call is about, the most specific first. A role is never it. */
const MEMBERS = [
  'executionArn',
  'mapRunArn',
  'stateMachineAliasArn',
  'stateMachineVersionArn',
  'stateMachineArn',
  'activityArn',
  'resourceArn',
] as const;

/**
 * The ARN that a call is about, for permissions, refusals and the journal: of what it would create, if it creates something;
 * `*` if it is about nothing in particular.
 *
 * @param place - Where what is created will be.
 * @example
 * resourceOfCall('RedriveExecution', { executionArn }, place); // executionArn
 */
export function resourceOfCall(operation: string, input: unknown, place: Location): string {
  const members = typeof input === 'object' && input !== null ? (input as Readonly<Record<string, unknown>>) : {};
  const { name } = members;
  if (typeof name === 'string') {
    if (operation === 'CreateStateMachine') return stateMachineArn({ ...place, stateMachineName: name });
    if (operation === 'CreateActivity') return activityArn({ ...place, activityName: name });
  }
  const named = MEMBERS.find((member) => typeof members[member] === 'string');
  return named === undefined ? '*' : (members[named] as string);
}
