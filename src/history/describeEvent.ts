import { errorOf, isClosing, textOf, type Thread, type TracedEvent } from './trace';
import type { Tone } from '../model/table';

/** How far an event is set in: by two for a branch, by four for an iteration, whose own events stand between. */
export function indentOf(event: TracedEvent): number {
  let indent = 0;
  for (let each = event.thread; each?.container !== undefined; each = each.container.thread) {
    indent += each.kind === 'iteration' ? 2 * STEP : STEP;
  }
  return event.type.startsWith('MapIteration') ? Math.max(0, indent - STEP) : indent;
}

const STEP = 2;

/** What an event is about: its state, its resource, its iteration, its worker. */
export function subjectOf(event: TracedEvent): string {
  const { details, type } = event;
  if (type.startsWith('MapIteration')) return `${textOf(event, 'name') ?? ''}[${String(details['index'])}]`;
  if (type === 'MapStateStarted') return `${String(details['length'])} items`;
  if (type === 'ExecutionRedriven') return `redriveCount ${String(details['redriveCount'])}`;
  const named = textOf(event, 'name') ?? textOf(event, 'state');
  if (named !== undefined) return named + iterationsOf(event.thread);
  return resourceOf(event) ?? '';
}

/** `[2]` for a state of the third iteration; `[0][2]` where Maps are nested. */
function iterationsOf(thread: Thread | undefined): string {
  let tag = '';
  for (let each = thread; each?.container !== undefined; each = each.container.thread) {
    if (each.kind === 'iteration') tag = `[${each.index}]${tag}`;
  }
  return tag === '' ? '' : ` ${tag}`;
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

/** What an event says: its error and cause, else the document that goes in (→) or comes out (←). */
export function messageOf(event: TracedEvent): string {
  const { error, cause } = errorOf(event);
  if (error !== undefined || cause !== undefined) {
    return cause === undefined ? error! : `${error ?? '(no error)'}: ${cause}`;
  }
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
