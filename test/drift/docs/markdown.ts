/** A table in Markdown; `|` in a cell is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A text in which nothing is taken for Markdown or HTML. */
export function plain(text: string): string {
  return text.replace(/[\\*_`<>[\]{}]/g, (character) => `\\${character}`).replace(/\s+/g, ' ');
}

/** Puts a generated text between `<!-- generated: name -->` and `<!-- end -->`. */
export function withGenerated(document: string, name: string, text: string): string {
  const start = `<!-- generated: ${name} -->`;
  const from = document.indexOf(start);
  const to = document.indexOf('<!-- end -->', from);
  if (from < 0 || to < 0) throw new Error(`There is no place for the generated text '${name}'.`);
  return `${document.slice(0, from + start.length)}\n\n${text}\n\n${document.slice(to)}`;
}
