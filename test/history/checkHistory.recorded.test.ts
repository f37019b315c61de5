import { checkHistory } from '../../src/history/checkHistory';
import {
  completeHistories,
  describeRecorded,
  recordedHistory,
  recordingsArePresent,
  redrivenHistories,
  redrivesArePresent,
} from './recordings';
import { recordedIndex } from '../recorded/recordings';

describeRecorded(recordingsArePresent, 'histories recorded on AWS', () => {
  test('every complete one is valid', () => {
    const recordings = completeHistories();
    const refused = recordings.flatMap(({ id, events }) =>
      checkHistory(events).problems.map(
        ({ rule, eventId, eventType, message }) => `${id} #${eventId} ${eventType} ${rule}: ${message}`,
      ),
    );
    expect(refused).toEqual([]);
    expect(recordings.length).toBeGreaterThan(500);
  });

  test('an execution that had not ended is valid only where that is allowed', () => {
    for (const { id } of recordedIndex().filter(({ complete }) => !complete)) {
      const { events } = recordedHistory(id);
      expect(checkHistory(events).problems.map(({ rule }) => rule)).toEqual(['history.numbering.closing']);
      expect(checkHistory(events, { allowIncomplete: true })).toEqual({ valid: true, problems: [] });
    }
  });

  test('a reversed one is turned round', () => {
    const row = recordedIndex().find(({ reverseOrder }) => reverseOrder);
    const { events } = recordedHistory(row!.id);
    expect(events[0]!.id).toBeGreaterThan(1);
    expect(checkHistory(events).problems).toEqual([]);
    expect(checkHistory([...events].reverse()).problems).toEqual([]);
  });
});

describeRecorded(redrivesArePresent, 'redriven executions recorded on AWS', () => {
  test.each(redrivenHistories().map(({ id, events }) => [id, events] as const))('%s is valid', (_id, events) => {
    expect(checkHistory(events).problems).toEqual([]);
  });

  test.each(redrivenHistories().map(({ id, events }) => [id, events] as const))(
    '%s is valid up to each of its events while it runs',
    (_id, events) => {
      for (let length = 1; length < events.length; length += 1) {
        expect(checkHistory(events.slice(0, length), { allowIncomplete: true }).problems).toEqual([]);
      }
    },
  );
});
