import { invalid, isMembers } from '../../model/arguments';
import { dateIn, numberIn, textIn } from './facts';

/** A Map Run as it was captured: what DescribeMapRun answered, with the items of ListExecutions. */
export interface CapturedMapRun {
  readonly mapRunArn?: string | undefined;
  readonly status?: string | undefined;
  readonly redriveCount?: number | undefined;
  /** Its children: items of ListExecutions. */
  readonly executions?: readonly object[] | undefined;
}

/** A Map Run as it is shown. */
export interface MapRunSubject {
  readonly arn: string;
  readonly status: string | undefined;
  readonly redriveCount: number;
  readonly children: readonly ChildSubject[];
}

export interface ChildSubject {
  readonly name: string;
  readonly status: string;
  readonly redriveCount: number;
  readonly startDate: number | undefined;
  readonly stopDate: number | undefined;
  readonly error: string | undefined;
}

export function capturedMapRuns(call: string, given: unknown): MapRunSubject[] {
  if (given === undefined) return [];
  const hint = 'Write { mapRuns: [{ ...describeMapRunAnswer, executions: listExecutionsAnswer.executions }] }.';
  const wrong = (): Error => invalid(`The option mapRuns of ${call} is a list of Map Runs.`, given, hint);
  if (!Array.isArray(given)) throw wrong();
  return given.map((each: unknown) => {
    if (!isMembers(each)) throw wrong();
    const executions = each['executions'] ?? [];
    if (!Array.isArray(executions) || !executions.every(isMembers)) throw wrong();
    return mapRunSubject(each, executions);
  });
}

export function mapRunSubject(described: object, executions: readonly object[]): MapRunSubject {
  return {
    arn: textIn(described, 'mapRunArn') ?? '',
    status: textIn(described, 'status'),
    redriveCount: numberIn(described, 'redriveCount') ?? 0,
    children: executions.map((each) => ({
      name: textIn(each, 'name') ?? textIn(each, 'executionArn') ?? '',
      status: textIn(each, 'status') ?? '',
      redriveCount: numberIn(each, 'redriveCount') ?? 0,
      startDate: dateIn(each, 'startDate'),
      stopDate: dateIn(each, 'stopDate'),
      error: textIn(each, 'error'),
    })),
  };
}
