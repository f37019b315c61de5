import type { AbortSignalLike } from '../../model/abort';
import type { OperationOutcome } from '../../model/outcome';
import { afterReal } from '../../time/timer';
import type { Driver } from '../driver';
import { operationNamed } from '../operations/operationTable';
import type { ResolvedOptions } from '../options';
import type { Call } from './journal';

/** A call that waits for something to answer. */
interface Poll {
  /** Epoch milliseconds of the fake's clock: then it ends with nothing. */
  readonly deadline: number;
  attempt(): OperationOutcome | undefined;
  end(outcome: OperationOutcome): void;
  fail(error: unknown): void;
}

const NOTHING: OperationOutcome = { kind: 'answered', output: {} };

/**
 * Calls that the service holds until there is something to answer, in their order. They are looked at again whenever anything has
 * happened in the fake, one turn later, so that a test sees its own call through first; and by one timer, for what time alone brings.
 */
export class LongPolls {
  readonly waiting = new Set<Poll>();
  private isWoken = false;
  private stopTimer: () => void = () => undefined;
  private leaveClock: () => void = () => undefined;

  /** @param goOn Lets everything happen that is due by now. */
  constructor(
    private readonly options: Pick<ResolvedOptions, 'clock' | 'activityPolls'>,
    private readonly driver: Driver,
    private readonly goOn: () => number,
  ) {}

  /** Whether AWS would not answer yet. */
  isHeldBack({ operation }: Call, outcome: OperationOutcome): boolean {
    if (outcome.kind !== 'answered' || this.options.activityPolls === 'answer-at-once') return false;
    return operationNamed(operation).holds?.isEmpty(outcome.output) === true;
  }

  /**
   * Holds a call.
   *
   * @param answered Performs it.
   * @returns the answer: without a task if the time was over, the caller has gone, or the fake was closed.
   */
  async hold(
    call: Call,
    answered: () => OperationOutcome,
    signal: AbortSignalLike | undefined,
  ): Promise<OperationOutcome> {
    if (signal?.aborted) return NOTHING;
    const { clock } = this.options;
    const deadline = clock.now() + operationNamed(call.operation).holds!.longest;
    return new Promise((resolve, reject) => {
      const poll: Poll = {
        deadline,
        attempt: () => this.attempt(call, answered),
        end: (outcome) => this.leave(poll, () => resolve(outcome)),
        fail: (error) => this.leave(poll, () => reject(error)),
      };
      signal?.addEventListener?.('abort', () => poll.end(NOTHING), { once: true });
      if (this.waiting.size === 0) this.leaveClock = clock.onBeforeAdvance(() => this.wake());
      this.waiting.add(poll);
      this.wake();
    });
  }

  /** Like a worker that asks again: what a first look has shown RUNNING goes on at the second. */
  private attempt(call: Call, answered: () => OperationOutcome): OperationOutcome | undefined {
    call.at = this.options.clock.now();
    for (let idle = 0; idle < 2; idle += 1) {
      const { progress } = this.driver;
      const outcome = answered();
      if (!this.isHeldBack(call, outcome)) return outcome;
      if (this.driver.progress !== progress) idle = 0;
    }
    return undefined;
  }

  /** Something has happened. */
  wake(): void {
    if (this.isWoken || this.waiting.size === 0) return;
    this.isWoken = true;
    // Not by a timer, which a test may have stopped.
    void this.lookSoon();
  }

  private async lookSoon(): Promise<void> {
    await Promise.resolve();
    this.isWoken = false;
    this.look();
  }

  /** Ends all of them, with nothing. */
  endAll(): void {
    for (const poll of [...this.waiting]) poll.end(NOTHING);
  }

  private look(): void {
    if (this.waiting.size === 0) return;
    const now = this.goOn();
    for (const poll of [...this.waiting]) {
      try {
        const outcome = poll.attempt() ?? (now >= poll.deadline ? NOTHING : undefined);
        if (outcome !== undefined) poll.end(outcome);
      } catch (error) {
        poll.fail(error);
      }
    }
    this.setTimer(now);
  }

  /** A clock that stands still is moved by the test alone: then no timer is any good. */
  private setTimer(now: number): void {
    this.stopTimer();
    if (this.waiting.size === 0) return;
    const next = Math.min(this.driver.nextTimer, ...[...this.waiting].map(({ deadline }) => deadline));
    this.stopTimer = afterReal(Math.max(0, next - now), () => {
      if (this.options.clock.now() > now) this.look();
    });
  }

  private leave(poll: Poll, tell: () => void): void {
    if (!this.waiting.delete(poll)) return;
    tell();
    if (this.waiting.size > 0) return;
    this.stopTimer();
    this.leaveClock();
  }
}
