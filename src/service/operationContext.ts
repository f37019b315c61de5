import type { IdSource } from '../model/idSource';
import type { Limits } from '../rules/limits';
import type { Store } from './store';

/** What an operation may use. It reads the clock once, through `now`, and changes nothing but the store. */
export interface OperationContext {
  readonly store: Store;
  /** Epoch milliseconds: the instant of this call. */
  readonly now: number;
  readonly region: string;
  readonly account: string;
  /** `aws`, `aws-cn`, … as the region has it. */
  readonly partition: string;
  readonly limits: Limits;
  readonly ids: IdSource;
}

/** An operation: takes an input that passed the request constraints, answers, or throws a RefusalSignal. */
export type Operation<Input = Record<string, unknown>, Output = object> = (
  input: Input,
  context: OperationContext,
) => Output;
