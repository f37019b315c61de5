import { createFakeStepFunctions, fails, succeeds, virtualClock, type FakeStepFunctions } from 'redrive-testkit';

/** A fake in which most operations have something to be about, made alike each time. */
export interface Scene {
  readonly sfn: FakeStepFunctions;
  /** By the words that stand for them in generated requests. */
  readonly words: Map<string, string>;
}

const LAMBDA = 'arn:aws:states:::lambda:invoke';
const CALLBACK = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';

export const definitions = {
  failing: { StartAt: 'Charge', States: { Charge: { Type: 'Task', Resource: LAMBDA, End: true } } },
  waiting: {
    StartAt: 'Ask',
    States: {
      Ask: { Type: 'Task', Resource: CALLBACK, Parameters: { 'token.$': '$$.Task.Token' }, End: true },
    },
  },
  quick: { StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } },
  mapped: {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Label: 'Each',
        ToleratedFailurePercentage: 100,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Item',
          States: { Item: { Type: 'Task', Resource: LAMBDA, End: true } },
        },
        End: true,
      },
    },
  },
};

/** What stands for an ARN, a task token or a page token of the scene. */
export const WORDS = [
  'machine',
  'express',
  'version',
  'alias',
  'activity',
  'failed',
  'waiting',
  'succeeded',
  'child',
  'mapRun',
  'token',
  'page',
] as const;

export function scene(): Scene {
  const clock = virtualClock('2026-11-30T09:00:00Z');
  const sfn = createFakeStepFunctions({ clock, randomSeed: 7, activityPolls: 'answer-at-once' });
  const machineOf = (name: string, definition: object, more: object = {}): string =>
    sfn.createStateMachine({ name, definition, ...more }).stateMachineArn;
  const execution = (stateMachineArn: string, name: string, input = '{}') =>
    sfn.startExecution({ stateMachineArn, name, input }).executionArn;
  const machine = machineOf('orders', definitions.failing, { tasks: { Charge: fails('Card.Declined') } });
  const version = sfn.publishStateMachineVersion({ stateMachineArn: machine }).stateMachineVersionArn;
  const { stateMachineAliasArn: alias } = sfn.createStateMachineAlias({
    name: 'live',
    routingConfiguration: [{ stateMachineVersionArn: version, weight: 100 }],
  });
  const items = machineOf('items', definitions.mapped, { tasks: { Item: [fails('Bad.Item'), succeeds()] } });
  const batch = execution(items, 'batch', '[1,2]');
  sfn.settle();
  const { mapRuns } = sfn.listMapRuns({ executionArn: batch });
  const mapRun = mapRuns[0]!.mapRunArn;
  const words = new Map<string, string>(
    Object.entries({
      machine,
      version,
      alias,
      mapRun: mapRun!,
      succeeded: batch,
      express: machineOf('quick', definitions.quick, { type: 'EXPRESS' }),
      activity: sfn.createActivity({ name: 'print' }).activityArn,
      failed: execution(machine, 'failed'),
      waiting: execution(machineOf('asking', definitions.waiting), 'waiting'),
      child: sfn.listExecutions({ mapRunArn: mapRun! }).executions[0]!.executionArn!,
    }),
  );
  sfn.settle();
  words.set('token', sfn.pending().find(({ taskToken }) => taskToken !== undefined)!.taskToken!);
  return { sfn, words };
}

/** A generated text, with what its words stand for. */
export function meant(text: string, { words }: Scene): string {
  return text.replaceAll(/<<(\w+)>>/g, (_, word: string) => words.get(word) ?? word);
}

/** All that shows whether a refused call has changed something. */
export function visible({ sfn }: Scene): string {
  const { stateMachines } = sfn.listStateMachines({ maxResults: 1_000 });
  const executions = stateMachines.flatMap(({ stateMachineArn, type }) =>
    type === 'EXPRESS' ? [] : sfn.listExecutions({ stateMachineArn, maxResults: 1_000 }).executions,
  );
  const { activities } = sfn.listActivities({});
  const tags = [...stateMachines.map(({ stateMachineArn }) => stateMachineArn)].map((resourceArn) =>
    sfn.listTagsForResource({ resourceArn }),
  );
  return JSON.stringify([stateMachines, executions, activities, tags]);
}
