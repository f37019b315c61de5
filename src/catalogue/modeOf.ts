import { parseResource } from '../asl/definition/resource';
import { shown } from '../model/arguments';
import { didYouMean } from '../model/didYouMean';
import { TestkitError } from '../model/testkitError';
import { isRefused, modes, type AnyMode } from './modes';
import type { ModeEntry } from './modes/mode';

export function entryOf(mode: AnyMode): ModeEntry {
  return modes[mode];
}

/** What a call that takes modes is named, and which modes it takes. */
export type TakesModes = 'failedExecution' | 'refusedExecution' | 'executionHistory';

/**
 * Refuses what is no mode, or none that the call takes.
 *
 * @throws TestkitError `OPTION_UNKNOWN`
 */
export function checkMode(call: TakesModes, mode: unknown): asserts mode is AnyMode {
  if (typeof mode !== 'string' || !Object.hasOwn(modes, mode)) throw unknownMode(call, mode);
  if (call === 'executionHistory') return;
  const other = isRefused(mode as AnyMode) ? 'refusedExecution' : 'failedExecution';
  if (call === other) return;
  throw new TestkitError({
    code: 'OPTION_UNKNOWN',
    what:
      call === 'failedExecution'
        ? `Mode '${mode}' is no failure that can be redriven: AWS refuses a redrive of such an execution.`
        : `AWS does not refuse to redrive an execution of mode '${mode}'.`,
    hint: `Write ${other}('${mode}').`,
  });
}

function unknownMode(call: TakesModes, mode: unknown): TestkitError {
  const known = Object.keys(modes);
  return new TestkitError({
    code: 'OPTION_UNKNOWN',
    what: `There is no mode ${shown(mode)}.`,
    hint:
      didYouMean(mode, known) ??
      withTheSameWords(mode, known) ??
      `Write for example ${call}('${call === 'refusedExecution' ? 'running' : 'lambda-function-failed'}'). failureModes and refusalModes have all of them.`,
  });
}

/** `lambda-failed` for `lambda-function-failed`. */
function withTheSameWords(mode: unknown, known: readonly string[]): string | undefined {
  if (typeof mode !== 'string') return undefined;
  const words = mode
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  const found = known.filter((name) => words.length > 0 && words.every((word) => name.split('-').includes(word)));
  const shortest = found.toSorted((left, right) => left.length - right.length)[0];
  return shortest === undefined ? undefined : `Did you mean '${shortest}'?`;
}

const MOST_NAMED = 4;

/** A task that cannot be unsuccessful in the way of a mode, and the modes for tasks of its kind. */
export function misfit(what: string, resource: string): TestkitError {
  const parsed = parseResource(resource);
  const fitting = Object.entries(modes).filter(([, { fitsTask }]) => fitsTask?.(parsed) === true);
  const names = fitting.slice(0, MOST_NAMED).map(([name]) => name);
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what,
    found: `Its Resource is ${resource}.`,
    hint: `Modes for such a Task are for example ${names.join(', ')}.`,
  });
}
