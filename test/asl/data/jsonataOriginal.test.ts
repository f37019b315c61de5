import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import jsonata from 'jsonata';
import { meter, metered } from '../../../src/asl/data/jsonataMeter';
import { DOCUMENT, jsonataExpressions } from '../../support/arbitraryJsonata';

interface Expression {
  evaluate(input: unknown, bindings?: Record<string, unknown>): unknown;
  assign(name: symbol, value: unknown): void;
}

const build = jest.requireActual<{ synchronousJsonata: () => unknown; synchronousSource: () => string }>(
  '../../../build/synchronousJsonata.cjs',
);
const synchronous = build.synchronousJsonata() as ((text: string) => Expression) & { meterWith(given: object): void };
synchronous.meterWith(meter);

/** What an evaluation came to, as far as anybody can see it. */
type Answer = { value: string | undefined } | { failed: unknown };

const seen = (value: unknown): string | undefined =>
  JSON.stringify(value, (_name, member: unknown) => {
    if (typeof member === 'object' && member !== null && (Object.keys(member)[0] ?? '').startsWith('_jsonata_'))
      return '<function>';
    return typeof member === 'function' ? '<function>' : Object.is(member, -0) ? '-0' : member;
  });

/** Words of the machine are no words of the library. */
function failure(error: unknown): Answer {
  const { code, message } = error as { code?: string; message?: string };
  return { failed: code === undefined ? 'an internal error' : `${code}: ${message}` };
}

const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

async function original(text: string, input: unknown): Promise<Answer> {
  try {
    return { value: seen(await jsonata(text).evaluate(input)) };
  } catch (error) {
    return failure(error);
  }
}

function ours(text: string, input: unknown): Answer {
  try {
    return { value: seen(metered(() => synchronous(text).evaluate(input))) };
  } catch (error) {
    return failure(error);
  }
}

/**
 * All items of `[…]` and all values of `{…}` begin in the original before the first of them is done: of several that fail
 * it may name another one. What it says of a function as a value is the library's own object.
 */
function isSame(expected: Answer, answer: Answer): boolean {
  const bothFail = 'failed' in expected && 'failed' in answer;
  return bothFail || isDeepStrictEqual(answer, expected);
}

test('the synchronous library answers generated expressions as the asynchronous one does', async () => {
  let equal = 0;
  const runs = Number(process.env['JSONATA_EXPRESSIONS'] ?? 1000);
  await fc.assert(
    fc.asyncProperty(jsonataExpressions, async (text) => {
      const [expected, answer] = [await original(text, copyOf(DOCUMENT)), ours(text, copyOf(DOCUMENT))];
      if (!isSame(expected, answer)) expect(answer).toEqual(expected);
      if (isDeepStrictEqual(expected, answer)) equal += 1;
    }),
    { numRuns: runs, seed: Number(process.env['SEED'] ?? 20_06) },
  );
  expect(equal / runs).toBeGreaterThan(0.98);
});

interface Case {
  readonly id: string;
  readonly expr: string;
  readonly data?: unknown;
  readonly dataset?: string | null;
  readonly bindings?: Record<string, unknown>;
  readonly result?: unknown;
  readonly undefinedResult?: boolean;
  readonly code?: string;
  readonly error?: unknown;
  readonly unordered?: boolean;
  readonly timelimit?: number;
  readonly depth?: number;
}

const SUITE = join(__dirname, '../../../../shared/jsonata/suite-2.0.6.json');
const suite = existsSync(SUITE)
  ? (JSON.parse(readFileSync(SUITE, 'utf8')) as { datasets: Record<string, unknown>; cases: Case[] })
  : undefined;

const sorted = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((item) => JSON.stringify(item)).toSorted() : value;

/** The suite has expressions of its own for these, and stops them as the exerciser of JSONata does. */
function limited(expression: Expression, { depth = Infinity }: Case): void {
  let [open, nodes] = [0, 0];
  expression.assign(Symbol.for('jsonata.__evaluate_entry'), () => {
    if (++open > depth || ++nodes > 500_000) throw Object.assign(new Error('stopped'), { code: 'U1001' });
  });
  expression.assign(Symbol.for('jsonata.__evaluate_exit'), () => open--);
}

function outcomeOf(each: Case, datasets: Record<string, unknown>): { value?: unknown; code?: string; failed: boolean } {
  const data = typeof each.dataset === 'string' ? datasets[each.dataset] : each.data;
  try {
    const expression = synchronous(each.expr);
    if (each.timelimit !== undefined) limited(expression, each);
    const value = metered(() => expression.evaluate(data === undefined ? data : copyOf(data), each.bindings ?? {}));
    return { value: value === undefined ? value : copyOf(value), failed: false };
  } catch (error) {
    return { code: (error as { code?: string }).code, failed: true };
  }
}

function passes(each: Case, datasets: Record<string, unknown>): boolean {
  const { value, code, failed } = outcomeOf(each, datasets);
  if (each.code !== undefined) return code === each.code;
  if (each.error !== undefined) return failed;
  if (failed || each.undefinedResult === true) return !failed && value === undefined;
  return each.unordered === true
    ? isDeepStrictEqual(sorted(value), sorted(each.result))
    : isDeepStrictEqual(value, each.result);
}

(suite === undefined ? test.skip : test)('JSONata 2.0.6 passes its own suite', () => {
  const { cases, datasets } = suite!;
  expect(cases.length).toBeGreaterThan(1600);
  expect(cases.filter((each) => !passes(each, datasets)).map(({ id }) => id)).toEqual([]);
});
