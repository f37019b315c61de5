import { locationOf, mapRunArn as formatMapRunArn, parseArn } from '../../model/arn';
import { isJsonObject, type Json } from '../../model/json';
import { planOfMapRun } from '../../rules/mapRunRedrive';
import type { ResultWriterPlan } from '../engine/commands';
import { scopeOf } from '../engine/context';
import { effectiveInput } from '../data/dataFlow';
import { evaluateJsonataTemplate } from '../data/jsonata';
import { mapItems } from '../data/mapItems';
import { maxConcurrency } from '../data/numbers';
import { StateFault } from '../data/scope';
import { resolveTemplate } from '../data/templates';
import { appendStem } from '../engine/emit';
import { planMapRun, type PlanSource } from '../engine/mapRunPlan';
import {
  asWriterOutcome,
  entryOutcome,
  isWriterOutcome,
  writes,
  type ResultWriterOutcome,
} from '../script/mapRunScript';
import { planMapRunMoment } from '../engine/mapRunWork';
import type { MapRunLink, Run, Thread } from '../engine/run';
import type { Step, Turn } from '../engine/step';

/** Starts the Map Run of a Distributed Map, or goes on with it after a redrive. */
export function executeDistributedMap(step: Step): void {
  const { env, frame } = step;
  const link = frame.mapRun;
  if (link === undefined) return startMapRun(step);
  const facts = { started: true, isVoid: link.isVoid, redrives: link.redrives };
  switch (planOfMapRun(facts, env.limits)) {
    case 'redrive':
      return redriveMapRun(step, link);
    case 'refuse':
      // Documented: States.Runtime. assumed: the text.
      throw new StateFault(
        'States.Runtime',
        `The Map Run ${link.mapRunArn} has reached its maximum number of redrives.`,
      );
    default:
      delete frame.mapRun;
      delete frame.mapStartedId;
      return startMapRun(step);
  }
}

function startMapRun(step: Step): void {
  const { run, env, thread, frame } = step;
  const source = sourceOf(step, frame.state.Label ?? env.ids.uuid());
  // assumed: a Map Run that a redrive starts for the first time hangs on the MapStateStarted that is there.
  if (frame.mapStartedId === undefined) {
    frame.mapStartedId = appendStem(step, 'MapStateStarted', { length: source.items?.length ?? 0 });
  } else {
    thread.stem = frame.mapStartedId;
  }
  const plan = planMapRun(step, source);
  const writer = resultWriter(step, source.selected);
  const mapRunArn = newMapRunArn(step, source.label);
  appendStem(step, 'MapRunStarted', { mapRunArn });
  frame.mapRun = { mapRunArn, redrives: 0, hasChildren: false, isVoid: false };
  run.commands.push({ kind: 'start map run', mapRunArn, plan, writer, at: run.time });
  waitForMapRun(run, thread, mapRunArn);
}

/** Recorded: the redrive hangs on MapStateStarted; if the test write is refused, the Map Run is not touched. */
function redriveMapRun(step: Step, link: MapRunLink): void {
  const { run, thread, frame } = step;
  const { mapRunArn } = link;
  thread.stem = frame.mapStartedId!;
  appendStem(step, 'MapRunRedriven', { mapRunArn, redriveCount: run.redriveCount });
  const { selected } = inputOf(step);
  const writer = resultWriter(step, selected);
  const { label } = parseArn(mapRunArn) as { label: string };
  // Documented: what a reader finds is read again only if no child was started.
  const plan = link.hasChildren ? undefined : planMapRun(step, sourceOf(step, label));
  link.redrives += 1;
  run.commands.push({ kind: 'redrive map run', mapRunArn, plan, writer, at: run.time });
  waitForMapRun(run, thread, mapRunArn);
}

function waitForMapRun(run: Run, thread: Thread, mapRunArn: string): void {
  thread.epoch += 1;
  run.openMapRuns.push(thread);
  planMapRunMoment(run, mapRunArn);
}

function sourceOf(step: Step, label: string): PlanSource {
  const { state, language } = step.frame;
  const { scope, selected } = inputOf(step);
  return {
    selected,
    maxConcurrency: maxConcurrency(state, language, scope),
    // Recorded: with an ItemReader, ItemsPath is not looked at.
    items: state.ItemReader === undefined ? mapItems(state, language, { ...scope, input: selected }) : undefined,
    label,
  };
}

function inputOf(step: Step) {
  const { state, language } = step.frame;
  const scope = scopeOf(step);
  return { scope, selected: effectiveInput(state, language, scope) };
}

/** Recorded: `mapRun:<state machine>/<label>:<uuid>`, with a uuid in place of a label that the state does not set. */
function newMapRunArn({ run, env }: Turn, label: string): string {
  const { machineArn, stateMachineName } = run;
  return formatMapRunArn({ ...locationOf(machineArn), stateMachineName, label, mapRunId: env.ids.uuid() });
}

/** The text recorded for a role that cannot be assumed, without its end. */
const REFUSED_WRITE =
  'Failed to write a test manifest into the specified output bucket. Step Functions failed to assume the provided role. ' +
  'Please update your IAM trust policy to allow Step Functions to assume the role. | ' +
  'Message from STS: The principal states.amazonaws.com is not authorized to assume the provided role. (role: ';

/**
 * Where the results go; nothing without a ResultWriter that exports them.
 *
 * @throws {StateFault} if the test write is refused, which AWS makes before it starts or redrives the Map Run (recorded).
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
    throw new StateFault('States.Runtime', outcome.cause ?? `${REFUSED_WRITE}${run.roleArn})`);
  }
  return { bucket: textOf(parameters, 'Bucket'), prefix: textOf(parameters, 'Prefix'), outcome };
}

function writerOutcome({ run, env, frame }: Step, input: Json): ResultWriterOutcome {
  const stateName = frame.name;
  const entry = env.resultWriterOf(run, stateName);
  const call = { stateName, input, redriveCount: run.redriveCount, executionArn: run.executionArn };
  const scripted = (entry && entryOutcome({ run, env }, entry, call, isWriterOutcome)) ?? writes();
  return asWriterOutcome(scripted, run.redriveCount);
}

function textOf(parameters: Json, name: string): string {
  const value = isJsonObject(parameters) ? parameters[name] : undefined;
  return typeof value === 'string' ? value : '';
}
