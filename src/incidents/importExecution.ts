import { invalidDefinitionMessage, parseDefinition, validateDefinition } from '../asl/definition';
import type { Definition } from '../asl/definition/definition';
import { CapturedExecution } from './capturedExecution';
import { TestkitError } from '../model/testkitError';
import { checkHistory } from '../history/checkHistory';
import type { HistoryEventLike } from '../history/historyEvents';
import { traceHistory } from '../history/trace';
import { capturedEvents, invalidCapture, refuseForeign, refuseUndated, type CapturedHistory } from './capture';
import { textOfDefinition } from '../asl/definition/givenDefinition';
import { readFiles } from './capturedFiles';
import { refuseOtherDefinition, refuseUnknownStates } from '../history/rebuild/definitionMatch';
import { definitionFromHistory } from '../history/rebuild/definitionFromHistory';
import { rebuildRun, type CapturedDescription } from '../history/rebuild/rebuiltRun';

/** What {@link importExecution} takes. */
export interface CapturedFiles {
  /** What `aws stepfunctions describe-execution` printed, as text or parsed, or the SDK's output. */
  describe?: CapturedDescription | string;
  /** What `aws stepfunctions get-execution-history` printed, as text or parsed: one page, all pages, or the events alone. */
  history: CapturedHistory | string;
  /** Amazon States Language, as an object or as its JSON text: the definition that the execution ran. */
  definition?: object | string;
  /**
   * Whether the history is held against the rules of the histories that AWS writes: `true` unless given. A file that a
   * tool has masked or sorted may be imported without; a redrive of it may not go on where it should.
   */
  check?: boolean;
  /** How long ago it stopped, by the fake's clock, in milliseconds: all dates are shifted. 0 unless given. */
  stoppedAgo?: number;
}

/**
 * Makes a recipe of an execution that was captured on AWS: `sfn.seed` puts it into a fake, where it can be described, listed and
 * redriven. With its definition a redrive goes on as the definition says; without, it goes on in the state that the
 * history leaves open, and the execution ends with it.
 *
 * @throws TestkitError `HISTORY_INVALID` for a truncated, reordered, foreign or broken file, with the event and the rule that it
 * breaks; `OPTION_UNKNOWN`, `ARGUMENT_INVALID`
 * @example
 * const incident = sfn.seed(importExecution({ describe: describeJson, history: historyJson, definition }));
 * sfn.redriveExecution({ executionArn: incident.executionArn });
 */
export function importExecution(files: CapturedFiles): CapturedExecution {
  const { describe = {}, history } = readFiles('importExecution()', files);
  const { check = true, stoppedAgo = 0 } = files;
  const events = check ? capturedEvents(history) : capturedEvents(history).map(numbered);
  if (check) refuseBroken(events);
  if (check) refuseUndated(events);
  refuseForeign(describe, events);
  const trace = traceHistory(events);
  const given = files.definition === undefined ? undefined : read(files.definition);
  const { text, definition }: ReadDefinition = given ?? definitionFromHistory(trace);
  if (given !== undefined) (check ? refuseOtherDefinition : refuseUnknownStates)(trace, definition);
  if (given?.refusal !== undefined) throw given.refusal;
  const { run, stateMachineName } = rebuildRun({ describe, trace, definition });
  const activities = activitiesOf(text, definition, run.cause);
  return new CapturedExecution(run, { name: stateMachineName, definitionText: text, activities }, stoppedAgo);
}

/** Tools that mask ids leave something else in their place. */
function numbered(event: HistoryEventLike, index: number): HistoryEventLike {
  return typeof event.id === 'number' ? event : { ...event, id: index + 1 };
}

function refuseBroken(events: readonly HistoryEventLike[]): void {
  const [problem] = checkHistory(events, { allowIncomplete: true, maxProblems: 1 }).problems;
  if (problem === undefined) return;
  const { rule, says, message, eventId, eventType } = problem;
  const hint = 'Import the file as it was captured: whole, in its order, and of one execution.';
  throw invalidCapture(rule, { id: eventId, type: eventType }, `${message} (${says})`, hint);
}

interface ReadDefinition {
  readonly text: string;
  readonly definition: Definition;
  /** Why AWS would not have taken it, although it can be read. */
  readonly refusal?: TestkitError;
}

function read(given: object | string): ReadDefinition {
  const text = textOfDefinition(given);
  const { definition, diagnostics } = validateDefinition(text);
  if (definition !== undefined) return { text, definition };
  const refusal = new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'The definition is not one that AWS would have taken.',
    found: invalidDefinitionMessage(diagnostics),
    hint: 'Pass the definition as `aws stepfunctions describe-state-machine-for-execution` printed it, or leave it out.',
  });
  // What has no schema cannot be read; where only states lead elsewhere, the history says more of it.
  if (diagnostics.some(({ code }) => !LEADS_ELSEWHERE.has(code))) throw refusal;
  return { text, definition: parseDefinition(text), refusal };
}

const LEADS_ELSEWHERE: ReadonlySet<string> = new Set(['MISSING_TRANSITION_TARGET', 'MISSING_END_STATE']);

const ACTIVITY = /"(arn:[^:"]+:states:[^:"]*:\d+:activity:[^"]+)"/g;
const MISSING_ACTIVITY =
  /executing the state '(.+)' \(entered at the event id #\d+\)\. The activity \S+ does not exist\.$/;

/** The activities that a definition waits for; one that was missing is missing again. */
function activitiesOf(text: string, definition: Definition, cause = ''): string[] {
  const failed = MISSING_ACTIVITY.exec(cause)?.[1];
  const missing = failed === undefined ? undefined : definition.States[failed]?.Resource;
  const arns = new Set([...text.matchAll(ACTIVITY)].map(([, arn]) => arn!));
  return [...arns].filter((arn) => arn !== missing);
}
