import { fails, neverEnds, succeeds } from '../../asl/script/scripting';
import { days, seconds } from '../../time/duration';
import { NAMED_ERROR_OPTIONS, TASK_FAILURE_OPTIONS, TIMEOUT_OPTIONS, type AnyOptions } from '../options';
import { functionArn, integrationArn, kebab } from '../place';
import { takes } from './durations';
import type { ModeEntry, Plan, PlanContext } from './mode';
import { sceneMode } from './sceneMode';
import { repeated, taskMode } from './task';
import { leadTime, sceneOf } from './workflow';

const TIMEOUT_SECONDS = 60;

const wholeSeconds = (milliseconds: number): number => Math.floor(milliseconds / seconds(1));

const failState = (fields: Readonly<Record<string, unknown>>) => ({
  states: { OrderFailed: { Type: 'Fail', ...fields } },
  startAt: 'OrderFailed',
  leaving: [],
});

const namedError = ({ error = 'Order.Invalid', cause }: AnyOptions, { payloads }: PlanContext) => ({
  Error: error,
  Cause: cause ?? payloads.sentence('the order has no items'),
});

/** A path field that gives a text whatever the input is. */
const literal = (text: string): string => `States.Format('{}', '${text.replace(/[\\'{}]/g, '\\$&')}')`;

const chargeCard = (context: PlanContext) => ({
  Type: 'Task',
  Resource: functionArn(context.place, kebab('ChargeCard')),
});

/** StopExecution, when a state has been open for a while. */
const stopIn = (state: string, stretch = 0) => ({ after: takes.beforeAStop + stretch, in: state });

/** StopExecution with error and cause. */
const stopped = ({ options, payloads }: PlanContext, stretch: number) => ({
  ...stopIn(options.state ?? 'ChargeCard', stretch),
  ...(options.takes === undefined ? {} : { after: options.takes + stretch }),
  error: options.error ?? 'Operator.Stopped',
  cause: options.cause ?? payloads.sentence('stopped by the operator'),
});

/** A Task that has been started, and goes on for longer than anybody waits. */
const goingOn = succeeds({}, { after: days(30) });

/** StopExecution while a Task is running: also in a machine of the user's own. */
const abortedInATask = {
  ...taskMode({
    says: 'StopExecution with error and cause while a Task is running.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    recorded: [{ redrive: '04-aborted-leased', from: 'TaskStateEntered' }],
    options: TASK_FAILURE_OPTIONS,
    state: 'ChargeCard',
    resource: ({ place }, state) => functionArn(place, kebab(state)),
    fits: () => true,
    fails: () => goingOn,
  }),
  status: 'ABORTED' as const,
};

/** Named, so that its type is that of any mode: written where it is used, it brings all sources into the public types. */
const executionAborted: ModeEntry<(typeof abortedInATask)['options'][number]> = {
  ...abortedInATask,
  plan(context: PlanContext): Plan {
    const plan = abortedInATask.plan(context);
    const { tasks } = plan.course(0)[0];
    const attempt = (stretch: number) => ({ tasks, stop: stopped(context, stretch) });
    return { ...plan, course: (stretch) => repeated(context, attempt, stretch) };
  },
};

export const endingModes = {
  'fail-state': sceneMode({
    says: 'A Fail state ends the execution.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'base.base.state_fail' }, { redrive: '08-explicit-fail', from: 'FailStateEntered' }],
    options: NAMED_ERROR_OPTIONS,
    redriveEndsAs: 'FAILED',
    scene: (context) => failState(namedError(context.options, context)),
  }),
  'fail-state-by-path': sceneMode({
    says: 'A Fail state takes error and cause from its input.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'base.base.state_fail_path' }],
    options: NAMED_ERROR_OPTIONS,
    redriveEndsAs: 'FAILED',
    scene(context) {
      const { Error, Cause } = namedError(context.options, context);
      return failState({ ErrorPath: literal(Error), CausePath: literal(Cause) });
    },
  }),
  'fail-state-without-error': sceneMode({
    says: 'A Fail state that names neither error nor cause ends the execution.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'base.base.state_fail' }],
    redriveEndsAs: 'FAILED',
    scene: () => failState({}),
  }),
  'execution-timed-out': sceneMode({
    says: "The execution takes longer than the state machine's TimeoutSeconds.",
    evidence: 'recorded',
    source: 'recorded-redrives',
    options: TIMEOUT_OPTIONS,
    status: 'TIMED_OUT',
    machineFields: (context) => ({ TimeoutSeconds: TIMEOUT_SECONDS + wholeSeconds(leadTime(context)) }),
    scene: (context) => sceneOf(context.options.state ?? 'ChargeCard', task(context)),
    attempt: (context) => ({ tasks: { [context.options.state ?? 'ChargeCard']: neverEnds() } }),
    recovers: (context) => ({ [context.options.state ?? 'ChargeCard']: task(context).Resource }),
  }),
  'execution-aborted': executionAborted,
  'execution-aborted-without-reason': sceneMode({
    says: 'StopExecution with neither error nor cause while a Task is running.',
    evidence: 'recorded',
    source: 'recorded-histories',
    status: 'ABORTED',
    stretches: true,
    scene: (context) => sceneOf('ChargeCard', chargeCard(context)),
    attempt: (_context, stretch) => ({
      tasks: { ChargeCard: neverEnds() },
      stop: stopIn('ChargeCard', stretch),
    }),
    recovers: (context) => ({ ChargeCard: chargeCard(context).Resource }),
  }),
  'execution-aborted-during-wait': sceneMode({
    says: 'StopExecution while a Wait state is waiting.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'v2.sfn_api.stop_execution.exec_hist_resp' }],
    status: 'ABORTED',
    stretches: true,
    scene: () => sceneOf('WaitForWarehouse', { Type: 'Wait', Seconds: days(1) / seconds(1) }),
    attempt: (_context, stretch) => ({ tasks: {}, stop: stopIn('WaitForWarehouse', stretch) }),
  }),
  'execution-aborted-during-backoff': sceneMode({
    says: 'StopExecution between two attempts of a Task that is retried.',
    evidence: 'recorded',
    source: 'recorded-callbacks',
    status: 'ABORTED',
    scene: (context) =>
      sceneOf('ChargeCard', {
        ...chargeCard(context),
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: TIMEOUT_SECONDS, MaxAttempts: 3 }],
      }),
    attempt: ({ payloads }) => ({
      tasks: { ChargeCard: fails('CardDeclined', payloads.sentence('insufficient funds'), { after: takes.failure }) },
      stop: stopIn('ChargeCard'),
    }),
    recovers: (context) => ({ ChargeCard: chargeCard(context).Resource }),
  }),
  'retries-exhausted': taskMode({
    says: 'A Task fails again and again until its retrier has no attempt left.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [
      { history: 'scenarios.base_scenarios.retry_interval_features_jitter_none' },
      {
        redrive: '01-sequence',
        from: 'TaskStateEntered',
        until: 'TaskStateExited',
        options: { retries: 1, redriven: 1, statesBefore: ['ReserveStock'] },
      },
    ],
    retries: 2,
    state: 'ChargeCard',
    resource: ({ place }, state) => functionArn(place, kebab(state)),
    fits: () => true,
    fails: ({ options, payloads }, after) =>
      fails(options.error ?? 'CardDeclined', options.cause ?? payloads.sentence('insufficient funds'), after),
  }),
  'caught-then-failed': sceneMode({
    says: 'A Task fails, its error is caught, and the Catch leads to a Fail state: a redrive fails again there.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'error_handling.aws_sdk.s3_no_such_key' }],
    redriveEndsAs: 'FAILED',
    stretches: true,
    scene: ({ place }) => ({
      states: {
        SaveOrder: {
          Type: 'Task',
          Resource: integrationArn(place, 'dynamodb:putItem'),
          Parameters: { TableName: 'orders', 'Item.$': '$' },
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'OrderFailed' }],
        },
        OrderFailed: { Type: 'Fail' },
      },
      startAt: 'SaveOrder',
      leaving: ['SaveOrder'],
    }),
    attempt: ({ payloads }, stretch) => ({
      tasks: {
        SaveOrder: fails('DynamoDB.ProvisionedThroughputExceededException', payloads.sentence('too many writes'), {
          after: takes.failure + stretch,
        }),
      },
    }),
  }),
} as const;

function task({ place, options }: PlanContext) {
  const Resource = options.resource ?? functionArn(place, kebab(options.state ?? 'ChargeCard'));
  return { Type: 'Task', Resource };
}
