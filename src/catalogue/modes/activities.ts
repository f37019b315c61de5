import { fails, failsToSchedule, heartbeatTimesOut, timesOut } from '../../asl/script/scripting';
import { activityArn } from '../../model/arn';
import { stringifyJson } from '../../model/json';
import { seconds } from '../../time/duration';
import { TASK_OPTIONS } from '../options';
import { kebab } from '../place';
import type { PlanContext } from './mode';
import { sceneMode } from './sceneMode';
import { isActivity, taskMode } from './task';
import { sceneOf } from './workflow';

const TIMEOUT_SECONDS = 90;
const HEARTBEAT_SECONDS = 60;
const WORKER = { workerName: 'picker-1' };

const activityOf = ({ place }: PlanContext, state: string): string =>
  activityArn({ ...place, activityName: kebab(state) });

const ofActivity = { state: 'PickItems', resource: activityOf, fits: isActivity };

export const activityModes = {
  'activity-failed': taskMode({
    ...ofActivity,
    says: 'The worker of an activity reports a failure.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'activities.activities.activity_task_failure' }],
    fails: ({ options, input }, after) =>
      fails(options.error ?? 'Item.Missing', options.cause ?? stringifyJson(input), { ...after, ...WORKER }),
  }),
  'activity-timed-out': taskMode({
    ...ofActivity,
    says: "The worker of an activity takes longer than the Task's TimeoutSeconds.",
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [
      { history: 'activities.activities.activity_task_start_timeout' },
      { redrive: '07-task-timeout', from: 'TaskStateEntered' },
    ],
    options: TASK_OPTIONS,
    limit: 'TimeoutSeconds',
    takes: seconds(TIMEOUT_SECONDS),
    fails: (_context, after) => timesOut({ ...after, ...WORKER }),
  }),
  'activity-heartbeat-lost': taskMode({
    ...ofActivity,
    says: 'The worker of an activity sends no heartbeat in time.',
    evidence: 'assumed',
    reason: 'Recorded for task tokens of other integrations; activities have the same events.',
    source: 'activities',
    options: TASK_OPTIONS,
    limit: 'HeartbeatSeconds',
    takes: seconds(HEARTBEAT_SECONDS),
    fails: (_context, after) => heartbeatTimesOut({ ...after, ...WORKER }),
  }),
  'activity-schedule-failed': taskMode({
    ...ofActivity,
    says: 'An activity cannot be scheduled.',
    evidence: 'assumed',
    reason: 'The event type is in the service model; no history with it was recorded.',
    source: 'api-model',
    fails: ({ options }, after) =>
      failsToSchedule(
        options.error ?? 'States.Runtime',
        options.cause ?? 'The activity could not be scheduled.',
        after,
      ),
  }),
  'activity-missing': sceneMode({
    says: 'The activity of a Task does not exist.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'activities.activities.activity_task_on_deleted' }],
    redriveEndsAs: 'FAILED',
    scene: (context) => sceneOf('PickItems', { Type: 'Task', Resource: activityOf(context, 'gone') }),
  }),
} as const;
