import { Payload, isJsonArray, isJsonObject, stringifyJson, type Json, type JsonObject } from '../../model/json';
import { TestkitError } from '../../model/testkitError';
import type { MapRunPlan } from './commands';
import { scopeOf } from './context';
import { evaluateJsonataTemplate } from '../data/jsonata';
import { itemInput } from '../data/mapItems';
import {
  maxInputBytesPerBatch,
  maxItems,
  maxItemsPerBatch,
  toleratedFailureCount,
  toleratedFailurePercentage,
} from '../data/numbers';
import { StateFault, type Scope } from '../data/scope';
import { resolveTemplate } from '../data/templates';
import { processorOf, type Definition } from '../definition/definition';
import { causePrefix } from './failure';
import { asReaderOutcome, entryOutcome, isReaderOutcome } from '../script/mapRunScript';
import { dataLimitCause, isOversized } from './payloadLimit';
import type { ErrorAndCause, Frame } from './run';
import type { Step } from './step';

/** What a Distributed Map state has come to before its Map Run starts. */
export interface PlanSource {
  /** Effective input of the state. */
  readonly selected: Json;
  /** Absent with an ItemReader. */
  readonly items: readonly Json[] | undefined;
  readonly maxConcurrency: number;
  readonly label: string;
}

/** Evaluates what stands between MapStateStarted and the Map Run: limits, reader, inputs of the children. */
export function planMapRun(step: Step, source: PlanSource): MapRunPlan {
  const { frame } = step;
  const { state, language } = frame;
  const scope = scopeOf(step);
  const settings = {
    stateName: frame.name,
    label: source.label,
    executionType: processorOf(state).ProcessorConfig?.ExecutionType ?? 'STANDARD',
    definition: childDefinition(step),
    maxConcurrency: source.maxConcurrency,
    toleratedFailureCount: toleratedFailureCount(state, language, scope),
    toleratedFailurePercentage: toleratedFailurePercentage(state, language, scope),
    flattensResults: flattensResults(step),
  } as const;
  const atMost = maxItems(state, language, scope) ?? 0;
  const found = source.items ?? readItems(step, source.selected);
  if (!Array.isArray(found)) return Object.freeze({ ...settings, ...NO_CHILDREN, failure: found as ErrorAndCause });
  const items: readonly Json[] = atMost > 0 ? found.slice(0, atMost) : found;
  return Object.freeze({ ...settings, ...childrenOf(step, source.selected, items) });
}

/** `Transformation` of results that are not exported. */
function flattensResults({ run, env, frame: { name, state } }: Step): boolean {
  const { WriterConfig, Resource } = state.ResultWriter ?? {};
  const transformation = isJsonObject(WriterConfig) ? WriterConfig['Transformation'] : undefined;
  if (transformation === 'NONE' && Resource === undefined) {
    env.reportMisuse(
      run,
      new TestkitError({
        code: 'DEFINITION_UNSUPPORTED',
        what: `The ResultWriter of Map state '${name}' hands on results with Transformation NONE.`,
        found: 'The fake does not know how AWS spells the metadata in them: it hands on the outputs alone.',
        hint: 'Test what reads these results against AWS, or hand on COMPACT results.',
      }),
    );
  }
  return transformation === 'FLATTEN';
}

type Children = Pick<MapRunPlan, 'childInputs' | 'itemCounts' | 'totalItems' | 'failure'>;

const NO_CHILDREN = Object.freeze({ childInputs: Object.freeze([]), itemCounts: Object.freeze([]), totalItems: 0 });

/** The workflow of the children: it speaks the language of the state machine. */
function childDefinition({ run, frame }: Step): Definition {
  const { StartAt, States } = processorOf(frame.state);
  const { QueryLanguage } = run.definition;
  return Object.freeze({ StartAt, States, ...(QueryLanguage === undefined ? {} : { QueryLanguage }) });
}

/** Recorded text; assumed: also what is no list is no error of the state itself. */
const NOT_ITERABLE = Object.freeze({
  error: 'States.ItemReaderFailed',
  cause: 'Attempting to map over non-iterable node.',
});

function readItems({ run, env, frame }: Step, selected: Json): readonly Json[] | ErrorAndCause {
  const call = {
    stateName: frame.name,
    input: selected,
    redriveCount: run.redriveCount,
    executionArn: run.executionArn,
  };
  const entry = env.itemReaderOf(run, frame.name);
  const scripted = entry && entryOutcome({ run, env }, entry, call, isReaderOutcome);
  if (scripted === undefined) return { error: 'States.ItemReaderFailed', cause: 'The reader has no usable script.' };
  const outcome = asReaderOutcome(scripted, run.redriveCount);
  if (!('items' in outcome)) return outcome;
  return isJsonArray(outcome.items) ? outcome.items : NOT_ITERABLE;
}

/**
 * Inputs of the children. Documented: a Map Run can fail because JSON could not be interpolated. assumed: that is what happens if the
 * ItemSelector leads nowhere; and States.DataLimitExceeded if an input is too large.
 */
function childrenOf(step: Step, selected: Json, items: readonly Json[]): Children {
  const { env, thread, frame } = step;
  try {
    const values = items.map((value, index) => {
      const scope = scopeOf({ ...step, thread: { ...thread, mapItem: { index, value } } }, { input: selected });
      return itemInput(frame.state, frame.language, scope, value);
    });
    const batched = inBatches(frame, scopeOf(step, { input: selected }), values);
    const childInputs = batched.inputs.map((value) => Payload.ofValue(value));
    if (childInputs.some(({ text }) => isOversized(text, env))) {
      const failure = { error: 'States.DataLimitExceeded', cause: dataLimitCause(frame.name) };
      return { ...NO_CHILDREN, failure };
    }
    const itemCounts = Object.freeze(batched.counts);
    return { childInputs: Object.freeze(childInputs), itemCounts, totalItems: values.length, failure: undefined };
  } catch (fault) {
    if (!(fault instanceof StateFault) || fault.error !== 'States.Runtime') throw fault;
    return { ...NO_CHILDREN, failure: { error: fault.error, cause: `${causePrefix(frame)}${fault.message}` } };
  }
}

interface Batches {
  readonly inputs: readonly Json[];
  readonly counts: number[];
}

/** One input per item, or per batch: `{BatchInput, Items}` (documented, recorded without BatchInput). */
function inBatches(frame: Frame, scope: Scope, values: readonly Json[]): Batches {
  const { state, language } = frame;
  const batcher = state.ItemBatcher;
  if (batcher === undefined) return { inputs: values, counts: values.map(() => 1) };
  const mostItems = maxItemsPerBatch(state, language, scope) ?? Infinity;
  const mostBytes = maxInputBytesPerBatch(state, language, scope) ?? Infinity;
  const template = batcher['BatchInput'];
  const fixed: JsonObject = template === undefined ? {} : { BatchInput: filledIn(template, frame, scope) };
  const batches: Json[][] = [];
  let bytes = 0;
  for (const value of values) {
    const size = mostBytes === Infinity ? 0 : Buffer.byteLength(stringifyJson(value)) + 1;
    const last = batches.at(-1);
    if (last === undefined || last.length >= mostItems || bytes + size > mostBytes) {
      batches.push([value]);
      bytes = Buffer.byteLength(stringifyJson({ ...fixed, Items: [] })) + size;
    } else {
      last.push(value);
      bytes += size;
    }
  }
  return { inputs: batches.map((Items) => ({ ...fixed, Items })), counts: batches.map(({ length }) => length) };
}

function filledIn(template: Json, { language }: Frame, scope: Scope): Json {
  return language === 'JSONata'
    ? evaluateJsonataTemplate(template, 'ItemBatcher/BatchInput', scope)
    : resolveTemplate(template, scope);
}
