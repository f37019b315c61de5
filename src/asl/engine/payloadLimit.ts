import { stringifyJson, type Payload } from '../../model/json';
import { fieldLimit } from '../../rules/fieldLimits';
import { EvaluationError } from '../data/scope';
import type { Environment, Step } from './step';
import type { Frame } from './run';

/** Fails a state whose output is larger than the service hands on. */
export function refuseOversized(frame: Frame, output: Payload, env: Environment): void {
  if (!isOversized(output.text, env)) return;
  throw new EvaluationError('States.DataLimitExceeded', dataLimitCause(frame.name), { standsAlone: true });
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

const MOST_ASSIGNED = fieldLimit('assignedBytes');
const MOST_VARIABLES = fieldLimit('variableBytes');

const bytesOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

/**
 * Fails a state that assigns more than the service keeps.
 *
 * @recorded [assign.total-text] Variables that are too large together fail with a text that says by how much. {recorded-captures}
 * @assumed [assign.single-text] Variables of one Assign that are too large fail with a text of the same kind. Because: only the error was
 *   recorded.
 */
export function refuseLargeVariables(
  step: Step,
  assigned: Readonly<Record<string, Payload>>,
  location = 'Assign',
): void {
  const { thread, frame } = step;
  const texts = Object.values(assigned).map(({ text }) => text);
  const added = bytesOf(texts);
  if (added > MOST_ASSIGNED) {
    const text = `Variable size limit exceeded. State '${frame.name}' assigned variables that exceed the limit by ${added - MOST_ASSIGNED} bytes.`;
    throw new EvaluationError('States.DataLimitExceeded', text, { location, standsAlone: true });
  }
  const kept = Object.entries(thread.variables).filter(([name]) => !Object.hasOwn(assigned, name));
  // So few cannot be too large together, as none of them is so large.
  if ((kept.length + texts.length) * MOST_ASSIGNED <= MOST_VARIABLES) return;
  const over = added + bytesOf(kept.map(([, value]) => stringifyJson(value))) - MOST_VARIABLES;
  if (over <= 0) return;
  const text = `Execution total variable size limit exceeded. State '${frame.name}' assigned variables that exceed the total execution limit by ${over} bytes.`;
  throw new EvaluationError('States.DataLimitExceeded', text, { location, standsAlone: true });
}
