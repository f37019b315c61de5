import { AsyncLocalStorage } from 'node:async_hooks';
import type { OperationOutcome } from '../../model/outcome';

/** A request that has left a client and waits for its turn to reach AWS. */
export interface WaitingRequest {
  /** Number of the consumer that sent it, from 1. */
  readonly consumer: number;
  /** Number among the requests of its consumer, from 1. */
  readonly ordinal: number;
  readonly operation: string;
  readonly input: unknown;
  answer(outcome: OperationOutcome): void;
  fail(error: unknown): void;
}

/** Which consumer the code that runs now belongs to: carried along its promises and timers. */
export const runningConsumer = new AsyncLocalStorage<number>();

/** Where the requests of all consumers wait until the schedule lets one of them through. */
export class Gate {
  readonly waiting: WaitingRequest[] = [];
  /** Changes whenever a request arrives. */
  arrivals = 0;
  private readonly sent = new Map<number, number>();

  /** One request of the consumer that runs now. */
  pass(operation: string, input: unknown, consumer: number): Promise<OperationOutcome> {
    this.arrivals += 1;
    const ordinal = (this.sent.get(consumer) ?? 0) + 1;
    this.sent.set(consumer, ordinal);
    return new Promise((answer, fail) => {
      this.waiting.push({ consumer, ordinal, operation, input, answer, fail });
    });
  }

  /** Takes a request out: it is about to be answered. */
  take(request: WaitingRequest): void {
    this.waiting.splice(this.waiting.indexOf(request), 1);
  }

  /** The requests of one consumer that wait, the first that it sent first. */
  of(consumer: number): WaitingRequest[] {
    return this.waiting.filter((request) => request.consumer === consumer).sort((a, b) => a.ordinal - b.ordinal);
  }
}
