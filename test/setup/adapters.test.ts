import 'redrive-testkit/jest';
import * as sdk from '@aws-sdk/client-sfn';
import { RedriveExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { failedExecution, neverEnds, openFakeStepFunctions, throttled } from 'redrive-testkit';
import { currentClientMock } from 'redrive-testkit/client-mock';
import { misuseOf } from '../support/misuse';
import { manualRunner } from './runner';

const failed = () => failedExecution('lambda-function-failed');

const NETWORK_CLOSED = {
  code: 'NETWORK_CLOSED',
  hint: expect.stringMatching(/allowNetwork: \[.*REDRIVE_TESTKIT_ALLOW_NETWORK=1/s) as string,
};

let runner: ReturnType<typeof manualRunner>;
beforeEach(() => {
  runner = manualRunner();
});
afterEach(async () => {
  await runner.run('afterEach');
  await runner.run('afterAll');
});

describe('the adapters', () => {
  test('request-handler: retries follow at once', async () => {
    const sfn = runner.use();
    await runner.run('beforeAll');
    await runner.test('one', async () => {
      jest.useFakeTimers();
      sfn.failNext('ListStateMachines', throttled(), { times: 2 });
      const { $metadata } = await new SFNClient({}).send(new sdk.ListStateMachinesCommand({}));
      expect($metadata.attempts).toBe(3);
      jest.useRealTimers();
    });
  });

  test('client-mock: a stub that is fresh in each test', async () => {
    const sfn = runner.use({ adapter: 'client-mock' });
    await runner.run('beforeAll');
    for (const name of ['one', 'two']) {
      await runner.test(name, async () => {
        const { executionArn } = sfn.seed(failed());
        await new SFNClient({}).send(new RedriveExecutionCommand({ executionArn }));
        expect(sfn).toHaveRedriven(executionArn, { times: 1 });
        expect(SFNClient.prototype.send).toHaveProperty('callCount', 1);
        expect(currentClientMock().commandCalls(RedriveExecutionCommand, { executionArn })).toHaveLength(1);
      });
      expect(misuseOf(currentClientMock).hint).toContain("setupFakeStepFunctions({ adapter: 'client-mock' })");
      expect(SFNClient.prototype.send).not.toHaveProperty('callCount');
    }
    await runner.run('afterAll');
    await expect(new SFNClient({}).send(new sdk.ListStateMachinesCommand({}))).rejects.toMatchObject(NETWORK_CLOSED);
  });

  test('none: the test opens one itself', async () => {
    const sfn = runner.use({ adapter: 'none' });
    const { send } = SFNClient.prototype;
    await runner.run('beforeAll');
    await runner.test('one', () => {
      expect(SFNClient.prototype.send).toBe(send);
      expect(sfn.calls).toHaveLength(0);
    });
  });

  test('a copy of the SDK that a module reset has made in the middle of a test is answered too', async () => {
    const sfn = runner.use();
    await runner.run('beforeAll');
    await runner.test('one', async () => {
      const { executionArn } = sfn.seed(failed());
      jest.resetModules();
      const again = require('@aws-sdk/client-sfn') as typeof sdk;
      expect(again.SFNClient).not.toBe(SFNClient);
      await new again.SFNClient({}).send(new again.RedriveExecutionCommand({ executionArn }));
      expect(sfn.calls.map(({ operation }) => operation)).toEqual(['RedriveExecution']);
    });
  });
});

test('plain functions do the same for every other runner', async () => {
  const { sfn, close } = openFakeStepFunctions({ region: 'eu-west-1', unscriptedTasks: 'throw' });
  const machine = sfn.createStateMachine({
    name: 'orders',
    definition: {
      StartAt: 'Charge',
      States: { Charge: { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:x', End: true } },
    },
    tasks: { Charge: neverEnds() },
  });
  const client = new SFNClient({});
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn: machine.stateMachineArn }));
  expect(executionArn).toContain('eu-west-1');
  close();
  close();
  expect(() => sfn.startExecution({ stateMachineArn: machine.stateMachineArn })).toThrow(
    expect.objectContaining({ code: 'USED_AFTER_TEST' }),
  );
  await expect(client.send(new sdk.ListStateMachinesCommand({}))).rejects.toMatchObject({
    ...NETWORK_CLOSED,
    what: expect.stringContaining('while no fake is open') as string,
  });
});
