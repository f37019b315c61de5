import type { Difference } from './values';

const WIDTH = 56;

/** What can be printed side by side: a recorded and an emitted thing, member by member. */
export interface SideBySide {
  readonly title: string;
  readonly recorded: unknown;
  readonly emitted: unknown;
  readonly difference: Difference;
}

/** The first difference so that a person sees it: both sides, the members that differ marked, long texts cut to the spot. */
export function printDifference({ title, recorded, emitted, difference }: SideBySide): string {
  const left = flatten(recorded);
  const right = flatten(emitted);
  const members = [...new Set([...left.keys(), ...right.keys()])];
  const spot = difference.path.replace(/\(JSON\).*$/, '');
  const rows = members.map((member) => {
    const marked = member === spot ? '!' : ' ';
    const cell = (side: Map<string, string>) => cut(side.get(member) ?? '(absent)').padEnd(WIDTH);
    return `${marked} ${member.replace(/^\//, '').padEnd(34)} ${cell(left)} ${cell(right)}`.trimEnd();
  });
  return [
    `${title}: ${difference.why} at ${difference.path || '/'}`,
    `  ${''.padEnd(34)} ${'recorded'.padEnd(WIDTH)} emitted`,
    ...rows,
    ...spotLines(difference),
  ].join('\n');
}

/** Both values at the spot, from shortly before the first character that differs. */
function spotLines({ recorded, emitted }: Difference): string[] {
  const [left, right] = [text(recorded), text(emitted)];
  let same = 0;
  while (same < left.length && left[same] === right[same]) same += 1;
  const from = Math.max(0, same - 30);
  const part = (value: string) => `${from > 0 ? '…' : ''}${value.slice(from, from + 150)}`;
  return [`    recorded there: ${part(left)}`, `    emitted there:  ${part(right)}`];
}

function flatten(value: unknown): Map<string, string> {
  const rows = new Map<string, string>();
  if (typeof value !== 'object' || value === null) return value === undefined ? rows : rows.set('', text(value));
  for (const [member, inner] of Object.entries(value)) {
    if (member === 'timestamp') continue;
    const nested = typeof inner === 'object' && inner !== null && !Array.isArray(inner) && !(inner instanceof Date);
    if (!nested) rows.set(`/${member}`, text(inner));
    else for (const [below, shown] of flatten(inner)) rows.set(`/${member}${below}`, shown);
  }
  return rows;
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '(absent)' : JSON.stringify(value);
}

function cut(value: string): string {
  return value.length <= WIDTH ? value : `${value.slice(0, WIDTH - 1)}…`;
}
