/** Columns that are set below each other. The last one is cut where the terminal, or 120 columns, end. */
export function table(head: string[], rows: string[][]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const width = process.stdout.columns ?? 120;
  const lines = [head, widths.map((each) => '─'.repeat(each)), ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  for (const line of lines) console.log(line.length > width ? `${line.slice(0, width - 1)}…` : line);
}

export function heading(text: string): void {
  const line = `\n■ ${text}\n`;
  console.log(process.stdout.isTTY && process.env.NO_COLOR === undefined ? `\u001B[1m${line}\u001B[22m` : line);
}
