import type { MapRunEnding } from '../../asl/engine/mapRunAnswers';
import type { ErrorAndCause } from '../../asl/engine/run';
import { dataLimitCause, isOversized } from '../../asl/engine/payloadLimit';
import { parseArn } from '../../model/arn';
import { Payload } from '../../model/json';
import { manifestKey } from '../../rules/mapRunCourse';
import type { OperationContext } from '../operations/operationContext';
import type { MapRunOutcome, MapRunRecord } from './record';

/** Nothing of the Map Run is running any more: it closes, and its Map state is told. */
export function endMapRun(record: MapRunRecord, at: number, context: OperationContext): void {
  const { driver, store } = context;
  const result = record.outcome === undefined ? resultOf(record, context) : undefined;
  const outcome = record.outcome ?? failureToWrite(record) ?? failureOfSize(record, result!, context);
  record.status = outcome?.status ?? 'SUCCEEDED';
  record.phase = 'over';
  record.stopDate = at;
  record.resultsWritten = record.writer?.outcome.writer === 'writes';
  delete record.outcome;
  delete record.denial;
  delete record.givesUpAt;
  delete record.abortsAt;
  for (const index of record.toRedrive) store.executions.get(record.children[index]!)!.pendingRedrive = false;
  record.toRedrive = [];
  const ending = endingOf(outcome, result);
  if (ending !== undefined) driver.answerMapRun(store.executions.get(record.executionArn)!, record.arn, ending, at);
}

function endingOf(outcome: MapRunOutcome | undefined, result: Payload | undefined): MapRunEnding | undefined {
  if (outcome === undefined) return { kind: 'succeeded', result: result! };
  const { status, ...failure } = outcome;
  // Nothing waits for a Map Run that was aborted.
  return status === 'FAILED' ? { kind: 'failed', ...failure } : undefined;
}

/** Recorded: with a ResultWriter the state hands on where the manifest is, in a folder of its own for each redrive. */
function resultOf(record: MapRunRecord, { store }: OperationContext): Payload {
  const { writer, arn, redriveCount } = record;
  if (writer === undefined) return outputsOf(record, store.executions);
  const { mapRunId } = parseArn(arn) as { mapRunId: string };
  const details = { Bucket: writer.bucket, Key: manifestKey(writer.prefix, mapRunId, redriveCount) };
  return Payload.ofValue({ MapRunArn: arn, ResultWriterDetails: details });
}

/** Outputs in the order of the items. assumed: of children whose failure is tolerated there is none. */
function outputsOf({ children, plan }: MapRunRecord, executions: OperationContext['store']['executions']): Payload {
  const outputs = children.flatMap((arn) => {
    const { status, output } = executions.get(arn)!.run;
    return status === 'SUCCEEDED' && output !== undefined ? [output] : [];
  });
  if (plan.flattensResults) return Payload.ofValue(outputs.flatMap(({ value }) => value));
  return Payload.ofText(`[${outputs.map(({ text }) => text).join(',')}]`);
}

function failureToWrite({ writer }: MapRunRecord): MapRunOutcome | undefined {
  if (writer?.outcome.writer !== 'fails') return undefined;
  const { error, cause } = writer.outcome;
  const failure: ErrorAndCause = { error, ...(cause === undefined ? {} : { cause }) };
  return { status: 'FAILED', isVoid: false, ...failure };
}

/** Documented: the results of all children together are held to the size of a payload. assumed: the Map Run says so. */
function failureOfSize(
  { plan }: MapRunRecord,
  result: Payload,
  { driver }: OperationContext,
): MapRunOutcome | undefined {
  if (!isOversized(result.text, driver.env)) return undefined;
  const cause = dataLimitCause(plan.stateName);
  return { status: 'FAILED', isVoid: true, error: 'States.DataLimitExceeded', cause };
}
