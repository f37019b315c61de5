import { printHistory } from '../../history/printHistory';
import type { HistorySource } from '../../history/historyEvents';
import { counted } from '../../model/printable';
import { drawGraph } from '../graph/draw';
import { block, inline } from '../markup';
import { subjectOf } from '../subject/subject';
import { drawTimeline } from '../timeline/draw';
import { attemptRows } from '../timeline/rows';
import { htmlPage } from './frame';
import { figure, legend } from './sections';

/** What `exploreRedrives` answers, as far as a page shows it. */
export interface FindingsSource {
  readonly findings: readonly {
    readonly headline: string;
    readonly course: string;
    readonly cure: string;
    readonly history: HistorySource;
  }[];
  readonly courses: number;
  readonly complete: boolean;
}

/** Columns of a history on a page. */
const HISTORY_WIDTH = 140;

/** What a search through the faults of a workflow has found, as a page. */
export function findingsPage({ findings, courses, complete }: FindingsSource, title?: string): string {
  const told = findings.length === 0 ? 'A redrive does no harm' : counted(findings.length, 'finding');
  const extent = `${counted(courses, 'course')} explored${complete ? ', which are all' : '; the limit left out others'}`;
  return htmlPage({
    title: title ?? told,
    header: `<header><p class="eyebrow">Search for faults of a workflow that is redriven</p><div class="head"><h1>${inline(title ?? told)}</h1></div><dl class="facts"><div><dt>Findings</dt><dd>${findings.length}</dd></div><div><dt>Extent</dt><dd>${extent}</dd></div></dl></header>`,
    main: findings.map(findingSection).join('\n'),
  });
}

function findingSection(finding: FindingsSource['findings'][number], at: number): string {
  const { headline, course, cure, history } = finding;
  const subject = subjectOf('toHtml()', history);
  const timeline = drawTimeline(attemptRows(subject.trace));
  const id = `finding-${at}`;
  return `<article aria-labelledby="${id}"><h2 id="${id}">${inline(headline)}</h2>
<p>${inline(course)}</p><div class="note m-kept"><p><strong>Cure:</strong> ${inline(cure)}</p></div>
<div class="stack">${figure(timeline, 'timeline', 'The course that shows it, attempt by attempt.', at)}
${figure(drawGraph(subject), 'graph', legend(subject.marks), at)}
<details><summary>History of this course</summary><pre>${block(printHistory(history, { colors: false, width: HISTORY_WIDTH }))}</pre></details></div></article>`;
}
