import { evaluateJsonataTemplate } from '../../asl/data/jsonata';
import { maxItemsRefusal } from '../../asl/data/numbers';
import { resolveTemplate } from '../../asl/data/templates';
import type { MapRunPlan } from '../../asl/engine/commands';
import { scopeOf } from '../../asl/engine/context';
import type { ErrorAndCause, MapItem } from '../../asl/engine/run';
import { mapRunOutcome } from '../../asl/engine/scripted';
import type { Step } from '../../asl/engine/step';
import { asReaderOutcome, isReaderOutcome, type ItemReaderOutcome } from '../../asl/script/mapRunScript';
import {
  JsonNumber,
  isJsonArray,
  isJsonObject,
  mapMembers,
  numberOf,
  type Json,
  type JsonObject,
} from '../../model/json';

const READER_FAILED = 'States.ItemReaderFailed';

/** What an ItemReader has found. */
interface ReadItems {
  readonly items: readonly MapItem[];
  /** Milliseconds that it took; nothing if it was a moment. */
  readonly after?: number | undefined;
}

/** What the ItemReader of a Map Run finds: the items, or why it finds none. */
export function readItems(step: Step, plan: MapRunPlan): ReadItems | ErrorAndCause {
  const parameters = parametersOf(step, plan);
  const config = configOf(step);
  const refusal = maxItemsRefusal(plan.maxItems) ?? versionRefusal(parameters, config);
  /** @recorded [map-run.reader-refused] What the reader itself cannot do fails the Map Run, after MapRunStarted. {recorded-histories} */
  if (refusal !== undefined) return { error: READER_FAILED, cause: refusal };
  const outcome = outcomeOf(step, plan);
  if (outcome === undefined) return { error: READER_FAILED, cause: 'The reader has no usable script.' };
  if (!('items' in outcome)) return outcome;
  const { items, after } = outcome;
  /** @recorded [map-run.not-iterable] What is no list of items fails the Map Run with these words. {recorded-histories} */
  if (!isJsonArray(items)) return { error: READER_FAILED, cause: 'Attempting to map over non-iterable node.' };
  const isListing = isPlainListing(step, config);
  const atMost = plan.maxItems > 0 ? items.slice(0, plan.maxItems) : items;
  const read = atMost.map((value, index) => ({
    index,
    value: isListing ? asListed(value) : value,
    ...placeOf(outcome, index, sourceOf(parameters)),
  }));
  return { items: read, after };
}

function outcomeOf(step: Step, { stateName, selected }: MapRunPlan): ItemReaderOutcome | undefined {
  const { run, env } = step;
  const entry = env.itemReaderOf(run, stateName);
  const scripted = entry && mapRunOutcome(step, entry, selected, isReaderOutcome);
  return scripted === undefined ? undefined : asReaderOutcome(scripted, run.redriveCount);
}

function configOf({ frame }: Step): JsonObject {
  const config = frame.state.ItemReader?.['ReaderConfig'];
  return isJsonObject(config) ? config : {};
}

/** Where the reader reads. */
function parametersOf(step: Step, { selected }: MapRunPlan): JsonObject {
  const { state, language } = step.frame;
  const template = state.ItemReader?.[language === 'JSONata' ? 'Arguments' : 'Parameters'];
  if (template === undefined) return {};
  const scope = scopeOf(step, { input: selected });
  const parameters =
    language === 'JSONata'
      ? evaluateJsonataTemplate(template, 'ItemReader/Arguments', scope)
      : resolveTemplate(template, scope);
  return isJsonObject(parameters) ? parameters : {};
}

/** @recorded [map-run.parquet-version] A version of a PARQUET file cannot be read. {recorded-answers} */
function versionRefusal(parameters: JsonObject, { InputType }: JsonObject): string | undefined {
  return InputType === 'PARQUET' && parameters['VersionId'] !== undefined
    ? 'S3 Version ID selection is not currently supported for PARQUET files'
    : undefined;
}

/**
 * @recorded [map-run.source] The source of an item is `s3://<bucket>/<key>` of the object that was read, and `s3://<bucket>` of a listing.
 *   {recorded-captures}
 */
function sourceOf({ Bucket, Key }: JsonObject): string | undefined {
  if (typeof Bucket !== 'string') return undefined;
  return typeof Key === 'string' ? `s3://${Bucket}/${Key}` : `s3://${Bucket}`;
}

/** What `reads()` says of an item, else where its reader reads. */
function placeOf(
  { source, key }: { readonly source?: string | readonly string[]; readonly key?: readonly string[] },
  index: number,
  usual: string | undefined,
): Pick<MapItem, 'source' | 'key'> {
  const own = typeof source === 'string' ? source : source?.[index];
  const from = own ?? usual;
  const name = key?.[index];
  return { ...(from === undefined ? {} : { source: from }), ...(name === undefined ? {} : { key: name }) };
}

function isPlainListing({ frame }: Step, { Transformation }: JsonObject): boolean {
  return (
    String(frame.state.ItemReader?.['Resource']).endsWith(':listObjectsV2') && Transformation !== 'LOAD_AND_FLATTEN'
  );
}

/** @recorded [map-run.listed-date] LastModified of a listed object is written as Java writes a double: `1.790204286E9`. {recorded-captures} */
function asListed(item: Json): Json {
  if (!isJsonObject(item)) return item;
  return mapMembers(item, (value, name) => (name === 'LastModified' ? asJavaDouble(value) : value));
}

const SMALLEST_SCIENTIFIC = 1e7;

function asJavaDouble(value: Json): Json {
  const number = numberOf(value);
  if (number === undefined) return value;
  if (Math.abs(number) < SMALLEST_SCIENTIFIC) return Number.isInteger(number) ? new JsonNumber(`${number}.0`) : number;
  const [digits = '', exponent = ''] = number.toExponential().split('e');
  return new JsonNumber(`${digits.includes('.') ? digits : `${digits}.0`}E${exponent.replace('+', '')}`);
}
