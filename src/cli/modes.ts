import { failureModes, refusalModes, type ModeInfo } from '../catalogue/modeLists';
import type { Io } from './io';
import type { Given } from './given';

const LISTS: Readonly<Record<string, Readonly<Record<string, ModeInfo>>>> = {
  'failed, and can be redriven': failureModes,
  'refused a redrive': refusalModes,
};

export function modesCommand(given: Given, io: Io): number {
  if (given.is('json')) {
    io.out(JSON.stringify({ failureModes, refusalModes }, null, 2));
    return 0;
  }
  const wanted = (given.positionals[0] ?? '').toLowerCase();
  let found = 0;
  for (const [title, list] of Object.entries(LISTS)) {
    const shown = Object.entries(list).filter(([name, { says }]) => `${name} ${says}`.toLowerCase().includes(wanted));
    if (shown.length === 0) continue;
    found += shown.length;
    const width = Math.max(...shown.map(([name]) => name.length));
    io.out([title, ...shown.map(([name, { says }]) => `  ${name.padEnd(width)}  ${says}`), ''].join('\n'));
  }
  if (found === 0) io.tell(`No mode has '${wanted}' in its name or sentence.`);
  return found === 0 ? 1 : 0;
}
