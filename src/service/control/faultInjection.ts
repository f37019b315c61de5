import type { Refusal } from '../../model/outcome';
import { invalid, isMembers, isWholeFrom, kindOf } from '../../model/arguments';
import { errorsOf, type OperationName } from '../operations/operationTable';
import { TestkitError } from '../../model/testkitError';

/** Where a fake tells matchers, also those of another copy of the kit, which of its faults came less often than was asked for. */
export const FAULTS_LEFT = Symbol.for('redrive-testkit.faultsLeft');

/** How a fault is asked for. */
export interface FaultOptions {
  /** Whether it may stay unused: then the end of the test does not tell. */
  optional?: boolean;
}

/** A fault that a test has asked for. */
interface Fault {
  readonly call: string;
  readonly operation: string;
  readonly times: number;
  used: number;
  /** Need not be used: said so, or set for many tests. */
  readonly isOptional: boolean;
}
interface ForcedFailure extends Fault {
  readonly refusal: Refusal;
}

/** A call that is held on its way: `arrived` resolves when it is there, `release` lets it go on. */
export interface Hold {
  readonly arrived: Promise<void>;
  release(): void;
  /** {@link release}, for `using held = sfn.hold(…)`. */
  [Symbol.dispose](): void;
}

interface Gate extends Fault {
  readonly announce: () => void;
  readonly opened: Promise<void>;
  readonly open: () => void;
  isReleased: boolean;
}

/** What is still to happen, per operation. */
export interface FaultSnapshot {
  readonly failures: readonly (readonly [string, readonly ForcedFailure[]])[];
  readonly losses: readonly (readonly [string, readonly Fault[]])[];
}

type Queues<Each> = Map<string, Each[]>;

function copyOf<Each extends Fault>(queues: Iterable<readonly [string, readonly Each[]]>): [string, Each[]][] {
  return [...queues].map(([operation, queue]) => [operation, queue.map((each) => ({ ...each }))]);
}

/** Failures, losses and delays that a test asks for, per operation. */
export class FaultInjection {
  /** Operations for which a test has asked for something: most calls need not look any further. */
  readonly asked = new Set<string>();
  private readonly failures: Queues<ForcedFailure> = new Map();
  private readonly losses: Queues<Fault> = new Map();
  private readonly gates: Queues<Gate> = new Map();
  /** While it is set, faults are those of many tests. */
  areShared = false;

  failNext(operation: OperationName, refusal: Refusal, times: number, options: FaultOptions): void {
    if (!isRefusal(refusal)) throw noRefusal(operation, refusal);
    if (!Number.isInteger(times) || times < 1)
      throw wrongTimes('failNext()', "failNext('RedriveExecution', throttled(), { times: 2 })", times);
    refuseImpossible(operation, refusal);
    this.asked.add(operation);
    const call = `failNext('${operation}', ${refusal.name})`;
    append(this.failures, { ...this.fault(call, operation, times, options), refusal });
  }

  loseNext(operation: string, times: number, options: FaultOptions): void {
    if (!Number.isInteger(times) || times < 1)
      throw wrongTimes('loseNextResponse()', "loseNextResponse('RedriveExecution', { times: 2 })", times);
    this.asked.add(operation);
    append(this.losses, this.fault(`loseNextResponse('${operation}')`, operation, times, options));
  }

  hold(operation: string, options: FaultOptions): Hold {
    let announce = (): void => undefined;
    let open = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (announce = resolve));
    const opened = new Promise<void>((resolve) => (open = resolve));
    this.asked.add(operation);
    const fault = this.fault(`hold('${operation}')`, operation, 1, options);
    const gate: Gate = { ...fault, announce, opened, open, isReleased: false };
    append(this.gates, gate);
    const release = (): void => {
      gate.isReleased = true;
      open();
    };
    return { arrived, release, [Symbol.dispose]: release };
  }

  private fault(call: string, operation: string, times: number, { optional = false }: FaultOptions): Fault {
    return { call, operation, times, used: 0, isOptional: optional || this.areShared };
  }

  /** Waits while a test holds this call; nothing to wait for otherwise. */
  async passGate(operation: string, refuseWhenClosed: () => void): Promise<void> {
    const gate = take(this.gates, operation);
    if (gate === undefined) return;
    gate.announce();
    await gate.opened;
    try {
      refuseWhenClosed();
    } catch (error) {
      if (gate.isReleased || !(error instanceof TestkitError)) throw error;
      const hint = `It was held until then by ${gate.call}: call release().\n${error.hint}`;
      const { code, what, found } = error;
      throw new TestkitError({ code, what, found, hint });
    }
  }

  isHeld(operation: string): boolean {
    return nextOf(this.gates, operation) !== undefined;
  }

  takeFailure(operation: string): Refusal | undefined {
    return take(this.failures, operation)?.refusal;
  }

  takeLoss(operation: string): boolean {
    return take(this.losses, operation) !== undefined;
  }

  /** What a test has asked for and never got, one line for each. */
  unused(): string[] {
    return this.missed().flatMap((fault) => (fault.used === 0 ? [describe(fault)] : []));
  }

  /** What came less often than a test has asked for: no failure by itself, but worth telling beside one. */
  partlyUsed(): string[] {
    return this.missed().flatMap((fault) => (fault.used > 0 ? [describe(fault)] : []));
  }

  private missed(): Fault[] {
    const all = [this.failures, this.losses, this.gates].flatMap((queues): readonly Fault[] =>
      [...queues.values()].flat(),
    );
    return all.filter((fault) => !fault.isOptional && fault.used < fault.times);
  }

  /** The calls that a test has held and has never let go on. */
  unreleased(): string[] {
    const held = [...this.gates.values()]
      .flat()
      .filter((gate) => gate.used > 0 && !gate.isReleased && !gate.isOptional);
    return held.map(({ call }) => `${call} has held a call that was never released: call release().`);
  }

  snapshot(): FaultSnapshot {
    return { failures: copyOf(this.failures), losses: copyOf(this.losses) };
  }

  /** Puts failures and losses back; calls that are held go on. */
  restore({ failures, losses }: FaultSnapshot): void {
    this.failures.clear();
    for (const [operation] of [...failures, ...losses]) this.asked.add(operation);
    for (const [operation, queue] of copyOf(failures)) this.failures.set(operation, queue);
    this.losses.clear();
    for (const [operation, queue] of copyOf(losses)) this.losses.set(operation, queue);
    this.releaseAll();
    this.gates.clear();
  }

  /** Lets all calls that are held go on. */
  releaseAll(): void {
    for (const gate of [...this.gates.values()].flat()) gate.open();
  }
}

function append<Each extends Fault>(queues: Queues<Each>, fault: Each): void {
  queues.set(fault.operation, [...(queues.get(fault.operation) ?? []), fault]);
}

function nextOf<Each extends Fault>(queues: Queues<Each>, operation: string): Each | undefined {
  return queues.get(operation)?.find(({ used, times }) => used < times);
}

function take<Each extends Fault>(queues: Queues<Each>, operation: string): Each | undefined {
  const fault = nextOf(queues, operation);
  if (fault !== undefined) fault.used += 1;
  return fault;
}

function describe({ call, used, times }: Fault): string {
  if (used > 0) return `${call} was used ${used} of ${times} times.`;
  return `${call}${times > 1 ? ` for ${times} times` : ''} was not used.`;
}

/** What a builder makes, of whatever copy of this package. */
function isRefusal(value: unknown): value is Refusal {
  if (!isMembers(value) || isErrorLike(value)) return false;
  return (
    typeof value['name'] === 'string' && typeof value['namespace'] === 'string' && isWholeFrom(1, value['httpStatus'])
  );
}

/** An error that AWS never answers to an operation would make a test prove nothing. */
function refuseImpossible(operation: OperationName, { name }: Refusal): void {
  const errors: readonly string[] = errorsOf(operation);
  if (errors.includes(name)) return;
  const known = `${operation} answers: ${errors.join(', ')}.`;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `AWS answers no ${name} to ${operation}.`,
    found: known,
    hint: `Give one of these, for example sfn.failNext('${operation}', throttled()).`,
  });
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
