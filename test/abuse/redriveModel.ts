/**
 * Client tokens and redrive eligibility, written from the API Reference, the guide and the recorded redrives. Nothing here asks the fake: only
 * when a deleted state machine is gone is not documented, and is told to the model.
 */

const MINUTE = 60_000;
const DAY = 86_400_000;
const TOKEN_LIFETIME = 15 * MINUTE;
const TOKENS = 10;
const REDRIVABLE_PERIOD = 14 * DAY;
const RETENTION = 90 * DAY;
const LAUNCH = Date.UTC(2023, 10, 15);

/** Limits that sequences reach only where they are made small. */
export interface SmallLimits {
  readonly redrivableEvents: number;
  readonly openExecutions: number;
  readonly executionTime: number;
  /** TimeoutSeconds of the state machine, in milliseconds. */
  readonly timeout: number;
}

type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED' | 'TIMED_OUT';

/** An execution of one callback task. */
interface Execution {
  readonly input: string;
  readonly startDate: number;
  status: Status;
  /** When the present attempt began: its timeout counts from here. */
  attemptAt: number;
  stopDate?: number;
  redriveDate?: number;
  redriveCount: number;
  events: number;
  tokens: { readonly token: string; readonly usedAt: number; readonly redriveDate: number }[];
}

/** What a call comes to: an answer, one of these errors, or an execution that is not redrivable for one of these reasons. */
export type Prediction =
  | { readonly answer: Readonly<Record<string, number>> }
  | { readonly errors: readonly string[]; readonly reasons?: readonly string[] };

const REASONS = {
  running: 'Execution is RUNNING and cannot be redriven',
  succeeded: 'Execution is SUCCEEDED and cannot be redriven',
  deleting: 'State machine is in DELETING status',
  launch: 'Execution was started before the launch of RedriveExecution',
  events: 'Execution has exceeded the maximum history event limit',
  time: 'Execution has exceeded the max execution time',
  period: 'Execution redrivable period exceeded',
};

export class RedriveModel {
  private readonly executions = new Map<string, Execution>();
  machine: 'ACTIVE' | 'DELETING' | 'gone' = 'ACTIVE';

  constructor(
    private readonly limits: SmallLimits,
    public now: number,
  ) {}

  /** Those that can still be described, by name. */
  names(): string[] {
    return [...this.executions.keys()];
  }

  /** Time passes: attempts time out, and closed executions are forgotten. */
  advanceTo(now: number): void {
    for (const [name, execution] of this.executions) {
      const deadline = execution.attemptAt + this.limits.timeout;
      if (execution.status === 'RUNNING' && deadline <= now) this.close(execution, 'TIMED_OUT', 1, deadline);
      if (execution.stopDate !== undefined && now - execution.stopDate > RETENTION) this.executions.delete(name);
    }
    this.now = now;
  }

  start(name: string, input: string): Prediction {
    const known = this.executions.get(name);
    if (this.machine === 'gone') return { errors: ['StateMachineDoesNotExist'] };
    if (this.machine === 'DELETING') return { errors: ['StateMachineDeleting'] };
    if (known?.status === 'RUNNING' && known.input === input) return { answer: { startDate: known.startDate } };
    const errors = [
      ...(known === undefined ? [] : ['ExecutionAlreadyExists']),
      ...(this.hasRoom() ? [] : ['ExecutionLimitExceeded']),
    ];
    if (errors.length > 0) return { errors };
    // ExecutionStarted, TaskStateEntered, TaskScheduled, TaskStarted, TaskSubmitted.
    const own = { input, startDate: this.now, attemptAt: this.now, status: 'RUNNING' as const };
    this.executions.set(name, { ...own, redriveCount: 0, events: 5, tokens: [] });
    return { answer: { startDate: this.now } };
  }

  redrive(name: string, token: string | undefined): Prediction {
    const execution = this.executions.get(name);
    if (execution === undefined) return { errors: ['ExecutionDoesNotExist'] };
    const replay = execution.tokens.find((each) => each.token === token && this.now - each.usedAt < TOKEN_LIFETIME);
    if (replay !== undefined) return { answer: { redriveDate: replay.redriveDate } };
    const reasons = this.reasonsAgainst(execution, this.machine === 'DELETING');
    if (reasons.length > 0) return { errors: ['ExecutionNotRedrivable'], reasons };
    if (!this.hasRoom()) return { errors: ['ExecutionLimitExceeded'] };
    execution.status = 'RUNNING';
    execution.stopDate = undefined;
    execution.redriveDate = this.now;
    execution.attemptAt = this.now;
    execution.redriveCount += 1;
    // ExecutionRedriven, TaskScheduled, TaskStarted, TaskSubmitted: the state is not entered again.
    execution.events += 4;
    if (token !== undefined) this.remember(execution, token);
    return { answer: { redriveDate: this.now } };
  }

  private remember(execution: Execution, token: string): void {
    const others = execution.tokens.filter((each) => each.token !== token);
    execution.tokens = [...others, { token, usedAt: this.now, redriveDate: this.now }].slice(-TOKENS);
  }

  stop(name: string): Prediction {
    const execution = this.executions.get(name);
    if (execution === undefined) return { errors: ['ExecutionDoesNotExist'] };
    if (execution.status === 'SUCCEEDED' || execution.status === 'TIMED_OUT') return this.stopped(execution);
    if (execution.status === 'RUNNING') this.close(execution, 'ABORTED', 1);
    return this.stopped(execution);
  }

  private stopped(execution: Execution): Prediction {
    return { answer: { stopDate: execution.stopDate! } };
  }

  /** The task's present token is answered. */
  answer(name: string, isSuccess: boolean): void {
    const execution = this.executions.get(name)!;
    // The next transition of an execution of a deleted machine is its end; what was answered shows nowhere.
    if (this.machine === 'DELETING') this.close(execution, 'FAILED', 1);
    else if (isSuccess) this.close(execution, 'SUCCEEDED', 3);
    else this.close(execution, 'FAILED', 2);
  }

  isRunning(name: string): boolean {
    return this.executions.get(name)?.status === 'RUNNING';
  }

  /** The machine is gone, and its executions with it (recorded). */
  forgetAll(): void {
    this.machine = 'gone';
    this.executions.clear();
  }

  private close(execution: Execution, status: Status, events: number, at = this.now): void {
    execution.status = status;
    execution.stopDate = at;
    execution.events += events;
  }

  private hasRoom(): boolean {
    const open = [...this.executions.values()].filter(({ status }) => status === 'RUNNING');
    return open.length < this.limits.openExecutions;
  }

  /** All that stand against a redrive; which is told where several do is not known, but that the status comes first. */
  private reasonsAgainst(execution: Execution, isDeleting: boolean): string[] {
    const { status, startDate, stopDate, events } = execution;
    if (status === 'RUNNING') return [REASONS.running];
    if (status === 'SUCCEEDED') return [REASONS.succeeded];
    return [
      ...(isDeleting ? [REASONS.deleting] : []),
      ...(startDate < LAUNCH ? [REASONS.launch] : []),
      ...(events >= this.limits.redrivableEvents ? [REASONS.events] : []),
      ...(this.now - startDate > this.limits.executionTime ? [REASONS.time] : []),
      ...(this.now - stopDate! > REDRIVABLE_PERIOD ? [REASONS.period] : []),
    ];
  }

  /** What DescribeExecution shows of the redrives of an execution, and how many events it has. While it is DELETING, nothing of that (recorded). */
  described(name: string): {
    readonly shown: Readonly<Record<string, unknown>>;
    readonly reasons: readonly string[];
    readonly events: number;
  } {
    const execution = this.executions.get(name)!;
    const reasons = this.reasonsAgainst(execution, false);
    const { status, startDate, stopDate, redriveCount, redriveDate, events } = execution;
    const redriveStatus = reasons.length === 0 ? 'REDRIVABLE' : 'NOT_REDRIVABLE';
    return { shown: { status, startDate, stopDate, redriveCount, redriveDate, redriveStatus }, reasons, events };
  }
}
