import { printable, printableLines } from '../model/printable';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string, what: RegExp): string => text.replace(what, (character) => ENTITIES[character]!);

/** Between tags, where quotes mean nothing: a text of a history on one line, in which what cannot be seen is shown by its number. */
export const inline = (text: string): string => escaped(printable(text), /[&<>]/g);

/** The same for a document of several lines. */
export const block = (text: string): string => escaped(printableLines(text), /[&<>]/g);

/** The value of an attribute, with its quotes. */
export const attribute = (text: string): string => `"${escaped(printable(text), /[&<>"']/g)}"`;

/** At most so many characters; `…` says that there are more. Never cuts a character in two. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = /[\uD800-\uDBFF]/.test(text[most - 2] ?? '') ? most - 2 : most - 1;
  return `${text.slice(0, end)}…`;
}

/** Names in a sentence: the first few, and how many more there are. */
export function listedInPage(names: readonly string[], most: number): string {
  const rest = names.length - most;
  return rest <= 0 ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${rest} more`;
}

/** The id of an event: what a file holds in its place is not written. */
export const numeral = (value: unknown): string => (Number.isSafeInteger(value) ? String(value) : '0');
