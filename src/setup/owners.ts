import type { FakeService } from '../adapters/adapter';
import { isMembers } from '../model/arguments';
import { globalState } from '../model/globalState';
import { TestkitError } from '../model/testkitError';
import type { ServiceCore } from '../service/serviceCore';

/** Whose fakes are open beside one another. */
export interface Owner {
  readonly isInTest: boolean;
  /** Whether a machine, an execution or an activity is in its fake. */
  has(arn: string): boolean;
}

/** More executions than tests leave behind that anybody still asks for. */
const MOST_LEFT = 10_000;

/** Executions of earlier tests, and whose they were. Kept globally: a module reset makes a copy of us. */
const LEFT = Symbol.for('redrive-testkit.left');
const left = (): Map<string, string> => globalState(LEFT, () => new Map());

export function rememberLeft({ store }: ServiceCore, testName: string | undefined): void {
  for (const arn of store.executions.keys()) {
    left().delete(arn);
    left().set(arn, testName ?? 'a test without a name');
    if (left().size > MOST_LEFT) left().delete(left().keys().next().value!);
  }
}

/**
 * The service, but for calls that name what is another's: an execution of another set-up whose fake no client reaches meanwhile, or of
 * a test that is over. The answer would be that there is no such execution, and a test might take it for AWS's.
 */
export function refusingStrangers(service: FakeService, owner: Owner, owners: () => readonly Owner[]): FakeService {
  return {
    isOver: () => service.isOver?.() ?? false,
    async execute(operation, input, caller) {
      const arn = isMembers(input) ? NAMING.map((name) => input[name]).find((each) => each !== undefined) : undefined;
      if (typeof arn === 'string' && !owner.has(arn)) {
        if (owners().some((each) => each !== owner && each.isInTest && each.has(arn))) throw ofAnotherSetUp(arn);
        const testName = left().get(arn);
        if (testName !== undefined) throw ofAnEarlierTest(arn, testName);
      }
      return service.execute(operation, input, caller);
    },
  };
}

const NAMING = ['executionArn', 'stateMachineArn', 'activityArn', 'resourceArn'];

export function hasResource({ store }: ServiceCore, arn: string): boolean {
  return store.executions.has(arn) || store.stateMachines.has(arn) || store.activities.has(arn);
}

function ofAnotherSetUp(arn: string): TestkitError {
  return new TestkitError({
    code: 'RUNNER_UNSUPPORTED',
    what: `${arn} is in the fake of a set-up further out, and clients are led to that of the set-up further in.`,
    hint: 'Make it in the fake that the inner set-up has returned, or give the inner set-up no options: then both are one.',
  });
}

function ofAnEarlierTest(arn: string, testName: string): TestkitError {
  return new TestkitError({
    code: 'USED_AFTER_TEST',
    what: `${arn} is of a test that is over.`,
    found: `It belonged to the test: ${testName}.`,
    hint: 'Await everything that the test starts; what it leaves behind reaches no execution of another test.',
  });
}
