import type { MapRunPlan } from '../../asl/engine/commands';
import { scopeOf } from '../../asl/engine/context';
import { causePrefix } from '../../asl/engine/failure';
import { dataLimitCause, isOversized } from '../../asl/engine/payloadLimit';
import type { ErrorAndCause } from '../../asl/engine/run';
import { mapRunOutcome } from '../../asl/engine/scripted';
import type { Step } from '../../asl/engine/step';
import { evaluateJsonataTemplate } from '../../asl/data/jsonata';
import { itemInput } from '../../asl/data/mapItems';
import { StateFault, type Scope } from '../../asl/data/scope';
import { resolveTemplate } from '../../asl/data/templates';
import { asReaderOutcome, isReaderOutcome } from '../../asl/script/mapRunScript';
import { Payload, isJsonArray, stringifyJson, type Json, type JsonObject } from '../../model/json';
import { NO_ITEMS, type MapRunItems } from './record';

/** Finds the items of a Map Run, whose Map state is open in the step, and makes the inputs of its children of them. */
export function findItems(step: Step, plan: MapRunPlan): MapRunItems {
  const found = plan.items ?? readItems(step, plan);
  if (!Array.isArray(found)) return failed(found as ErrorAndCause);
  const items: readonly Json[] = plan.maxItems > 0 ? found.slice(0, plan.maxItems) : found;
  try {
    return childrenOf(step, plan, items);
  } catch (fault) {
    if (!(fault instanceof StateFault)) throw fault;
    // Documented: a Map Run can fail because JSON could not be interpolated. assumed: that is what happens if the ItemSelector leads nowhere.
    return failed({ error: fault.error, cause: `${causePrefix(step.frame)}${fault.message}` });
  }
}

/** Documented: after these two a redrive starts a new Map Run. */
const VOID: ReadonlySet<string> = new Set([
  'States.DataLimitExceeded',
  'States.Runtime',
  'States.QueryEvaluationError',
]);

function failed(failure: ErrorAndCause): MapRunItems {
  const isVoid = VOID.has(failure.error ?? '');
  return Object.freeze({ ...NO_ITEMS, failure: Object.freeze({ status: 'FAILED', isVoid, ...failure }) });
}

/** Recorded text; assumed: also what is no list is no error of the state itself. */
const NOT_ITERABLE: ErrorAndCause = Object.freeze({
  error: 'States.ItemReaderFailed',
  cause: 'Attempting to map over non-iterable node.',
});

function readItems(step: Step, { stateName, selected }: MapRunPlan): readonly Json[] | ErrorAndCause {
  const { run, env } = step;
  const entry = env.itemReaderOf(run, stateName);
  const scripted = entry && mapRunOutcome(step, entry, selected, isReaderOutcome);
  if (scripted === undefined) return { error: 'States.ItemReaderFailed', cause: 'The reader has no usable script.' };
  const outcome = asReaderOutcome(scripted, run.redriveCount);
  if (!('items' in outcome)) return outcome;
  return isJsonArray(outcome.items) ? outcome.items : NOT_ITERABLE;
}

/** assumed: a Map Run whose children would have too large an input fails with States.DataLimitExceeded. */
function childrenOf(step: Step, plan: MapRunPlan, items: readonly Json[]): MapRunItems {
  const { thread, frame, env } = step;
  const { state, language, name } = frame;
  const input = { input: plan.selected };
  const values = items.map((value, index) => {
    const scope = scopeOf({ ...step, thread: { ...thread, mapItem: { index, value } } }, input);
    return itemInput(state, language, scope, value);
  });
  const batches = state.ItemBatcher === undefined ? undefined : inBatches(step, scopeOf(step, input), plan, values);
  const childInputs = (batches?.inputs ?? values).map((value) => Payload.ofValue(value));
  if (childInputs.some(({ text }) => isOversized(text, env))) {
    return failed({ error: 'States.DataLimitExceeded', cause: dataLimitCause(name) });
  }
  const itemCounts = Object.freeze(batches?.counts ?? values.map(() => 1));
  return Object.freeze({ childInputs: Object.freeze(childInputs), itemCounts, total: values.length });
}

/** One input per batch: `{BatchInput, Items}` (documented, recorded). */
function inBatches(
  { frame }: Step,
  scope: Scope,
  { maxItemsPerBatch, maxInputBytesPerBatch }: MapRunPlan,
  values: readonly Json[],
): { readonly inputs: readonly Json[]; readonly counts: readonly number[] } {
  const { state, language } = frame;
  const template = state.ItemBatcher?.['BatchInput'];
  const fixed: JsonObject = template === undefined ? {} : { BatchInput: filledIn(template, language, scope) };
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
