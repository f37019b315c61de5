import { painter, table, type Cell } from '../../model/table';
import type { ServiceCore } from '../serviceCore';
import { pendingWork } from './pending';
import { printCalls } from './printCalls';

const MOST_SHOWN = 10;
/** Names and what is waited for matter to their ends. */
const ANY_WIDTH = 10_000;

/** What `console.log(sfn)` shows: what is in the fake, and not the names of its methods. */
export function printFake(core: ServiceCore): string {
  core.look();
  const { store, options, journal, faults, place } = core;
  const date = new Date(options.clock.now()).toISOString();
  const closed = core.isClosed ? ', closed' : '';
  return [
    `FakeStepFunctions of ${place.account} in ${place.region} at ${date}${closed}`,
    section(
      'state machines',
      [...store.stateMachines.values()].map(({ name }) => name),
    ),
    section(
      'activities',
      [...store.activities.values()].map(({ name }) => name),
    ),
    ...executionLines(core),
    section('faults', [...faults.unused(), ...faults.partlyUsed()]),
    ...(journal.calls.length === 0 ? [] : ['  calls', indented(printCalls(journal.calls, { last: MOST_SHOWN }))]),
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

function executionLines({ store }: ServiceCore): string[] {
  const all = [...store.executions.values()];
  if (all.length === 0) return ['  no executions'];
  const shown = all.slice(-MOST_SHOWN);
  const rows = shown.map((record): Cell[] => {
    const { stateMachineName, executionName, status, redriveCount, error } = record.run;
    const waiting = pendingWork([record]).map(({ state, waitsFor }) => `'${state}' waits for ${waitsFor}`);
    const redrives = redriveCount === 0 ? '' : redriveCount === 1 ? 'redriven once' : `redriven ${redriveCount} times`;
    const more = status === 'RUNNING' ? waiting.join('; ') : (error ?? '');
    return [`${stateMachineName}:${executionName}`, status, redrives, more].map((text) => ({ text }));
  });
  const title = shown.length === all.length ? '  executions' : `  the last ${shown.length} of ${all.length} executions`;
  return [title, indented(table(rows, { paint: painter(false), width: ANY_WIDTH }))];
}

function section(title: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const more = names.length > MOST_SHOWN ? [`and ${names.length - MOST_SHOWN} more`] : [];
  return `  ${title}: ${[...names.slice(0, MOST_SHOWN), ...more].join(', ')}`;
}

const indented = (text: string): string => text.replace(/^/gm, '    ');
