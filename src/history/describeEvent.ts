import { isMembers } from '../model/arguments';
import { errorOf, isClosing, textOf, type TracedThread, type TracedEvent } from './trace';
import type { Tone } from '../model/table';
import { textFrom } from '../model/capturedMember';

/** How far an event is set in: by two for a branch, by four for an iteration, whose own events stand between. */
export function indentOf(event: TracedEvent): number {
  let indent = 0;
  for (let each = event.thread; each?.container !== undefined; each = each.container.thread) {
    indent += each.kind === 'iteration' ? 2 * STEP : STEP;
  }
  return event.type.startsWith('MapIteration') ? Math.max(0, indent - STEP) : indent;
}

const STEP = 2;

/** The state of an event, with its iteration: `Charge [1]`; empty for what belongs to none, or does not say to which. */
export function stateOf(event: TracedEvent): string {
  const { details, type, visit } = event;
  if (type.startsWith('MapIteration')) return `${textOf(event, 'name') ?? ''} [${textFrom(details['index'])}]`;
  if (visit !== undefined) return visit.name + iterationsOf(visit.thread);
  const named = textOf(event, 'name') ?? textOf(event, 'state');
  return named === undefined ? '' : named + iterationsOf(event.thread);
}

/** `[2]` for a state of the third iteration; `[0][2]` where Maps are nested. */
function iterationsOf(thread: TracedThread | undefined): string {
  let tag = '';
  for (let each = thread; each?.container !== undefined; each = each.container.thread) {
    if (each.kind === 'iteration') tag = `[${each.index}]${tag}`;
  }
  return tag === '' ? '' : ` ${tag}`;
}

/** What an event says: of what, and its error and cause, else the document that goes in (→) or comes out (←). */
export function messageOf(event: TracedEvent): string {
  return [subjectOf(event), errorText(event) ?? documentText(event)].filter((part) => part !== '').join('  ');
}

/** A resource, a worker, a Map Run, a number of items. */
function subjectOf(event: TracedEvent): string {
  const { details, type } = event;
  if (type === 'MapStateStarted') return `${textFrom(details['length'])} items`;
  if (type === 'ExecutionRedriven') return `redriveCount ${textFrom(details['redriveCount'])}`;
  return resourceOf(event) ?? '';
}

const LAST_OF_ARN = /^arn:.*?:([^:]+(?::\d+)?)$/;

function resourceOf(event: TracedEvent): string | undefined {
  const [resource, resourceType] = [textOf(event, 'resource'), textOf(event, 'resourceType')];
  if (resource !== undefined) return resourceType === undefined ? lastOf(resource) : `${resourceType}:${resource}`;
  const mapRunArn = textOf(event, 'mapRunArn');
  return mapRunArn === undefined ? textOf(event, 'workerName') : mapRunArn.split(':mapRun:').at(-1);
}

function lastOf(arn: string): string {
  return LAST_OF_ARN.exec(arn)?.[1] ?? arn;
}

function errorText(event: TracedEvent): string | undefined {
  const { error, cause } = errorOf(event);
  if (error === undefined && cause === undefined) return undefined;
  return cause === undefined ? error! : `${error ?? '(no error)'}: ${sentenceOf(cause)}`;
}

/** Members of a cause in JSON that say in a sentence what happened; the best first. */
const SENTENCES = ['errorMessage', 'Cause', 'StatusReason', 'StoppedReason', 'message'] as const;

/** Lambda functions, jobs and executions tell in JSON why they failed: the sentence in it, not its beginning. */
function sentenceOf(cause: string): string {
  const members = cause.startsWith('{') ? parsedMembers(cause) : undefined;
  const sentence = SENTENCES.map((name) => members?.[name]).find((text) => typeof text === 'string' && text !== '');
  return typeof sentence === 'string' ? sentenceOf(sentence) : cause;
}

function parsedMembers(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isMembers(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function documentText(event: TracedEvent): string {
  const input = textOf(event, 'input') ?? textOf(event, 'parameters');
  const output = textOf(event, 'output');
  if (input !== undefined) return `→ ${input}`;
  return output === undefined ? '' : `← ${output}`;
}

const BAD = /Failed$|TimedOut$|Aborted$|^FailState/;

/** Failures stand out, so do redrives and success at the end. */
export function toneOf({ type }: TracedEvent): Tone {
  if (BAD.test(type)) return 'bad';
  if (type.endsWith('Redriven')) return 'notice';
  return isClosing(type) ? 'good' : 'plain';
}
