import { parseResource, type ParsedResource } from '../../asl/definition/resource';
import { lambdaReturns, succeeds } from '../../asl/script/scripting';
import type { TaskOutcome, TaskScriptEntry } from '../../asl/script/taskScript';
import type { Evidence } from '../../rules/sources';
import type { SourceId } from '../../rules/sources';
import type { Attempt, PlannedCourse } from '../course';
import { TASK_FAILURE_OPTIONS, type AnyOptionName, type ResourceTest } from '../options';
import { invalid } from '../../model/arguments';
import { seconds } from '../../time/duration';
import { takes } from './durations';
import { kebab } from '../place';
import type { MachinePlan, ModeEntry, Plan, PlanContext, RecordedLike, Unsuccessful } from './mode';
import { sceneOf, workflowAround } from './workflow';

/** What a mode says in which one Task is unsuccessful. */
export interface TaskModeParts<Option extends AnyOptionName = AnyOptionName> {
  readonly says: string;
  readonly evidence: Evidence;
  readonly source: SourceId;
  readonly reason?: string;
  readonly recorded?: readonly RecordedLike[];
  /** Retries of the Task unless the options say. */
  readonly retries?: number;
  /** Those of modes in which a Task fails with an error unless given. */
  readonly options?: readonly Option[];
  /** Default name of the Task. */
  readonly state: string;
  resource(context: PlanContext, state: string): string;
  /** Further fields of the Task. */
  fields?(context: PlanContext): Readonly<Record<string, unknown>>;
  readonly fits: ResourceTest;
  /** How long the attempt takes unless the options say; default: 1.2 seconds. */
  readonly takes?: number;
  /** The field of the Task that ends the attempt after that time. */
  readonly limit?: 'TimeoutSeconds' | 'HeartbeatSeconds';
  /** What the attempt comes to. */
  fails(context: PlanContext, options: { after: number }): TaskOutcome;
}

/** A mode in which one Task is unsuccessful and its execution fails with it. */
export function taskMode<Option extends AnyOptionName = (typeof TASK_FAILURE_OPTIONS)[number]>(
  parts: TaskModeParts<Option>,
): ModeEntry<Option> {
  const { says, evidence, source, reason, recorded, fits } = parts;
  const { options = TASK_FAILURE_OPTIONS as readonly string[] as readonly Option[] } = parts;
  return {
    says,
    evidence,
    source,
    ...(reason === undefined ? {} : { reason }),
    ...(recorded === undefined ? {} : { recorded }),
    options,
    status: 'FAILED',
    redriveEndsAs: 'SUCCEEDED',
    fitsTask: fits,
    plan: (context) => planTask(parts, context),
  };
}

function planTask(parts: TaskModeParts, context: PlanContext): Plan {
  const { options } = context;
  const state = options.state ?? parts.state;
  const resource = options.resource ?? parts.resource(context, state);
  const duration = options.takes ?? parts.takes ?? takes.failure;
  return {
    ...(options.stateMachine === undefined
      ? { machine: machineOf(parts, context, { state, resource, duration }) }
      : {}),
    // A limit is that of the machine, the same for each attempt.
    stretches: parts.limit === undefined,
    unsuccessful: {
      state,
      ...failureOf(parts.fails(context, { after: duration })),
      isRetried: parts.retries !== undefined,
    },
    course: (stretch) =>
      repeated(context, (more) => ({ tasks: { [state]: failing(parts, context, duration, more) } }), stretch),
    afterRedrive: { tasks: afterRedrive(context, [state], resource) },
  };
}

/** Error and cause as the history shows them. */
function failureOf({ kind, error, cause }: TaskOutcome): Pick<Unsuccessful, 'error' | 'cause' | 'message'> {
  if (kind === 'timesOut' || kind === 'heartbeatTimesOut') return { error: 'States.Timeout' };
  // Of an error that a function throws the cause is a document that the service makes.
  return kind === 'lambdaThrows' ? { error, message: cause } : { error, cause };
}

/** Only the first attempt is stretched: its retries begin when it has failed. */
function failing(parts: TaskModeParts, context: PlanContext, duration: number, stretch: number): TaskScriptEntry {
  const usual = parts.fails(context, { after: duration });
  return stretch === 0 ? usual : [parts.fails(context, { after: duration + stretch }), usual];
}

interface Called {
  readonly state: string;
  readonly resource: string;
  readonly duration: number;
}

function machineOf(parts: TaskModeParts, context: PlanContext, called: Called): MachinePlan {
  const { state, resource, duration } = called;
  const { retries = parts.retries } = context.options;
  const scene = sceneOf(state, {
    Type: 'Task',
    Resource: resource,
    ...fieldsOf(parts, context, state, resource),
    ...(parts.limit === undefined ? {} : { [parts.limit]: wholeSeconds(parts.limit, duration) }),
    ...(retries === undefined ? {} : { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: retries }] }),
  });
  return { ...workflowAround(scene, context), activities: activitiesOf(resource) };
}

function wholeSeconds(field: string, duration: number): number {
  const count = duration / seconds(1);
  if (Number.isInteger(count) && count > 0) return count;
  throw invalid(
    `What ends the attempt is its ${field}, so it takes whole seconds.`,
    duration,
    'Write { takes: seconds(5) }.',
  );
}

/** What is called differs if the options choose the Resource: what the mode calls it with does not fit then. */
function fieldsOf(
  { fields }: TaskModeParts,
  context: PlanContext,
  state: string,
  resource: string,
): Readonly<Record<string, unknown>> {
  const { Parameters, ...others } = fields?.(context) ?? {};
  if (context.options.resource === undefined) return Parameters === undefined ? others : { Parameters, ...others };
  const { kind, resourceType } = parseResource(resource);
  if (kind !== 'service' || resourceType !== 'lambda') return others;
  return { Parameters: { FunctionName: kebab(state), 'Payload.$': '$' }, ...others };
}

const ACTIVITY = /^arn:[^:]+:states:[^:]*:\d+:activity:(.+)$/;

function activitiesOf(resource: string): string[] {
  const name = ACTIVITY.exec(resource)?.[1];
  return name === undefined ? [] : [name];
}

/**
 * The first run, and as many redrives that end in the same way as the options ask for. Each attempt is made anew: a list of outcomes is used
 * up by the attempt that it is in.
 */
export function repeated(
  { options }: PlanContext,
  attempt: (stretch: number) => Attempt,
  stretch: number,
): PlannedCourse {
  const again = Array.from({ length: options.redriven ?? 0 }, () => ({ ...attempt(0), pause: takes.betweenRedrives }));
  return [attempt(stretch), ...again];
}

/** What the unsuccessful tasks do once redriven; in a machine of the user's own only if the options say it. */
export function afterRedrive(
  context: PlanContext,
  states: readonly string[],
  resource: string,
): Record<string, TaskScriptEntry> {
  const { options } = context;
  const entry = options.afterRedrive ?? (options.stateMachine === undefined ? success(context, resource) : undefined);
  return entry === undefined ? {} : Object.fromEntries(states.map((state) => [state, entry]));
}

/** What a task of a resource answers when all is well. */
function success({ input, payloads }: PlanContext, resource: string): TaskOutcome {
  const output = payloads.result('redriven', input);
  return isLambda(parseResource(resource)) ? lambdaReturns(output) : succeeds(output);
}

export function isLambda({ kind, resourceType, resource }: ParsedResource): boolean {
  return kind === 'lambda' || (resourceType === 'lambda' && resource.startsWith('invoke'));
}

export const isService: ResourceTest = ({ kind }) => kind === 'service';
export const isActivity: ResourceTest = ({ kind }) => kind === 'activity';
export const isCallback: ResourceTest = ({ pattern }) => pattern === 'waitForTaskToken';
export const isSync: ResourceTest = ({ pattern }) => pattern === 'sync' || pattern === 'sync:2';
