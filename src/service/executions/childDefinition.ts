import type { Workflow } from '../../asl/definition/definition';

/**
 * @recorded [map-run.child-definition] A child of a Map Run shows where the processor of its Map state starts, and its states.
 *   {recorded-map-runs}
 */
export function definitionOfChild({ StartAt, States }: Workflow): string {
  return JSON.stringify({ StartAt, States });
}
