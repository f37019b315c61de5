import type { Arbitrary } from 'fast-check';
import { fc } from './peer';
import { failedExecution, type ExecutionRecipe } from '../../catalogue/recipe';
import { failureModes as allModes } from '../../catalogue/modeLists';
import type { FailureMode } from '../../catalogue/modes';
import type { OperationOutcome, Refusal } from '../../model/outcome';
import { executionLimitExceeded, serviceUnavailable, throttled } from '../../rules/faults';
import type { FakeStepFunctions } from '../../service/fakeStepFunctions';
import type { OperationName } from '../../service/operations/operationTable';
import { days, hours, minutes } from '../../time/duration';
import { asCode, callOf, codeOf } from './code';

/**
 * Executions in the failure modes of the catalogue, as `sfn.seed` takes them, stopped up to 13 days ago. They shrink to the first mode, and print as
 * code.
 *
 * @param modes Default: all of `failureModes`.
 * @example
 * fc.property(failureModes(), (recipe) => { sfn.seed(recipe); });
 */
export function failureModes(
  modes: readonly FailureMode[] = Object.keys(allModes) as FailureMode[],
): Arbitrary<ExecutionRecipe> {
  return fc()
    .constantFrom(...modes)
    .chain((mode) => {
      const plain = fc().constant(asCode(failedExecution(mode), () => callOf('failedExecution', mode)));
      if (!allModes[mode].options.includes('stoppedAgo')) return plain;
      const aged = fc()
        .integer({ min: 1, max: 13 })
        .map((count) => {
          const recipe = failedExecution(mode, { stoppedAgo: days(count) });
          return asCode(recipe, () => `failedExecution(${codeOf(mode)}, { stoppedAgo: days(${count}) })`);
        });
      return fc().oneof(plain, aged);
    });
}

/** Something that goes wrong with calls: it is put into a fake before the code under test runs. */
export interface ServiceFault {
  readonly operation: OperationName;
  readonly times: number;
  putInto(sfn: FakeStepFunctions): void;
}

const REFUSALS: Readonly<Record<string, () => Refusal>> = { throttled, serviceUnavailable, executionLimitExceeded };

/**
 * Refusals and lost responses of operations. They shrink to one throttled call, and print as code:
 * `sfn.loseNextResponse('RedriveExecution', { times: 2 })`.
 *
 * @param operations Default: RedriveExecution, DescribeExecution.
 * @example
 * fc.asyncProperty(faults(), async (fault) => { fault.putInto(sfn); await recoverOrders(); });
 */
export function faults(
  operations: readonly OperationName[] = ['RedriveExecution', 'DescribeExecution'],
): Arbitrary<ServiceFault> {
  const operation = fc().constantFrom(...operations);
  const times = fc().integer({ min: 1, max: 3 });
  const kinds = fc().constantFrom('throttled', 'serviceUnavailable', 'executionLimitExceeded', 'lost');
  return fc()
    .tuple(operation, kinds, times)
    .map(([on, given, count]) => {
      // Only a start or a redrive can be one too many.
      const startsOne = on === 'RedriveExecution' || on === 'StartExecution';
      const kind = given === 'executionLimitExceeded' && !startsOne ? 'throttled' : given;
      const options = count === 1 ? undefined : { times: count };
      const fault: ServiceFault = {
        operation: on,
        times: count,
        putInto: (sfn) =>
          kind === 'lost'
            ? sfn.loseNextResponse(on, { times: count, optional: true })
            : sfn.failNext(on, REFUSALS[kind]!(), { times: count, optional: true }),
      };
      const code = () =>
        kind === 'lost'
          ? callOf('sfn.loseNextResponse', on, options)
          : `sfn.failNext(${codeOf(on)}, ${kind}()${options === undefined ? '' : `, ${codeOf(options)}`})`;
      return asCode(fault, code);
    });
}

/** A step of a consumer: a call, or time that passes. */
export interface ConsumerStep {
  /** Absent: time passes. */
  readonly operation?: OperationName;
  /** Which of the executions it is about, from 0. */
  readonly execution?: number;
  /** Does it; the outcome of a call is a value, also if AWS refuses it. */
  run(
    sfn: FakeStepFunctions,
    executions: readonly { readonly executionArn: string }[],
  ): Promise<OperationOutcome | undefined>;
}

/** What generated consumers do. */
export interface CallSequenceOptions {
  /** How many executions there are. Default: 2. */
  readonly executions?: number;
  /** How many steps at most. Default: 10. */
  readonly steps?: number;
}

const OPERATIONS = ['DescribeExecution', 'RedriveExecution', 'GetExecutionHistory', 'StopExecution'] as const;
const PAUSES = {
  'minutes(1)': minutes(1),
  'minutes(15)': minutes(15),
  'hours(1)': hours(1),
  'days(15)': days(15),
} as const;

/**
 * What consumers do to a few executions: descriptions, redrives with and without a client token, stops, and time that passes. The calls are
 * journalled and subject to faults like those of a client. They shrink to fewer steps, and print as code.
 *
 * @example
 * fc.asyncProperty(callSequences(), async (steps) => {
 *   const orders = sfn.seed(failedExecution('task-failed'), { count: 2 });
 *   for (const step of steps) await step.run(sfn, orders);
 * });
 */
export function callSequences({ executions = 2, steps = 10 }: CallSequenceOptions = {}): Arbitrary<ConsumerStep[]> {
  const call = fc()
    .tuple(
      fc().constantFrom(...OPERATIONS),
      fc().nat({ max: executions - 1 }),
      fc().constantFrom(undefined, 'token-a', 'token-b'),
    )
    .map(([operation, execution, clientToken]) => callStep(operation, execution, clientToken));
  const pause = fc()
    .constantFrom(...(Object.keys(PAUSES) as (keyof typeof PAUSES)[]))
    .map(pauseStep);
  return fc().array(fc().oneof({ weight: 4, arbitrary: call }, { weight: 1, arbitrary: pause }), { maxLength: steps });
}

function callStep(operation: (typeof OPERATIONS)[number], execution: number, token: string | undefined): ConsumerStep {
  const clientToken = operation === 'RedriveExecution' ? token : undefined;
  const members = clientToken === undefined ? {} : { clientToken };
  const step: ConsumerStep = {
    operation,
    execution,
    run: (sfn, { [execution]: target }) => sfn.execute(operation, { executionArn: target!.executionArn, ...members }),
  };
  const method = operation.charAt(0).toLowerCase() + operation.slice(1);
  const more = clientToken === undefined ? '' : `, clientToken: '${clientToken}'`;
  return asCode(step, () => `sfn.${method}({ executionArn: executions[${execution}].executionArn${more} })`);
}

function pauseStep(pause: keyof typeof PAUSES): ConsumerStep {
  const step: ConsumerStep = {
    run(sfn) {
      sfn.clock.advanceBy(PAUSES[pause]);
      return Promise.resolve(undefined);
    },
  };
  return asCode(step, () => `sfn.clock.advanceBy(${pause})`);
}
