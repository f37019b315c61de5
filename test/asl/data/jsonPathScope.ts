import type { Scope } from '../../../src/asl/data/scope';
import { parseJson, type Json } from '../../../src/model/json';

/** A scope for expressions: the input as JSON text or value, and what a test wants to be different. */
export function scopeWith(input: Json | string, others: Partial<Scope> = {}): Scope {
  return {
    input: typeof input === 'string' ? parseJson(input) : input,
    context: () => ({ Execution: { Name: 'order-7', Input: { id: 7 } }, State: { Name: 'Charge' } }),
    variables: {},
    chance: { uuid: () => 'b9b1f6b0-0000-4000-8000-000000000000', random: () => 0.5, now: () => 0 },
    ...others,
  };
}
