import * as sdk from '@aws-sdk/client-sfn';
import {
  executionLimitExceeded,
  failsUntilRedriven,
  minutes,
  succeeds,
  throttled,
  type FakeStepFunctions,
} from 'redrive-testkit';
import type { Caller, Capabilities } from './door';

export interface Scene {
  readonly sfn: FakeStepFunctions;
  readonly caller: Caller;
  readonly capabilities: Capabilities;
  /** An execution of a workflow of two tasks whose second one, `Charge`, failed, and succeeds after a redrive. */
  readonly executionArn: string;
  readonly stateMachineArn: string;
}

export interface Case {
  readonly name: string;
  readonly needs?: keyof Capabilities;
  run(scene: Scene): Promise<void>;
}

const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' } as const;
export const definition = {
  StartAt: 'Reserve',
  States: { Reserve: { ...task, Next: 'Charge' }, Charge: { ...task, End: true } },
};
export const tasks = {
  Reserve: succeeds({ reserved: true }),
  Charge: failsUntilRedriven('Card.Declined', 'insufficient funds', { then: succeeds({ paid: true }) }),
};

const redrive = (executionArn: string, clientToken?: string): sdk.RedriveExecutionCommand =>
  new sdk.RedriveExecutionCommand({ executionArn, ...(clientToken === undefined ? {} : { clientToken }) });
const describe_ = (executionArn: string): sdk.DescribeExecutionCommand =>
  new sdk.DescribeExecutionCommand({ executionArn });
const typesOf = (events: readonly { type?: string | undefined }[] | undefined): (string | undefined)[] =>
  (events ?? []).map(({ type }) => type);

type Refused = Error & { reason?: string; code?: string; $metadata?: { httpStatusCode?: number } };

/** What a call is refused with. */
async function refusalOf(sent: Promise<unknown>): Promise<Refused> {
  try {
    await sent;
  } catch (error) {
    return error as Refused;
  }
  throw new Error('it was answered');
}

/** An answer without what only some doors add. */
export function bare<T>(value: T): T {
  if (Array.isArray(value)) return value.map(bare) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const members = Object.entries(value).filter(([name]) => name !== '$metadata' && name !== '__type');
  return Object.fromEntries(members.map(([name, member]) => [name, bare(member as unknown)])) as T;
}

const redriving: Case[] = [
  {
    name: 'a redrive answers its date, and the execution resumes at the failed state and succeeds',
    async run({ sfn, caller, executionArn }) {
      const { redriveDate } = await caller.send(redrive(executionArn));
      expect(redriveDate).toBeInstanceOf(Date);
      expect(redriveDate).toEqual(sfn.execution(executionArn).redriveDate);
      sfn.settle();
      expect(sfn.execution(executionArn)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
      const types = typesOf(sfn.history(executionArn));
      expect(types.slice(types.indexOf('ExecutionRedriven'))).toEqual([
        'ExecutionRedriven',
        'TaskScheduled',
        'TaskStarted',
        'TaskSucceeded',
        'TaskStateExited',
        'ExecutionSucceeded',
      ]);
    },
  },
  {
    name: 'the same client token answers the first redriveDate and changes nothing, whatever the status',
    async run({ sfn, caller, executionArn }) {
      const first = await caller.send(redrive(executionArn, 'order-1'));
      sfn.clock.advanceBy(minutes(5));
      const whileDone = await caller.send(redrive(executionArn, 'order-1'));
      expect(whileDone.redriveDate).toEqual(first.redriveDate);
      expect(sfn.execution(executionArn)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
      expect(sfn.calls.map(({ replayed }) => replayed)).toEqual([false, true]);
    },
  },
  {
    name: 'without a token of its own, a second call is a new one, and is refused as RUNNING',
    async run({ caller, executionArn }) {
      await caller.send(redrive(executionArn));
      expect(await refusalOf(caller.send(redrive(executionArn)))).toMatchObject({
        name: 'ExecutionNotRedrivable',
        message: `Execution ${executionArn} invalid for redrive as: Execution is RUNNING and cannot be redriven`,
      });
    },
  },
  {
    name: 'of two calls at once one wins',
    async run({ sfn, caller, executionArn }) {
      const both = await Promise.allSettled([caller.send(redrive(executionArn)), caller.send(redrive(executionArn))]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(sfn.execution(executionArn).redriveCount).toBe(1);
    },
  },
  {
    name: 'one command object that is sent twice makes two calls',
    async run({ sfn, caller, executionArn }) {
      const command = redrive(executionArn);
      await caller.send(command);
      expect(await refusalOf(caller.send(command))).toMatchObject({ name: 'ExecutionNotRedrivable' });
      expect(command.input).toEqual({ executionArn });
      expect(sfn.calls).toHaveLength(2);
    },
  },
];

const MISSING = 'arn:aws:states:us-east-1:123456789012:execution:orders:nobody';
const EXPRESS = 'arn:aws:states:us-east-1:123456789012:express:orders:one:3f1c';
const LABELLED = 'arn:aws:states:us-east-1:123456789012:execution:orders/Map:child';

const refusals: [given: string, input: sdk.RedriveExecutionInput, expected: object][] = [
  [
    'an unknown execution',
    { executionArn: MISSING },
    { name: 'ExecutionDoesNotExist', message: `Execution Does Not Exist: '${MISSING}'` },
  ],
  [
    'the ARN of an Express execution',
    { executionArn: EXPRESS },
    { name: 'InvalidArn', message: "Invalid Arn: 'Resource type not valid in this context: express'" },
  ],
  [
    'no ARN',
    { executionArn: 'order-1' },
    { name: 'InvalidArn', message: "Invalid Arn: 'Invalid ARN prefix: order-1'" },
  ],
  [
    'a labelled child',
    { executionArn: LABELLED },
    {
      name: 'ValidationException',
      message: 'Labeled Execution ARNs are not supported for this API',
      reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS',
    },
  ],
  [
    'two constraints broken at once',
    { executionArn: '', clientToken: 'with space' },
    {
      name: 'ValidationException',
      message:
        "2 validation errors detected: Value '' at 'executionArn' failed to satisfy constraint: Member must have length " +
        "greater than or equal to 1; Value 'with space' at 'clientToken' failed to satisfy constraint: Member must " +
        'satisfy regular expression pattern: [!-~]+',
    },
  ],
  [
    'a member of the wrong type',
    { executionArn: 5 as unknown as string },
    { name: 'SerializationException', message: 'NUMBER_VALUE can not be converted to a String' },
  ],
];

const refusing: Case[] = [
  ...refusals.map(([given, input, expected]): Case => ({
    name: `a redrive of ${given} is refused with AWS's error`,
    async run({ sfn, caller, capabilities }) {
      const error = await refusalOf(caller.send(new sdk.RedriveExecutionCommand(input)));
      expect(error).toMatchObject(expected);
      if (capabilities.exceptions) {
        const classes = sdk as unknown as Record<string, new () => Error>;
        expect(error).toBeInstanceOf(classes[error.name] ?? sdk.SFNServiceException);
        expect(error).toMatchObject({ $fault: 'client', $metadata: { httpStatusCode: 400, attempts: 1 } });
      }
      expect(sfn.calls).toHaveLength(1);
    },
  })),
  {
    name: 'what the fake does not model is refused loudly',
    async run({ sfn, caller }) {
      const sent = caller.send(new sdk.TestStateCommand({ definition: '{}', roleArn: 'r' }));
      const error = await refusalOf(sent);
      expect(error.name).toBe('TestkitError');
      expect(error.message).toMatch(/TestState is not modelled.*RedriveExecution/s);
      expect(() => sfn.settle()).toThrow('TestState is not modelled');
    },
  },
];

const reading: Case[] = [
  {
    name: 'DescribeExecution has exactly the members of a failed execution',
    async run({ sfn, caller, executionArn, stateMachineArn }) {
      const output = bare(await caller.send(describe_(executionArn)));
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
      const output = await caller.send(describe_(executionArn));
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
      (await caller.send(describe_(executionArn))).startDate!.setTime(0);
      expect(sfn.history(executionArn)).toEqual(before);
      expect(sfn.execution(executionArn).startDate!.getTime()).toBeGreaterThan(0);
    },
  },
];

const faults: Case[] = [
  {
    name: 'a lost response is retried with the same token, and gets the first answer',
    needs: 'retries',
    async run({ sfn, caller, executionArn }) {
      sfn.loseNextResponse('RedriveExecution');
      const output = await caller.send(redrive(executionArn));
      expect(output.$metadata.attempts).toBe(2);
      expect(output.redriveDate).toEqual(sfn.execution(executionArn).redriveDate);
      expect(sfn.execution(executionArn).redriveCount).toBe(1);
      const [lost, retried] = sfn.calls;
      expect([lost?.outcome.kind, retried?.outcome.kind, retried?.replayed]).toEqual(['lost', 'answered', true]);
      expect(retried?.input).toEqual(lost?.input);
      expect(await refusalOf(caller.send(redrive(executionArn)))).toMatchObject({ name: 'ExecutionNotRedrivable' });
    },
  },
  {
    name: 'a lost response is committed: the same token finds the execution redriven',
    async run({ sfn, caller, capabilities, executionArn }) {
      sfn.loseNextResponse('RedriveExecution', { times: capabilities.retries ? 3 : 1 });
      const error = await refusalOf(caller.send(redrive(executionArn, 'order-1')));
      expect(error.code === 'ECONNRESET' || error.$metadata?.httpStatusCode === 503).toBe(true);
      const { redriveDate } = await caller.send(redrive(executionArn, 'order-1'));
      expect(redriveDate).toEqual(sfn.execution(executionArn).redriveDate);
      expect(sfn.execution(executionArn).redriveCount).toBe(1);
    },
  },
  {
    name: 'throttling is retried',
    needs: 'retries',
    async run({ sfn, caller, executionArn }) {
      sfn.failNext('RedriveExecution', throttled(), { times: 2 });
      expect((await caller.send(redrive(executionArn))).$metadata.attempts).toBe(3);
      expect(sfn.calls.map(({ outcome }) => outcome.kind)).toEqual(['refused', 'refused', 'answered']);
    },
  },
  {
    name: 'a forced refusal is given as often as asked for, and leaves nothing behind',
    async run({ sfn, caller, executionArn }) {
      sfn.failNext('RedriveExecution', executionLimitExceeded());
      expect(await refusalOf(caller.send(redrive(executionArn)))).toMatchObject({ name: 'ExecutionLimitExceeded' });
      expect(sfn.execution(executionArn)).toMatchObject({ status: 'FAILED', redriveCount: 0 });
      await caller.send(redrive(executionArn));
    },
  },
  {
    name: 'a denied action is an AccessDeniedException with its text',
    async run({ sfn, caller, executionArn }) {
      sfn.deny('states:RedriveExecution', executionArn);
      const error = await refusalOf(caller.send(redrive(executionArn)));
      expect(error.name).toBe('AccessDeniedException');
      expect(error.message).toMatch(
        /^User: .* is not authorized to perform: states:RedriveExecution on resource: arn:/,
      );
    },
  },
  {
    name: 'a call that is held has not happened yet; released, it is performed',
    async run({ sfn, caller, executionArn }) {
      const hold = sfn.hold('RedriveExecution');
      const sent = caller.send(redrive(executionArn));
      await hold.arrived;
      expect(sfn.execution(executionArn).redriveCount).toBe(0);
      hold.release();
      await sent;
      expect(sfn.execution(executionArn).redriveCount).toBe(1);
    },
  },
];

const writing: Case[] = [
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
      expect((await caller.send(describe_(executionArn!))).input).toBe(padded);
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
      expect(bare(await caller.send(describe_(executionArn)))).toMatchObject({ status: 'ABORTED', error: 'Stopped' });
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

/** What holds whichever way a call takes. */
export const cases: readonly Case[] = [...redriving, ...refusing, ...reading, ...faults, ...writing];
