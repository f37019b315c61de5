import type { DescribeMapRunOutput, MapRunExecutionCounts, MapRunItemCounts } from '@aws-sdk/client-sfn';
import { DEFAULT_PLACE, executionArn, mapRunArn } from '../model/arn';
import { createIdSource } from '../model/idSource';
import { DEFAULT_VIRTUAL_START, epochMilliseconds, type Instant } from '../time/clock';
import { minutes } from '../time/duration';
import { takes } from './modes/durations';
import { checkMapRunOptions } from './optionChecks';

/** How many child executions of a Map Run have which status. */
export interface ChildCounts {
  pending?: number;
  running?: number;
  succeeded?: number;
  failed?: number;
  timedOut?: number;
  aborted?: number;
}

/** Options of {@link describeMapRunOutput}. Durations are milliseconds. */
export interface MapRunOptions {
  /** `FAILED` unless given. */
  status?: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  /** Six children of which two have failed, unless given; none of them has failed if the status is `SUCCEEDED`. */
  children?: ChildCounts;
  /** How many items a child has; 1 unless given. */
  itemsPerChild?: number;
  /** Of the unsuccessful children: how many cannot be redriven any more. */
  failuresNotRedrivable?: number;
  maxConcurrency?: number;
  toleratedFailureCount?: number;
  toleratedFailurePercentage?: number;
  /** Redrives of the parent that reached it; 0 unless given. */
  redriveCount?: number;
  stateMachineName?: string;
  /** `Label` of the Map state; `EachOrder` unless given. */
  label?: string;
  /** When it started; an hour before it is 2026-01-01T00:00:00Z unless given. */
  startedAt?: Instant;
}

/**
 * What DescribeMapRun answers. The counts of items and of child executions agree, and add up to their totals; members are
 * present as recorded.
 *
 * @throws TestkitError `OPTION_UNKNOWN`, `ARGUMENT_INVALID`
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html
 * @example
 * stub.on(DescribeMapRunCommand).resolves(describeMapRunOutput({ children: { succeeded: 97, failed: 3 }, redriveCount: 1 }));
 */
export function describeMapRunOutput(options: MapRunOptions = {}): DescribeMapRunOutput {
  checkMapRunOptions(options);
  const { status = 'FAILED', redriveCount = 0, label = 'EachOrder', stateMachineName = 'orders' } = options;
  const machine = { ...DEFAULT_PLACE, stateMachineName };
  const ids = createIdSource(1);
  const startDate =
    options.startedAt === undefined
      ? epochMilliseconds(DEFAULT_VIRTUAL_START) - minutes(60)
      : epochMilliseconds(options.startedAt);
  const redriveDate = startDate + minutes(redriveCount) + takes.betweenRedrives;
  const lastBegin = redriveCount === 0 ? startDate : redriveDate;
  return {
    mapRunArn: mapRunArn({ ...machine, label, mapRunId: ids.uuid() }),
    executionArn: executionArn({ ...machine, executionName: ids.uuid() }),
    status,
    startDate: new Date(startDate),
    ...(status === 'RUNNING' ? {} : { stopDate: new Date(lastBegin + takes.beforeAStop) }),
    maxConcurrency: options.maxConcurrency ?? 0,
    toleratedFailurePercentage: options.toleratedFailurePercentage ?? 0,
    toleratedFailureCount: options.toleratedFailureCount ?? 0,
    itemCounts: countsOf(options, options.itemsPerChild ?? 1),
    executionCounts: countsOf(options, 1),
    redriveCount,
    ...(redriveCount === 0 ? {} : { redriveDate: new Date(redriveDate) }),
  };
}

/** Once results are written, those of children that failed or never started count as written, too: see `map-run.results-of-all`. */
function countsOf(options: MapRunOptions, each: number): MapRunItemCounts & MapRunExecutionCounts {
  const { status = 'FAILED', failuresNotRedrivable = 0 } = options;
  const usual: ChildCounts = status === 'SUCCEEDED' ? { succeeded: 6 } : { succeeded: 4, failed: 2 };
  const { pending = 0, running = 0, succeeded = 0, failed = 0, timedOut = 0, aborted = 0 } = options.children ?? usual;
  const total = pending + running + succeeded + failed + timedOut + aborted;
  return {
    pending: pending * each,
    running: running * each,
    succeeded: succeeded * each,
    failed: failed * each,
    timedOut: timedOut * each,
    aborted: aborted * each,
    total: total * each,
    resultsWritten: status === 'RUNNING' ? 0 : total * each,
    failuresNotRedrivable: failuresNotRedrivable * each,
    pendingRedrive: 0,
  };
}
