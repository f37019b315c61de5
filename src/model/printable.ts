/**
 * Control characters, marks of writing direction, separators of lines and other characters that cannot be seen, and halves of
 * surrogate pairs: what comes from a payload must neither steer the terminal nor turn a line around.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const UNPRINTABLE_BUT_LINES = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * A text with everything unprintable shown by its number.
 *
 * @example
 * printable('a\u001b[31m'); // 'a\\u{1b}[31m'
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, byNumber);
}

/** The same for a text of several lines. */
export function printableLines(text: string): string {
  return text.replace(UNPRINTABLE_BUT_LINES, byNumber);
}

function byNumber(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** A text on one line: a document in several lines reads as one. */
export function onOneLine(text: string): string {
  return printable(text.replace(/\s+/g, ' '));
}

/** `1 event`, `2 events`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
