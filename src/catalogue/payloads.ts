import { hashOf } from '../model/hash';
import { createIdSource } from '../model/idSource';
import type { Json, JsonObject } from '../model/json';

/** Where the contents of executions come from: plain and counted, or drawn from the consumer's faker. */
export interface PayloadSource {
  /** An order, the input of most executions of the catalogue. */
  order(sequence: number): JsonObject;
  /** What one says when a card is declined, a table is missing, … The default says it plainly. */
  sentence(plain: string): string;
  /** A version 4 UUID: the same topic, the same UUID. */
  uuid(topic: string): string;
  /** Adds what a step has found out to what it was given. */
  result(step: string, input: Json): JsonObject;
}

/** Deterministic and plain: the same sequence number, the same contents. */
export const plainPayloads: PayloadSource = {
  order: (sequence) => ({
    orderId: `order-${sequence + 1}`,
    customerId: `customer-${sequence + 1}`,
    amount: 42,
    currency: 'EUR',
  }),
  sentence: (plain) => plain,
  uuid: (topic) => createIdSource(hashOf(topic)).uuid(),
  result: (step, input) => ({
    ...membersOfPayload(input),
    [`${step.charAt(0).toLowerCase()}${step.slice(1)}`]: 'done',
  }),
};

export function membersOfPayload(value: Json): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : { value };
}
