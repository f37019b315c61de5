import type { Frame, Run } from '../../asl/engine/run';
import { processorOf } from '../../asl/definition/definition';
import { parseArn, stateMachineArn } from '../../model/arn';
import { noChildrenYet, type MapRunRecord } from './record';

/**
 * The Map Run of a captured execution, as far as its history tells of it: neither its items nor its children are known. assumed: a
 * redrive finds the items anew and starts all children.
 */
export function capturedMapRun(run: Run, { name, state, mapRun }: Frame, at: number): MapRunRecord | undefined {
  const arn = parseArn(mapRun?.mapRunArn ?? '');
  if (arn?.resource !== 'mapRun') return undefined;
  const { label, partition, region, account, stateMachineName } = arn;
  const processor = processorOf(state);
  return {
    arn: mapRun!.mapRunArn,
    executionArn: run.executionArn,
    stateMachineArn: stateMachineArn({ partition, region, account, stateMachineName, label }),
    plan: Object.freeze({
      stateName: name,
      label,
      executionType: processor.ProcessorConfig?.ExecutionType ?? 'STANDARD',
      definition: processor,
      childInputs: [],
      itemCounts: [],
      totalItems: 0,
      flattensResults: false,
      failure: undefined,
      maxConcurrency: 0,
      toleratedFailureCount: undefined,
      toleratedFailurePercentage: undefined,
    }),
    writer: undefined,
    status: run.status === 'RUNNING' ? 'RUNNING' : run.status === 'FAILED' ? 'FAILED' : 'ABORTED',
    phase: 'over',
    startDate: at,
    ...(run.stopDate === undefined ? {} : { stopDate: run.stopDate }),
    redriveCount: mapRun!.redrives === 0 ? 0 : run.redriveCount,
    ...(mapRun!.redrives === 0 || run.redriveDate === undefined ? {} : { redriveDate: run.redriveDate }),
    maxConcurrency: 0,
    toleratedFailureCount: undefined,
    toleratedFailurePercentage: undefined,
    ...noChildrenYet(),
  };
}
