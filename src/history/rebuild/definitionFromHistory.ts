import type { Definition } from '../../asl/definition/definition';
import { parseDefinition } from '../../asl/definition';
import {
  closingOf,
  errorOf,
  failedWithin,
  firstFailureOf,
  type StateVisit,
  type TracedThread,
  type Trace,
} from '../trace';
import { bodyOf, type Body, type Failing } from './stateFromHistory';

const COMMENT = 'Read from a history: it knows the states that the execution has entered, and ends where they end.';

/**
 * A definition by which an execution can go on whose own is not known: the states that it has entered, in the order in which they followed
 * each other.
 *
 * @assumed [import.end-of-the-known] An execution whose definition is not known ends after the last state that its history tells of.
 *   Because: what would have come after it is not known.
 */
export function definitionFromHistory(
  trace: Trace,
  { failsAgain = true }: { failsAgain?: boolean } = {},
): { text: string; definition: Definition } {
  const failing = failsAgain ? failingOf(trace) : undefined;
  const text = JSON.stringify({ Comment: COMMENT, ...bodyOfWorkflow([trace.root], failing) });
  return { text, definition: parseDefinition(text) };
}

/** The state that failed the execution by itself, by its own fields and not by what it has called: it fails so again. */
function failingOf(trace: Trace): Failing | undefined {
  const closing = closingOf(trace);
  if (closing?.type !== 'ExecutionFailed') return undefined;
  const failing = failedWithin(firstFailureOf(closing).previous);
  const visit = failing?.visit;
  if (visit === undefined || failing === undefined || CALLED.test(failing.type)) return undefined;
  const error = errorOf(closing);
  return REFUSED_WRITE.test(error.cause ?? '') ? undefined : { visit, ...error };
}

/** @recorded [import.refused-map-run] A Map Run that may not write to its bucket does not start; the cause says so. {recorded-map-runs} */
const REFUSED_WRITE = /Failed to write a test manifest into the specified output bucket/;

/** What a task or a Map Run has answered. */
const CALLED = /^(Task|LambdaFunction|Activity|MapRun).*(Failed|TimedOut)$/;

/** What several threads have run of one workflow: all iterations of a Map, or one branch. */
export function bodyOfWorkflow(threads: readonly TracedThread[], failing: Failing | undefined): Body {
  const visits = threads.flatMap((thread) => thread.visits);
  const names = [...new Set(visits.map(({ name }) => name))];
  if (names.length === 0) return { StartAt: 'Unknown', States: { Unknown: { Type: 'Pass', End: true } } };
  const states = names.map((name) => {
    const entries = visits.filter((visit) => visit.name === name);
    // An open one is what a redrive goes on with.
    const shown = entries.find(({ exited }) => exited === undefined) ?? entries.at(-1)!;
    const followers = entries.map(({ thread, rank }) => thread.visits[rank + 1]?.name);
    return [
      name,
      stateOf(
        shown,
        entries,
        followers.findLast((each) => each !== undefined),
        failing,
      ),
    ] as const;
  });
  return { StartAt: names[0], States: Object.fromEntries(states) };
}

const WITHOUT_NEXT: ReadonlySet<unknown> = new Set(['Fail', 'Succeed', 'Choice']);

function stateOf(
  visit: StateVisit,
  entries: readonly StateVisit[],
  next: string | undefined,
  failing: Failing | undefined,
): Body {
  const body = bodyOf(visit, entries, next, failing, bodyOfWorkflow);
  if (WITHOUT_NEXT.has(body['Type'])) return body;
  return { ...body, ...(next === undefined ? { End: true } : { Next: next }) };
}
