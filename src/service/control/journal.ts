import type { OperationOutcome } from '../../model/outcome';
import { deepCopy } from '../deepCopy';
import type { AnyOperation, OperationName } from '../operations/operationTable';
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
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  override toString(): string {
    return printCalls(this);
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return printCalls(this);
  }
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
  readonly at: number;
  forced: boolean;
  replayed: boolean;
}

/** Writes down every call with its outcome. Entries are frozen copies: what the caller changes later does not show. */
export class Journal {
  private entries: JournalledCall[] = [];
  private list: CallList | undefined;
  private readonly attempts = new Map<string, number>();

  /** The calls up to now, frozen: a call that comes later is not in it. */
  get calls(): CallList {
    this.list ??= Object.freeze(CallList.from(this.entries) as CallList);
    return this.list;
  }

  record({ operation, input, at, forced, replayed }: Call, outcome: OperationOutcome): void {
    const attempt = (this.attempts.get(operation) ?? 0) + 1;
    this.attempts.set(operation, attempt);
    const copies = { input: deepFreeze(deepCopy(membersOf(input))), outcome: frozenCopy(outcome) };
    this.entries.push(Object.freeze({ operation, ...copies, at: new Date(at), attempt, forced, replayed }));
    this.list = undefined;
  }

  snapshot() {
    return { calls: [...this.entries], attempts: new Map(this.attempts) } as const;
  }

  restore({ calls, attempts }: ReturnType<Journal['snapshot']>): void {
    this.entries = [...calls];
    this.list = undefined;
    this.attempts.clear();
    for (const [operation, count] of attempts) this.attempts.set(operation, count);
  }
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
