import { indentOf, messageOf, stateOf } from '../history/describeEvent';
import type { HistoryEventLike } from '../history/historyEvents';
import { traceHistory, type TracedEvent } from '../history/trace';
import { onOneLine } from '../model/printable';
import type { JournalledCall } from '../service/control/journal';
import { outcomeOf } from '../service/control/printCalls';
import type { StableTexts } from './stableTexts';

/** A line for each event and each attempt. Nothing is aligned: what one event says moves no other line. */
export function historyText(events: readonly HistoryEventLike[], texts: StableTexts): string {
  const starts: number[] = [];
  const lines = traceHistory(events).events.flatMap((event, index, all) => {
    const { at = 0, attempt, type } = event;
    starts[attempt] ??= at;
    const begins = index === 0 || type === 'ExecutionRedriven';
    return [...(begins ? [attemptLine(event, all[index - 1], texts)] : []), eventLine(event, starts[attempt], texts)];
  });
  return ['History {', ...lines.map((line) => `  ${line}`), '}'].join('\n');
}

function attemptLine({ at = 0, attempt }: TracedEvent, closing: TracedEvent | undefined, texts: StableTexts): string {
  if (attempt === 0) return '── first run';
  const gap = closing?.at === undefined ? '' : texts.passed(closing.at, at);
  return `── redrive ${attempt}${gap === '' ? '' : `, ${gap} after ${closing!.type}`}`;
}

export function eventText(event: HistoryEventLike, texts: StableTexts): string {
  const [traced] = traceHistory([event]).events;
  return `Event { ${eventLine(traced!, traced!.at ?? 0, texts)} }`;
}

function eventLine(event: TracedEvent, start: number, texts: StableTexts): string {
  const passed = texts.passed(start, event.at ?? start);
  const head = `${event.id} ← ${event.previousEventId} ${event.type}`;
  const parts = [stateOf(event), passed === '' ? '' : `+ ${passed}`, messageOf(event)].filter((part) => part !== '');
  return ' '.repeat(indentOf(event)) + texts.text(onOneLine([head, ...parts].join(' · ')));
}

export function callsText(calls: readonly JournalledCall[], texts: StableTexts): string {
  const lines = calls.map((call, index) => `  ${index + 1} ${callLine(call, calls[0]!, texts)}`);
  return lines.length === 0 ? 'Calls {}' : ['Calls {', ...lines, '}'].join('\n');
}

export function callInSnapshot(call: JournalledCall, texts: StableTexts): string {
  return `Call { ${callLine(call, call, texts)} }`;
}

function callLine(call: JournalledCall, first: JournalledCall, texts: StableTexts): string {
  const passed = texts.passed(first.at.getTime(), call.at.getTime());
  const parts = [inputText(call, texts), ...(passed === '' ? [] : [`+ ${passed}`]), outcomeOf(call)];
  return texts.text(onOneLine(`${call.operation} ${parts.join(' · ')}`));
}

/** Members in the order of their names: a token that the SDK has added stands where one that was given would. */
function inputText({ input }: JournalledCall, texts: StableTexts): string {
  const members = Object.entries(input).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(members), (name, value: unknown) =>
    name === 'nextToken' && typeof value === 'string' ? texts.name('page', value) : value,
  );
}

/** An execution as it would be printed anyway, with other texts. */
export function executionValue(execution: object, texts: StableTexts): object {
  const members = Object.entries(execution).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    members.map(([name, value]: [string, unknown]) => {
      if (typeof value === 'string') return [name, texts.text(value)];
      return [
        name,
        typeof value === 'object' && value !== null && 'getTime' in value
          ? texts.time((value as Date).getTime())
          : value,
      ];
    }),
  );
}
