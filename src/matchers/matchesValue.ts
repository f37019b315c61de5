import { isMembers } from '../model/arguments';
import { isAsymmetric, matchesText } from './matcher';

/** Whether a value holds what is expected of it: objects by the members that are given, lists whole, JSON texts as their values. */
export function matchesValue(expected: unknown, received: unknown): boolean {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(received);
  if (expected instanceof RegExp) return typeof received === 'string' && matchesText(expected, received);
  if (expected instanceof Date) return Number(expected) === Number(received);
  if (typeof expected !== 'object' || expected === null) return expected === received;
  if (typeof received === 'string') return matchesJson(expected, received);
  if (Array.isArray(expected)) {
    const same = Array.isArray(received) && received.length === expected.length;
    return same && expected.every((item, index) => matchesValue(item, received[index]));
  }
  return (
    isMembers(received) && Object.entries(expected).every(([name, member]) => matchesValue(member, received[name]))
  );
}

function matchesJson(expected: object, text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value !== 'string' && matchesValue(expected, value);
  } catch {
    return false;
  }
}
