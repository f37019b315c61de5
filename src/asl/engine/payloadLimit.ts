import type { Payload } from '../../model/json';
import { StateFault } from '../data/scope';
import type { Environment } from './step';
import type { Frame } from './run';

/** Fails a state whose output is larger than the service hands on. */
export function refuseOversized(frame: Frame, output: Payload, env: Environment): void {
  if (!isOversized(output.text, env)) return;
  throw new StateFault('States.DataLimitExceeded', dataLimitCause(frame.name), { standsAlone: true });
}

/** Cause of States.DataLimitExceeded, as recorded. */
export function dataLimitCause(name: string): string {
  return `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`;
}

const LONGEST_UTF8 = 3;

export function isOversized(text: string, env: Environment): boolean {
  const limit = env.limits.payloadBytes;
  return text.length * LONGEST_UTF8 > limit && Buffer.byteLength(text) > limit;
}
