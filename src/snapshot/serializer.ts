import { shownValueOf } from '../model/shownValue';
import { callsText, callInSnapshot, eventText, executionValue, historyText } from './texts';
import { StableTexts } from './stableTexts';

/** A plugin of pretty-format, as Jest and Vitest take it. */
export interface SnapshotSerializer {
  /** Whether a value is a history, an event, an execution or calls, and comes from the kit. */
  test(value: unknown): boolean;
  serialize<Config extends object, Refs>(
    value: unknown,
    config: Config,
    indentation: string,
    depth: number,
    refs: Refs,
    printer: (value: unknown, config: Config, indentation: string, depth: number, refs: Refs) => string,
  ): string;
}

/** What several values of one snapshot have in common: an execution has the same number in all of them. */
const ofSnapshot = new WeakMap<object, StableTexts>();

/**
 * Prints histories, executions and calls of the kit into snapshots so that two runs give the same bytes: times are relative to the
 * first one, ids are numbered in the order in which they appear, and no terminal decides how wide a line is. The set-ups register it.
 * Elsewhere name it under `snapshotSerializers`, or hand it to `expect.addSnapshotSerializer`. Values that do not come from the kit are left alone.
 *
 * Of a fake whose clock is that of the process, times are told in steps of ten seconds, so that a slow machine changes no snapshot;
 * of one with a `virtualClock()` they are exact.
 *
 * @example
 * expect.addSnapshotSerializer(serializer); // the set-ups do it
 * expect(sfn.history(order)).toMatchSnapshot();
 */
export const serializer: SnapshotSerializer = {
  test: (value) => shownValueOf(value) !== undefined,
  serialize(value, config, indentation, depth, refs, printer) {
    const { kind, isExact } = shownValueOf(value)!;
    const texts = ofSnapshot.get(config) ?? new StableTexts();
    ofSnapshot.set(config, texts);
    texts.look(value, isExact);
    if (kind === 'execution') return printer(executionValue(value as object, texts), config, indentation, depth, refs);
    const text = TEXTS[kind](value as never, texts);
    return text.replaceAll('\n', `\n${indentation}`);
  },
};

const TEXTS = { history: historyText, event: eventText, calls: callsText, call: callInSnapshot };
