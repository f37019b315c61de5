import type { StateDefinition } from '../../asl/definition/definition';
import type { Run, Thread } from '../../asl/engine/run';
import { chooseRule } from '../../asl/data/choice';
import { queryLanguageOf } from '../../asl/definition/definition';
import type { Payload } from '../../model/json';

/** Where a state leads that was left with that output; nothing if its thread ends with it. */
export function successorOfExited(
  state: StateDefinition,
  thread: Thread,
  run: Run,
  output: Payload,
): string | undefined {
  if (state.Type !== 'Choice') return state.Next;
  const language = queryLanguageOf(state, run.definition);
  const scope = {
    input: output.value,
    context: () => ({}),
    variables: thread.variables,
    chance: { uuid: () => '', random: () => 0, now: () => run.time },
  };
  return chooseRule(state, language, scope)?.next;
}
