import type { DescribeExecutionOutput } from '@aws-sdk/client-sfn';
import { parseArn } from '../../model/arn';
import { isMembers, shown } from '../../model/arguments';
import { createIdSource } from '../../model/idSource';
import { TestkitError } from '../../model/testkitError';
import { defaultLimits } from '../../rules/limits';
import { hashOf } from '../../model/hash';

/** Whether a payload is in the event. */
export interface EventPayloadDetails {
  readonly included: boolean;
}

/** What an event says of an execution. Dates are epoch milliseconds; what does not apply is `null`. */
export interface ExecutionStatusChangeDetail {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly startDate: number;
  readonly stopDate: number | null;
  readonly input: string | null;
  readonly output: string | null;
  readonly stateMachineVersionArn: string | null;
  readonly stateMachineAliasArn: string | null;
  readonly redriveCount: number;
  readonly redriveDate: number | null;
  readonly redriveStatus: string | null;
  readonly redriveStatusReason: string | null;
  readonly inputDetails: EventPayloadDetails | null;
  readonly outputDetails: EventPayloadDetails | null;
  readonly error: string | null;
  readonly cause: string | null;
}

/** The event that EventBridge delivers when a Standard execution starts, is redriven or closes. */
export interface ExecutionStatusChangeEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': 'Step Functions Execution Status Change';
  readonly source: 'aws.states';
  readonly account: string;
  /** ISO 8601, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: string[];
  readonly detail: ExecutionStatusChangeDetail;
}

const MILLISECONDS_OF_A_SECOND = 1e3;

/**
 * @recorded [event.time] The time of an event is the second in which it was published, often the one after the start or the end of which it
 *   tells. {recorded-captures}
 * @assumed [event.publication] That is 580 milliseconds later. Because: all events that were recorded agree with it; it took from a fifth to
 *   four fifths of a second.
 */
const PUBLISHED_AFTER = 580;

/**
 * The EventBridge event about the status that an execution has.
 *
 * @recorded [event.members] Every member is there, in this order, `null` where it does not apply; dates are epoch milliseconds.
 *   {recorded-deletion}
 * @assumed [event.redrive] A redrive is told by another event with RUNNING. Because: the status is RUNNING again.
 * @param execution what DescribeExecution answers, `sfn.execution(x)` or a seeded execution
 * @throws TestkitError `ARGUMENT_INVALID` if it is no described execution.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 * @example
 * await handler(executionStatusChangeEvent(sfn.execution(order)));
 */
export function executionStatusChangeEvent(execution: DescribeExecutionOutput): ExecutionStatusChangeEvent {
  const detail = detailOf(execution);
  const arn = parseArn(detail.executionArn);
  if (arn === undefined) throw notDescribed(`executionArn ${detail.executionArn}`);
  const at = detail.stopDate ?? detail.redriveDate ?? detail.startDate;
  const published = at + PUBLISHED_AFTER;
  return {
    version: '0',
    id: createIdSource(hashOf(`${detail.executionArn} ${detail.status} ${at}`)).uuid(),
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    account: arn.account,
    time: new Date(published - (published % MILLISECONDS_OF_A_SECOND)).toISOString().replace('.000Z', 'Z'),
    region: arn.region,
    resources: [detail.executionArn],
    detail,
  };
}

function detailOf(execution: DescribeExecutionOutput): ExecutionStatusChangeDetail {
  if (!isMembers(execution)) throw notDescribed(shown(execution));
  const { executionArn, stateMachineArn, name, status, startDate } = execution;
  if (executionArn === undefined || stateMachineArn === undefined || startDate === undefined) {
    throw notDescribed(`members ${Object.keys(execution).join(', ')}`);
  }
  return {
    executionArn,
    stateMachineArn,
    name: name ?? executionArn.slice(executionArn.lastIndexOf(':') + 1),
    status: status as ExecutionStatusChangeDetail['status'],
    startDate: startDate.getTime(),
    stopDate: execution.stopDate?.getTime() ?? null,
    ...payloadsOf(execution),
    stateMachineVersionArn: execution.stateMachineVersionArn ?? null,
    stateMachineAliasArn: execution.stateMachineAliasArn ?? null,
    redriveCount: execution.redriveCount ?? 0,
    redriveDate: execution.redriveDate?.getTime() ?? null,
    redriveStatus: execution.redriveStatus ?? null,
    redriveStatusReason: execution.redriveStatusReason ?? null,
    ...payloadDetailsOf(execution),
    error: execution.error ?? null,
    cause: execution.cause ?? null,
  };
}

/**
 * @documented [event.size] The input is left out where both together, as they are escaped in the event, are too large; then the output.
 *   {eventbridge-events}
 */
function payloadsOf({ input, output }: DescribeExecutionOutput): { input: string | null; output: string | null } {
  const [inputBytes, outputBytes] = [escapedBytes(input), escapedBytes(output)];
  const limit = defaultLimits.eventPayloadBytes;
  return {
    input: inputBytes + outputBytes > limit ? null : (input ?? null),
    output: outputBytes > limit ? null : (output ?? null),
  };
}

function payloadDetailsOf(execution: DescribeExecutionOutput) {
  const { input, output } = payloadsOf(execution);
  return {
    inputDetails: { included: input !== null },
    outputDetails: execution.output === undefined ? null : { included: output !== null },
  };
}

function escapedBytes(text: string | undefined): number {
  return text === undefined ? 0 : Buffer.byteLength(JSON.stringify(text));
}

function notDescribed(found: string): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'executionStatusChangeEvent() takes what DescribeExecution answers.',
    found: `It got ${found}.`,
    hint: 'Write for example executionStatusChangeEvent(sfn.execution(order)).',
  });
}
