import { invalid, isMembers } from '../model/arguments';
import { onOneLine } from '../model/printable';
import type { PlannedState, RedrivePlan, StatePath } from './redrivePlan';
import {
  table,
  checkPrintOptions,
  terminalOf,
  type Cell,
  type PrintOptions,
  type Row,
  type Tone,
} from '../model/table';

/**
 * A plan as a table: what runs again and how, what starts for the first time, what is kept.
 *
 * @returns The text, without a newline at its end.
 * @example
 * console.log(printRedrivePlan(redrivePlan(sfn.history(order))));
 * // ── runs again ───────────────────────────────────────────────────
 * // ChargeCard  Task  entered at #4  task is scheduled again
 */
export function printRedrivePlan(plan: RedrivePlan, options: PrintOptions = {}): string {
  if (!isMembers(plan) || !Array.isArray(plan.reruns)) {
    const hint = 'Write printRedrivePlan(redrivePlan(sfn.history(order))).';
    throw invalid('printRedrivePlan() takes what redrivePlan() returned.', plan, hint);
  }
  checkPrintOptions('printRedrivePlan()', options);
  const { paint, width } = terminalOf(options);
  const rows: Row[] = [
    ...(plan.redrivable ? [] : [{ rule: `not redrivable: ${plan.reason ?? ''}`, tone: 'bad' } as const]),
    ...section(
      'runs again',
      plan.reruns.map((state) => stateRow(state, state.action, 'notice')),
    ),
    ...section(
      'starts',
      plan.startsFresh.map(({ map, iteration, path }) => [
        { text: `${map}[${iteration}]` },
        { text: 'iteration' },
        { text: '' },
        { text: ['never started', placeOf(path)].filter(Boolean).join(', ') },
      ]),
    ),
    ...section(
      'is kept',
      plan.keeps.map((state) => stateRow(state, `exited at #${state.exitedEventId}`, 'dim')),
    ),
  ];
  const text = table(rows, { paint, width });
  return [text, ...plan.notes.map(onOneLine)].filter((part) => part !== '').join('\n');
}

function section(title: string, rows: readonly (readonly Cell[])[]): Row[] {
  return rows.length === 0 ? [] : [{ rule: title }, ...rows];
}

function stateRow(state: PlannedState, what: string, tone: Tone): Cell[] {
  return [
    { text: state.state },
    { text: state.type },
    { text: `entered at #${state.enteredEventId}`, tone: 'dim' },
    { text: [what, placeOf(state.path)].filter(Boolean).join(', '), tone },
  ];
}

function placeOf(path: StatePath): string {
  const steps = path.map((step) =>
    'map' in step ? `iteration ${step.iteration} of ${step.map}` : `branch ${step.branch} of ${step.parallel}`,
  );
  return steps.length === 0 ? '' : `in ${steps.join(', ')}`;
}
