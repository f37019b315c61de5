import { interceptClients } from '../../adapters/interceptClients';
import { sdkOrDefault, type SdkNamespace } from '../../adapters/sdk';
import type { OperationOutcome } from '../../model/outcome';
import type { FakeStepFunctions } from '../../service/fakeStepFunctions';
import { runningConsumer, type Gate } from './gate';

const CREDENTIALS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'redrive-testkit' };

interface Route {
  readonly gate: Gate;
  readonly sfn: FakeStepFunctions;
}

type Client = { send(command: unknown): Promise<unknown> };

/** The clients of an exploration: one is handed to each consumer, and those that consumers make themselves are intercepted alike. */
export class ExploredClients {
  private route: Route | undefined;
  private readonly restore: () => void;
  private readonly clients: readonly Client[];
  private readonly Describe: new (input: object) => unknown;

  constructor(given: SdkNamespace | undefined, consumers: number, region: string) {
    const sdk = sdkOrDefault(given) as unknown as {
      SFNClient: new (config: object) => Client;
      DescribeExecutionCommand: new (input: object) => unknown;
    };
    this.Describe = sdk.DescribeExecutionCommand;
    // The same for all schedules: without retry delays, a client remembers nothing.
    this.clients = Array.from({ length: consumers }, () => new sdk.SFNClient({ region, credentials: CREDENTIALS }));
    const service = { execute: (operation: string, input: unknown) => this.send(operation, input) };
    this.restore = interceptClients(service, { sdk, instantRetries: true });
  }

  /** Where requests go from now on. */
  routeTo(route: Route): void {
    this.route = route;
  }

  /** @param consumer Its number, from 1. */
  clientOf(consumer: number): Client {
    return this.clients[consumer - 1]!;
  }

  /** What the SDK loads with its first request is loaded: afterwards its calls take no I/O. */
  async warmUp(): Promise<void> {
    await this.clients[0]!.send(new this.Describe({ executionArn: 'warm-up' }));
  }

  close(): void {
    this.restore();
  }

  private async send(operation: string, input: unknown): Promise<OperationOutcome> {
    if (this.route === undefined) return { kind: 'answered', output: {} };
    const { gate, sfn } = this.route;
    const consumer = runningConsumer.getStore();
    // What the test's own code sends beside the consumers is not part of the schedule.
    return consumer === undefined ? sfn.execute(operation, input) : gate.pass(operation, input, consumer);
  }
}
