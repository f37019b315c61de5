// What stands in a captured file is whatever somebody has written there: an object can hold a `toString` that is none, and String() throws.

/** A member as a text. */
export function textFrom(member: unknown): string {
  return typeof member === 'string' ? member : (JSON.stringify(member) ?? 'undefined');
}

/** A member that is due to be a number; NaN for anything else. */
export function numberFrom(member: unknown): number {
  return typeof member === 'number' ? member : NaN;
}
