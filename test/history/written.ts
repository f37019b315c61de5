import type { HistoryEventLike } from '../../src/history/historyEvents';
import { DETAILS_MEMBERS } from '../../src/history/rules/memberTable';
import { detailsMemberOf } from '../../src/model/historyEvent';

/** What the details hold unless a line says otherwise. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  input: '{}',
  inputDetails: { truncated: false },
  output: '{}',
  outputDetails: { truncated: false },
  roleArn: 'arn:aws:iam::123456789012:role/checkout',
  resource: 'invoke',
  resourceType: 'lambda',
  region: 'us-east-1',
  parameters: '{}',
  length: 2,
  error: 'States.Timeout',
};

const START = Date.UTC(2026, 0, 31, 12);
const SECOND = 1000;

/**
 * A history out of lines `id previousEventId type member=value …`, one second apart. Members that AWS always sends are
 * filled in; `member=` leaves one out, numbers become numbers, `_` stands for a blank.
 */
export function written(text: string): HistoryEventLike[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(eventOf);
}

function eventOf(line: string): HistoryEventLike {
  const [id, previousEventId, type = '', ...members] = line.split(/\s+/);
  const event = {
    timestamp: new Date(START + Number(id) * SECOND),
    type,
    id: Number(id),
    previousEventId: Number(previousEventId),
  };
  const due = DETAILS_MEMBERS[type];
  if (due === undefined && members.length === 0) return event;
  const details = Object.fromEntries([
    ...(due?.required ?? []).map((name) => [name, DEFAULTS[name]] as const),
    ...members.map(memberOf),
  ]);
  return { ...event, [detailsMemberOf(type)]: details };
}

function memberOf(text: string): readonly [string, unknown] {
  const [name = '', ...rest] = text.split('=');
  const value = rest.join('=');
  if (value === '') return [name, undefined];
  return [name, /^\d+$/.test(value) ? Number(value) : value.replaceAll('_', ' ')];
}

/** The lines of a history with some replaced by their id; a line that is `undefined` is left out. */
export function rewritten(text: string, changes: Readonly<Record<number, string | undefined>>): string {
  return text
    .split('\n')
    .map((line) => {
      const id = Number(/^\s*(\d+)/.exec(line)?.[1]);
      return id in changes ? (changes[id] ?? '') : line;
    })
    .join('\n');
}

/** A task that fails and is retried once, and succeeds after a redrive. */
export const REDRIVEN_TASK = `
  1 0 ExecutionStarted input={"orderId":7}
  2 0 PassStateEntered name=Prepare input={"orderId":7}
  3 2 PassStateExited name=Prepare output={"total":99}
  4 3 TaskStateEntered name=ChargeCard input={"total":99}
  5 4 TaskScheduled
  6 5 TaskStarted
  7 6 TaskFailed error=Card.Declined cause=insufficient_funds
  8 7 TaskScheduled
  9 8 TaskStarted
  10 9 TaskFailed error=Card.Declined cause=insufficient_funds
  11 10 ExecutionFailed error=Card.Declined cause=insufficient_funds
  12 11 ExecutionRedriven redriveCount=1
  13 4 TaskScheduled
  14 13 TaskStarted
  15 14 TaskSucceeded output={"paid":true}
  16 15 TaskStateExited name=ChargeCard output={"paid":true}
  17 16 ExecutionSucceeded output={"paid":true}
`;

/** The same up to its first failure. */
export const FAILED_TASK = REDRIVEN_TASK.split('\n').slice(0, 12).join('\n');

/** An inline Map of three, one after the other: the second fails, and is redriven. */
export const REDRIVEN_MAP = `
  1 0 ExecutionStarted
  2 0 MapStateEntered name=Orders
  3 2 MapStateStarted length=3
  4 3 MapIterationStarted name=Orders index=0
  5 4 TaskStateEntered name=Charge
  6 5 LambdaFunctionScheduled
  7 6 LambdaFunctionStarted
  8 7 LambdaFunctionSucceeded
  9 8 TaskStateExited name=Charge
  10 9 MapIterationSucceeded name=Orders index=0
  11 9 MapIterationStarted name=Orders index=1
  12 11 TaskStateEntered name=Charge
  13 12 LambdaFunctionScheduled
  14 13 LambdaFunctionStarted
  15 14 LambdaFunctionFailed error=Card.Declined cause=no
  16 15 MapIterationFailed name=Orders index=1
  17 15 TaskStateAborted
  18 15 MapStateFailed
  19 18 ExecutionFailed error=Card.Declined cause=no
  20 19 ExecutionRedriven redriveCount=1
  21 12 LambdaFunctionScheduled
  22 21 LambdaFunctionStarted
  23 22 LambdaFunctionSucceeded
  24 23 TaskStateExited name=Charge
  25 24 MapIterationSucceeded name=Orders index=1
  26 24 MapIterationStarted name=Orders index=2
  27 26 TaskStateEntered name=Charge
  28 27 LambdaFunctionScheduled
  29 28 LambdaFunctionStarted
  30 29 LambdaFunctionSucceeded
  31 30 TaskStateExited name=Charge
  32 31 MapIterationSucceeded name=Orders index=2
  33 32 MapStateSucceeded
  34 32 MapStateExited name=Orders
  35 34 ExecutionSucceeded
`;

export const FAILED_MAP = REDRIVEN_MAP.split('\n').slice(0, 20).join('\n');

/** A Parallel of two: one branch succeeds, one fails and is redriven. */
export const REDRIVEN_PARALLEL = `
  1 0 ExecutionStarted
  2 0 ParallelStateEntered name=Fork
  3 2 ParallelStateStarted
  4 3 TaskStateEntered name=Reserve
  5 4 LambdaFunctionScheduled
  6 3 TaskStateEntered name=Charge
  7 6 LambdaFunctionScheduled
  8 5 LambdaFunctionStarted
  9 7 LambdaFunctionStarted
  10 8 LambdaFunctionSucceeded
  11 10 TaskStateExited name=Reserve
  12 9 LambdaFunctionFailed error=Card.Declined cause=no
  13 12 TaskStateAborted
  14 12 ParallelStateFailed
  15 14 ExecutionFailed error=Card.Declined cause=no
  16 15 ExecutionRedriven redriveCount=1
  17 6 LambdaFunctionScheduled
  18 17 LambdaFunctionStarted
  19 18 LambdaFunctionSucceeded
  20 19 TaskStateExited name=Charge
  21 20 ParallelStateSucceeded
  22 20 ParallelStateExited name=Fork
  23 22 ExecutionSucceeded
`;

export const FAILED_PARALLEL = REDRIVEN_PARALLEL.split('\n').slice(0, 16).join('\n');

/** A Distributed Map whose Map Run is redriven. */
export const REDRIVEN_MAP_RUN = `
  1 0 ExecutionStarted
  2 0 MapStateEntered name=Files
  3 2 MapStateStarted length=6
  4 3 MapRunStarted mapRunArn=arn:aws:states:us-east-1:123456789012:mapRun:checkout/Files:7
  5 4 MapRunFailed error=States.ExceedToleratedFailureThreshold cause=exceeded
  6 5 MapStateFailed
  7 6 ExecutionFailed error=States.ExceedToleratedFailureThreshold cause=exceeded
  8 7 ExecutionRedriven redriveCount=1
  9 3 MapRunRedriven mapRunArn=arn:aws:states:us-east-1:123456789012:mapRun:checkout/Files:7 redriveCount=1
  10 9 MapRunSucceeded
  11 10 MapStateSucceeded
  12 9 MapStateExited name=Files
  13 12 ExecutionSucceeded
`;

/** A Fail state, redriven in vain. */
export const REDRIVEN_FAIL = `
  1 0 ExecutionStarted
  2 0 FailStateEntered name=GiveUp
  3 2 ExecutionFailed error=Order.Lost cause=nowhere
  4 3 ExecutionRedriven redriveCount=1
  5 4 ExecutionFailed error=Order.Lost cause=nowhere
`;

/** A concurrent Map of two whose iterations are both open as the first one fails. */
export const FAILED_CONCURRENT_MAP = `
  1 0 ExecutionStarted
  2 0 MapStateEntered name=Orders
  3 2 MapStateStarted length=2
  4 3 MapIterationStarted name=Orders index=0
  5 3 MapIterationStarted name=Orders index=1
  6 4 TaskStateEntered name=Charge
  7 6 LambdaFunctionScheduled
  8 5 TaskStateEntered name=Charge
  9 8 LambdaFunctionScheduled
  10 7 LambdaFunctionStarted
  11 9 LambdaFunctionStarted
  12 10 LambdaFunctionFailed error=Card.Declined cause=no
  13 12 MapIterationFailed name=Orders index=0
  14 12 TaskStateAborted
  15 12 MapIterationAborted name=Orders index=1
  16 12 TaskStateAborted
  17 12 MapStateFailed
  18 17 ExecutionFailed error=Card.Declined cause=no
`;

/** JSONata: a Pass whose output cannot be evaluated. */
export const FAILED_EVALUATION = `
  1 0 ExecutionStarted
  2 0 PassStateEntered name=Prepare
  3 2 PassStateExited name=Prepare
  4 3 PassStateEntered name=Total
  5 3 EvaluationFailed state=Total error=States.QueryEvaluationError cause=undefined
  6 5 ExecutionFailed error=States.QueryEvaluationError cause=undefined
`;

/** A `.sync` task that times out. */
export const TIMED_OUT_SYNC = `
  1 0 ExecutionStarted
  2 0 TaskStateEntered name=Ship
  3 2 TaskScheduled resource=startExecution.sync resourceType=states timeoutInSeconds=60
  4 3 TaskStarted resource=startExecution.sync resourceType=states
  5 4 TaskSubmitted resource=startExecution.sync resourceType=states
  6 5 TaskTimedOut resource=startExecution.sync resourceType=states
  7 6 ExecutionFailed error=States.Timeout
`;
