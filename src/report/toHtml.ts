import { counted } from '../model/printable';
import { checkOptions, invalid } from '../model/arguments';
import { drawGraph } from './graph/draw';
import { inline } from './markup';
import { eventTables, filters, indexOf } from './page/events';
import { htmlPage } from './page/frame';
import { coveragePage } from './page/coverage';
import { findingsPage } from './page/findings';
import { payloadsOf } from './page/payloads';
import { figure, header, legend, mapRunsSection, planSection } from './page/sections';
import { isCoverage, isFindings, machinesOf, refuseOptions, type PictureSource } from './pictureSource';
import { subjectOf, type ReportSource, type Subject, type SubjectOptions } from './subject/subject';
import { drawTimeline } from './timeline/draw';
import { attemptRows, type AttemptRow } from './timeline/rows';

export interface HtmlOptions extends SubjectOptions {
  /** What the page is called. Default: the name of the execution. */
  readonly title?: string;
}

const OPTIONS = ['title', 'definition', 'describe', 'mapRuns'];

/**
 * An execution as a page: what it came to, its states and what a redrive does with each, its attempts one below the other, its Map Runs, and
 * every event with its state. The page is one file that asks for nothing, is as readable without scripts, in the dark and on paper, and in which
 * no text of the history can be markup or code.
 *
 * What `exploreRedrives` has found, and what `sfn.coverage()` has counted, are shown with the same pictures.
 *
 * @param source `sfn.history(order)`, an execution of a fake, the answer or answers of GetExecutionHistory, a report of `exploreRedrives`, or
 *   `sfn.coverage()`.
 * @throws {TestkitError} `ARGUMENT_INVALID` if this is no history, `HISTORY_INVALID` if it is not one of the definition.
 * @example
 * writeFileSync('order.html', toHtml(sfn.history(order)));
 * writeFileSync('incident.html', toHtml(getExecutionHistoryJson, { describe: describeExecutionJson, definition }));
 * writeFileSync('coverage.html', toHtml(sfn.coverage()));
 */
export function toHtml(source: ReportSource | PictureSource, options: HtmlOptions = {}): string {
  checkOptions('toHtml()', options, OPTIONS, "toHtml(sfn.history(order), { title: 'Order 7' })");
  const { title } = options;
  if (title !== undefined && typeof title !== 'string') {
    throw invalid('The option title of toHtml() is a text.', title, "Write { title: 'Order 7' }.");
  }
  if (isFindings(source) || isCoverage(source)) {
    refuseOptions('toHtml()', options, ['title']);
    return isFindings(source) ? findingsPage(source, title) : coveragePage(machinesOf(source), title);
  }
  const subject = subjectOf('toHtml()', source, options);
  return pageOf(subject, title ?? subject.facts.name ?? 'Execution');
}

function pageOf(subject: Subject, title: string): string {
  return htmlPage({
    title,
    skip: { to: '#events', text: 'To the events' },
    header: header(subject, title),
    main: mainOf(subject),
    footnote: footnote(subject),
  });
}

function mainOf(subject: Subject): string {
  const { trace, marks, mapRuns } = subject;
  const attempts = attemptRows(trace);
  const index = indexOf(trace.events);
  const payloads = payloadsOf(trace.events);
  return `<section aria-labelledby="states"><h2 id="states">States</h2><div class="both">${figure(drawGraph(subject), 'graph', legend(marks))}<div class="plan">${planSection(subject)}</div></div></section>
<section aria-labelledby="attempts"><h2 id="attempts">Attempts</h2>${figure(drawTimeline(attempts), 'timeline', inline(scaleOf(attempts)))}</section>
${mapRunsSection(mapRuns)}
<section class="events" aria-labelledby="events"><h2 id="events">Events</h2>
${cutNote(payloads.cutAt)}${filters(index, attempts)}
${eventTables(attempts, index, payloads)}</section>`;
}

function scaleOf(attempts: readonly AttemptRow[]): string {
  const timed = attempts.some(({ duration }) => duration !== undefined && duration > 0);
  return timed
    ? 'Each attempt has a scale of its own.'
    : 'No time passes in this history: the events stand in their order.';
}

function cutNote(cutAt: number | undefined): string {
  if (cutAt === undefined) return '';
  return `<p class="dim">Payloads are cut after ${counted(cutAt, 'character')}, so that the page stays small. The history has them whole.</p>`;
}

function footnote({ isDefinitionKnown }: Subject): string {
  return isDefinitionKnown ? '' : 'The definition is not known: the graph shows the states that the history tells of.';
}
