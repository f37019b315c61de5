import * as sdk from '@aws-sdk/client-sfn';
import { minutes, succeeds } from 'redrive-testkit';
import { redrive, describeIt, refusalOf, bare, definition, type Case } from './scene';

export const writing: Case[] = [
  {
    name: 'StartExecution is idempotent by name and input',
    async run({ sfn, caller, stateMachineArn }) {
      sfn.script(stateMachineArn, { Charge: succeeds() });
      const start = (input: string) =>
        caller.send(new sdk.StartExecutionCommand({ stateMachineArn, name: 'order-2', input }));
      const first = await start('{"a":1}');
      expect(bare(await start('{"a":1}'))).toEqual(bare(first));
      expect(await refusalOf(start('{"a":2}'))).toMatchObject({ name: 'ExecutionAlreadyExists' });
    },
  },
  {
    name: 'an input of 262,144 bytes is taken as it is, one of a byte more is refused without being repeated',
    async run({ sfn, caller, stateMachineArn }) {
      const start = (input: string) => caller.send(new sdk.StartExecutionCommand({ stateMachineArn, input }));
      const largest = JSON.stringify({ text: `ü"\\\n🚀${'x'.repeat(262_144 - 24)}` });
      const padded = largest + ' '.repeat(262_144 - Buffer.byteLength(largest));
      const { executionArn } = await start(padded);
      expect(sfn.execution(executionArn!).input).toBe(padded);
      expect((await caller.send(describeIt(executionArn!))).input).toBe(padded);
      const { name, message } = await refusalOf(start(`${padded} `));
      expect([name, message]).toEqual([
        'ValidationException',
        "1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have size less than or " +
          'equal to 262144 bytes in UTF-8 encoding',
      ]);
    },
  },
  {
    name: 'a stop ends it, and a second stop answers the first date',
    async run({ sfn, caller, executionArn }) {
      await caller.send(redrive(executionArn));
      const stop = () =>
        caller.send(new sdk.StopExecutionCommand({ executionArn, error: 'Stopped', cause: 'by hand' }));
      const { stopDate } = await stop();
      sfn.clock.advanceBy(minutes(1));
      expect((await stop()).stopDate).toEqual(stopDate);
      expect(bare(await caller.send(describeIt(executionArn)))).toMatchObject({ status: 'ABORTED', error: 'Stopped' });
    },
  },
  {
    name: 'a state machine is created, described and deleted',
    async run({ caller }) {
      const text = JSON.stringify(definition);
      const roleArn = 'arn:aws:iam::123456789012:role/orders';
      const created = await caller.send(
        new sdk.CreateStateMachineCommand({
          name: 'second',
          definition: text,
          roleArn,
          tags: [{ key: 'a', value: 'b' }],
        }),
      );
      const { stateMachineArn } = created;
      expect(bare(await caller.send(new sdk.DescribeStateMachineCommand({ stateMachineArn })))).toMatchObject({
        name: 'second',
        definition: text,
        roleArn,
        status: 'ACTIVE',
        loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      });
      const { tags } = await caller.send(new sdk.ListTagsForResourceCommand({ resourceArn: stateMachineArn }));
      expect(tags).toEqual([{ key: 'a', value: 'b' }]);
      expect(bare(await caller.send(new sdk.DeleteStateMachineCommand({ stateMachineArn })))).toEqual({});
    },
  },
  {
    name: 'a worker gets an activity task, and its token is dead after a stop',
    async run({ sfn, caller }) {
      const { activityArn } = await caller.send(new sdk.CreateActivityCommand({ name: 'ship' }));
      const { stateMachineArn } = sfn.createStateMachine({
        name: 'shipping',
        definition: { StartAt: 'Ship', States: { Ship: { Type: 'Task', Resource: activityArn, End: true } } },
      });
      const { executionArn } = sfn.startExecution({ stateMachineArn, input: '{"parcel":1}' });
      const { taskToken, input } = await caller.send(new sdk.GetActivityTaskCommand({ activityArn, workerName: 'w' }));
      expect(input).toBe('{"parcel":1}');
      sfn.stopExecution({ executionArn });
      const late = caller.send(new sdk.SendTaskSuccessCommand({ taskToken, output: '{}' }));
      expect(await refusalOf(late)).toMatchObject({ name: 'TaskTimedOut' });
    },
  },
];
