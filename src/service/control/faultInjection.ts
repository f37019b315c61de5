import type { Refusal } from '../../model/outcome';
import { invalid, isMembers, isWholeFrom, kindOf } from '../../model/arguments';
import type { TestkitError } from '../../model/testkitError';

interface ForcedFailure {
  readonly refusal: Refusal;
  remaining: number;
}

/** A call that is held on its way: `arrived` resolves when it is there, `release` lets it go on. */
export interface Hold {
  readonly arrived: Promise<void>;
  release(): void;
}

interface Gate {
  readonly announce: () => void;
  readonly opened: Promise<void>;
}

/** What is still to happen, per operation. */
export interface FaultSnapshot {
  readonly failures: readonly (readonly [string, ForcedFailure[]])[];
  readonly losses: readonly (readonly [string, number])[];
}

function copyOfQueue([operation, queue]: readonly [string, ForcedFailure[]]): readonly [string, ForcedFailure[]] {
  return [operation, queue.map((each) => ({ ...each }))];
}

/** Failures, losses and delays that a test asks for, per operation. */
export class FaultInjection {
  /** Operations for which a test has asked for something: most calls need not look any further. */
  readonly asked = new Set<string>();
  private readonly failures = new Map<string, ForcedFailure[]>();
  private readonly losses = new Map<string, number>();
  private readonly gates = new Map<string, Gate[]>();
  /** Opens every gate that a test has set up. */
  private readonly releases = new Set<() => void>();

  failNext(operation: string, refusal: Refusal, times: number): void {
    if (!isRefusal(refusal)) throw noRefusal(operation, refusal);
    if (!Number.isInteger(times) || times < 1)
      throw wrongTimes('failNext()', "failNext('RedriveExecution', throttled(), { times: 2 })", times);
    this.asked.add(operation);
    this.failures.set(operation, [...(this.failures.get(operation) ?? []), { refusal, remaining: times }]);
  }

  loseNext(operation: string, times: number): void {
    if (!Number.isInteger(times) || times < 1)
      throw wrongTimes('loseNextResponse()', "loseNextResponse('RedriveExecution', { times: 2 })", times);
    this.asked.add(operation);
    this.losses.set(operation, (this.losses.get(operation) ?? 0) + times);
  }

  hold(operation: string): Hold {
    let announce = (): void => undefined;
    let open = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (announce = resolve));
    const opened = new Promise<void>((resolve) => (open = resolve));
    this.asked.add(operation);
    this.gates.set(operation, [...(this.gates.get(operation) ?? []), { announce, opened }]);
    this.releases.add(open);
    return { arrived, release: () => open() };
  }

  /** Waits while a test holds this call; nothing to wait for otherwise. */
  async passGate(operation: string): Promise<void> {
    const gate = this.gates.get(operation)?.shift();
    if (gate === undefined) return;
    gate.announce();
    await gate.opened;
  }

  isHeld(operation: string): boolean {
    return (this.gates.get(operation)?.length ?? 0) > 0;
  }

  takeFailure(operation: string): Refusal | undefined {
    const queue = this.failures.get(operation) ?? [];
    const first = queue[0];
    if (first === undefined) return undefined;
    first.remaining -= 1;
    if (first.remaining === 0) queue.shift();
    return first.refusal;
  }

  takeLoss(operation: string): boolean {
    const remaining = this.losses.get(operation) ?? 0;
    if (remaining === 0) return false;
    this.losses.set(operation, remaining - 1);
    return true;
  }

  snapshot(): FaultSnapshot {
    return { failures: [...this.failures].map(copyOfQueue), losses: [...this.losses] };
  }

  /** Puts failures and losses back; calls that are held go on. */
  restore({ failures, losses }: FaultSnapshot): void {
    this.failures.clear();
    for (const [operation] of [...failures, ...losses]) this.asked.add(operation);
    for (const [operation, queue] of failures.map(copyOfQueue)) this.failures.set(operation, queue);
    this.losses.clear();
    for (const [operation, times] of losses) this.losses.set(operation, times);
    for (const release of this.releases) release();
    this.releases.clear();
    this.gates.clear();
  }
}

/** What a builder makes, of whatever copy of this package. */
function isRefusal(value: unknown): value is Refusal {
  if (!isMembers(value) || isErrorLike(value)) return false;
  return (
    typeof value['name'] === 'string' && typeof value['namespace'] === 'string' && isWholeFrom(1, value['httpStatus'])
  );
}

function noRefusal(operation: string, given: unknown): TestkitError {
  const what = 'failNext takes an error of AWS, as throttled(), executionLimitExceeded() and awsError(…) make it.';
  const call = `sfn.failNext('${operation}', throttled())`;
  if (typeof given === 'function')
    return invalid(what, given, `Call it: the parentheses are missing. For example ${call}.`);
  if (isErrorLike(given)) {
    const found = `${given.name}: ${given.message}`;
    return invalid(what, found, `Give the error that AWS answers with. For example ${call}.`);
  }
  return invalid(what, given, `For example ${call}.`);
}

function isErrorLike(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && kindOf(value) === 'Error';
}

function wrongTimes(call: string, example: string, given: unknown): TestkitError {
  return invalid(`${call} takes a whole number of times, from 1.`, given, `For example ${example}.`);
}
