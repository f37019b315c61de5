import { createHash } from 'node:crypto';
import { inline } from '../markup';
import { PAGE_SCRIPT } from './script';
import { PAGE_STYLE } from './style';

/** The parts of a page. */
export interface PageParts {
  readonly title: string;
  /** A link for who walks the page with the keyboard. */
  readonly skip?: { readonly to: string; readonly text: string };
  readonly header: string;
  readonly main: string;
  readonly footnote?: string;
}

/** A whole page: one file that asks for nothing. */
export function htmlPage({ title, skip, header, main, footnote = '' }: PageParts): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">
<title>${inline(title)}</title><style>${PAGE_STYLE}</style></head>
<body>${skip === undefined ? '' : `<a class="skip" href="${skip.to}">${skip.text}</a>`}
${header}
<main>${main}</main>
<footer>Written by redrive-testkit. ${inline(footnote)}</footer>
<script>${PAGE_SCRIPT}</script></body></html>
`;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page may use its own style and script, and nothing else from anywhere. */
const POLICY = `default-src 'none'; style-src ${hashOf(PAGE_STYLE)}; script-src ${hashOf(PAGE_SCRIPT)}; base-uri 'none'; form-action 'none'`;
