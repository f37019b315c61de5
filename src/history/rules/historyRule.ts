import type { Evidence, SourceId } from '../../rules/sources';
import type { Trace, TracedEvent } from '../trace';

/** What a rule looks at beside the event itself. */
export interface RuleContext {
  readonly trace: Trace;
  /** Whether the history may end before the execution does. */
  readonly allowIncomplete: boolean;
  /** False for a history that was read without execution data: no event carries input or output. */
  readonly hasData: boolean;
}

/** One invariant of the histories that AWS writes. Whoever breaks it is told its sentence, and how sure that is. */
export interface HistoryRule {
  /** Unique and stable: `history.redrives.link`. */
  readonly id: string;
  /** What AWS does, in our words. */
  readonly says: string;
  readonly evidence: Evidence;
  readonly source: SourceId;
  /** Why an assumed one is read this way. */
  readonly reason?: string;
  /** Types that the rule is about; absent: every event. */
  readonly types?: readonly string[];
  /** What is wrong with an event, or nothing. */
  check(event: TracedEvent, context: RuleContext): string | undefined;
}

/** The rules of one file: their ids get the family's name before them. */
export function ruleFamily(name: string, rules: readonly HistoryRule[]): readonly HistoryRule[] {
  return rules.map((rule) => ({ ...rule, id: `history.${name}.${rule.id}` }));
}

/** An event as a message names it. */
export function nameOf(event: TracedEvent | undefined): string {
  return event === undefined ? 'nothing' : `#${event.id} ${event.type}`;
}

/** The message of a wrong previousEventId; `undefined` if it is one of those that are due. */
export function hangsOn(event: TracedEvent, ...due: readonly (TracedEvent | undefined)[]): string | undefined {
  const known = due.filter((each) => each !== undefined);
  if (event.previous !== undefined && known.includes(event.previous)) return undefined;
  const expected = known.length === 0 ? 'no event that could come before it' : known.map(nameOf).join(' or ');
  return `previousEventId is ${event.previousEventId} (${nameOf(event.previous)}), due: ${expected}`;
}

/** The message of a previousEventId that names an event of the wrong type. */
export function hangsOnType(event: TracedEvent, types: readonly string[]): string | undefined {
  if (event.previous !== undefined && types.includes(event.previous.type)) return undefined;
  return `previousEventId is ${event.previousEventId} (${nameOf(event.previous)}), due: ${types.join(' or ')}`;
}

const NEVER_LAST =
  /(Scheduled|Submitted|Started|Aborted|MapIteration(Failed|Succeeded)|StateSucceeded|MapRunSucceeded)$/;

/** Whether a branch or iteration can have failed with this event: an error, or a state that could not do its work. */
export function canFailWith(event: TracedEvent): boolean {
  return event.type === 'MapStateStarted' || !NEVER_LAST.test(event.type);
}

/** Whether `event` is where a branch or iteration of the newest round of a container failed. */
export function failsIn(event: TracedEvent | undefined, round: object | undefined): boolean {
  return event?.thread?.round !== undefined && event.thread.round === round && canFailWith(event);
}
