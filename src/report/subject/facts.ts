import { closingOf, errorOf, statusAfter, type Trace, type TracedEvent } from '../../history/trace';
import { parseArn } from '../../model/arn';

/** What the head of a page says of an execution: what was described, else what the events tell. */
export interface Facts {
  readonly status: string;
  readonly name: string | undefined;
  readonly executionArn: string | undefined;
  readonly stateMachine: string | undefined;
  /** Epoch milliseconds. */
  readonly startDate: number | undefined;
  readonly stopDate: number | undefined;
  readonly redriveDate: number | undefined;
  readonly redriveCount: number;
  readonly redriveStatus: string | undefined;
  readonly redriveStatusReason: string | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

export function factsOf(trace: Trace, describe: object, origin: TracedEvent | undefined): Facts {
  const { events } = trace;
  const text = (member: string): string | undefined => textIn(describe, member);
  const executionArn = text('executionArn');
  const [first, last] = [events[0]!, events.at(-1)!];
  const closing = closingOf(trace);
  const failure = origin === undefined ? {} : errorOf(closing ?? origin);
  return {
    status: text('status') ?? statusAfter(last.type),
    name: text('name') ?? nameIn(executionArn),
    executionArn,
    stateMachine: machineIn(text('stateMachineArn') ?? executionArn),
    startDate: dateIn(describe, 'startDate') ?? (first.type === 'ExecutionStarted' ? first.at : undefined),
    stopDate: dateIn(describe, 'stopDate') ?? closing?.at,
    redriveDate: dateIn(describe, 'redriveDate') ?? events.findLast(({ type }) => type === 'ExecutionRedriven')?.at,
    redriveCount: last.attempt,
    redriveStatus: text('redriveStatus'),
    redriveStatusReason: text('redriveStatusReason'),
    error: failure.error ?? text('error'),
    cause: failure.cause ?? text('cause'),
  };
}

export function textIn(value: object, member: string): string | undefined {
  const found = (value as Record<string, unknown>)[member];
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export const numberIn = (value: object, member: string): number | undefined => {
  const found = (value as Record<string, unknown>)[member];
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
};

/** Epoch milliseconds: the SDK gives dates, the AWS CLI texts, or seconds in version 1. */
export function dateIn(value: object, member: string): number | undefined {
  const found = (value as Record<string, unknown>)[member];
  if (found === undefined || found === null) return undefined;
  const instant = typeof found === 'number' ? found * MILLISECONDS : Number(new Date(found as string | Date));
  return Number.isNaN(instant) ? undefined : instant;
}

const MILLISECONDS = 1e3;

function nameIn(arn: string | undefined): string | undefined {
  const parsed = arn === undefined ? undefined : parseArn(arn);
  return parsed !== undefined && 'executionName' in parsed ? parsed.executionName : undefined;
}

function machineIn(arn: string | undefined): string | undefined {
  const parsed = arn === undefined ? undefined : parseArn(arn);
  if (parsed === undefined || !('stateMachineName' in parsed)) return undefined;
  return parsed.label === undefined ? parsed.stateMachineName : `${parsed.stateMachineName}/${parsed.label}`;
}
