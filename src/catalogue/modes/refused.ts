import { fails, lambdaReturns, neverEnds } from '../../asl/script/scripting';
import { defaultLimits } from '../../rules/limits';
import { redriveReasons, type RedriveReason } from '../../rules/redriveReasons';
import { days, hours, minutes } from '../../time/duration';
import { NAMED_ERROR_OPTIONS, OWN_MACHINE_OPTIONS, without } from '../options';
import { functionArn, kebab } from '../place';
import { takes } from './durations';
import type { ModeRefusal, PlanContext } from './mode';
import { sceneMode, stretched, type SceneModeParts } from './sceneMode';
import { leadTime, sceneOf } from './workflow';

const notRedrivable = (reason: RedriveReason): ModeRefusal => ({ error: 'ExecutionNotRedrivable', reason });

const resourceOf = ({ place }: PlanContext): string => functionArn(place, kebab('ChargeCard'));

const declined =
  ({ options, payloads }: PlanContext) =>
  (after: number) =>
    fails(options.error ?? 'CardDeclined', options.cause ?? payloads.sentence('insufficient funds'), { after });

/** One Task that fails: what makes the execution unfit for a redrive lies elsewhere. */
const failedTask = {
  options: NAMED_ERROR_OPTIONS,
  stretches: true,
  scene: (context) => sceneOf('ChargeCard', { Type: 'Task', Resource: resourceOf(context) }),
  attempt: (context, stretch) => ({ tasks: { ChargeCard: stretched(declined(context), takes.failure, stretch) } }),
  recovers: (context) => ({ ChargeCard: resourceOf(context) }),
} satisfies Partial<SceneModeParts>;

const withoutEvents = without(OWN_MACHINE_OPTIONS, 'events', 'redriven');
const notRedriven = without(NAMED_ERROR_OPTIONS, 'redriven');

/** Executions that RedriveExecution refuses. */
export const refusedModes = {
  running: sceneMode({
    ...failedTask,
    says: 'The execution is running for the first time.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    status: 'RUNNING',
    stoppedAgo: 0,
    options: without(withoutEvents, 'stoppedAgo'),
    attempt: (context, stretch) => ({
      tasks: { ChargeCard: neverEnds() },
      openAfter: leadTime(context) + minutes(1) + stretch,
    }),
  }),
  'redriven-running': sceneMode({
    ...failedTask,
    says: 'The execution was redriven and is running again.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    status: 'RUNNING',
    stoppedAgo: 0,
    options: without(notRedriven, 'stoppedAgo'),
    course: (context, stretch) => [
      { tasks: { ChargeCard: declined(context)(takes.failure) } },
      { tasks: { ChargeCard: neverEnds() }, pause: takes.betweenRedrives, openAfter: minutes(1) + stretch },
    ],
  }),
  succeeded: sceneMode({
    ...failedTask,
    says: 'The execution has succeeded.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    status: 'SUCCEEDED',
    options: without(OWN_MACHINE_OPTIONS, 'redriven'),
    scene: (context) => ({
      states: {
        ChargeCard: { Type: 'Task', Resource: resourceOf(context), Next: 'IsPaid' },
        IsPaid: { Type: 'Choice', Choices: [{ Variable: '$', IsPresent: true, Next: 'Paid' }], Default: 'Paid' },
        Paid: { Type: 'Succeed' },
      },
      startAt: 'ChargeCard',
      leaving: [],
    }),
    attempt: ({ payloads, input }, stretch) => ({
      tasks: { ChargeCard: lambdaReturns(payloads.result('ChargeCard', input), { after: takes.failure + stretch }) },
    }),
  }),
  'failure-caught': sceneMode({
    ...failedTask,
    says: 'A Task has failed, its error was caught, and the execution has succeeded.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [
      {
        history: 'error_handling.task_lambda.raise_exception_catch',
      },
    ],
    status: 'SUCCEEDED',
    options: notRedriven,
    scene: (context) => ({
      states: {
        ChargeCard: {
          Type: 'Task',
          Resource: resourceOf(context),
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'AskForAnotherCard' }],
        },
        AskForAnotherCard: { Type: 'Pass', End: true },
      },
      startAt: 'ChargeCard',
      leaving: ['ChargeCard'],
    }),
  }),
  'machine-deleting': sceneMode({
    ...failedTask,
    says: 'The state machine of the execution is being deleted.',
    evidence: 'documented',
    source: 'api-describe-execution',
    refusal: notRedrivable(redriveReasons.deleting),
    afterwards: 'the machine is being deleted',
  }),
  'started-before-launch': sceneMode({
    ...failedTask,
    says: 'The execution was started before RedriveExecution was launched.',
    evidence: 'documented',
    source: 'redrive-eligibility',
    options: notRedriven,
    refusal: notRedrivable(redriveReasons.beforeLaunch),
    startedAt: (now) => Math.min(defaultLimits.redriveLaunch, now) - days(1),
    stoppedAgo: takes.sinceTheStop,
    latestNow: defaultLimits.redriveLaunch + defaultLimits.executionTime - days(2),
  }),
  'history-too-long': sceneMode({
    ...failedTask,
    says: 'The history has so many events that a redrive has no room in it.',
    evidence: 'documented',
    source: 'redrive-eligibility',
    refusal: notRedrivable(redriveReasons.eventLimit),
    events: defaultLimits.redrivableEvents,
  }),
  'history-event-limit-reached': sceneMode({
    says: 'The history is full, which has ended the execution.',
    evidence: 'recorded',
    source: 'recorded-captures',
    refusal: notRedrivable(redriveReasons.eventLimit),
    options: withoutEvents,
    scene: (context) => ({
      states: {
        CheckStock: {
          Type: 'Task',
          Resource: functionArn(context.place, 'check-stock'),
          ResultPath: null,
          Next: 'IsCancelled',
        },
        IsCancelled: {
          Type: 'Choice',
          Choices: [{ Variable: '$.cancelled', IsPresent: true, Next: 'Cancelled' }],
          Default: 'WaitForStock',
        },
        WaitForStock: { Type: 'Wait', Seconds: 30, Next: 'CheckStock' },
        Cancelled: { Type: 'Succeed' },
      },
      startAt: 'CheckStock',
      leaving: [],
    }),
    tasks: () => ({ CheckStock: lambdaReturns({}, { after: takes.step }) }),
  }),
  'open-too-long': sceneMode({
    ...failedTask,
    says: 'The execution was started more than a year ago.',
    evidence: 'documented',
    source: 'redrive-eligibility',
    refusal: notRedrivable(redriveReasons.executionTime),
    startedAt: (now) => now - defaultLimits.executionTime - days(1),
    stoppedAgo: days(10),
  }),
  'redrivable-period-exceeded': sceneMode({
    ...failedTask,
    says: 'The execution has stopped more than 14 days ago.',
    evidence: 'documented',
    source: 'redrive-eligibility',
    refusal: notRedrivable(redriveReasons.period),
    stoppedAgo: defaultLimits.redrivablePeriod + hours(1),
  }),
  'express-execution': sceneMode({
    ...failedTask,
    says: 'The execution is one of an Express state machine.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    refusal: { error: 'InvalidArn' },
    type: 'EXPRESS',
    options: without(notRedriven, 'events'),
  }),
} as const;
