import type { HistoryEvent, SFNClient } from '@aws-sdk/client-sfn';
import type { FakeStepFunctions, SeededExecution } from 'redrive-testkit';

/** What code in the documentation may use without saying where it comes from. */
declare global {
  const sfn: FakeStepFunctions;
  const client: SFNClient;
  const order: SeededExecution;
  const executionArn: string;
  const machine: { stateMachineArn: string };
  const credentials: { accessKeyId: string; secretAccessKey: string };
  const error: unknown;
  const name: string;
  const definition: object;
  const checkoutDefinition: object;
  const history: HistoryEvent[];
  const describeJson: object;
  const historyJson: object;
  const capturedEvents: HistoryEvent[];
  const setupServer: (...handlers: unknown[]) => { listen(): void; close(): void };
  function recoverOrders(client?: SFNClient, options?: { dryRun?: boolean }): Promise<void>;
}
