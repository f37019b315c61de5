import { createIdSource } from '../../../src/model/idSource';
import { RefusalSignal, type Refusal } from '../../../src/model/outcome';
import { defaultAssumptions } from '../../../src/rules/assumptions';
import { resolveLimits, type Limits } from '../../../src/rules/limits';
import { checkRequest } from '../../../src/rules/constraints/checkRequest';
import * as all from '../../../src/service/operations/all';
import type { Operation } from '../../../src/service/operations/operation';
import type { OperationContext } from '../../../src/service/operations/operationContext';
import { operationNamed } from '../../../src/service/operations/operationTable';
import { emptyStore, type Store } from '../../../src/service/store';

const operations: typeof all = { ...all };
type Operations = typeof all;
type InputOf<Name extends keyof Operations> =
  Operations[Name] extends Operation<string, infer Input, infer _Output> ? Input : never;
type OutputOf<Name extends keyof Operations> = ReturnType<Operations[Name]['perform']>;

/** A store, a clock, and the operations on it behind their request constraints. */
export interface Bench {
  readonly store: Store;
  now: number;
  call<Name extends keyof Operations>(name: Name, input: InputOf<Name>): OutputOf<Name>;
  /** The refusal of a call; `undefined` if it is answered. */
  refusal<Name extends keyof Operations>(name: Name, input: InputOf<Name>): Refusal | undefined;
}

export const START = Date.UTC(2026, 0, 1);
export const PREFIX = 'arn:aws:states:us-west-2:123456789012';
export const ROLE = 'arn:aws:iam::123456789012:role/probe';
export const DEFINITION = JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } });

export function bench(limits: Partial<Limits> = {}): Bench {
  const store = emptyStore();
  const ids = createIdSource(1);
  const contextOf = (now: number): OperationContext =>
    ({
      store,
      now,
      region: 'us-west-2',
      account: '123456789012',
      partition: 'aws',
      limits: resolveLimits(limits),
      assumptions: defaultAssumptions,
      ids,
      beforeShowing: () => undefined,
    }) as unknown as OperationContext;

  const own: Bench = {
    store,
    now: START,
    call(name, input) {
      const operation = operationNamed(operations[name].name);
      const checked = checkRequest(operation.request, input);
      if ('refusal' in checked) throw new RefusalSignal(checked.refusal);
      return operation.perform(checked.input, contextOf(own.now)) as OutputOf<typeof name>;
    },
    refusal(name, input) {
      try {
        own.call(name, input);
      } catch (signal) {
        if (signal instanceof RefusalSignal) return signal.refusal;
        throw signal;
      }
      return undefined;
    },
  };
  return own;
}

/** A bench with the state machine `checkout` on it, and its ARN. */
export function benchWithMachine(limits: Partial<Limits> = {}): { sfn: Bench; stateMachineArn: string } {
  const sfn = bench(limits);
  sfn.call('createStateMachine', { name: 'checkout', definition: DEFINITION, roleArn: ROLE });
  return { sfn, stateMachineArn: `${PREFIX}:stateMachine:checkout` };
}

/** Another definition, different for each number. */
export const definition = (number: number): string =>
  JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Succeed', Comment: `revision ${number}` } } });
