import { join } from 'node:path';
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { reads } from '../../src/asl/script/mapRunScript';
import { fails, lambdaReturns, succeeds } from '../../src/asl/script/scripting';
import type { TaskOutcome } from '../../src/asl/script/taskScript';
import { createFakeStepFunctions } from '../../src/service/createFake';
import { type FakeStepFunctions } from '../../src/service/fakeStepFunctions';
import { virtualClock } from '../../src/time/clock';
import { jsonFiles, readJson } from './recordings';
import { isObject, type Difference } from './values';

/** What a task came to in the recording. */
type RecordedOutcome =
  | { readonly succeeds: unknown }
  | { readonly lambda: unknown }
  | { readonly fails: readonly [error?: string, cause?: string] };

interface Expected {
  readonly status?: string;
  readonly output?: unknown;
  readonly error?: string | null;
  readonly cause?: string | null;
  /** Texts of all errors of a definition, with `; ` between them. */
  readonly refused?: string;
  readonly events?: readonly (readonly [type: string, previousEventId: number])[];
  readonly secondsBetween?: readonly (readonly [from: number, to: number, seconds: number])[];
  /** Of each TaskScheduled. */
  readonly parameters?: readonly unknown[];
}

/** A definition and an input of `answers/`, and what the service answered. */
interface RecordedAnswer {
  readonly id: string;
  readonly kind: 'execution' | 'validation';
  readonly definition: object;
  readonly input?: unknown;
  readonly tasks?: Readonly<Record<string, readonly RecordedOutcome[]>>;
  readonly reads?: Readonly<Record<string, readonly unknown[]>>;
  /** Tasks that wait for their token are answered with what they were given. */
  readonly callbacks?: unknown;
  readonly expected: Expected;
}

/** What became of one answer. */
export interface AnswerReplay {
  readonly name: string;
  readonly difference: Difference | undefined;
}

export async function replayAnswers(folder: string): Promise<AnswerReplay[]> {
  const files = jsonFiles(join(folder, 'answers')).map((file) => join(folder, 'answers', file));
  const replays: AnswerReplay[] = [];
  for (const record of files.flatMap((path) => readJson<RecordedAnswer[]>(path))) {
    replays.push({ name: record.id, difference: await differenceOf(record) });
  }
  return replays;
}

const different = (path: string, recorded: unknown, emitted: unknown): Difference => ({
  path,
  why: 'another answer',
  recorded,
  emitted,
});

/** With milliseconds, as recorded times have them. */
const START = '2026-04-16T21:12:02.894Z';

async function differenceOf(record: RecordedAnswer): Promise<Difference | undefined> {
  try {
    const sfn = createFakeStepFunctions({ clock: virtualClock(START) });
    return record.kind === 'validation' ? await refusalDifference(record, sfn) : endDifference(record, sfn);
  } catch (error) {
    return different('', record.expected, String(error));
  }
}

function errorsOf(sfn: FakeStepFunctions, definition: string): string {
  const { diagnostics } = sfn.validateStateMachineDefinition({ definition });
  const errors = (diagnostics ?? []).filter(({ severity }) => severity === 'ERROR');
  return errors.map(({ message }) => message).join('; ');
}

async function refusalDifference(
  { definition, expected }: RecordedAnswer,
  sfn: FakeStepFunctions,
): Promise<Difference | undefined> {
  const text = JSON.stringify(definition);
  const errors = errorsOf(sfn, text);
  if (errors !== expected.refused) return different('/diagnostics', expected.refused, errors);
  const roleArn = 'arn:aws:iam::123456789012:role/recorded';
  const created = await sfn.execute('CreateStateMachine', { name: 'recorded', definition: text, roleArn });
  const answer = created.kind === 'refused' ? created.refusal.name : created.kind;
  return answer === 'InvalidDefinition' ? undefined : different('/create', 'InvalidDefinition', answer);
}

function endDifference(record: RecordedAnswer, sfn: FakeStepFunctions): Difference | undefined {
  const definition = JSON.stringify(record.definition);
  const errors = errorsOf(sfn, definition);
  if (errors !== '') return different('/diagnostics', '', errors);
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'recorded',
    definition,
    tasks: mapped(record.tasks, (outcomes) => outcomes.map(outcomeOf)),
    ...(record.reads === undefined ? {} : { itemReaders: mapped(record.reads, (items) => reads(items)) }),
  });
  const { executionArn } = sfn.startExecution({ stateMachineArn, input: JSON.stringify(record.input) });
  const answered = new Set<number>();
  do {
    sfn.settle({ skipTime: true });
  } while (record.callbacks !== undefined && answerCallbacks(sfn, sfn.history(executionArn), answered));
  const { expected } = record;
  return (
    outcomeDifference(expected, sfn.execution(executionArn)) ?? historyDifference(expected, sfn.history(executionArn))
  );
}

function mapped<From, To>(
  entries: Readonly<Record<string, From>> = {},
  change: (from: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, change(value)]));
}

function outcomeOf(outcome: RecordedOutcome): TaskOutcome {
  if ('fails' in outcome) return fails(...outcome.fails);
  return 'lambda' in outcome ? lambdaReturns(outcome.lambda) : succeeds(outcome.succeeds);
}

/** The recorded function answered with what it was given. */
function answerCallbacks(sfn: FakeStepFunctions, events: readonly HistoryEvent[], answered: Set<number>): boolean {
  const before = answered.size;
  for (const { id, taskScheduledEventDetails: scheduled } of events) {
    if (scheduled === undefined || answered.has(id!)) continue;
    answered.add(id!);
    const { Payload } = JSON.parse(scheduled.parameters!) as { Payload: { payload: unknown; taskToken: string } };
    const { payload, taskToken } = Payload;
    sfn.sendTaskSuccess({ taskToken, output: JSON.stringify({ payload, taskToken }) });
  }
  return answered.size > before;
}

interface Ended {
  readonly status?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly output?: string;
}

/** A cause that was not recorded beside its error is not compared. */
function outcomeDifference(expected: Expected, ended: Ended): Difference | undefined {
  for (const name of ['status', 'error', 'cause'] as const) {
    if (name === 'cause' && expected.cause === undefined && expected.error !== undefined) continue;
    const [recorded, emitted] = [expected[name] ?? null, ended[name] ?? null];
    if (recorded !== emitted) return different(`/${name}`, recorded, emitted);
  }
  if (expected.status !== 'SUCCEEDED') return undefined;
  const output: unknown = JSON.parse(ended.output ?? 'null');
  return isSame(expected.output, output) ? undefined : different('/output', expected.output, output);
}

function historyDifference(
  { events, secondsBetween = [], parameters }: Expected,
  emitted: readonly HistoryEvent[],
): Difference | undefined {
  const links = emitted.map(({ type, previousEventId }) => [type, previousEventId]);
  if (events !== undefined && JSON.stringify(links) !== JSON.stringify(events))
    return different('/events', events, links);
  for (const [from, to, seconds] of secondsBetween) {
    const passed = Number(emitted[to - 1]?.timestamp) - Number(emitted[from - 1]?.timestamp);
    if (Math.round(passed / SECOND) !== seconds)
      return different(`/seconds ${from} to ${to}`, seconds, passed / SECOND);
  }
  const sent = emitted.flatMap(({ taskScheduledEventDetails: scheduled }) =>
    scheduled === undefined ? [] : [JSON.parse(scheduled.parameters!) as unknown],
  );
  if (parameters === undefined || isSame(parameters, sent)) return undefined;
  return different('/parameters', parameters, sent);
}

const SECOND = 1000;

/** Equal as JSON, where the order of members does not count; what was random is masked. */
function isSame(recorded: unknown, emitted: unknown): boolean {
  const mask = typeof recorded === 'string' ? maskOf(recorded) : undefined;
  if (mask !== undefined) return mask(emitted);
  if (Array.isArray(recorded)) {
    return (
      Array.isArray(emitted) &&
      emitted.length === recorded.length &&
      recorded.every((item, index) => isSame(item, emitted[index]))
    );
  }
  if (!isObject(recorded)) return Object.is(recorded, emitted);
  if (!isObject(emitted) || Object.keys(emitted).length !== Object.keys(recorded).length) return false;
  return Object.entries(recorded).every(
    ([name, value]) => Object.hasOwn(emitted, name) && isSame(value, emitted[name]),
  );
}

const TEXTS: Readonly<Record<string, RegExp>> = {
  '<text>': /^/,
  '<arn>': /^arn:aws:[a-z0-9-]+:/,
  '<time>': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  '<uuid>': /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
};
const NUMBER = /^<(integer|number) from (-?\d+) below (-?\d+)>$/;
const NUMBERS = /^<(\d+) integers from (-?\d+) below (-?\d+), each of them>$/;

function maskOf(recorded: string): ((value: unknown) => boolean) | undefined {
  const text = TEXTS[recorded];
  if (text !== undefined) return (value) => typeof value === 'string' && text.test(value);
  const [, kind, from, below] = NUMBER.exec(recorded) ?? [];
  if (kind !== undefined) return (value) => isBetween(value, Number(from), Number(below), kind === 'integer');
  const [, count, first, end] = NUMBERS.exec(recorded) ?? [];
  if (count === undefined) return undefined;
  return (value) =>
    Array.isArray(value) &&
    value.length === Number(count) &&
    new Set(value).size === Number(end) - Number(first) &&
    value.every((each) => isBetween(each, Number(first), Number(end), true));
}

function isBetween(value: unknown, from: number, below: number, isWhole: boolean): boolean {
  return typeof value === 'number' && value >= from && value < below && (!isWhole || Number.isInteger(value));
}
