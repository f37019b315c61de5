export { toHtml, type HtmlOptions } from './toHtml';
export { toMermaid } from './toMermaid';
export { toSvg, type SvgOptions } from './toSvg';
export type { CapturedMapRun } from './subject/mapRuns';
export type { PictureSource } from './pictureSource';
export type { FindingsSource } from './page/findings';
export type { ReportSource, SubjectOptions } from './subject/subject';
