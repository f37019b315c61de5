import { replayRedrive } from './replayRedrive';
import type { CallStep, CallTranscript, TranscriptEvent } from './transcripts';

/**
 * A transcript as the probe would have written it: two activities in a Parallel, given out in the order that is opposite to
 * their scheduling; the second one fails.
 */
const ACTIVITY = 'arn:aws:states:us-west-2:123456789012:activity:a';
const MACHINE = 'arn:aws:states:us-west-2:123456789012:stateMachine:m';
const EXECUTION = 'arn:aws:states:us-west-2:123456789012:execution:m:x';

const branch = (name: string) => ({
  StartAt: name,
  States: { [name]: { Type: 'Task', Resource: ACTIVITY, End: true } },
});
const definition = {
  StartAt: 'P',
  States: { P: { Type: 'Parallel', End: true, Branches: [branch('A'), branch('B')] } },
};

function transcript(order: readonly ['A', 'B'] | readonly ['B', 'A']): CallTranscript {
  const token = { A: 'T01', B: 'T02' };
  const scheduledId = { A: 5, B: 7 };
  let n = 0;
  const step = (op: string, request: Record<string, unknown>, answer: Partial<CallStep>): CallStep => {
    n += 1;
    return { n, op, request, sentMs: n * 1000, doneMs: n * 1000 + 180, status: 200, ...answer };
  };
  const lease = (name: 'A' | 'B') =>
    step(
      'GetActivityTask',
      { activityArn: ACTIVITY, workerName: name },
      { response: { input: '{}', taskToken: token[name] } },
    );
  const event = (id: number, prev: number, type: string, member?: string, details?: object): TranscriptEvent => ({
    id,
    prev,
    type,
    timestamp: id / 1000,
    detailsMember: member ?? null,
    details: (details as TranscriptEvent['details']) ?? null,
  });
  const entered = (id: number, prev: number, type: string, name: string) =>
    event(id, prev, type, 'stateEnteredEventDetails', { name, input: '{}', inputDetails: { truncated: false } });
  const scheduled = (id: number, prev: number) =>
    event(id, prev, 'ActivityScheduled', 'activityScheduledEventDetails', {
      resource: ACTIVITY,
      input: '{}',
      inputDetails: { truncated: false },
    });
  const started = (id: number, name: 'A' | 'B') =>
    event(id, scheduledId[name], 'ActivityStarted', 'activityStartedEventDetails', { workerName: name });
  return {
    id: 'x',
    type: 'STANDARD',
    stateMachine: MACHINE,
    executionArn: EXECUTION,
    definition,
    steps: [
      step(
        'StartExecution',
        { stateMachineArn: MACHINE, name: 'x', input: '{}' },
        {
          response: { executionArn: EXECUTION, startDate: 1.1 },
        },
      ),
      lease(order[0]),
      lease(order[1]),
      step('SendTaskFailure', { taskToken: 'T02', error: 'E' }, { response: {} }),
    ],
    finalHistory: [
      event(1, 0, 'ExecutionStarted', 'executionStartedEventDetails', {
        input: '{}',
        inputDetails: { truncated: false },
        roleArn: 'arn:aws:iam::123456789012:role/probe',
      }),
      entered(2, 0, 'ParallelStateEntered', 'P'),
      event(3, 2, 'ParallelStateStarted'),
      entered(4, 3, 'TaskStateEntered', 'A'),
      scheduled(5, 4),
      entered(6, 3, 'TaskStateEntered', 'B'),
      scheduled(7, 6),
      started(8, order[0]),
      started(9, order[1]),
      event(10, order[0] === 'B' ? 8 : 9, 'ActivityFailed', 'activityFailedEventDetails', { error: 'E' }),
      event(11, 10, 'TaskStateAborted'),
      event(12, 10, 'TaskStateAborted'),
      event(13, 10, 'ParallelStateFailed'),
      event(14, 13, 'ExecutionFailed', 'executionFailedEventDetails', { error: 'E' }),
    ],
  };
}

const FOLDERS = ['/nowhere'];

it.each([[['A', 'B']], [['B', 'A']]] as const)('workers get tasks in the recorded order: %s', async (order) => {
  const { mismatch } = await replayRedrive(transcript(order), FOLDERS);
  expect(mismatch).toBeUndefined();
});

it('an answer that differs is found, with the call that got it', async () => {
  const original = transcript(['A', 'B']);
  const steps = original.steps.map((step) =>
    step.n === 2 ? { ...step, response: { taskToken: 'T01', input: '[]' } } : step,
  );
  const { equal, mismatch } = await replayRedrive({ ...original, steps }, FOLDERS);
  expect(equal).toBe(false);
  expect(mismatch).toMatchObject({ where: 'call 2 GetActivityTask ()', difference: { path: '/input(JSON)' } });
});

it('an event that differs is found', async () => {
  const original = transcript(['A', 'B']);
  const finalHistory = original.finalHistory.with(12, { ...original.finalHistory[12]!, prev: 11 });
  const { mismatch } = await replayRedrive({ ...original, finalHistory }, FOLDERS);
  expect(mismatch).toMatchObject({ where: 'final history, event 13', difference: { path: '/previousEventId' } });
});

it('a transcript whose definition is not there says so', async () => {
  const missing = { ...transcript(['A', 'B']), definition: "see 99-other.json: definition, state 'P'" };
  await expect(replayRedrive(missing, FOLDERS)).rejects.toThrow('its definition is in a file that is not here');
});
