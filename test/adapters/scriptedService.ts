import type { OperationOutcome, Refusal } from '../../src/model/outcome';
import type { FakeService } from '../../src/adapters/adapter';

export interface ReceivedCall {
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

type Script = (call: ReceivedCall) => OperationOutcome | Promise<OperationOutcome>;

/** A service behind an adapter that answers what the test says and records what the adapter has handed in. */
export function scriptedService(script: Script): FakeService & { received: ReceivedCall[] } {
  const received: ReceivedCall[] = [];
  return {
    received,
    execute: async (operation, input) => {
      const call = { operation, input: input as Record<string, unknown> };
      received.push(call);
      return script(call);
    },
  };
}

export const answered = (output: Record<string, unknown>): OperationOutcome => ({ kind: 'answered', output });
export const refused = (refusal: Refusal): OperationOutcome => ({ kind: 'refused', refusal });
export const lost: OperationOutcome = { kind: 'lost' };

/** The outcomes one after the other; the last repeats. */
export function inTurn(...outcomes: OperationOutcome[]): Script {
  let next = 0;
  return () => outcomes[Math.min(next++, outcomes.length - 1)]!;
}

export const EXECUTION_ARN = 'arn:aws:states:us-east-1:123456789012:execution:orders:one';
export const REDRIVE_DATE = new Date(1790219000253);
export const CREDENTIALS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
/** What RedriveExecution answers. */
export const redriven = answered({ redriveDate: REDRIVE_DATE });
