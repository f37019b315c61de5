import type { Region } from '../../asl/definition/definition';

/** The definition that a child of a Map Run shows: where the processor of its Map state starts, and its states (recorded). */
export function definitionOfChild({ StartAt, States }: Region): string {
  return JSON.stringify({ StartAt, States });
}
