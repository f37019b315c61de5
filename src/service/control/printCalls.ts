import type { Refusal } from '../../model/outcome';
import { painter, table, type Cell, type Row } from '../../model/table';
import { resourceOfCall } from '../operations/operationTable';
import { durationText } from '../../time/duration';
import type { JournalledCall } from './journal';

/** Lines have whatever width they need: the ends of names and the reasons of refusals count. */
const ANY_WIDTH = 10_000;

/**
 * The calls as an aligned table: number, when (the first by the fake's clock, the others by how much later they came),
 * operation, what it is about, its token, and what it came to.
 */
export function printCalls(calls: readonly JournalledCall[], { last = calls.length }: { last?: number } = {}): string {
  const earlier = Math.max(0, calls.length - last);
  const shown = calls.slice(earlier);
  const [first] = shown;
  if (first === undefined) return '(no calls)';
  const hasTokens = shown.some((call) => tokenOf(call) !== '');
  const rows = shown.map((call, index): Row => {
    const cells = [String(earlier + index + 1), whenOf(call, first), call.operation, resourceOf(call), tokenOf(call)];
    return [...(hasTokens ? cells : cells.slice(0, -1)), outcomeOf(call)].map(cell);
  });
  const head = ['#', 'at', 'operation', 'resource', ...(hasTokens ? ['token'] : []), 'outcome'].map(cell);
  return table([head, ...rows], { paint: painter(false), width: ANY_WIDTH });
}

const cell = (text: string): Cell => ({ text });

function whenOf({ at }: JournalledCall, first: JournalledCall): string {
  if (at === first.at) return at.toISOString();
  return `+ ${durationText(at.getTime() - first.at.getTime())}`;
}

/** Where something is does not show in the table. */
const ANYWHERE = { partition: '', region: '', account: '' };

/** More than an execution with the longest of names. */
const WIDEST_RESOURCE = 200;

/** `execution:checkout:order-1` of the whole ARN. */
function resourceOf({ operation, input }: JournalledCall): string {
  const arn = resourceOfCall(operation, input, ANYWHERE);
  if (arn === '*') return '';
  return cut(/^arn:[^:]*:states:[^:]*:[^:]*:(.*)$/s.exec(arn)?.[1] ?? arn, WIDEST_RESOURCE);
}

const cut = (text: string, width: number): string => (text.length <= width ? text : `${text.slice(0, width)}…`);

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const WIDEST_TOKEN = 40;
const SHOWN_OF_UUID = 8;

/** The client token or the task token of a call. Of a long one its ends show which it is, of a UUID its beginning. */
function tokenOf({ input }: JournalledCall): string {
  const token = input['clientToken'] ?? input['taskToken'];
  if (typeof token !== 'string') return '';
  if (UUID.test(token)) return `${token.slice(0, SHOWN_OF_UUID)}…`;
  if (token.length <= WIDEST_TOKEN) return token;
  const end = WIDEST_TOKEN / 2;
  return `${token.slice(0, end - 1)}…${token.slice(-end)}`;
}

/** `ok`, or why there was no answer. */
export function outcomeOf({ outcome, forced, replayed }: JournalledCall): string {
  const marks = [...(replayed ? ['replayed'] : []), ...(forced ? ['forced'] : [])];
  const suffix = marks.length === 0 ? '' : ` (${marks.join(', ')})`;
  if (outcome.kind === 'answered') return `ok${suffix}`;
  if (outcome.kind === 'lost') return `response lost${suffix}`;
  const reason = reasonOf(outcome.refusal);
  return `${outcome.refusal.name}${suffix}${reason === '' ? '' : `: ${reason}`}`;
}

/** Constraint violations of a whole request come in one text. */
const WIDEST_REASON = 160;
/** The text of ExecutionNotRedrivable names the execution, which stands in the row already. */
const BEFORE_REASON = /^Execution \S+ invalid for redrive as: /;

function reasonOf({ message = '' }: Refusal): string {
  return cut(message.replace(BEFORE_REASON, ''), WIDEST_REASON);
}
