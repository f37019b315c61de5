import { AsyncLocalStorage } from 'node:async_hooks';
import type { RunStatus } from '../../asl/engine/run';
import { executionStatusChangeEvent, type ExecutionStatusChangeEvent } from './statusChangeEvent';
import { TestkitError } from '../../model/testkitError';
import { deepCopy } from '../deepCopy';
import { describeShape } from '../executions/executionShapes';
import type { OperationContext } from '../operations/operationContext';
import type { ExecutionRecord } from '../store';

/** Takes the events that EventBridge would deliver. What it returns is awaited before the next event. */
export type StatusListener = (event: ExecutionStatusChangeEvent) => unknown;

/** How many changes of one execution are delivered before the listeners are taken for its cause. */
const MOST_CHANGES = 200;

/** The same for all executions together: a listener may start a new one each time. */
const MOST_CHANGES_IN_ALL = 10_000;

/** The listener inside which the current code runs. */
const current = new AsyncLocalStorage<{ readonly listeners: StatusListeners; isDone: boolean }>();

/** Delivers status changes after the call that caused them, in order. */
export class StatusListeners {
  readonly all = new Set<StatusListener>();
  /** What was noted and is not delivered yet. */
  readonly queue: ExecutionStatusChangeEvent[] = [];
  /** How many changes of an execution were delivered since the test waited for quiet last. */
  private readonly delivered = new Map<string, number>();
  private deliveredInAll = 0;
  private readonly failures: unknown[] = [];
  private delivering: Promise<void> | undefined;

  add(listener: StatusListener): () => void {
    this.all.add(listener);
    return () => void this.all.delete(listener);
  }

  /** Notes a change as it is at this instant: at its delivery the execution may be further on. */
  note(record: ExecutionRecord, status: RunStatus, context: OperationContext): void {
    if (record.run.type !== 'STANDARD') return;
    const noted = status === 'RUNNING' ? { ...record, run: openRun(record) } : record;
    this.queue.push(executionStatusChangeEvent(describeShape(noted, context)));
  }

  deliverSoon(): void {
    if (this.queue.length === 0 || this.delivering !== undefined) return;
    this.delivering = this.deliver().finally(() => {
      this.delivering = undefined;
    });
  }

  private async deliver(): Promise<void> {
    await Promise.resolve();
    for (let event = this.queue.shift(); event !== undefined; event = this.queue.shift()) {
      if (this.isLoop(event)) return;
      // What one does to the event does not show to the next.
      for (const listener of [...this.all]) await this.tell(listener, deepCopy(event));
    }
  }

  /** What a listener throws is kept for whoever waits: it must not end the process, nor keep the event from others. */
  private async tell(listener: StatusListener, event: ExecutionStatusChangeEvent): Promise<void> {
    const telling = { listeners: this, isDone: false };
    try {
      await current.run(telling, async () => listener(event));
    } catch (failure) {
      this.failures.push(failure);
    }
    telling.isDone = true;
  }

  /** @throws {TestkitError} `LISTENER_WAITS` inside a listener: waiting for all of them, it would wait for itself. */
  refuseInside(): void {
    const telling = current.getStore();
    if (telling?.listeners !== this || telling.isDone) return;
    throw new TestkitError({
      code: 'LISTENER_WAITS',
      what: 'idle() was called inside a status listener.',
      found: 'It waits for every listener, this one included, so neither would ever end.',
      hint: 'Call settle() in the listener, and idle() in the test.',
    });
  }

  /** Ends a loop by ending its listeners: they would go on after the test. */
  private isLoop({ detail }: ExecutionStatusChangeEvent): boolean {
    const { executionArn } = detail;
    const count = (this.delivered.get(executionArn) ?? 0) + 1;
    this.delivered.set(executionArn, count);
    this.deliveredInAll += 1;
    if (count <= MOST_CHANGES && this.deliveredInAll <= MOST_CHANGES_IN_ALL) return false;
    this.queue.length = 0;
    this.all.clear();
    this.failures.push(
      new TestkitError({
        code: 'LISTENER_LOOP',
        what: `A status listener and execution ${executionArn} are in a loop.`,
        found: `${Math.min(count, MOST_CHANGES)} changes of its status were delivered, ${this.deliveredInAll} in all; it was redriven ${detail.redriveCount} times and is ${detail.status} again${detail.error === null ? '' : ` with ${detail.error}`}.`,
        hint: 'Let the listener give up: look at detail.redriveCount, at errors that no redrive cures, or at how often it has started anew.',
      }),
    );
    return true;
  }

  /** From here on the changes of an execution are counted anew. */
  startCounting(): void {
    if (this.delivering !== undefined) return;
    this.delivered.clear();
    this.deliveredInAll = 0;
  }

  /** Throws what a listener has thrown. */
  throwFailure(): void {
    const [failure] = this.failures.splice(0);
    if (failure !== undefined) throw failure as Error;
  }

  /** Waits until everything was delivered; answers whether there was anything. */
  async quiet(): Promise<boolean> {
    const busy = this.delivering !== undefined;
    while (this.delivering !== undefined) await this.delivering;
    return busy;
  }

  /** Drops what was not delivered yet; the listeners stay. */
  forget(): void {
    this.queue.length = 0;
    this.failures.length = 0;
    this.delivered.clear();
    this.deliveredInAll = 0;
  }

  clear(): void {
    this.forget();
    this.all.clear();
  }
}

/** The run as it was when it had been started or redriven: whatever came of it is not known yet. */
function openRun({ run }: ExecutionRecord): ExecutionRecord['run'] {
  const { stopDate: _stopDate, output: _output, error: _error, cause: _cause, ...open } = run;
  return { ...open, status: 'RUNNING' };
}
