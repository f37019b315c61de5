import * as sdk from '@aws-sdk/client-sfn';
import { describeIt, bare, type Case } from './scene';

export const reading: Case[] = [
  {
    name: 'DescribeExecution has exactly the members of a failed execution',
    async run({ sfn, caller, executionArn, stateMachineArn }) {
      const output = bare(await caller.send(describeIt(executionArn)));
      expect(output).toStrictEqual({
        executionArn,
        stateMachineArn,
        name: 'order-1',
        status: 'FAILED',
        startDate: expect.any(Date) as Date,
        stopDate: expect.any(Date) as Date,
        input: '{"order":"Grüße 🚀"}',
        inputDetails: { included: true },
        error: 'Card.Declined',
        cause: 'insufficient funds',
        redriveCount: 0,
        redriveStatus: 'REDRIVABLE',
      });
      expect(output).toEqual(sfn.execution(executionArn));
    },
  },
  {
    name: 'nested structures carry __type, and answers their metadata',
    needs: 'metadata',
    async run({ caller, executionArn }) {
      const output = await caller.send(describeIt(executionArn));
      expect(output.inputDetails).toEqual({
        __type: 'com.amazonaws.swf.base.model#CloudWatchEventsExecutionDataDetails',
        included: true,
      });
      expect(output.$metadata).toMatchObject({ httpStatusCode: 200, attempts: 1, totalRetryDelay: 0 });
      expect(output.$metadata.requestId).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
      const { events } = await caller.send(new sdk.GetExecutionHistoryCommand({ executionArn }));
      expect(events?.map((event) => (event as { __type?: string }).__type)).toEqual(
        events?.map(() => 'com.amazonaws.swf.base.model#HistoryEvent'),
      );
    },
  },
  {
    name: 'a history that is read in pages is the whole history, in both directions',
    async run({ sfn, caller, executionArn }) {
      const read = async (reverseOrder: boolean): Promise<unknown[]> => {
        const events: unknown[] = [];
        let nextToken: string | undefined;
        do {
          const input = {
            executionArn,
            maxResults: 3,
            reverseOrder,
            ...(nextToken === undefined ? {} : { nextToken }),
          };
          const page = await caller.send(new sdk.GetExecutionHistoryCommand(input));
          expect(page.events!.length).toBeGreaterThan(0);
          events.push(...page.events!.map(bare));
          nextToken = page.nextToken;
        } while (nextToken !== undefined);
        return events;
      };
      expect(await read(false)).toEqual(sfn.history(executionArn));
      expect(await read(true)).toEqual(sfn.history(executionArn).reverse());
    },
  },
  {
    name: 'lists show the execution under its status only',
    async run({ caller, executionArn, stateMachineArn }) {
      const list = (statusFilter: sdk.ExecutionStatus) =>
        caller.send(new sdk.ListExecutionsCommand({ stateMachineArn, statusFilter }));
      expect((await list('FAILED')).executions?.map((item) => item.executionArn)).toEqual([executionArn]);
      expect(bare(await list('RUNNING'))).toEqual({ executions: [] });
    },
  },
  {
    name: 'what is read is a copy: changing it changes nothing',
    async run({ sfn, caller, executionArn }) {
      const before = sfn.history(executionArn);
      const output = await caller.send(new sdk.GetExecutionHistoryCommand({ executionArn }));
      Object.assign(output.events![0]!.executionStartedEventDetails!, { input: 'changed' });
      output.events![0]!.timestamp!.setTime(0);
      (await caller.send(describeIt(executionArn))).startDate!.setTime(0);
      expect(sfn.history(executionArn)).toEqual(before);
      expect(sfn.execution(executionArn).startDate!.getTime()).toBeGreaterThan(0);
    },
  },
];
