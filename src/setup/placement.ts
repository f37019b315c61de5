import { callerFile } from '../adapters/callerFile';
import { globalState } from '../model/globalState';
import { TestkitError } from '../model/testkitError';
import type { SetUpOptions } from './options';

/** Inside a test the set-up that is there is found again; options would have no effect, so they must be those it was made with. */
export function refuseOtherOptions(given: SetUpOptions, inForce: SetUpOptions): void {
  const names = Object.keys(given).filter((name) => textOf(given, name) !== textOf(inForce, name));
  if (names.length === 0) return;
  throw new TestkitError({
    code: 'RUNNER_UNSUPPORTED',
    what: `setupFakeStepFunctions() was called inside a test, where it finds the fake of the set-up that is in force, with the option ${names.join(', ')}.`,
    found: 'That set-up was made with other options.',
    hint: 'Call it in the describe of these tests, or make a fake of its own for the test: createFakeStepFunctions({ … }).',
  });
}

/** Two copies of an option are the same if they are written so: a module reset evaluates a file again. */
function textOf(options: SetUpOptions, name: string): string {
  const value = options[name as keyof SetUpOptions];
  if (name === 'sdk' || name === 'msw') return String(value !== undefined);
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'function' ? String(each) : each)) ?? '';
}

/** Where set-ups are defined: two in one describe, by one file, would each take the clients from the other. */
const DEFINED = Symbol.for('redrive-testkit.definedSetUps');

export function refuseSecond(block: object | undefined, options: SetUpOptions): void {
  const file = callerFile();
  if (block === undefined || file === undefined) return;
  const defined = globalState<WeakMap<object, Set<string>>>(DEFINED, () => new WeakMap());
  const files = defined.get(block) ?? new Set();
  defined.set(block, files);
  if (files.has(file) && Object.keys(options).length > 0) {
    throw new TestkitError({
      code: 'RUNNER_UNSUPPORTED',
      what: 'Two set-ups stand in one describe: clients would be led to the fake of the second only.',
      hint: 'Give all options to one setupFakeStepFunctions(), or put each into a describe of its own. For a second fake that no client is led to: createFakeStepFunctions().',
    });
  }
  files.add(file);
}
