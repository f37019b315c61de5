import type { DescribeExecutionOutput, HistoryEvent } from '@aws-sdk/client-sfn';
import { isMembers, shown } from '../../model/arguments';
import { parseArn } from '../../model/arn';
import { detailsMemberOf, withoutData, type EventDetails } from '../../model/historyEvent';
import { TestkitError } from '../../model/testkitError';

/** An event of a log, as CloudWatch Logs delivers it. */
export interface ExecutionLogEvent {
  readonly logStreamName: string;
  /** Epoch milliseconds. */
  readonly timestamp: number;
  /** One line of JSON. */
  readonly message: string;
}

export interface ExecutionLogOptions {
  /** Which events are logged. Default: `ALL`. */
  readonly level?: 'ALL' | 'ERROR' | 'FATAL' | 'OFF';
  /** Whether inputs, outputs and parameters are in the log. Default: `true`. */
  readonly includeExecutionData?: boolean;
}

/** @documented [log.fatal] FATAL logs the event by which an execution fails, times out or is aborted, and nothing else. {log-levels} */
const FATAL = /^Execution(Failed|TimedOut|Aborted)$/;

/**
 * @documented [log.error] ERROR logs what failed, timed out or was aborted, and the entry of a Fail state. {log-levels}
 * @assumed [log.error-others] Events of activities and Map Runs, and EvaluationFailed, are told by their names, too. Because: the table is older
 *   than they are.
 */
const ERROR = /(Failed|TimedOut|Aborted)$|^FailStateEntered$/;

/**
 * The events that an execution writes into the log group of its state machine, in the order of its history. AWS delivers them in any
 * order, and leaves it to the reader to sort them by `id`.
 *
 * @param execution what DescribeExecution answers, `sfn.execution(x)` or a seeded execution
 * @param history its events, `sfn.history(x)`
 * @throws TestkitError `ARGUMENT_INVALID` if it is no described execution.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 * @example
 * await handler(executionLogEvents(sfn.execution(order), sfn.history(order)));
 */
export function executionLogEvents(
  execution: DescribeExecutionOutput,
  history: readonly HistoryEvent[],
  { level = 'ALL', includeExecutionData = true }: ExecutionLogOptions = {},
): ExecutionLogEvent[] {
  const { executionArn } = isMembers(execution) ? execution : ({} as DescribeExecutionOutput);
  const arn = executionArn === undefined ? undefined : parseArn(executionArn);
  if (executionArn === undefined || arn === undefined) throw notDescribed(execution);
  const stream = streamOf(executionArn, history);
  let redrives = 0;
  return history.flatMap((event): ExecutionLogEvent[] => {
    if (event.type === 'ExecutionRedriven') redrives += 1;
    if (!isLogged(event.type ?? '', level)) return [];
    const timestamp = event.timestamp?.getTime() ?? 0;
    const message = JSON.stringify(lineOf(event, { executionArn, redrives, timestamp, includeExecutionData }));
    return [{ logStreamName: stream, timestamp, message }];
  });
}

function isLogged(type: string, level: NonNullable<ExecutionLogOptions['level']>): boolean {
  if (level === 'FATAL') return FATAL.test(type);
  return level === 'ERROR' ? ERROR.test(type) : level === 'ALL';
}

interface Told {
  readonly executionArn: string;
  readonly redrives: number;
  readonly timestamp: number;
  readonly includeExecutionData: boolean;
}

/**
 * @recorded [log.line] A line has seven members in this order, all of them strings but the details, whose members are in alphabetical order.
 *   {recorded-captures}
 * @assumed [log.redrive-count] After a redrive the lines count it. Because: the member is there, and only lines without a redrive were recorded.
 */
function lineOf(event: HistoryEvent, { executionArn, redrives, timestamp, includeExecutionData }: Told): object {
  const whole = (event[detailsMemberOf(event.type ?? '')] ?? {}) as EventDetails;
  const details = includeExecutionData ? whole : withoutData(whole);
  return {
    details: Object.fromEntries(Object.entries(details).sort(([one], [other]) => (one < other ? -1 : 1))),
    redrive_count: String(redrives),
    id: String(event.id),
    type: event.type,
    previous_event_id: String(event.previousEventId),
    event_timestamp: String(timestamp),
    execution_arn: executionArn,
  };
}

/**
 * @recorded [log.stream] A log stream is named after the state machine and the hour, of an Express execution the minute, in UTC.
 *   {recorded-captures}
 * @assumed [log.stream-of-an-execution] All lines of an execution are in the stream of its start. Because: executions that go on into another
 *   hour were not recorded.
 */
function streamOf(executionArn: string, [first]: readonly HistoryEvent[]): string {
  const [, , , , , type, machine = ''] = executionArn.split(':');
  const time = (first?.timestamp ?? new Date(0)).toISOString();
  const until = type === 'express' ? 'yyyy-mm-ddThh:mm'.length : 'yyyy-mm-ddThh'.length;
  return `states/${machine}/${time.slice(0, until).replace(/[T:]/g, '-')}/00000000`;
}

function notDescribed(execution: unknown): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'executionLogEvents() takes what DescribeExecution answers, and the events of its history.',
    found: `It got ${shown(execution)}.`,
    hint: 'Write for example executionLogEvents(sfn.execution(order), sfn.history(order)).',
  });
}
