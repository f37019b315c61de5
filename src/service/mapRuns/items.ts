import { evaluateJsonataTemplate } from '../../asl/data/jsonata';
import { itemInput } from '../../asl/data/mapItems';
import { EvaluationError, type Scope } from '../../asl/data/scope';
import { resolveTemplate } from '../../asl/data/templates';
import type { MapRunPlan } from '../../asl/engine/commands';
import { scopeOf } from '../../asl/engine/context';
import { causePrefix } from '../../asl/engine/failure';
import { dataLimitCause, isOversized } from '../../asl/engine/payloadLimit';
import type { ErrorAndCause, MapItem } from '../../asl/engine/run';
import type { Step } from '../../asl/engine/step';
import { Payload, stringifyJson, type Json, type JsonObject } from '../../model/json';
import { readItems } from './reader';
import { NO_ITEMS, type MapRunItems } from './record';

/** Finds the items of a Map Run, whose Map state is open in the step, and makes the inputs of its children of them. */
export function findItems(step: Step, plan: MapRunPlan): MapRunItems {
  let readingTime: number | undefined;
  let items: MapRunItems;
  try {
    const read = plan.items === undefined ? readItems(step, plan) : { items: itemsOfInput(plan.items, plan.keys) };
    if ('items' in read) readingTime = read.after;
    items = 'items' in read ? childrenOf(step, plan, read.items) : failed(read);
  } catch (fault) {
    if (!(fault instanceof EvaluationError)) throw fault;
    /**
     * @assumed [map-run.interpolation] An ItemSelector that leads nowhere fails the Map Run. Because: that a Map Run can fail of JSON that cannot be
     *   interpolated is documented with its redrive; the events were not recorded. {map-run-eligibility}
     */
    items = failed({ error: fault.error, cause: `${causePrefix(step.frame)}${fault.message}` });
  }
  return readingTime === undefined ? items : Object.freeze({ ...items, readingTime });
}

/** Errors after which a redrive starts a new Map Run: the data limit, and JSON that cannot be interpolated. */
const VOID: ReadonlySet<string> = new Set([
  'States.DataLimitExceeded',
  'States.Runtime',
  'States.QueryEvaluationError',
]);

function failed(failure: ErrorAndCause): MapRunItems {
  const isVoid = VOID.has(failure.error ?? '');
  return Object.freeze({ ...NO_ITEMS, failure: Object.freeze({ status: 'FAILED', isVoid, ...failure }) });
}

/** @recorded [map-run.state-data] The source of items out of the input of the state is STATE_DATA. {recorded-captures} */
function itemsOfInput(items: readonly Json[], keys: readonly string[] | undefined): MapItem[] {
  const source = 'STATE_DATA';
  if (keys === undefined) return items.map((value, index) => ({ index, value, source }));
  return keys.map((key, index) => ({ index, key, value: (items[index] as JsonObject)['Value'] ?? null, source }));
}

function childrenOf(step: Step, plan: MapRunPlan, items: readonly MapItem[]): MapRunItems {
  const { thread, frame, env } = step;
  const { state, language, name } = frame;
  const input = { input: plan.selected };
  const values = items.map((mapItem, index) => {
    const scope = scopeOf({ ...step, thread: { ...thread, mapItem } }, input);
    return itemInput(state, language, scope, plan.items?.[index] ?? mapItem.value);
  });
  const batches = state.ItemBatcher === undefined ? undefined : inBatches(step, scopeOf(step, input), plan, values);
  const childInputs = (batches?.inputs ?? values).map((value) => Payload.ofValue(value));
  /**
   * @assumed [map-run.input-size] A Map Run whose children would have too large an input fails with States.DataLimitExceeded. Because: that a
   *   Map Run can fail of it is documented with its redrive, but not of what. {map-run-eligibility}
   */
  if (childInputs.some(({ text }) => isOversized(text, env))) {
    return failed({ error: 'States.DataLimitExceeded', cause: dataLimitCause(name) });
  }
  const itemCounts = Object.freeze(batches?.counts ?? values.map(() => 1));
  return Object.freeze({ childInputs: Object.freeze(childInputs), itemCounts, total: values.length });
}

/** @recorded [map-run.batches] The input of a batch is `{BatchInput, Items}`. {recorded-captures} */
function inBatches(
  { frame }: Step,
  scope: Scope,
  { maxItemsPerBatch, maxInputBytesPerBatch }: MapRunPlan,
  values: readonly Json[],
): { readonly inputs: readonly Json[]; readonly counts: readonly number[] } {
  const template = frame.state.ItemBatcher?.['BatchInput'];
  const fixed: JsonObject = template === undefined ? {} : { BatchInput: filledIn(template, frame.language, scope) };
  const batches: Json[][] = [];
  let bytes = 0;
  for (const value of values) {
    const size = maxInputBytesPerBatch === Infinity ? 0 : Buffer.byteLength(stringifyJson(value)) + 1;
    const last = batches.at(-1);
    if (last === undefined || last.length >= maxItemsPerBatch || bytes + size > maxInputBytesPerBatch) {
      batches.push([value]);
      bytes = Buffer.byteLength(stringifyJson({ ...fixed, Items: [] })) + size;
    } else {
      last.push(value);
      bytes += size;
    }
  }
  return { inputs: batches.map((Items) => ({ ...fixed, Items })), counts: batches.map(({ length }) => length) };
}

function filledIn(template: Json, language: 'JSONPath' | 'JSONata', scope: Scope): Json {
  return language === 'JSONata'
    ? evaluateJsonataTemplate(template, 'ItemBatcher/BatchInput', scope)
    : resolveTemplate(template, scope);
}
