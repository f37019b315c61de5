import type { OperationOutcome } from '../model/outcome';
import type { OperationName } from '../rules/operations';
import { deepCopy } from './deepCopy';

/** One call that reached the fake through a door, or through `execute`. */
export interface JournalledCall {
  readonly operation: string;
  /** A copy of the input, as it was when the call was made. */
  readonly input: Readonly<Record<string, unknown>>;
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

const HEAD = ['#', 'operation', 'resource', 'outcome', 'at'];

/** The calls as an aligned table. */
export function printCalls(calls: readonly JournalledCall[]): string {
  if (calls.length === 0) return '(no calls)';
  const rows = calls.map((call, index) => [
    String(index + 1),
    call.operation,
    resourceOf(call.input),
    printOutcome(call),
    call.at.toISOString(),
  ]);
  const widths = HEAD.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)));
  return [HEAD, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function resourceOf(input: Readonly<Record<string, unknown>>): string {
  const resource = Object.entries(input).find(([name, value]) => name.endsWith('Arn') && typeof value === 'string');
  return resource === undefined ? '' : lastParts(resource[1] as string);
}

/** `execution:checkout:order-1` of the whole ARN. */
function lastParts(arn: string): string {
  return /^arn:[^:]*:states:[^:]*:[^:]*:(.*)$/.exec(arn)?.[1] ?? arn;
}

function printOutcome({ outcome, forced, replayed }: JournalledCall): string {
  const marks = [...(replayed ? ['replayed'] : []), ...(forced ? ['forced'] : [])];
  const suffix = marks.length === 0 ? '' : ` (${marks.join(', ')})`;
  if (outcome.kind === 'answered') return `ok${suffix}`;
  if (outcome.kind === 'lost') return `response lost${suffix}`;
  return `${outcome.refusal.name}${suffix}`;
}

/** One call on its way through the service. */
export interface Call {
  readonly operation: OperationName;
  readonly input: unknown;
  /** Epoch milliseconds. */
  readonly at: number;
  forced: boolean;
  replayed: boolean;
}

/** Writes down every call with its outcome. Entries are frozen copies: what the caller changes later does not show. */
export class Journal {
  calls = new CallList();
  private readonly attempts = new Map<string, number>();

  record({ operation, input, at, forced, replayed }: Call, outcome: OperationOutcome): void {
    const attempt = (this.attempts.get(operation) ?? 0) + 1;
    this.attempts.set(operation, attempt);
    const entry = { operation, input: membersOf(input), outcome, at: new Date(at), attempt, forced, replayed };
    this.calls.push(Object.freeze(entry));
  }

  snapshot() {
    return { calls: [...this.calls], attempts: new Map(this.attempts) } as const;
  }

  restore({ calls, attempts }: ReturnType<Journal['snapshot']>): void {
    this.calls = new CallList();
    this.calls.push(...calls);
    this.attempts.clear();
    for (const [operation, count] of attempts) this.attempts.set(operation, count);
  }
}

function membersOf(input: unknown): Readonly<Record<string, unknown>> {
  const copy = typeof input === 'object' && input !== null ? (deepCopy(input) as Record<string, unknown>) : {};
  return Object.freeze(copy);
}
