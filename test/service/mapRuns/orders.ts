import type { ExecutionListItem, MapRunItemCounts } from '@aws-sdk/client-sfn';
import {
  fails,
  succeeds,
  type FakeStepFunctions,
  type StateMachineSetup,
  type TaskCall,
  type TaskOutcome,
} from 'redrive-testkit';

export interface Order {
  readonly id: number;
  /** How many runs of its child fail before one succeeds. */
  readonly failures?: number;
  /** Seconds that the child waits before its task. */
  readonly wait?: number;
}

interface Shape {
  /** Fields of the Map state. */
  readonly map?: object;
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly setup?: Partial<StateMachineSetup>;
}

/** A workflow that charges each order in an execution of its own: a Wait, then a task. */
export function batch({ map = {}, type = 'STANDARD' }: Shape = {}): object {
  return {
    StartAt: 'EachOrder',
    States: {
      EachOrder: {
        Type: 'Map',
        Label: 'EachOrder',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type },
          StartAt: 'Pause',
          States: {
            Pause: { Type: 'Wait', SecondsPath: '$.wait', Next: 'Charge' },
            Charge: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage', End: true },
          },
        },
        ...map,
        Next: 'Done',
      },
      Done: { Type: 'Succeed' },
    },
  };
}

const inputOf = (orders: readonly Order[]): string => JSON.stringify(orders.map((order) => ({ wait: 0, ...order })));

/** Fails as often as the order says, counted over retries and redrives of its child. */
export function charging(): (call: TaskCall) => TaskOutcome {
  const runs = new Map<number, number>();
  return ({ input }) => {
    const { id, failures = 0 } = input as unknown as Order;
    const run = runs.get(id) ?? 0;
    runs.set(id, run + 1);
    return run < failures ? fails('Card.Declined', `order ${id}`) : succeeds({ charged: id });
  };
}

export interface Started {
  readonly executionArn: string;
  readonly stateMachineArn: string;
}

/** Starts a batch; nothing that takes a moment has happened yet. */
export function startBatch(sfn: FakeStepFunctions, orders: readonly Order[], shape: Shape = {}): Started {
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'batch',
    definition: batch(shape),
    tasks: { Charge: charging() },
    ...shape.setup,
  });
  const { executionArn } = sfn.startExecution({ stateMachineArn, input: inputOf(orders) });
  return { executionArn, stateMachineArn };
}

export function mapRunOf(sfn: FakeStepFunctions, { executionArn }: Started): string {
  return sfn.listMapRuns({ executionArn }).mapRuns[0]!.mapRunArn!;
}

/** The children, in the order in which they were started. */
export function childrenOf(sfn: FakeStepFunctions, started: Started): ExecutionListItem[] {
  return sfn.listExecutions({ mapRunArn: mapRunOf(sfn, started) }).executions.reverse();
}

/** The counts that are not 0. */
export function counted(counts: MapRunItemCounts | undefined): object {
  return Object.fromEntries(Object.entries(counts ?? {}).filter(([, count]) => count !== 0));
}

export async function answered(
  sfn: FakeStepFunctions,
  operation: string,
  input: object,
): Promise<Record<string, unknown>> {
  const outcome = await sfn.execute(operation, input);
  if (outcome.kind !== 'answered') throw new Error(`${operation}: ${JSON.stringify(outcome)}`);
  return outcome.output;
}
