import { collectFrom } from './coverage/collected';
import { fakeOf, type FakeStepFunctions } from './fakeStepFunctions';
import { resolveOptions, type FakeOptions } from './options';
import { ServiceCore } from './serviceCore';

/**
 * A fake AWS Step Functions in this process. Executions really run their definitions, really fail, and are really redriven; every adapter answers
 * from here.
 *
 * @throws TestkitError `OPTION_UNKNOWN`, `ARGUMENT_INVALID`
 * @example
 * const sfn = createFakeStepFunctions();
 * const machine = sfn.createStateMachine({ name: 'checkout', definition, tasks: { ChargeCard: fails('Card.Declined') } });
 * const { executionArn } = sfn.startExecution({ stateMachineArn: machine.stateMachineArn });
 * sfn.settle();
 * sfn.execution(executionArn).status; // 'FAILED'
 * sfn.redriveExecution({ executionArn });
 */
export function createFakeStepFunctions(options: FakeOptions = {}): FakeStepFunctions {
  const core = new ServiceCore(resolveOptions(options));
  collectFrom(core.coverage);
  return fakeOf(core);
}

/** A fake of a search: it goes everywhere, so what it does would hide what no test does. */
export function createUncountedFake(options: FakeOptions): FakeStepFunctions {
  const core = new ServiceCore(resolveOptions(options));
  core.driver.env.note = undefined;
  return fakeOf(core);
}
