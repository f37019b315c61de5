import { counted } from '../../model/printable';
import type { RedrivePlan, StatePath } from '../../history/redrivePlan';
import { durationText } from '../../time/duration';
import type { Drawing } from '../graph/draw';
import { attribute, block, inline, numeral } from '../markup';
import { MARKS, type Mark, type Marks } from '../subject/marks';
import type { ChildSubject, MapRunSubject } from '../subject/mapRuns';
import { failureOfSubject, type Subject } from '../subject/subject';
import { isoOf } from './events';

/** Rows of a list that a page shows at most; the others are counted. */
const MOST_LISTED = 200;

const STATUS_MARKS: Readonly<Record<string, Mark>> = {
  SUCCEEDED: 'kept',
  RUNNING: 'running',
  PENDING_REDRIVE: 'running',
  FAILED: 'failed',
  TIMED_OUT: 'failed',
  ABORTED: 'aborted',
};
const markOfStatus = (status: string): Mark =>
  Object.hasOwn(STATUS_MARKS, status) ? STATUS_MARKS[status]! : 'untouched';

const pill = (status: string): string => {
  const mark = markOfStatus(status);
  return `<span class="pill m-${mark}"><span aria-hidden="true">${MARKS[mark].sign}</span>${inline(status)}</span>`;
};

const sign = (mark: Mark): string => `<span class="sign m-${mark}" aria-hidden="true">${MARKS[mark].sign}</span>`;

export function header(subject: Subject, title: string): string {
  const { facts, missing, trace } = subject;
  const { startDate, stopDate, redriveCount, redriveDate, redriveStatus, redriveStatusReason } = facts;
  const span =
    startDate === undefined || stopDate === undefined ? undefined : durationText(Math.max(0, stopDate - startDate));
  const redrive = [redriveStatus, redriveStatusReason].filter((part) => part !== undefined).join(': ');
  const rows: [string, string | undefined, string?][] = [
    ['Started', dateText(startDate)],
    ['Stopped', dateText(stopDate)],
    ['Duration, redrives included', span],
    [
      'Redrives',
      redriveDate === undefined ? String(redriveCount) : `${redriveCount}, the last on ${dateText(redriveDate)}`,
    ],
    ['Events', missing === undefined ? String(trace.events.length) : `${trace.events.length}, a part of the history`],
    ['Redrive status', redrive === '' ? undefined : redrive],
    ['Execution ARN', facts.executionArn, 'wide'],
  ];
  const list = rows.map(([name, value, kind]) =>
    value === undefined || value === ''
      ? ''
      : `<div${kind === undefined ? '' : ` class="${kind}"`}><dt>${name}</dt><dd>${inline(value)}</dd></div>`,
  );
  const machine =
    facts.stateMachine === undefined ? 'AWS Step Functions execution' : `Execution of ${facts.stateMachine}`;
  return `<header><p class="eyebrow">${inline(machine)}</p><div class="head"><h1>${inline(title)}</h1>${pill(facts.status)}</div>
<dl class="facts">${list.join('')}</dl>${part(subject)}${failure(subject)}</header>`;
}

const dateText = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : isoOf(instant).replace('T', ' ').replace('Z', ' UTC');

function part({ missing }: Subject): string {
  return missing === undefined
    ? ''
    : `<div class="note"><p><strong>This is a part of the history.</strong> ${inline(missing)}.</p></div>`;
}

function failure(subject: Subject): string {
  const { error, cause } = failureOfSubject(subject);
  const { origin } = subject;
  if (error === undefined && cause === undefined && origin === undefined) return '';
  const state = origin?.visit?.name;
  const where =
    origin === undefined
      ? ''
      : `${state === undefined ? '' : ` in <b>${inline(state)}</b>`} at event <a href="#e${numeral(origin.id)}">#${numeral(origin.id)}</a>`;
  const what = error ?? subject.facts.status;
  const pre = cause === undefined ? '' : `<pre>${block(cause)}</pre>`;
  return `<div class="failure m-failed"><p><strong>${sign('failed')} ${inline(what)}</strong>${where}</p>${pre}</div>`;
}

/**
 * A picture with its text alternative. A wide one can be scrolled, also with the keyboard.
 *
 * @param number Which picture of its kind it is on the page.
 */
export function figure(drawing: Drawing, kind: 'graph' | 'timeline', caption: string, number = 0): string {
  const { width, height, content, title, description } = drawing;
  const id = number === 0 ? kind : `${kind}-${number}`;
  const size = kind === 'graph' ? ` width="${width}" height="${height}"` : '';
  return `<figure class="${kind}"><div class="scroll" tabindex="0" role="group" aria-label=${attribute(title)}><svg role="img" aria-labelledby="${id}-title ${id}-text" viewBox="0 0 ${width} ${height}"${size}><title id="${id}-title">${inline(title)}</title><desc id="${id}-text">${inline(description)}</desc>${content}</svg></div><figcaption>${caption}</figcaption></figure>`;
}

/** The signs that are in the picture. */
export function legend({ states, labels }: Marks): string {
  const present = new Set<Mark>(['untouched', ...[...states.values()].map(({ mark }) => mark)]);
  const shown = (Object.keys(MARKS) as Mark[]).filter((mark) => present.has(mark));
  return `<ul class="legend">${shown.map((mark) => `<li>${sign(mark)} ${labels[mark]}</li>`).join('')}<li>dashed way: Catch</li></ul>`;
}

export function planSection({ plan, noPlan }: Subject): string {
  if (plan === undefined) return `<div class="note"><p>${inline(noPlan ?? '')}</p></div>`;
  const { redrivable, reason, reruns, keeps, startsFresh, notes } = plan;
  const refusal = redrivable
    ? ''
    : `<div class="note"><p><strong>It cannot be redriven.</strong> ${inline(reason ?? '')}</p></div>`;
  const fresh = startsFresh.map(
    ({ map, iteration, path }) =>
      `<b>${inline(map)} [${iteration}]</b> <span class="dim">never started${inline(placeText(path))}</span>`,
  );
  return [
    refusal,
    card('reruns', 'A redrive runs again', reruns.map(rerunText)),
    card('reruns', 'Starts for the first time', fresh),
    card('kept', redrivable ? 'A redrive keeps' : 'Done', keeps.map(keptText)),
    notes.length === 0 ? '' : `<div class="note">${notes.map((note) => `<p>${inline(note)}</p>`).join('')}</div>`,
  ].join('');
}

function card(mark: Mark, title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  const rest = items.length - MOST_LISTED;
  const shown = items.slice(0, MOST_LISTED).map((item) => `<li>${item}</li>`);
  const more = rest > 0 ? `<li class="dim">and ${rest} more</li>` : '';
  return `<section class="card m-${mark}"><h3>${sign(mark)} ${title}</h3><ul>${shown.join('')}${more}</ul></section>`;
}

type Rerun = RedrivePlan['reruns'][number];
type Kept = RedrivePlan['keeps'][number];

const rerunText = ({ state, action, enteredEventId, path }: Rerun): string =>
  `<b>${inline(state)}</b> <span class="dim">${inline(action)}${inline(placeText(path))}, entered at <a href="#e${numeral(enteredEventId)}">#${numeral(enteredEventId)}</a></span>`;

const keptText = ({ state, exitedEventId, path }: Kept): string =>
  `<b>${inline(state)}</b> <span class="dim">exited at <a href="#e${numeral(exitedEventId)}">#${numeral(exitedEventId)}</a>${inline(placeText(path))}</span>`;

function placeText(path: StatePath): string {
  const steps = path.map((step) =>
    'map' in step ? `iteration ${step.iteration} of ${step.map}` : `branch ${step.branch} of ${step.parallel}`,
  );
  return steps.length === 0 ? '' : `, ${steps.join(', ')}`;
}

export function mapRunsSection(mapRuns: readonly MapRunSubject[]): string {
  if (mapRuns.length === 0) return '';
  return `<section aria-labelledby="map-runs"><h2 id="map-runs">Map Runs</h2>${mapRuns.map(mapRunPart).join('')}</section>`;
}

function mapRunPart({ arn, status, redriveCount, children }: MapRunSubject): string {
  const redrives = redriveCount === 0 ? '' : `, ${counted(redriveCount, 'redrive')}`;
  const sorted = children.toSorted((a, b) => Number(a.status === 'SUCCEEDED') - Number(b.status === 'SUCCEEDED'));
  const rest = sorted.length - MOST_LISTED;
  const rows = sorted.slice(0, MOST_LISTED).map(childRow).join('');
  const more =
    rest > 0 ? `<p class="more dim">and ${counted(rest, 'more child')}</p>`.replace('childs', 'children') : '';
  return `<h3>${inline(arn.split(':mapRun:').at(-1) || 'Map Run')} ${status === undefined ? '' : pill(status)}</h3><p class="dim">${counted(children.length, 'child execution')}${redrives}</p><div class="table"><table><thead><tr><th scope="col">Child<th scope="col">Status<th scope="col">Duration<th scope="col">Redrives<th scope="col">Error</thead><tbody>${rows}</tbody></table></div>${more}`;
}

function childRow({ name, status, startDate, stopDate, redriveCount, error }: ChildSubject): string {
  const lasted =
    startDate === undefined || stopDate === undefined ? '' : durationText(Math.max(0, stopDate - startDate));
  const mark = markOfStatus(status);
  return `<tr><td class="mono">${inline(name)}<td>${sign(mark)} ${inline(status)}<td>${lasted}<td>${redriveCount}<td>${inline(error ?? '')}`;
}
