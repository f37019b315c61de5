/** Seconds of an hour. */
const HOUR = 3600;

const ISO_OFFSET_DATE_TIME =
  /^([+-]\d{4,9}|\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2}(?::\d{2})?)$/;

/**
 * The instant of an ISO-8601 extended offset date-time in nanoseconds since the epoch, or undefined where the text is
 * none: a day that the month has not, no `T`, no offset. AWS's documentation of Amazon States Language asks for
 * RFC 3339 with a capital `T` and `Z`.
 *
 * @example
 * instantOf('2016-08-18T17:33:00.5+02:00'); // 1471534380500000000n
 */
export function timeOf(text: string): bigint | undefined {
  const parts = ISO_OFFSET_DATE_TIME.exec(text);
  if (parts === null) return undefined;
  const numbers = parts.slice(1, 7).map((part) => Number(part ?? '0'));
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers;
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const offset = offsetSeconds(parts[8] ?? 'Z');
  if (offset === undefined) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const seconds = BigInt(date.getTime() / 1000) + BigInt(hour * HOUR + minute * 60 + second - offset);
  return seconds * 1_000_000_000n + BigInt((parts[7] ?? '').padEnd(9, '0'));
}

function daysOf(year: number, month: number): number {
  const last = new Date(0);
  last.setUTCFullYear(year, month, 0);
  return last.getUTCDate();
}

function offsetSeconds(offset: string): number | undefined {
  if (offset === 'Z') return 0;
  const [hours = 0, minutes = 0, seconds = 0] = offset.slice(1).split(':').map(Number);
  if (hours > 18 || minutes > 59 || seconds > 59) return undefined;
  const magnitude = hours * HOUR + minutes * 60 + seconds;
  return offset.startsWith('-') ? -magnitude : magnitude;
}
