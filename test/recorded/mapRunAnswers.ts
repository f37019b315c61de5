import type { MapRunStep, MapRunTranscript } from './mapRunTranscript';
import type { TranscriptEvent } from './transcripts';
import { NOT_READ, isObject } from './values';

type Members = Readonly<Record<string, unknown>>;

/* What of a recorded answer can be compared, and what of it in the answer of the fake. */

export function targetOf({ request }: MapRunStep): unknown {
  return request?.['executionArn'] ?? request?.['stateMachineArn'];
}

/** A child's definition is written down as a reference to the parent's. */
export function withDefinition(answer: Members, { definition }: MapRunTranscript): Members {
  if (!String(answer['definition']).startsWith('<{StartAt,States}')) return answer;
  const states = isObject(definition['States']) ? Object.values(definition['States']) : [];
  const map = states.find((state) => isObject(state) && state['Type'] === 'Map') as Members | undefined;
  const { StartAt, States } = (map?.['ItemProcessor'] ?? {}) as Members;
  return { ...answer, definition: JSON.stringify({ StartAt, States }) };
}

/** A child that was not described is known by the index that the ItemSelector has put into its input, of a batch into its first item. */
export function itemOfInput(input: string | undefined): unknown {
  const value = JSON.parse(input ?? 'null') as unknown;
  const items = isObject(value) ? value['Items'] : undefined;
  const first: unknown = Array.isArray(items) ? items[0] : value;
  return isObject(first) ? first['index'] : undefined;
}

/** Recorded: a list that is asked for right after a redrive may show one child after its redrive and the next one before. */
export function changedMeanwhile(recorded: Members, emitted: Members | undefined, asked: string | undefined): boolean {
  if (recorded['status'] !== 'RUNNING' || emitted?.['status'] !== 'PENDING_REDRIVE') return false;
  return Date.parse(String(recorded['redriveDate'] ?? recorded['startDate'])) > Date.parse(asked ?? '');
}

/** What a redrive does not change. */
export function identityOf(row: Members | undefined): Members {
  const { executionArn, stateMachineArn, name, mapRunArn, itemCount } = row ?? {};
  return { executionArn, stateMachineArn, name, mapRunArn, itemCount };
}

/** Of an execution, what its end does not change. */
export function lastingOf(answer: Members): Members {
  const { executionArn, stateMachineArn, name, startDate, input, inputDetails, redriveCount, redriveDate } = answer;
  return { executionArn, stateMachineArn, name, startDate, input, inputDetails, redriveCount, redriveDate };
}

export function sdkEvent({ id, prev, type, t, detailsMember, details }: TranscriptEvent): Members {
  const event = { id, previousEventId: prev, type, timestamp: t };
  return typeof detailsMember === 'string' ? { ...event, [detailsMember]: details } : event;
}

/** These transcripts leave the type names of the wire out of their answers. */
export function withoutTypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTypes);
  if (!isObject(value) || value instanceof Date) return value;
  const members = Object.entries(value).filter(([name]) => name !== '__type');
  return Object.fromEntries(members.map(([name, inner]) => [name, withoutTypes(inner)]));
}

/** Of the emitted members, those that the recording has. */
export function likewise(recorded: unknown, emitted: unknown): unknown {
  if (!isObject(recorded) || !isObject(emitted)) return emitted;
  return Object.fromEntries(Object.keys(recorded).map((name) => [name, likewise(recorded[name], emitted[name])]));
}

/** What was not read of a sample must not make it another one than the sample before, in one of the two sequences alone. */
export function asFarAsRead(recorded: unknown, emitted: unknown): unknown {
  if (recorded === NOT_READ) return NOT_READ;
  if (!isObject(recorded) || !isObject(emitted)) return emitted;
  return Object.fromEntries(Object.entries(emitted).map(([name, value]) => [name, asFarAsRead(recorded[name], value)]));
}

export function append(sequence: Members[], value: Members): void {
  if (JSON.stringify(sequence.at(-1)) !== JSON.stringify(value)) sequence.push(value);
}
