import type { Definition } from '../asl/definition/definition';
import { detailsOf, type HistoryEventLike } from '../history/historyEvents';
import { didYouMean } from '../model/didYouMean';
import { TestkitError } from '../model/testkitError';
import { statesOf } from '../service/machines/states';
import type { ReceivedHistory } from './received';

/**
 * Refuses the name of a state that nobody knows: neither the definition, where the history comes from a fake, nor the history
 * itself. With `.not`, a misspelt name would always pass.
 */
export function requireKnownState(matcher: string, state: string, history: ReceivedHistory): void {
  const definition = history.provenance?.definition as Definition | undefined;
  const entered = statesEntered(history.events);
  const known = definition === undefined ? entered : new Set([...statesInDefinition(definition), ...entered]);
  if (known.has(state)) return;
  const meant = didYouMean(state, known);
  throw new TestkitError({
    code: 'STATE_UNKNOWN',
    what: `${matcher}() names the state '${state}', and ${definition === undefined ? 'this history' : 'the state machine'} has none of that name.`,
    ...(meant === undefined ? { found: `It has: ${known.size === 0 ? 'none' : listed(known)}.` } : {}),
    hint:
      meant ??
      (definition === undefined
        ? 'A state that was not entered is known to the definition only: pass sfn.history(execution), which knows it.'
        : 'Use one of these names.'),
  });
}

function statesInDefinition(definition: Definition): Iterable<string> {
  return statesOf({ revisions: [{ definition }] }).keys();
}

function statesEntered(events: readonly HistoryEventLike[]): ReadonlySet<string> {
  const names = events.flatMap((event) =>
    event.type?.endsWith('StateEntered') === true ? [detailsOf(event)?.['name']] : [],
  );
  return new Set(names.filter((name) => typeof name === 'string'));
}

const MOST_LISTED = 30;

function listed(names: ReadonlySet<string>): string {
  const shown = [...names].slice(0, MOST_LISTED).map((name) => `'${name}'`);
  return names.size > shown.length ? `${shown.join(', ')} and ${names.size - shown.length} more` : shown.join(', ');
}
