import type { Frame, Run } from '../../asl/engine/run';
import { processorOf } from '../../asl/definition/definition';
import { parseArn, stateMachineArn } from '../../model/arn';
import { newMapRun, type MapRunRecord, type MapRunState } from './record';

/**
 * The Map Run of a captured execution, as far as its history tells of it: neither its items nor its children are known, so that a redrive finds
 * the items anew and starts all children.
 */
export function capturedMapRun(run: Run, { name, state, mapRun }: Frame, at: number): MapRunRecord | undefined {
  const arn = parseArn(mapRun?.mapRunArn ?? '');
  if (arn?.resource !== 'mapRun') return undefined;
  const { label, partition, region, account, stateMachineName } = arn;
  const processor = processorOf(state);
  const record = newMapRun({
    arn: mapRun!.mapRunArn,
    executionArn: run.executionArn,
    stateMachineArn: stateMachineArn({ partition, region, account, stateMachineName, label }),
    plan: Object.freeze({
      stateName: name,
      label,
      executionType: processor.ProcessorConfig?.ExecutionType ?? 'STANDARD',
      definition: processor,
      selected: null,
      items: [],
      maxItems: 0,
      maxItemsPerBatch: Infinity,
      maxInputBytesPerBatch: Infinity,
      transformation: undefined,
      maxConcurrency: 0,
      toleratedFailureCount: undefined,
      toleratedFailurePercentage: undefined,
    }),
    writer: undefined,
    state: stateOf(run),
    startDate: at,
  });
  if (mapRun!.redrives === 0) return record;
  return {
    ...record,
    redriveCount: run.redriveCount,
    ...(run.redriveDate === undefined ? {} : { redriveDate: run.redriveDate }),
  };
}

function stateOf({ status, stopDate }: Run): MapRunState {
  if (status === 'RUNNING') return { phase: 'elsewhere' };
  const closed = stopDate === undefined ? {} : { stopDate };
  return { phase: 'over', status: status === 'FAILED' ? 'FAILED' : 'ABORTED', ...closed };
}
