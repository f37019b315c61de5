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

export const loadedSerializer: SnapshotSerializer = {
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
