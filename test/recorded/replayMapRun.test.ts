import { replayMapRun } from './replayMapRun';

/**
 * A transcript as it would have been written down: two of four items succeed, one fails, one never starts. A redrive brings the
 * failed one and the other one to success. Two places, and the second child of the redrive begins 0.4 seconds after the first.
 */
const PREFIX = 'arn:aws:states:us-west-2:123456789012:';
const EXECUTION = `${PREFIX}execution:m:x`;
const MAP_RUN = `${PREFIX}mapRun:m/Each:00000000`;
const ITEMS = [0, 1, 2, 3];

/** A time of the recording; seconds since its start. */
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + Math.round(seconds * 1000)).toISOString();

type Members = Record<string, unknown>;

const definition = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      Label: 'Each',
      ItemsPath: '$.items',
      MaxConcurrency: 2,
      ToleratedFailureCount: 0,
      ItemSelector: { 'index.$': '$$.Map.Item.Index' },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Work',
        States: {
          Work: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:s3:getObject', Parameters: {}, End: true },
        },
      },
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b' } },
      ResultPath: null,
      End: true,
    },
  },
};
const input = JSON.stringify({ items: ITEMS });

const THRESHOLD = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

function history(): Members[] {
  const events: Members[] = [];
  const event = (prev: number, type: string, t: number, detailsMember: string | null = null, details: unknown = null) =>
    events.push({ id: events.length + 1, prev, type, t: at(t), detailsMember, details });
  const details = { input, inputDetails: { truncated: false } };
  const roleArn = 'arn:aws:iam::123456789012:role/r';
  event(0, 'ExecutionStarted', 0, 'executionStartedEventDetails', { ...details, roleArn });
  event(0, 'MapStateEntered', 0.02, 'stateEnteredEventDetails', { ...details, name: 'Each' });
  event(2, 'MapStateStarted', 0.02, 'mapStateStartedEventDetails', { length: 4 });
  event(3, 'MapRunStarted', 0.06, 'mapRunStartedEventDetails', { mapRunArn: MAP_RUN });
  event(4, 'MapRunFailed', 1.1, 'mapRunFailedEventDetails', THRESHOLD);
  event(5, 'MapStateFailed', 1.1);
  event(6, 'ExecutionFailed', 1.13, 'executionFailedEventDetails', THRESHOLD);
  event(7, 'ExecutionRedriven', 10, 'executionRedrivenEventDetails', { redriveCount: 1 });
  event(3, 'MapRunRedriven', 10.02, 'mapRunRedrivenEventDetails', { mapRunArn: MAP_RUN, redriveCount: 1 });
  event(9, 'MapRunSucceeded', 13.1);
  event(10, 'MapStateSucceeded', 13.1);
  const output = { output: input, outputDetails: { truncated: false } };
  event(9, 'MapStateExited', 13.1, 'stateExitedEventDetails', { ...output, name: 'Each' });
  event(12, 'ExecutionSucceeded', 13.13, 'executionSucceededEventDetails', output);
  return events;
}

const childArn = (item: number) => `${PREFIX}execution:m/Each:0000000${item + 1}`;

/** A row of a list: what a child was like. */
function row(item: number, status: string, from: number, to?: number, redriveDate?: number): Members {
  return {
    executionArn: childArn(item),
    stateMachineArn: `${PREFIX}stateMachine:m/Each`,
    name: `0000000${item + 1}`,
    status,
    startDate: at(from),
    mapRunArn: MAP_RUN,
    itemCount: 1,
    redriveCount: redriveDate === undefined ? 0 : 1,
    ...(to === undefined ? {} : { stopDate: at(to) }),
    ...(redriveDate === undefined ? {} : { redriveDate: at(redriveDate) }),
  };
}

function sample(word: string, t: number | string, status: string, counted: readonly number[], more: Members): Members {
  const [pending, running, succeeded, failed, resultsWritten] = counted;
  const zeros = { timedOut: 0, aborted: 0, failuresNotRedrivable: 0, pendingRedrive: 0 };
  const counts = { pending, running, succeeded, failed, total: 4, resultsWritten, ...zeros };
  return {
    at: word,
    t: typeof t === 'number' ? at(t) : t,
    status,
    startDate: at(0.2),
    ...more,
    itemCounts: counts,
    executionCounts: counts,
    maxConcurrency: 2,
    toleratedFailurePercentage: 0,
    toleratedFailureCount: 0,
    recordedContentLength: 700,
  };
}

const redriven = { redriveCount: 1, redriveDate: at(10.1) };
const before = { redriveCount: 0, stopDate: at(1.05) };
const untouched = [row(2, 'SUCCEEDED', 0.5, 0.9), row(0, 'SUCCEEDED', 0.2, 0.4)];

function transcript(changes: Members = {}): Members {
  return {
    id: 'S0',
    definition,
    input,
    steps: [
      {
        op: 'StartExecution',
        t: at(-0.1),
        request: { stateMachineArn: `${PREFIX}stateMachine:m`, name: 'x', input },
        response: { executionArn: EXECUTION, startDate: at(0) },
      },
      {
        op: 'RedriveExecution',
        t: at(9.9),
        request: { executionArn: EXECUTION, clientToken: 'c' },
        response: { redriveDate: at(10) },
      },
    ],
    parentHistory: history(),
    children: ITEMS.map((item) => ({ item, arn: childArn(item), history: null })),
    mapRunSamples: [
      sample('before redrive', 5, 'FAILED', [1, 0, 2, 1, 4], before),
      sample('redriven:0', 10.1, 'RUNNING', [1, 0, 2, 1, 4], redriven),
      sample('redriven:1', 11.1, 'RUNNING', [1, 1, 2, 0, 0], redriven),
      sample('redriven:2', 11.9, 'RUNNING', [0, 1, 3, 0, 0], redriven),
      sample('terminal', 14, 'SUCCEEDED', [0, 0, 4, 0, 4], { ...redriven, stopDate: at(13) }),
    ],
    listExecutions: [
      { at: 'before redrive', t: at(5.2), executions: [...untouched, row(1, 'FAILED', 0.1, 0.6)] },
      { at: 'redriven:0', t: at(10.3), executions: [...untouched, row(1, 'PENDING_REDRIVE', 0.1, 0.6)] },
      {
        at: 'redriven:2',
        t: at(12),
        executions: [row(3, 'SUCCEEDED', 10.8, 11.2), ...untouched, row(1, 'RUNNING', 0.1, undefined, 10.4)],
      },
      {
        at: 'terminal',
        t: at(14.2),
        executions: [row(3, 'SUCCEEDED', 10.8, 11.2), ...untouched, row(1, 'SUCCEEDED', 0.1, 12.9, 10.4)],
      },
    ],
    listMapRuns: [],
    ...changes,
  };
}

const samples = () => transcript()['mapRunSamples'] as Members[];

/** The transcript with another sample in the place of the one that is so called. */
function withSample(replaced: Members): Members {
  return transcript({
    mapRunSamples: samples().map((recorded) => (recorded['at'] === replaced['at'] ? replaced : recorded)),
  });
}

it('a Map Run is replayed with its redrive, its samples and its children', async () => {
  expect((await replayMapRun(transcript())).mismatch).toBeUndefined();
});

it.each([
  ['a place is free, the next child has not begun', 11.1, [1, 1, 2, 0, 0]],
  ['it has begun', 11.1, [0, 2, 2, 0, 0]],
  ['it has ended', 11.3, [0, 1, 3, 0, 0]],
])('the counts lag behind as the recorded ones did: %s', async (_, t, counts) => {
  const replay = await replayMapRun(withSample(sample('redriven:1', t, 'RUNNING', counts, redriven)));
  expect(replay.mismatch).toBeUndefined();
});

it.each([
  ['a count that was at no instant', sample('redriven:1', 11.1, 'RUNNING', [2, 0, 2, 0, 0], redriven), '/pending'],
  ['a count from long ago', sample('redriven:2', 11.9, 'RUNNING', [1, 1, 2, 0, 0], redriven), ''],
  ['a wrong sum', sample('redriven:1', 11.1, 'RUNNING', [0, 1, 2, 0, 0], redriven), '/2/'],
  ['other places', { ...samples()[2], maxConcurrency: 3 }, '/maxConcurrency'],
  ['another status', { ...samples()[4], status: 'FAILED' }, '/status'],
])('a sample that differs is found: %s', async (_, different, path) => {
  const { mismatch } = await replayMapRun(withSample(different));
  expect(mismatch?.where).toBe('distinct values of the Map Run');
  expect(mismatch?.difference.path).toContain(path);
});

it('a sample that was read in part is compared as far as that goes', async () => {
  const [first, ...rest] = samples();
  const inPart = { ...first, at: 'before redrive, again', t: at(6), startDate: null, executionCounts: null };
  expect((await replayMapRun(transcript({ mapRunSamples: [first, inPart, ...rest] }))).mismatch).toBeUndefined();
  const different = { ...inPart, redriveCount: 1 };
  const { mismatch } = await replayMapRun(transcript({ mapRunSamples: [first, different, ...rest] }));
  expect(mismatch?.difference.path).toBe('/1/redriveCount');
});

it('a child that began before a place was free is found', async () => {
  const lists = transcript()['listExecutions'] as { executions: Members[] }[];
  const [, , early] = lists;
  early!.executions[0] = row(3, 'RUNNING', 10.8);
  const { mismatch } = await replayMapRun(transcript({ listExecutions: lists }));
  expect(mismatch?.where).toBe('children redriven:2');
});

it('an answer whose time is approximate is not older than its dates', async () => {
  const early = sample('terminal', '2026-01-01T00:00:12Z', 'SUCCEEDED', [0, 0, 4, 0, 4], {
    ...redriven,
    stopDate: at(13),
  });
  expect((await replayMapRun(withSample(early))).mismatch).toBeUndefined();
});

it('a redrive whose answer was not read is made when the history shows it', async () => {
  const [start, redrive] = transcript()['steps'] as Members[];
  const steps = [start, { ...redrive, t: null, response: null }];
  expect((await replayMapRun(transcript({ steps }))).mismatch).toBeUndefined();
});

describe('a refused test write', () => {
  const cause =
    "An error occurred while executing the state 'Each' (entered at the event id #2). " +
    'Failed to write a test manifest into the specified output bucket. No access.';

  /** The redrive fails at once; the execution is described before and after that. */
  function refused(describedAt: number): Members {
    const failed = { error: 'States.Runtime', cause };
    const closing = { id: 10, prev: 9, type: 'ExecutionFailed', t: at(10.2) };
    const running = {
      executionArn: EXECUTION,
      stateMachineArn: `${PREFIX}stateMachine:m`,
      name: 'x',
      startDate: at(0),
      input,
      inputDetails: { included: true },
      redriveCount: 1,
      redriveDate: at(10),
    };
    const describe = (t: number, answer: Members) => ({
      op: 'DescribeExecution',
      t: at(t),
      request: { executionArn: EXECUTION },
      response: { ...running, ...answer },
    });
    return transcript({
      steps: [
        ...(transcript()['steps'] as Members[]),
        describe(describedAt, {
          status: 'RUNNING',
          redriveStatus: 'NOT_REDRIVABLE',
          redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
        }),
        describe(11, { status: 'FAILED', ...failed, stopDate: at(10.2), redriveStatus: 'REDRIVABLE' }),
      ],
      parentHistory: [
        ...history().slice(0, 9),
        { ...closing, detailsMember: 'executionFailedEventDetails', details: failed },
      ],
      mapRunSamples: samples().slice(0, 1),
      listExecutions: (transcript()['listExecutions'] as Members[]).slice(0, 1),
    });
  }

  it('takes a moment on AWS, in which the execution was described', async () => {
    expect((await replayMapRun(refused(10.1))).mismatch).toBeUndefined();
  });

  it('is over afterwards', async () => {
    expect((await replayMapRun(refused(10.3))).mismatch?.difference.path).toBe('/status');
  });
});
