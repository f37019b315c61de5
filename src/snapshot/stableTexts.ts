import { days, hours, minutes, seconds } from '../time/duration';

/** Steps in which times are told where the machine's own pace is in them. */
const COARSE = seconds(10);

const UUID = /\b[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}\b/g;
/** As long as recorded ones, and as ours. */
const TASK_TOKEN = /(?<![A-Za-z\d+/=])[A-Za-z\d+/]{368}(?![A-Za-z\d+/=])/g;
const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** Texts in which what differs from run to run has a name that does not. */
export class StableTexts {
  private readonly names = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  private start: number | undefined;
  private isExact = true;
  /** Epoch milliseconds of the dates in the values: a payload may tell of them as text. */
  private readonly dates = new Set<number>();

  /** Takes up the dates of a value. The first value of a snapshot has the time from which all are counted. */
  look(value: unknown, isExact: boolean): void {
    this.isExact = isExact;
    const found = datesIn(value);
    for (const date of found) this.dates.add(date);
    this.start ??= found.reduce((a, b) => Math.min(a, b), Infinity);
  }

  /** The name of an id: the first that appears is number 1. */
  name(kind: string, id: string): string {
    const known = this.names.get(id);
    if (known !== undefined) return known;
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    const name = `<${kind} ${count}>`;
    this.names.set(id, name);
    return name;
  }

  text(text: string): string {
    return text
      .replace(UUID, (id) => this.name('id', id))
      .replace(TASK_TOKEN, (token) => this.name('task token', token))
      .replace(INSTANT, (instant) => {
        const time = Date.parse(instant);
        return this.dates.has(time) ? `<${this.time(time)}>` : instant;
      });
  }

  /** `start`, or how long after it. */
  time(time: number): string {
    const passed = this.passed(this.start ?? time, time);
    return passed === '' ? 'start' : `start + ${passed}`;
  }

  /** How much time has passed, as far as it is the same in each run; empty if none. */
  passed(from: number, to: number): string {
    const passed = Math.max(0, to - from);
    return durationOf(this.isExact ? passed : passed - (passed % COARSE));
  }
}

function datesIn(value: unknown): number[] {
  if (typeof value !== 'object' || value === null) return [];
  // A Date of another realm is no instance of ours.
  if (Object.prototype.toString.call(value) === '[object Date]') return [(value as Date).getTime()];
  return Object.values(value).flatMap(datesIn);
}

const UNITS = [
  ['d', days(1)],
  ['h', hours(1)],
  ['min', minutes(1)],
] as const;

/** All of it: `3 d 2.5 s`. */
function durationOf(milliseconds: number): string {
  let rest = milliseconds;
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count} ${unit}`];
  });
  return [...parts, ...(rest === 0 ? [] : [`${rest / seconds(1)} s`])].join(' ');
}
