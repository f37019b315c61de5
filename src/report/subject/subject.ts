import { givenDefinition } from '../../asl/definition/givenDefinition';
import type { Definition } from '../../asl/definition/definition';
import type { HistorySource } from '../../history/historyEvents';
import { missingOf, readHistory } from '../../history/readHistory';
import { definitionFromHistory } from '../../history/rebuild/definitionFromHistory';
import { redrivePlan, type RedrivePlan } from '../../history/redrivePlan';
import {
  closingOf,
  errorOf,
  originOf,
  statusAfter,
  traceHistory,
  type Trace,
  type TracedEvent,
  firstFailureOf,
} from '../../history/trace';
import { invalid, isMembers } from '../../model/arguments';
import { provenanceOf } from '../../model/provenance';
import { TestkitError } from '../../model/testkitError';
import { knownToFake, type KnownToFake } from './fromFake';
import { factsOf, type Facts } from './facts';
import { capturedMapRuns, type CapturedMapRun, type MapRunSubject } from './mapRuns';
import { marksOf, type Marks } from './marks';

/** What is known of an execution beside its history. */
export interface SubjectOptions {
  /**
   * The definition that the execution ran, as an object or as its JSON text. What `sfn.history()` gives knows it. Without it the picture shows
   * the states that the history tells of.
   */
  readonly definition?: object | string;
  /** What DescribeExecution has answered: names, dates and the status of the redrive. What is of a fake knows it. */
  readonly describe?: object;
  /** Map Runs and their children, as they were captured. What is of a fake knows them. */
  readonly mapRuns?: readonly CapturedMapRun[];
}

/** An execution as it is shown: its own history, or what names it in a fake. */
export type ReportSource = HistorySource | { readonly executionArn?: string | undefined };

/** Everything that a picture shows, read once. */
export interface Subject {
  readonly trace: Trace;
  /** What is missing of the history, in words; nothing if it is whole. */
  readonly missing: string | undefined;
  readonly facts: Facts;
  readonly definition: Definition;
  readonly isDefinitionKnown: boolean;
  readonly plan: RedrivePlan | undefined;
  /** Why there is no plan. */
  readonly noPlan: string | undefined;
  /** What made the last attempt fail, if it has. */
  readonly origin: TracedEvent | undefined;
  readonly marks: Marks;
  readonly mapRuns: readonly MapRunSubject[];
}

/**
 * @param call What asks for it, as it is written: `toHtml()`.
 * @throws {TestkitError} `ARGUMENT_INVALID` if this is no history, `HISTORY_INVALID` if it is not one of the definition.
 */
export function subjectOf(call: string, source: ReportSource, options: SubjectOptions = {}): Subject {
  const fake = knownToFake(source);
  const history = fake?.history ?? historyIn(call, source);
  const reading = readHistory(history);
  if (reading.events.length === 0) throw noEvents(call);
  const trace = traceHistory(reading.events);
  const missing = missingOf(reading);
  const known = knownDefinition(history, options);
  const definition = known ?? definitionFromHistory(trace, { failsAgain: false }).definition;
  const planned = planOf(history, known, missing);
  const closing = closingOf(trace);
  const origin = closing === undefined ? undefined : causeOf(closing);
  const facts = factsOf(trace, describeOf(call, options, fake), origin);
  return {
    ...{ trace, missing, facts, definition, origin, ...planned },
    isDefinitionKnown: known !== undefined,
    marks: marksOf(trace, planned.plan, origin),
    mapRuns: [...(fake?.mapRuns ?? []), ...capturedMapRuns(call, options.mapRuns)],
  };
}

function causeOf(closing: TracedEvent): TracedEvent | undefined {
  const first = closing.type === 'ExecutionFailed' ? originOf(firstFailureOf(closing)) : undefined;
  return first ?? originOf(closing);
}

/** An execution that no fake knows is no history, and the error for that says so. */
function historyIn(call: string, source: ReportSource): HistorySource {
  if (isMembers(source) && !('events' in source)) {
    const hint = `Write ${call.replace('()', '')}(sfn.history(order)), or pass the answer of GetExecutionHistory.`;
    throw invalid(`${call} needs a history, or an execution of a fake.`, source, hint);
  }
  return source as HistorySource;
}

function noEvents(call: string): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `${call} needs a history with events.`,
    found: 'This one has none; an execution has one at least.',
    hint: 'Pass all events of GetExecutionHistory, or sfn.history(execution).',
  });
}

function knownDefinition(history: HistorySource, { definition }: SubjectOptions): Definition | undefined {
  if (definition === undefined) return provenanceOf(history)?.definition as Definition | undefined;
  return givenDefinition(definition);
}

function describeOf(call: string, { describe }: SubjectOptions, fake: KnownToFake | undefined): object {
  if (describe === undefined) return fake?.describe ?? {};
  if (isMembers(describe)) return describe;
  throw invalid(`The option describe of ${call} is an object.`, describe, 'Pass the answer of DescribeExecution.');
}

/** A part of a history has no plan. One of another definition is refused, as a plan refuses it. */
function planOf(
  history: HistorySource,
  definition: Definition | undefined,
  missing: string | undefined,
): Pick<Subject, 'plan' | 'noPlan'> {
  if (missing !== undefined)
    return { plan: undefined, noPlan: `Only a whole history tells what a redrive does: ${missing}.` };
  try {
    return { plan: redrivePlan(history, definition === undefined ? {} : { definition }), noPlan: undefined };
  } catch (error) {
    if (!(error instanceof TestkitError) || definition !== undefined) throw error;
    return { plan: undefined, noPlan: error.message };
  }
}

/** The error and the cause that the execution closed with. */
export function failureOfSubject({ trace, facts }: Subject): { readonly error?: string; readonly cause?: string } {
  const closing = closingOf(trace);
  if (closing === undefined || statusAfter(closing.type) === 'SUCCEEDED') return {};
  const told = errorOf(closing);
  return { error: told.error ?? facts.error, cause: told.cause ?? facts.cause };
}
