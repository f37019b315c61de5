import { createHash } from 'node:crypto';
import { locationOf, mapRunArn as formatMapRunArn, parseArn } from '../../model/arn';
import { isJsonObject, type Json } from '../../model/json';
import { effectiveInput, stateOutput } from '../data/dataFlow';
import { evaluateJsonataTemplate } from '../data/jsonata';
import { keyedItems } from '../data/mapItems';
import {
  maxConcurrencyOf,
  maxInputBytesPerBatch,
  maxItems,
  maxItemsPerBatch,
  toleratedFailureCountOf,
  toleratedFailurePercentageOf,
} from '../data/numbers';
import { EvaluationError } from '../data/scope';
import { resolveTemplate } from '../data/templates';
import { processorOf, type Definition } from '../definition/definition';
import type { MapRunEnding, MapRunPlan, ResultWriterPlan } from '../engine/commands';
import { scopeOf } from '../engine/context';
import { append, appendStem, errorMembers } from '../engine/emit';
import { failState } from '../engine/failure';
import type { ErrorAndCause, MapRunLink } from '../engine/run';
import { mapRunOutcome } from '../engine/scripted';
import type { Step } from '../engine/step';
import { assignmentsOf, exitState, successorOf } from '../engine/transitions';
import { asWriterOutcome, isWriterOutcome, writes, type ResultWriterOutcome } from '../script/mapRunScript';

/** Starts the Map Run of a Distributed Map, or goes on with it after a redrive. The Map Run itself is the service's. */
export function executeDistributedMap(step: Step): void {
  const { frame } = step;
  const link = frame.mapRun;
  /** @documented [map-run.first-start] A Map Run that was never started is started for the first time. {redrive-map-run} */
  if (link === undefined) return startMapRun(step);
  /** @recorded [map-run.same-run] A redrive goes on with the same Map Run, linked to the MapStateStarted event. {recorded-map-runs} */
  if (!link.isVoid) return redriveMapRun(step, link);
  /**
   * @documented [map-run.new-run] After States.DataLimitExceeded, or a failed interpolation of JSON, a new Map Run is started.
   *   {map-run-eligibility}
   */
  delete frame.mapRun;
  delete frame.mapStartedId;
  startMapRun(step);
}

function startMapRun(step: Step): void {
  const { run, env, thread, frame } = step;
  const input = inputOf(step);
  /**
   * @assumed [map-run.late-start] A Map Run that a redrive starts for the first time links to the MapStateStarted that is there. Because: such
   *   a redrive was not recorded; that of a Map Run which had started adds no MapStateStarted either. {redrive-map-run}
   */
  if (frame.mapStartedId === undefined) {
    frame.mapStartedId = appendStem(step, 'MapStateStarted', { length: input.items?.length ?? 0 });
  } else {
    thread.stem = frame.mapStartedId;
  }
  const plan = planOf(step, input, frame.state.Label ?? labelOf(frame.name));
  const writer = resultWriter(step, plan.selected);
  const { machineArn, stateMachineName } = run;
  /** @recorded [map-run.arn] The ARN of a Map Run has the label of its state and a uuid of version 4. {recorded-captures} */
  const place = { ...locationOf(machineArn), stateMachineName, label: plan.label };
  const mapRunArn = formatMapRunArn({ ...place, mapRunId: env.ids.uuid() });
  appendStem(step, 'MapRunStarted', { mapRunArn });
  frame.mapRun = { mapRunArn, redrives: 0, isVoid: false, isOpen: true };
  thread.epoch += 1;
  run.commands.push({ kind: 'start map run', mapRunArn, plan, writer, at: run.time });
}

/**
 * Goes on with a Map Run; if the test write is refused, it is not touched.
 *
 * @documented [redrive.distributed-map] A Distributed Map redrives the unsuccessful children of its Map Run. {redrive-map-run}
 * @throws {EvaluationError} if it was redriven too often.
 */
function redriveMapRun(step: Step, link: MapRunLink): void {
  const { run, env, thread, frame } = step;
  const { mapRunArn } = link;
  /**
   * @documented [map-run.redrives] A Map Run that was redriven 1,000 times fails the parent with States.Runtime. {map-run-eligibility}
   * @assumed [map-run.redrives-text] The cause names the Map Run. Because: no such failure was recorded, and no page quotes its cause.
   */
  if (link.redrives >= env.limits.mapRunRedrives) {
    throw new EvaluationError('States.Runtime', `The Map Run ${mapRunArn} has reached its maximum number of redrives.`);
  }
  thread.stem = frame.mapStartedId!;
  appendStem(step, 'MapRunRedriven', { mapRunArn, redriveCount: run.redriveCount });
  const input = inputOf(step);
  const writer = resultWriter(step, input.selected);
  const { label } = parseArn(mapRunArn) as { label: string };
  const plan = planOf(step, input, label);
  link.redrives += 1;
  link.isOpen = true;
  thread.epoch += 1;
  run.commands.push({ kind: 'redrive map run', mapRunArn, plan, writer, at: run.time });
}

/**
 * The label of a Map state that sets none.
 *
 * @recorded [map-run.label] It is the name-based UUID, version 3, of the name of the state. {recorded-captures}
 */
function labelOf(stateName: string): string {
  const hash = createHash('md5').update(stateName, 'utf8').digest();
  hash[6] = (hash[6]! & 0x0f) | 0x30;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What the state takes from its input before it says that it has started. */
type MapInput = Pick<MapRunPlan, 'selected' | 'items' | 'keys' | 'maxConcurrency'>;

function inputOf(step: Step): MapInput {
  const { state, language } = step.frame;
  const scope = scopeOf(step);
  const selected = effectiveInput(state, language, scope);
  return {
    selected,
    maxConcurrency: maxConcurrencyOf(state, language, scope),
    /** @recorded [map-run.reader-not-path] With an ItemReader, ItemsPath is not looked at. {recorded-histories} */
    ...(state.ItemReader === undefined
      ? keyedItems(state, language, { ...scope, input: selected })
      : { items: undefined }),
  };
}

/** What else the state evaluates before its Map Run starts. */
function planOf(step: Step, input: MapInput, label: string): MapRunPlan {
  const { name, state, language } = step.frame;
  const { WriterConfig } = state.ResultWriter ?? {};
  const scope = scopeOf(step);
  const selected = { ...scope, input: input.selected };
  return Object.freeze({
    ...input,
    stateName: name,
    label,
    executionType: processorOf(state).ProcessorConfig?.ExecutionType ?? 'STANDARD',
    definition: childDefinition(step),
    toleratedFailureCount: toleratedFailureCountOf(state, language, scope),
    toleratedFailurePercentage: toleratedFailurePercentageOf(state, language, scope),
    maxItems: maxItems(state, language, scope) ?? 0,
    maxItemsPerBatch: maxItemsPerBatch(state, language, selected) ?? Infinity,
    maxInputBytesPerBatch: maxInputBytesPerBatch(state, language, selected) ?? Infinity,
    transformation: isJsonObject(WriterConfig) ? WriterConfig['Transformation'] : undefined,
  });
}

/** The workflow of the children: it speaks the language of the state machine. */
function childDefinition({ run, frame }: Step): Definition {
  const { StartAt, States } = processorOf(frame.state);
  const { QueryLanguage } = run.definition;
  return Object.freeze({ StartAt, States, ...(QueryLanguage === undefined ? {} : { QueryLanguage }) });
}

/** The text recorded for a role that cannot be assumed, without its end. */
const REFUSED_WRITE =
  'Failed to write a test manifest into the specified output bucket. Step Functions failed to assume the provided role. ' +
  'Please update your IAM trust policy to allow Step Functions to assume the role. | ' +
  'Message from STS: The principal states.amazonaws.com is not authorized to assume the provided role. (role: ';

/**
 * Where the results go; nothing without a ResultWriter that exports them.
 *
 * @recorded [map-run.test-write] Before a Map Run starts or is redriven, the ResultWriter is tried; if that is refused, the execution fails
 *   and the Map Run is not touched. {recorded-map-runs}
 * @throws {EvaluationError} if the test write is refused.
 */
function resultWriter(step: Step, selected: Json): ResultWriterPlan | undefined {
  const { run, frame } = step;
  const template = frame.state.ResultWriter?.[frame.language === 'JSONata' ? 'Arguments' : 'Parameters'];
  if (template === undefined) return undefined;
  const scope = scopeOf(step, { input: selected });
  const parameters =
    frame.language === 'JSONata'
      ? evaluateJsonataTemplate(template, 'ResultWriter/Arguments', scope)
      : resolveTemplate(template, scope);
  const outcome = writerOutcome(step, selected);
  if (outcome.writer === 'refused') {
    throw new EvaluationError('States.Runtime', outcome.cause ?? `${REFUSED_WRITE}${run.roleArn})`);
  }
  return { bucket: textOf(parameters, 'Bucket'), prefix: textOf(parameters, 'Prefix'), outcome };
}

function writerOutcome(step: Step, input: Json): ResultWriterOutcome {
  const { run, env, frame } = step;
  const entry = env.resultWriterOf(run, frame.name);
  const scripted = (entry && mapRunOutcome(step, entry, input, isWriterOutcome)) ?? writes();
  return asWriterOutcome(scripted, run.redriveCount);
}

function textOf(parameters: Json, name: string): string {
  const value = isJsonObject(parameters) ? parameters[name] : undefined;
  return typeof value === 'string' ? value : '';
}

/** The Map Run has ended: its state is left, or fails. */
export function leaveDistributedMap(step: Step, ending: MapRunEnding): void {
  if (ending.kind === 'succeeded') return completeMap(step, ending);
  step.frame.mapRun!.isVoid = ending.isVoid;
  const failure = errorMembers(ending) as ErrorAndCause;
  appendStem(step, 'MapRunFailed', { ...failure });
  failState(step, failure);
}

/** @recorded [map-run.exited] The state is left by an event that links to the last start or redrive of the Map Run. {recorded-map-runs} */
function completeMap(step: Step, { result }: MapRunEnding & { kind: 'succeeded' }): void {
  const { thread, frame } = step;
  // From here on only the output of the state itself can fail it: redriving the children would not help.
  frame.mapRun!.isVoid = true;
  append(step, 'MapStateSucceeded', append(step, 'MapRunSucceeded', thread.stem));
  const scope = scopeOf(step, { result: result.value });
  const output = stateOutput(frame.state, frame.language, frame.input.value, result.value, scope);
  const assignments = assignmentsOf(frame, scope, result.value);
  exitState(step, { output, next: successorOf(frame), passedThrough: [result], ...assignments });
}
