import type { Bindings } from './bindings';
import { matchesTranscriptText } from './standIns';
import type { CallStep, CallTranscript, TranscriptEvent } from './transcripts';
import { differenceOf, isObject, type Difference } from './values';

/** Left out of `finalHistory` by those who wrote it down, since it is always the same. */
const EVENT_NAME = 'com.amazonaws.swf.base.model#HistoryEvent';

/** Compares a body of the wire with the recorded one: members, values, `__type`s; dates and ISO texts as instants. */
export function answerDifference(recorded: unknown, emitted: unknown, bindings: Bindings): Difference | undefined {
  return differenceOf(withIsoInstants(recorded), withIsoInstants(emitted), {
    bindings,
    matchesText: matchesTranscriptText,
  });
}

const INSTANT_MEMBER = /^(timestamp|[a-zA-Z]*Date)$/;

/** Epoch seconds become ISO texts, so that they are matched like the instants within inputs and outputs. */
export function withIsoInstants(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withIsoInstants);
  if (value instanceof Date) return value.toISOString();
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [
      member,
      INSTANT_MEMBER.test(member) && typeof inner === 'number' ? isoOfSeconds(inner) : withIsoInstants(inner),
    ]),
  );
}

function isoOfSeconds(seconds: number): string {
  return new Date(Math.round(seconds * 1000)).toISOString();
}

/** The recorded answer in full: what was written down as a reference (`= …`, `ids 1..18 of …`) is put back. */
export function recordedAnswer(transcript: CallTranscript, step: CallStep): unknown {
  if (step.error !== undefined) return step.error;
  const answer = { ...step.response };
  const { definition, events } = answer;
  if (typeof definition === 'string' && definition.startsWith('= ')) {
    answer['definition'] = referencedDefinition(transcript, step, definition);
  }
  const range = typeof events === 'string' ? /^ids (\d+)\.\.(\d+) of finalHistory/.exec(events) : null;
  if (range !== null) {
    answer['events'] = transcript.finalHistory.slice(Number(range[1]) - 1, Number(range[2])).map(wireEvent);
  }
  return answer;
}

function referencedDefinition(transcript: CallTranscript, step: CallStep, reference: string): unknown {
  if (reference.includes('definitionVerbatim')) return transcript.definitionVerbatim;
  const updates = transcript.steps.filter((other) => other.n < step.n && other.op === 'UpdateStateMachine');
  return updates.at(-1)?.request['definition'];
}

function wireEvent({ id, prev, type, timestamp, detailsMember, details }: TranscriptEvent): Record<string, unknown> {
  const event = { __type: EVENT_NAME, id, previousEventId: prev, type, timestamp };
  return detailsMember === null || detailsMember === undefined ? event : { ...event, [detailsMember]: details };
}
