import type { MapRunEnding, MapRunRequest } from '../../asl/engine/commands';
import { dataLimitCause, isOversized } from '../../asl/engine/payloadLimit';
import { parseArn } from '../../model/arn';
import { Payload } from '../../model/json';
import { TestkitError } from '../../model/testkitError';
import type { OperationContext } from '../operations/operationContext';
import type { ExecutionRecord, Store } from '../store';
import type { MapRunOutcome, MapRunRecord } from './record';

/** What a Map Run whose children have all ended, as far as it matters, comes to. */
export function outcomeOfResults(
  record: MapRunRecord,
  { store, driver }: OperationContext,
): MapRunOutcome | (MapRunEnding & { kind: 'succeeded' }) {
  const { writer, plan } = record;
  if (writer?.outcome.writer === 'fails') {
    const { error, cause } = writer.outcome;
    return { status: 'FAILED', isVoid: false, error, ...(cause === undefined ? {} : { cause }) };
  }
  const result = writer === undefined ? outputsOf(record, store) : manifestOf(record, writer);
  if (!isOversized(result.text, driver.env)) return { kind: 'succeeded', result };
  /**
   * @assumed [map-run.results-size] Results that are together larger than a payload fail the Map Run with States.DataLimitExceeded. Because: the size
   *   is documented, but not who says so.
   */
  return { status: 'FAILED', isVoid: true, error: 'States.DataLimitExceeded', cause: dataLimitCause(plan.stateName) };
}

/** @recorded [map-run.output] With a ResultWriter the output points at the manifest, whatever its WriterConfig says. {recorded-captures} */
function manifestOf({ arn, redriveCount }: MapRunRecord, writer: NonNullable<MapRunRecord['writer']>): Payload {
  const { mapRunId } = parseArn(arn) as { mapRunId: string };
  const details = { Bucket: writer.bucket, Key: manifestKey(writer.prefix, mapRunId, redriveCount) };
  return Payload.ofValue({ MapRunArn: arn, ResultWriterDetails: details });
}

/**
 * Key of the manifest that a ResultWriter leaves, below its prefix.
 *
 * @recorded [map-run.manifest] After a redrive it is in the folder `Redrive-<redriveCount>`. {recorded-map-runs}
 */
function manifestKey(prefix: string, mapRunId: string, redriveCount: number): string {
  const folders = [prefix.replace(/\/$/, ''), mapRunId, redriveCount === 0 ? '' : `Redrive-${redriveCount}`];
  return [...folders.filter((folder) => folder !== ''), 'manifest.json'].join('/');
}

/**
 * @assumed [map-run.output-failed] Without a ResultWriter the output has the results of the successful children, in the order of the items.
 *   Because: the order is recorded; what stands for a child whose failure is tolerated is not. {recorded-histories}
 */
function outputsOf({ children, plan }: MapRunRecord, { executions }: Store): Payload {
  const outputs = children.flatMap((arn) => {
    const { status, output } = executions.get(arn)!.run;
    return status === 'SUCCEEDED' && output !== undefined ? [output] : [];
  });
  /** @documented [map-run.flatten] `Transformation: FLATTEN` makes one list of children that give lists. {result-writer} */
  if (plan.transformation === 'FLATTEN') return Payload.ofValue(outputs.flatMap(({ value }) => value));
  return Payload.ofText(`[${outputs.map(({ text }) => text).join(',')}]`);
}

/** Reports results whose form on AWS is not known: those of `Transformation: NONE` that are handed on. */
export function reportUnknownResults(
  { run }: ExecutionRecord,
  { plan, writer }: MapRunRequest,
  { driver }: OperationContext,
): void {
  if (plan.transformation !== 'NONE' || writer !== undefined) return;
  driver.env.reportMisuse(
    run,
    new TestkitError({
      code: 'DEFINITION_UNSUPPORTED',
      what: `The ResultWriter of Map state '${plan.stateName}' hands on results with Transformation NONE.`,
      found: 'The fake does not know how AWS spells the metadata in them: it hands on the outputs alone.',
      hint: 'Test what reads these results against AWS, or hand on COMPACT results.',
    }),
  );
}
