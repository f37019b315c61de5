import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { compareHistories } from './comparator';
import { countNoticed } from './mutations';
import { hasRecordings, loadRecordings, recordingsFolders, type RecordedHistoryEvent } from './recordings';
import { replayHistory } from './replayHistory';

/** A history as the recorder leaves one, and what a fake emits for it. */
const RECORDED = [
  {
    type: 'ExecutionStarted',
    executionStartedEventDetails: { input: '{"q":"sqs_queue_url"}', roleArn: 'snf_role_arn' },
  },
  {
    type: 'TaskStateEntered',
    previousEventId: 0,
    stateEnteredEventDetails: { name: 'A', input: '{"q":"sqs_queue_url"}' },
  },
  { type: 'TaskScheduled', taskScheduledEventDetails: { parameters: '{"q":"sqs_queue_url"}', timeoutInSeconds: 5 } },
  { type: 'TaskStarted', taskStartedEventDetails: {} },
  { type: 'TaskFailed', taskFailedEventDetails: { error: 'E', cause: '{"id":"<uuid:1>","list":[1,2]}' } },
  { type: 'TaskStateExited', stateExitedEventDetails: { name: 'A', output: '{"Cause":"{\\"id\\":\\"<uuid:1>\\"}"}' } },
  { type: 'MapStateSucceeded' },
  { type: 'ExecutionSucceeded', executionSucceededEventDetails: { output: '{"a":null,"b":true,"c":"x"}' } },
].map((event, index) => ({ id: index + 1, previousEventId: index, ...event }));

const EMITTED = JSON.parse(
  JSON.stringify(RECORDED)
    .replaceAll('sqs_queue_url', 'https://sqs.us-east-1.amazonaws.com/1/queue_uid012')
    .replaceAll('snf_role_arn', 'arn:aws:iam::1:role/r')
    .replaceAll('<uuid:1>', '0b0e1f6c-6a33-4a5e-9d3f-0a1b2c3d4e5f'),
) as HistoryEvent[];

describe('the comparator', () => {
  const history = { id: 'x', source: {}, idsNormalised: false, events: RECORDED as unknown as RecordedHistoryEvent[] };
  const isEqual = (events: readonly HistoryEvent[]) => compareHistories({ history }, events).equal;

  it('finds the history equal that is', () => {
    expect(isEqual(EMITTED)).toBe(true);
  });

  it('notices every single mutation of it, but for the value of a stand-in that is met once', () => {
    const { total, missed } = countNoticed(EMITTED, isEqual);
    expect(total).toBeGreaterThan(140);
    expect(missed.map(({ name, index }) => `${name} of event ${index + 1}`)).toEqual([
      'roleArn: text changed of event 1',
    ]);
  });
});

const folders = recordingsFolders().filter(hasRecordings);
const describeRecorded = folders.length > 0 ? describe : describe.skip;

describeRecorded(`the comparator on what the fake emits for the recordings in AWS_RECORDED`, () => {
  const STEP = 9;
  const sample = folders
    .flatMap((folder) => loadRecordings(folder).recordings)
    .filter(({ history, facts }) => !history.idsNormalised && facts?.tier !== 'C' && facts?.complete)
    .filter((_, index) => index % STEP === 0)
    .map((recording) => ({ recording, replay: replayHistory(recording) }))
    .filter(({ replay }) => replay.equal);

  it('notices every structural mutation, and nearly all of the values', () => {
    let [total, noticed] = [0, 0];
    const structural: string[] = [];
    for (const { recording, replay } of sample) {
      const count = countNoticed(replay.emitted, (mutated) => compareHistories(recording, mutated).equal);
      total += count.total;
      noticed += count.noticed;
      // The service has moved one link since: its old form is equal too.
      const isRecordedLink = (index: number) =>
        recording.history.events[index]?.previousEventId === (replay.emitted[index]?.previousEventId ?? 0) + 1;
      const missed = count.missed.filter(
        ({ kind, name, index }) => kind === 'structural' && !(name === 'previousEventId + 1' && isRecordedLink(index)),
      );
      structural.push(...missed.map(({ name, index }) => `${recording.id}: ${name} of event ${index + 1}`));
    }
    expect(sample.length).toBeGreaterThan(45);
    expect(structural).toEqual([]);
    expect(noticed / total).toBeGreaterThan(0.97);
  });
});
