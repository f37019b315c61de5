import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  RedriveExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  type DescribeExecutionCommandOutput,
  type HistoryEvent,
} from '@aws-sdk/client-sfn';
import type { FakeStepFunctions, StateMachineSetup } from 'redrive-testkit';
import { toRequestHandler } from 'redrive-testkit/request-handler';

/** What a user of the API does with an execution, through the real client of the SDK. */
export interface Console {
  readonly client: SFNClient;
  /** Creates a state machine in the fake; answers its ARN. */
  machine(definition: object, setup?: Omit<StateMachineSetup, 'name' | 'definition'>): string;
  start(stateMachineArn: string, input?: unknown): Promise<string>;
  redrive(executionArn: string, clientToken?: string): Promise<Date>;
  stop(executionArn: string): Promise<void>;
  describe(executionArn: string): Promise<DescribeExecutionCommandOutput>;
  history(executionArn: string): Promise<HistoryEvent[]>;
  /** Names of the states that were entered, or whose tasks were scheduled, since the last redrive: `Charge scheduled`. */
  sinceRedrive(executionArn: string): Promise<string[]>;
}

/** The refusal of a call: its name. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'accepted',
    (error: unknown) => (error as Error).name,
  );
}

let machines = 0;

export function openConsole(sfn: FakeStepFunctions): Console {
  const client = new SFNClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'test' },
    requestHandler: toRequestHandler(sfn),
    maxAttempts: 1,
  });
  const self: Console = {
    client,
    machine(definition, setup = {}) {
      machines += 1;
      return sfn.createStateMachine({ name: `documented-${machines}`, definition, ...setup }).stateMachineArn;
    },
    async start(stateMachineArn, input = {}) {
      const { executionArn } = await client.send(
        new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
      );
      sfn.settle();
      return executionArn!;
    },
    async redrive(executionArn, clientToken) {
      const { redriveDate } = await client.send(new RedriveExecutionCommand({ executionArn, clientToken }));
      sfn.settle();
      return redriveDate!;
    },
    async stop(executionArn) {
      await client.send(new StopExecutionCommand({ executionArn }));
    },
    describe: (executionArn) => client.send(new DescribeExecutionCommand({ executionArn })),
    async history(executionArn) {
      const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000 }));
      return events!;
    },
    async sinceRedrive(executionArn) {
      const events = await self.history(executionArn);
      return steps(
        events,
        events.findLastIndex(({ type }) => type === 'ExecutionRedriven'),
      );
    },
  };
  return self;
}

function steps(events: readonly HistoryEvent[], from: number): string[] {
  const nameOf = (id: number | undefined): string => events[(id ?? 1) - 1]?.stateEnteredEventDetails?.name ?? '?';
  return events.slice(from + 1).flatMap((event) => {
    if (event.type === 'TaskScheduled') return [`${nameOf(event.previousEventId)} scheduled`];
    return event.stateEnteredEventDetails === undefined ? [] : [`${event.stateEnteredEventDetails.name} entered`];
  });
}
