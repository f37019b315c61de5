import type { DescribeExecutionOutput } from '@aws-sdk/client-sfn';
import type { RunStatus } from '../asl/run';
import { describeShape } from './executionShapes';
import type { OperationContext } from './operationContext';
import type { ExecutionRecord } from './store';

/** A change of the status of a Standard execution, as it was at that instant. */
export interface StatusChange {
  readonly execution: DescribeExecutionOutput;
  /** Epoch milliseconds. */
  readonly at: number;
}

export type StatusListener = (change: StatusChange) => unknown;

/** Delivers status changes after the call that caused them, in order. */
export class StatusListeners {
  private readonly listeners = new Set<StatusListener>();
  private readonly queue: StatusChange[] = [];
  private silent = false;
  private delivering: Promise<void> | undefined;

  add(listener: StatusListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  note(record: ExecutionRecord, status: RunStatus, context: OperationContext): void {
    if (this.silent || record.type !== 'STANDARD' || this.listeners.size === 0) return;
    this.queue.push({ execution: describeShape(record, context), at: record.run.time });
    void status;
  }

  /** What happens meanwhile is not told to anybody: it belongs to the past. */
  silently<Result>(action: () => Result): Result {
    this.silent = true;
    try {
      return action();
    } finally {
      this.silent = false;
    }
  }

  deliverSoon(): void {
    if (this.queue.length === 0 || this.delivering !== undefined) return;
    this.delivering = this.deliver().finally(() => {
      this.delivering = undefined;
    });
  }

  private async deliver(): Promise<void> {
    await Promise.resolve();
    for (let change = this.queue.shift(); change !== undefined; change = this.queue.shift()) {
      for (const listener of this.listeners) await listener(change);
    }
  }

  /** Waits until everything was delivered; answers whether there was anything. */
  async quiet(): Promise<boolean> {
    const busy = this.delivering !== undefined;
    while (this.delivering !== undefined) await this.delivering;
    return busy;
  }

  clear(): void {
    this.queue.length = 0;
    this.listeners.clear();
  }
}
