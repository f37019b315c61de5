import { replayRedrive } from './replayRedrive';
import type { CallStep, CallTranscript, TranscriptEvent } from './transcripts';

/** A transcript as a probe would have written it: a Lambda function and a job fail and are retried, then a redrive succeeds. */
const MACHINE = 'arn:aws:states:us-west-2:123456789012:stateMachine:m';
const EXECUTION = 'arn:aws:states:us-west-2:123456789012:execution:m:x';
const LAMBDA = 'arn:aws:lambda:us-west-2:123456789012:function:f';
const JOB = { resourceType: 'glue', resource: 'startJobRun.sync' };
/** Epoch seconds; what follows is counted from here. */
const BEGIN = Date.UTC(2026, 0, 1) / 1000;
const TRUNCATED = { truncated: false };
const OUTPUT = { output: '{"n":1}', outputDetails: TRUNCATED };

const definition = {
  StartAt: 'Check',
  States: {
    Check: {
      Type: 'Task',
      Resource: LAMBDA,
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, MaxAttempts: 1 }],
      Next: 'Job',
    },
    Job: { Type: 'Task', Resource: 'arn:aws:states:::glue:startJobRun.sync', Parameters: { JobName: 'j' }, End: true },
  },
};

function history(): TranscriptEvent[] {
  const events: TranscriptEvent[] = [];
  const event = (t: number, prev: number, type: string, details: TranscriptEvent['details'] = null) => {
    const named = type.replace(/^TaskState/, 'state').replace(/^[A-Z]/, (letter) => letter.toLowerCase());
    const detailsMember = details === null ? null : `${named}EventDetails`;
    events.push({ id: events.length + 1, prev, type, timestamp: BEGIN + t, detailsMember, details });
  };
  const lambda = (t: number, prev: number) => {
    event(t, prev, 'LambdaFunctionScheduled', { resource: LAMBDA, input: '{}', inputDetails: TRUNCATED });
    event(t + 0.1, events.length, 'LambdaFunctionStarted');
  };
  const job = (t: number) => {
    event(t, 10, 'TaskScheduled', { ...JOB, region: 'us-west-2', parameters: '{"JobName":"j"}' });
    event(t + 0.1, events.length, 'TaskStarted', JOB);
    event(t + 0.2, events.length, 'TaskSubmitted', { ...JOB, ...OUTPUT });
  };
  const input = { input: '{}', inputDetails: TRUNCATED };
  event(1, 0, 'ExecutionStarted', { ...input, roleArn: 'arn:aws:iam::123456789012:role/probe' });
  event(1, 0, 'TaskStateEntered', { ...input, name: 'Check' });
  lambda(1, 2);
  event(2, 4, 'LambdaFunctionFailed', { error: 'Busy' });
  lambda(4, 5);
  event(5, 7, 'LambdaFunctionSucceeded', OUTPUT);
  event(5, 8, 'TaskStateExited', { name: 'Check', ...OUTPUT });
  event(5, 9, 'TaskStateEntered', { name: 'Job', input: '{"n":1}', inputDetails: TRUNCATED });
  job(5);
  event(20, 13, 'TaskFailed', { ...JOB, error: 'Glue.Down' });
  event(20, 14, 'ExecutionFailed', { error: 'Glue.Down' });
  event(30, 15, 'ExecutionRedriven', { redriveCount: 1 });
  job(30);
  event(60, 19, 'TaskSucceeded', { ...JOB, ...OUTPUT });
  event(60, 20, 'TaskStateExited', { name: 'Job', ...OUTPUT });
  event(60, 21, 'ExecutionSucceeded', OUTPUT);
  return events;
}

function transcript(): CallTranscript {
  const included = { __type: 'com.amazonaws.swf.base.model#CloudWatchEventsExecutionDataDetails', included: true };
  const described = {
    executionArn: EXECUTION,
    stateMachineArn: MACHINE,
    name: 'x',
    input: '{}',
    inputDetails: included,
    startDate: BEGIN + 1,
  };
  const steps: CallStep[] = [];
  const call = (op: string, t: number, request: Record<string, unknown>, response: Record<string, unknown>) => {
    const at = (BEGIN + t) * 1000;
    steps.push({ n: steps.length + 1, op, request, sentMs: at - 90, doneMs: at + 90, status: 200, response });
  };
  const describe = (t: number, answer: object) =>
    call('DescribeExecution', t, { executionArn: EXECUTION }, { ...described, ...answer });
  const running = {
    status: 'RUNNING',
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
  };
  const redriven = { redriveCount: 1, redriveDate: BEGIN + 30 };
  call(
    'StartExecution',
    1,
    { stateMachineArn: MACHINE, name: 'x', input: '{}' },
    { executionArn: EXECUTION, startDate: BEGIN + 1 },
  );
  describe(3, { ...running, redriveCount: 0 });
  describe(19, { ...running, redriveCount: 0 });
  describe(22, {
    status: 'FAILED',
    error: 'Glue.Down',
    stopDate: BEGIN + 20,
    redriveStatus: 'REDRIVABLE',
    redriveCount: 0,
  });
  call('RedriveExecution', 30, { executionArn: EXECUTION, clientToken: 'c' }, { redriveDate: BEGIN + 30 });
  describe(59, { ...running, ...redriven });
  describe(62, {
    ...redriven,
    status: 'SUCCEEDED',
    output: '{"n":1}',
    outputDetails: included,
    stopDate: BEGIN + 60,
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
  });
  const arns = { stateMachine: MACHINE, executionArn: EXECUTION };
  return { id: 'x', type: 'STANDARD', ...arns, definition, steps, finalHistory: history() };
}

it('tasks of services and functions come to what was recorded, in the time that it took', async () => {
  expect((await replayRedrive(transcript(), ['/nowhere'])).mismatch).toBeUndefined();
});

it('a task that took another time is found', async () => {
  const late = history().map((event) => (event.id === 20 ? { ...event, timestamp: BEGIN + 58 } : event));
  const { mismatch } = await replayRedrive({ ...transcript(), finalHistory: late }, ['/nowhere']);
  expect(mismatch).toMatchObject({ where: 'call 6 DescribeExecution ()' });
});
