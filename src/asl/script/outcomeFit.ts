import { TestkitError } from '../../model/testkitError';
import type { ParsedResource } from '../definition/resource';
import type { TaskOutcome } from './taskScript';

/** What any task can come to. */
export const OF_ANY_TASK: ReadonlySet<TaskOutcome['kind']> = new Set([
  'succeeds',
  'fails',
  'lambdaReturns',
  'lambdaThrows',
  'failsUntilRedriven',
  'timesOut',
  'neverEnds',
] as const);

/**
 * An outcome that a task of this kind cannot have on AWS: there is no event for it, or no such step.
 *
 * @returns nothing if the outcome fits.
 */
export function misfitOf(stateName: string, outcome: TaskOutcome, resource: ParsedResource): TestkitError | undefined {
  const problem = problemOf(outcome, resource) ?? (outcome.then && problemOf(outcome.then, resource));
  if (problem === undefined) return undefined;
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `Task '${stateName}' cannot have the outcome ${outcome.kind}(): ${problem}.`,
    found: `It is ${described(resource)}.`,
    hint: `Such a task can be scripted with: ${possible(resource).join(', ')}.`,
  });
}

function problemOf({ kind, options }: TaskOutcome, resource: ParsedResource): string | undefined {
  const refused = IMPOSSIBLE[kind]?.(resource);
  if (refused !== undefined) return refused;
  if (options.submitted !== undefined && !isSubmitted(resource))
    return 'only .sync and .waitForTaskToken are submitted';
  return options.workerName !== undefined && resource.kind !== 'activity' ? 'only activities have a worker' : undefined;
}

type Refuses = (resource: ParsedResource) => string | undefined;

const IMPOSSIBLE: { readonly [Kind in TaskOutcome['kind']]?: Refuses } = {
  failsToSchedule: ({ kind }) =>
    kind === 'service' ? 'AWS has no event for a service task that cannot be scheduled' : undefined,
  failsToStart: ({ kind }) =>
    kind === 'activity' ? 'AWS has no event for an activity that cannot be started' : undefined,
  failsToSubmit: (resource) => (isSubmitted(resource) ? undefined : 'only .sync and .waitForTaskToken are submitted'),
  heartbeatTimesOut: ({ kind }) => (kind === 'lambda' ? 'a Lambda function has no heartbeat' : undefined),
};

function isSubmitted({ pattern }: ParsedResource): boolean {
  return pattern !== 'request-response';
}

function described({ kind, resource, resourceType }: ParsedResource): string {
  if (kind === 'service') return `a service integration, ${resourceType}:${resource}`;
  return kind === 'activity' ? `an activity, ${resource}` : `a Lambda function by its ARN, ${resource}`;
}

function possible(resource: ParsedResource): string[] {
  const others = Object.entries(IMPOSSIBLE).filter(([, refuses]) => refuses(resource) === undefined);
  return [...OF_ANY_TASK, ...others.map(([kind]) => kind)].map((kind) => `${kind}()`);
}
