import type { OperationOutcome } from '../../model/outcome';
import { markShown, shownValueOf } from '../../model/shownValue';
import { requireOperation } from '../operations/requireOperation';
import type { AnyOperation, DirectOperations, OperationName } from '../operations/operationTable';
import { printCalls } from './printCalls';

/** One call that reached the fake through an adapter, or through `execute`. */
export interface JournalledCall {
  readonly operation: string;
  /** A copy of the input, as it was when the call was made. */
  readonly input: Readonly<Record<string, unknown>>;
  /** A copy of what the call came to. */
  readonly outcome: OperationOutcome;
  /** Time of the fake's clock. */
  readonly at: Date;
  /** Number of this call among those of the operation, from 1. */
  readonly attempt: number;
  /** The refusal, or the loss, was asked for by `failNext` or `loseNextResponse`. */
  readonly forced: boolean;
  /** The answer replays that of an earlier call with the same client token. */
  readonly replayed: boolean;
}

/**
 * The calls of a fake, in order; prints as a table.
 *
 * @example
 * console.log(String(sfn.calls));
 */
export class CallList extends Array<JournalledCall> {
  /** What the test itself has changed with the direct methods of the fake. Those calls are not in the list. */
  declare readonly byTest: readonly JournalledCall[];

  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /**
   * The calls of one operation, with their typed input.
   *
   * @throws TestkitError `OPERATION_NOT_MODELED`
   * @example
   * const [start] = sfn.calls.of('StartExecution');
   * expect(JSON.parse(start!.input.input!)).toEqual({ orderId: 7 });
   */
  of<Operation extends Capitalize<keyof DirectOperations>>(operation: Operation): CallsOf<Operation> {
    requireOperation(operation);
    const calls = this.filter((call) => call.operation === operation);
    const byTest = this.byTest.filter((call) => call.operation === operation);
    return listOf(calls, byTest, shownValueOf(this)?.isExact === true) as unknown as CallsOf<Operation>;
  }

  override toString(): string {
    return printCalls(this);
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return printCalls(this);
  }
}

/** The calls of one operation; prints as a table. */
export type CallsOf<Operation extends Capitalize<keyof DirectOperations>> = readonly (Omit<
  JournalledCall,
  'operation' | 'input'
> & {
  readonly operation: Operation;
  readonly input: Readonly<Parameters<DirectOperations[Uncapitalize<Operation>]>[0]>;
})[];

function listOf(calls: readonly JournalledCall[], byTest: readonly JournalledCall[], isExact: boolean): CallList {
  const list = CallList.from(calls) as CallList;
  // Not enumerable: a list without calls equals [].
  Object.defineProperty(list, 'byTest', { value: Object.freeze([...byTest]) });
  return markShown(Object.freeze(list), 'calls', isExact);
}

/** One call on its way through the service. */
export interface Call {
  /** What the service knows of its operation. */
  readonly known: AnyOperation;
  /** Who reads, if that matters. */
  readonly viewer?: string;
  readonly operation: OperationName;
  readonly input: unknown;
  /** Epoch milliseconds. */
  at: number;
  forced: boolean;
  replayed: boolean;
}

/** Writes down every call with its outcome. Entries are frozen copies: what the caller changes later does not show. */
export class Journal {
  private readonly received = new Entries();
  private readonly own = new Entries();
  private list: CallList | undefined;

  /** @param isExact Whether the times of the calls are the same in each run. */
  constructor(private readonly isExact: boolean) {}

  /** The calls up to now, frozen: a call that comes later is not in it. */
  get calls(): CallList {
    if (this.list !== undefined) return this.list;
    for (const entry of this.received.list) markShown(entry, 'call', this.isExact);
    return (this.list = listOf(this.received.list, this.own.list, this.isExact));
  }

  record(call: Call, outcome: OperationOutcome): void {
    this.received.add(call, outcome);
    this.list = undefined;
  }

  /** A call that the test itself has made: it counts for nothing, but an assertion that misses it should say so. */
  recordOwn(call: Call, output: Record<string, unknown>): void {
    if (call.known.access === 'read') return;
    this.own.add(call, { kind: 'answered', output });
    this.list = undefined;
  }

  snapshot() {
    return { received: this.received.snapshot(), own: this.own.snapshot() } as const;
  }

  restore({ received, own }: ReturnType<Journal['snapshot']>): void {
    this.received.restore(received);
    this.own.restore(own);
    this.list = undefined;
  }
}

/** Calls of one kind, numbered by operation. */
class Entries {
  list: JournalledCall[] = [];
  private attempts = new Map<string, number>();

  add(call: Call, outcome: OperationOutcome): void {
    const attempt = (this.attempts.get(call.operation) ?? 0) + 1;
    this.attempts.set(call.operation, attempt);
    this.list.push(entryOf(call, outcome, attempt));
  }

  snapshot() {
    return { list: [...this.list], attempts: new Map(this.attempts) } as const;
  }

  restore({ list, attempts }: ReturnType<Entries['snapshot']>): void {
    this.list = [...list];
    this.attempts = new Map(attempts);
  }
}

function entryOf(
  { operation, input, at, forced, replayed }: Call,
  outcome: OperationOutcome,
  attempt: number,
): JournalledCall {
  // The service has copied the input when the call came.
  const copies = { input: deepFreeze(membersOf(input)), outcome: frozenCopy(outcome) };
  return Object.freeze({ operation, ...copies, at: new Date(at), attempt, forced, replayed });
}

function membersOf(input: unknown): Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
}

/** Of an output or a refusal: plain values that hold themselves nowhere. In one pass, since each call pays for it. */
function frozenCopy<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return Object.freeze(new Date(value.getTime())) as Value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy)) as Value;
  const copy = { ...value };
  for (const name in copy) if (typeof copy[name] === 'object') copy[name] = frozenCopy(copy[name]);
  return Object.freeze(copy);
}

/** Of plain values: the date in a Date cannot be frozen. */
function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) if (typeof member === 'object') deepFreeze(member);
  return value;
}
