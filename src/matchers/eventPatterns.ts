import { DETAILS_MEMBERS, isEventType } from '../history/rules/memberTable';
import { invalid, isMembers, kindOf } from '../model/arguments';
import { didYouMean } from '../model/didYouMean';
import { detailsMemberOf } from '../model/historyEvent';
import { TestkitError } from '../model/testkitError';
import { isAsymmetric } from './matcher';

const EXAMPLE = "toContainHistoryEvents(['ExecutionRedriven', { type: 'TaskFailed', error: 'Card.Declined' }])";
const HINT = `Write for example ${EXAMPLE}.`;

/** Refuses patterns that no event can ever match, or that match any: a test with them could not fail, or not hold. */
export function checkPatterns(expected: unknown): void {
  const what = 'toContainHistoryEvents() takes a list of types or members of events.';
  if (!Array.isArray(expected) || expected.length === 0) throw invalid(what, expected, HINT);
  for (const pattern of expected as unknown[]) {
    if (isAsymmetric(pattern)) continue;
    if (typeof pattern === 'string') checkType(pattern);
    else if (isMembers(pattern) && Object.keys(pattern).length > 0) checkMembers(pattern);
    else throw invalid(what, pattern, HINT);
  }
}

function checkType(type: string): void {
  if (isEventType(type)) return;
  throw invalid('There are no events of this type.', type, didYouMean(type, Object.keys(DETAILS_MEMBERS)) ?? HINT);
}

function checkMembers(pattern: Readonly<Record<string, unknown>>): void {
  const { type } = pattern;
  if (typeof type === 'string') checkType(type);
  const types = typeof type === 'string' ? [type] : Object.keys(DETAILS_MEMBERS);
  const details = new Set(types.flatMap(detailsOfType));
  const structures = new Set<string>(types.map(detailsMemberOf));
  for (const [name, value] of Object.entries(pattern)) {
    if (ENVELOPE.has(name) || details.has(name)) continue;
    if (!structures.has(name)) throw unknownMember(type, name, [...ENVELOPE, ...details]);
    checkStructure(name, value, types);
  }
}

/** What stands in every event, and the service's own mark on some structures, which the SDK hands through. */
const ENVELOPE: ReadonlySet<string> = new Set(['type', 'id', 'previousEventId', 'timestamp', '__type']);

function detailsOfType(type: string): string[] {
  const members = DETAILS_MEMBERS[type];
  return members === undefined ? [] : [...members.required, ...members.optional];
}

/** Details as they stand in the event: `taskFailedEventDetails: { error: 'Card.Declined' }`. */
function checkStructure(structure: string, value: unknown, types: readonly string[]): void {
  if (isAsymmetric(value) || !isMembers(value) || kindOf(value) !== 'Object') return;
  const known = new Set(types.filter((type) => detailsMemberOf(type) === structure).flatMap(detailsOfType));
  for (const name of Object.keys(value)) {
    if (!known.has(name) && name !== '__type') throw unknownMember(structure, name, [...known]);
  }
}

function unknownMember(where: unknown, name: string, known: readonly string[]): TestkitError {
  const of = typeof where === 'string' ? where : 'events of any type';
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `toContainHistoryEvents() was given the member '${name}', which ${of} never ${typeof where === 'string' ? 'has' : 'have'}.`,
    found: `Known: ${known.join(', ')}.`,
    hint: didYouMean(name, known) ?? HINT,
  });
}
