import { detailsOf, jsonOf } from './attempts';
import type { RecordedHistoryEvent } from './recordings';
import { isObject } from './values';

/**
 * The member at a path of a history, if the recorder has put its name for its list of values in one text of the history, but not in
 * another: no value is equal to both.
 */
export function maskedInPart(events: readonly RecordedHistoryEvent[], path: string): string | undefined {
  const masked = new Set<string>();
  const whole = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      if (typeof member === 'string' && member.toLowerCase() === name.toLowerCase()) masked.add(name);
      if (Array.isArray(member)) whole.add(name);
      look(member);
    }
  };
  for (const event of events) look(jsonOf(detailsOf(event)['output']));
  return [...masked].find((name) => whole.has(name) && path.split('/').includes(name));
}
