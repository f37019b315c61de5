import { textOf, type TracedEvent } from '../trace';
import { hangsOn, hangsOnType, ruleFamily } from './historyRule';
import { textFrom } from '../../model/capturedMember';

/** What each step of a task may follow, and which of these links were never recorded. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  ActivityScheduled: ['TaskStateEntered', 'ActivityFailed', 'ActivityTimedOut'],
  ActivityStarted: ['ActivityScheduled'],
  ActivitySucceeded: ['ActivityStarted'],
  ActivityFailed: ['ActivityStarted'],
  ActivityTimedOut: ['ActivityStarted'],
  LambdaFunctionScheduled: ['TaskStateEntered', 'LambdaFunctionFailed', 'LambdaFunctionTimedOut'],
  LambdaFunctionStarted: ['LambdaFunctionScheduled'],
  LambdaFunctionSucceeded: ['LambdaFunctionStarted'],
  LambdaFunctionFailed: ['LambdaFunctionStarted'],
  LambdaFunctionTimedOut: ['LambdaFunctionStarted'],
  TaskScheduled: ['TaskStateEntered', 'TaskFailed', 'TaskTimedOut'],
  TaskStarted: ['TaskScheduled'],
  TaskSubmitted: ['TaskStarted'],
  TaskSucceeded: ['TaskSubmitted', 'TaskStarted'],
  TaskFailed: ['TaskSubmitted', 'TaskStarted'],
  TaskTimedOut: ['TaskSubmitted', 'TaskStarted'],
};

/**
 * @assumed [checker.unrecorded-sequences] A step that fails links to the step before it, a retry to the failure that it answers, or to the
 *   result of which JSONPath could make no output. Because: these sequences were never recorded; they are formed like those that were.
 */
const ASSUMED_TO_FOLLOW: Readonly<Record<string, readonly string[]>> = {
  ActivityScheduled: ['ActivityScheduleFailed', 'EvaluationFailed', 'ActivitySucceeded'],
  ActivityScheduleFailed: ['TaskStateEntered', 'ActivityScheduled', 'ActivityFailed', 'ActivityTimedOut'],
  LambdaFunctionScheduled: [
    'LambdaFunctionScheduleFailed',
    'LambdaFunctionStartFailed',
    'EvaluationFailed',
    'LambdaFunctionSucceeded',
  ],
  LambdaFunctionScheduleFailed: ['TaskStateEntered', 'LambdaFunctionScheduled', 'LambdaFunctionFailed'],
  LambdaFunctionStartFailed: ['LambdaFunctionScheduled', 'LambdaFunctionStarted'],
  TaskScheduled: ['TaskStartFailed', 'TaskSubmitFailed', 'EvaluationFailed', 'TaskSucceeded'],
  TaskStartFailed: ['TaskScheduled', 'TaskStarted'],
  TaskSubmitFailed: ['TaskStarted'],
};

const STEPS = [...new Set([...Object.keys(FOLLOWS), ...Object.keys(ASSUMED_TO_FOLLOW)])];

function checkStep(event: TracedEvent): string | undefined {
  return hangsOnType(event, [...(FOLLOWS[event.type] ?? []), ...(ASSUMED_TO_FOLLOW[event.type] ?? [])]);
}

/** One attempt after the other; a redrive begins again at the entry into the state. */
function checkSequence(event: TracedEvent): string | undefined {
  const { before, visit } = event;
  if (visit === undefined || before === undefined) return undefined;
  const resumes = before.attempt < event.attempt && /Schedule/.test(event.type);
  return hangsOn(event, resumes ? visit.entered : before);
}

function checkResource(event: TracedEvent): string | undefined {
  const { previous } = event;
  if (previous === undefined || !previous.type.startsWith('Task') || previous.type === 'TaskStateEntered')
    return undefined;
  const differing = ['resource', 'resourceType'].find((member) => event.details[member] !== previous.details[member]);
  if (differing === undefined) return undefined;
  return `${differing} is ${textFrom(event.details[differing])}, that of its task is ${textFrom(previous.details[differing])}`;
}

const SUBMITTED = /\.(sync(:\d+)?|waitForTaskToken)$/;

function checkSubmitted(event: TracedEvent): string | undefined {
  const submits = SUBMITTED.test(textOf(event, 'resource') ?? '');
  if (event.type !== 'TaskSucceeded')
    return submits ? undefined : 'only .sync and .waitForTaskToken tasks are submitted';
  return submits && event.previous?.type !== 'TaskSubmitted' ? hangsOnType(event, ['TaskSubmitted']) : undefined;
}

const TASK_STEPS = STEPS.filter((type) => type.startsWith('Task'));

/** The steps of a Task: service integrations, Lambda functions by ARN, activities. */
export const taskRules = ruleFamily('tasks', [
  {
    id: 'steps',
    says: 'A task is scheduled, started, perhaps submitted, and succeeds, fails or times out; a retry is scheduled from the failure.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: STEPS,
    check: checkStep,
  },
  {
    id: 'sequence',
    says: 'Each step follows the one before it; a redrive schedules the task again from the original entry into its state.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    types: STEPS,
    check: checkSequence,
  },
  {
    id: 'resource',
    says: 'Resource and resource type stay the same from step to step.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: TASK_STEPS,
    check: checkResource,
  },
  {
    id: 'submitted',
    says: 'TaskSubmitted occurs exactly for .sync, .sync:2 and .waitForTaskToken, and their success hangs on it.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ['TaskSubmitted', 'TaskSubmitFailed', 'TaskSucceeded'],
    check: checkSubmitted,
  },
]);
