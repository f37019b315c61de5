import { checkOptions, invalid, isWholeFrom } from '../model/arguments';
import type { HistorySource } from './historyEvents';
import { readHistory, wholeHistory } from './readHistory';
import { historyRules, rulesByType } from './rules';
import { sources, type Evidence } from '../rules/sources';
import type { HistoryRule, RuleContext } from './rules/historyRule';
import { DETAILS_MEMBERS } from './rules/memberTable';
import { traceHistory, type TracedEvent } from './trace';

/** A rule that an event breaks. */
export interface HistoryProblem {
  /** For example `history.tasks.sequence`. */
  readonly rule: string;
  /** The rule in one sentence. */
  readonly says: string;
  readonly evidence: Evidence;
  readonly source: string;
  /** Id and type of the event, as they stand in the history. */
  readonly eventId: number;
  readonly eventType: string;
  /** What is wrong and what is due. */
  readonly message: string;
}

export interface HistoryReport {
  readonly valid: boolean;
  /** In the order of the events; at most {@link CheckOptions.maxProblems}. */
  readonly problems: readonly HistoryProblem[];
}

export interface CheckOptions {
  /** The execution may still run, or the history may be the first pages only. Default: false. */
  readonly allowIncomplete?: boolean;
  /** How many problems are reported at most: a shifted id breaks many rules. Default: 50. */
  readonly maxProblems?: number;
}

const DEFAULT_MAX_PROBLEMS = 50;

/**
 * Checks a history against every invariant of the histories that AWS writes: ids and references, the members of each
 * event, how states, tasks, branches, iterations and Map Runs follow each other, what failures and redrives look like,
 * how data flows. Each broken rule is named with its evidence.
 *
 * @param history Events of GetExecutionHistory, all pages, or the answers that hold them; in either order.
 * @throws {TestkitError} `ARGUMENT_INVALID` if this is no history at all, `HISTORY_INVALID` if it is a part of one.
 * @example
 * const { valid, problems } = checkHistory(sfn.history(order));
 * // problems[0]: { rule: 'history.tasks.sequence', eventId: 9, message: 'previousEventId is 8 (#8 TaskFailed), due: …', … }
 */
export function checkHistory(history: HistorySource, options: CheckOptions = {}): HistoryReport {
  const { allowIncomplete = false, maxProblems = DEFAULT_MAX_PROBLEMS } = checked(options);
  const isEmpty = readHistory(history).events.length === 0;
  const trace = traceHistory(isEmpty ? [] : wholeHistory('checkHistory()', history, { mayGoOn: allowIncomplete }));
  const context: RuleContext = { trace, allowIncomplete, hasData: trace.events.some(hasData) };
  const problems: HistoryProblem[] = [];
  rulesOfTypes ??= rulesByType(Object.keys(DETAILS_MEMBERS));
  events: for (const event of trace.events) {
    for (const rule of rulesOfTypes.get(event.type) ?? UNTYPED_RULES) {
      const message = rule.check(event, context);
      if (message === undefined) continue;
      problems.push(problemOf(rule, event, message));
      // What is no text where one is due cannot be compared with anything, nor be printed: neither here nor in what comes of it.
      if (rule.id === KINDS_OF_MEMBERS) break events;
    }
    if (problems.length >= maxProblems) break;
  }
  if (trace.events.length === 0) problems.push(emptyHistory());
  return { valid: problems.length === 0, problems: problems.slice(0, maxProblems) };
}

/** It stands before the rules that look at members. */
const KINDS_OF_MEMBERS = 'history.members.kinds';

function checked(options: CheckOptions): CheckOptions {
  const example = 'checkHistory(events, { allowIncomplete: true })';
  checkOptions('checkHistory()', options, ['allowIncomplete', 'maxProblems'], example);
  const { allowIncomplete, maxProblems } = options;
  if (allowIncomplete !== undefined && typeof allowIncomplete !== 'boolean') {
    throw invalid('The option allowIncomplete is true or false.', allowIncomplete, `Write for example ${example}.`);
  }
  if (maxProblems !== undefined && !isWholeFrom(1, maxProblems)) {
    throw invalid(
      'The option maxProblems is a whole number, from 1.',
      maxProblems,
      'Write for example { maxProblems: 1 }.',
    );
  }
  return options;
}

/** Sorted by type when a history is checked for the first time: most test files load this and check none. */
let rulesOfTypes: ReturnType<typeof rulesByType> | undefined;

/** What can be said of an event of an unknown type. */
const UNTYPED_RULES = historyRules.filter(
  (rule) => rule.types === undefined && rule.id.startsWith('history.numbering.'),
);

function hasData({ details }: TracedEvent): boolean {
  return details['input'] !== undefined || details['output'] !== undefined;
}

function problemOf(rule: HistoryRule, { id, type }: TracedEvent, message: string): HistoryProblem {
  return { ...ruleOf(rule), eventId: id, eventType: type, message };
}

function ruleOf({
  id,
  says,
  evidence,
  source,
}: HistoryRule): Omit<HistoryProblem, 'eventId' | 'eventType' | 'message'> {
  return { rule: id, says, evidence, source: sources[source].title };
}

function emptyHistory(): HistoryProblem {
  const rule = historyRules.find(({ id }) => id === 'history.numbering.start')!;
  return { ...ruleOf(rule), eventId: 0, eventType: '', message: 'the history holds no event' };
}
