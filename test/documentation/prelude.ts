import type { DescribeExecutionOutput, GetExecutionHistoryOutput, HistoryEvent, SFNClient } from '@aws-sdk/client-sfn';
import type { faker as fakerLibrary } from '@faker-js/faker';
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
  const checkout: object;
  function recover(client: SFNClient, order: SeededExecution): Promise<void>;
  const history: HistoryEvent[];
  const describeJson: DescribeExecutionOutput;
  const historyJson: GetExecutionHistoryOutput;
  const describeExecutionJson: DescribeExecutionOutput;
  const getExecutionHistoryJson: GetExecutionHistoryOutput;
  function defineConfig(config: object): object;
  function summarize(events: readonly HistoryEvent[]): { failures: number };
  const capturedEvents: HistoryEvent[];
  const faker: typeof fakerLibrary;
  const stub: { on(command: unknown): { resolves(output: object): unknown } };
  function handler(event: object): Promise<void>;
  const setupServer: (...handlers: unknown[]) => { listen(): void; close(): void };
  function recoverOrders(client?: SFNClient, options?: { dryRun?: boolean }): Promise<void>;
}
