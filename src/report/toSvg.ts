import { checkOptions, invalid } from '../model/arguments';
import type { Coverage, MachineCoverage } from '../service/coverage/coverage';
import { drawGraph, type Drawing } from './graph/draw';
import { inline } from './markup';
import { colors, PICTURE_STYLE } from './page/colors';
import { drawCoverage } from './page/coverage';
import { isCoverage, oneMachine, refuseOptions } from './pictureSource';
import { subjectOf, type ReportSource, type SubjectOptions } from './subject/subject';
import { drawTimeline } from './timeline/draw';
import { attemptRows } from './timeline/rows';

export interface SvgOptions extends Omit<SubjectOptions, 'mapRuns'> {
  /** `graph` (default): the states and what has become of each. `timeline`: the attempts one below the other. */
  readonly view?: 'graph' | 'timeline';
  /** What the picture is called, for whoever does not see it. */
  readonly title?: string;
}

const OPTIONS = ['view', 'title', 'definition', 'describe'];

/**
 * An execution as a picture: the graph of its states, or the timeline of its attempts; or the coverage of a state machine. The file asks for nothing, and follows light and dark.
 *
 * @throws {TestkitError} `ARGUMENT_INVALID` if this is no history, `HISTORY_INVALID` if it is not one of the definition.
 * @example
 * writeFileSync('order.svg', toSvg(sfn.history(order)));
 * writeFileSync('attempts.svg', toSvg(sfn.history(order), { view: 'timeline' }));
 * writeFileSync('reached.svg', toSvg(sfn.coverage(machine)));
 */
export function toSvg(source: ReportSource | Coverage | MachineCoverage, options: SvgOptions = {}): string {
  checkOptions('toSvg()', options, OPTIONS, "toSvg(sfn.history(order), { view: 'timeline' })");
  const { view = 'graph', title } = options;
  if (view !== 'graph' && view !== 'timeline') {
    throw invalid("The option view of toSvg() is 'graph' or 'timeline'.", view, "Write { view: 'timeline' }.");
  }
  if (title !== undefined && typeof title !== 'string') {
    throw invalid('The option title of toSvg() is a text.', title, "Write { title: 'Order 7' }.");
  }
  if (isCoverage(source)) {
    refuseOptions('toSvg()', options, ['title']);
    return framed(drawCoverage(oneMachine(source)).drawing, title);
  }
  const subject = subjectOf('toSvg()', source, options);
  return framed(view === 'graph' ? drawGraph(subject) : drawTimeline(attemptRows(subject.trace)), title);
}

function framed({ width, height, content, title, description }: Drawing, given: string | undefined): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title text"><title id="title">${inline(given ?? title)}</title><desc id="text">${inline(description)}</desc><style>${colors('svg')}
${PICTURE_STYLE}\n.backdrop{fill:var(--card)}</style><rect class="backdrop" width="${width}" height="${height}"/>${content}</svg>
`;
}
