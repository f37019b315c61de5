import 'redrive-testkit/jest';
import * as sdk from '@aws-sdk/client-sfn';
import { DescribeExecutionCommand, RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { days, failedExecution, openFakeStepFunctions, virtualClock } from 'redrive-testkit';
import { ListWidgetsCommand } from '../listWidgetsCommand';
import { manualRunner } from './runner';

const http = require('node:http') as typeof import('node:http');
const failed = () => failedExecution('lambda-function-failed');

// Whatever a test leaves open is closed after it.
let runner: ReturnType<typeof manualRunner>;
beforeEach(() => {
  runner = manualRunner();
});
afterEach(async () => {
  await runner.run('afterEach');
  await runner.run('afterAll');
});

describe('the handle', () => {
  test('is the same in every test, and what is in it is fresh', async () => {
    const sfn = runner.use();
    await runner.run('beforeAll');
    let first = '';
    await runner.test('one', () => {
      first = sfn.seed(failed()).executionArn;
      expect(sfn.execution(first).status).toBe('FAILED');
    });
    await runner.test('two', () => {
      expect(() => sfn.execution(first)).toThrow('It has none at all.');
      expect(sfn.calls).toHaveLength(0);
    });
  });

  test('tells that it is used before a test', async () => {
    const sfn = runner.use();
    expect(() => sfn.seed(failed())).toThrow(expect.objectContaining({ code: 'USED_BEFORE_TEST' }));
    await runner.run('beforeAll');
    expect(() => sfn.clock).toThrow('sfn.clock was used while no test is running.');
    expect(() => sfn.execute('ListStateMachines', {})).toThrow(expect.objectContaining({ code: 'USED_BEFORE_TEST' }));
  });

  test('can be printed, compared and awaited before a test', async () => {
    const sfn = runner.use();
    expect(String(await Promise.resolve(sfn))).toBe('[object Object]');
    expect(sfn).not.toEqual({ calls: [] });
    expect(Object.keys(sfn)).toEqual([]);
  });

  test('has the members of a fake', async () => {
    const sfn = runner.use();
    await runner.run('beforeAll');
    await runner.test('one', () => {
      expect('seed' in sfn).toBe(true);
      expect(Object.keys(sfn)).toContain('redriveExecution');
      expect(sfn.redriveExecution).toBe(sfn.redriveExecution);
    });
  });

  test('can be spied on, until the test is over', async () => {
    const sfn = runner.use();
    await runner.run('beforeAll');
    await runner.test('one', async () => {
      const spy = jest.spyOn(sfn, 'execute');
      await new SFNClient({}).send(new sdk.ListStateMachinesCommand({}));
      expect(spy).toHaveBeenCalledWith('ListStateMachines', {});
      spy.mockRestore();
      expect(jest.isMockFunction(sfn.execute)).toBe(false);
      jest.spyOn(sfn, 'redriveExecution').mockReturnValue({} as never);
      expect(sfn.redriveExecution({ executionArn: 'x' })).toEqual({});
    });
    await runner.test('two', () => expect(jest.isMockFunction(sfn.redriveExecution)).toBe(false));
  });

  test('is found again inside a test, also by a copy of the package after a module reset', async () => {
    const sfn = runner.use({ adapter: 'request-handler' });
    await runner.run('beforeAll');
    await runner.test('one', () => {
      expect(runner.use()).toBe(sfn);
      jest.isolateModules(() => {
        const copy = require('redrive-testkit/jest') as typeof import('redrive-testkit/jest');
        expect(copy.setupFakeStepFunctions()).toBe(sfn);
        expect(copy.setupFakeStepFunctions({ adapter: 'request-handler' })).toBe(sfn);
        expect(() => copy.setupFakeStepFunctions({ adapter: 'none' })).toThrow('with the option adapter');
        expect(() => copy.setupFakeStepFunctions({ timeSkiping: true } as never)).toThrow('timeSkiping');
      });
    });
  });
});

describe('more than one', () => {
  test('without options the fake of the set-up around it is shown', async () => {
    const outer = runner.use({ region: 'eu-west-1' });
    const inner = runner.use();
    await runner.run('beforeAll');
    await runner.test('one', () => {
      const { executionArn } = outer.seed(failed());
      expect(inner.execution(executionArn)).toMatchObject({
        executionArn: expect.stringContaining('eu-west-1') as string,
      });
    });
  });

  test('with options it is one of its own, which answers the clients until its tests are over', async () => {
    const outer = runner.use();
    const describe = manualRunner();
    const inner = describe.use({ region: 'eu-west-1' });
    await runner.run('beforeAll');
    await describe.run('beforeAll');
    await runner.test('one', async () => {
      await describe.test('one', async () => {
        const { executionArn } = inner.seed(failed());
        await new SFNClient({}).send(new RedriveExecutionCommand({ executionArn }));
        expect([outer.calls.length, inner.calls.length]).toEqual([0, 1]);
        expect(process.env.AWS_REGION).toBe('eu-west-1');
      });
    });
    await describe.run('afterAll');
    await runner.test('two', async () => {
      const { executionArn } = outer.seed(failed());
      await new SFNClient({}).send(new RedriveExecutionCommand({ executionArn }));
      expect(outer.calls).toHaveLength(1);
      expect(process.env.AWS_REGION).toBe('us-east-1');
    });
  });

  test('one further in opens its own adapter, also where it is below that of the one around it', async () => {
    const outer = runner.use();
    const file = manualRunner();
    file.use();
    const describe = manualRunner();
    const inner = describe.use({ adapter: 'client-mock' });
    for (const each of [runner, file, describe]) await each.run('beforeAll');
    await runner.test('one', () =>
      describe.test('one', async () => {
        await new SFNClient({}).send(new sdk.ListStateMachinesCommand({}));
        expect([outer.calls.length, inner.calls.length]).toEqual([0, 1]);
        expect(SFNClient.prototype.send).toHaveProperty('callCount', 1);
      }),
    );
    await describe.run('afterAll');
    await runner.test('two', async () => {
      await new SFNClient({}).send(new sdk.ListStateMachinesCommand({}));
      expect(outer.calls).toHaveLength(1);
    });
    // Jest ends them in the order in which they were defined.
    for (const each of [runner, file]) await each.run('afterAll');
    await expect(new SFNClient({}).send(new sdk.ListStateMachinesCommand({}))).rejects.toMatchObject({
      code: 'NETWORK_CLOSED',
      what: expect.stringContaining('after the last test of its set-up') as string,
    });
  });

  test('those of two describes share nothing', async () => {
    const [first, second] = [manualRunner(), manualRunner()];
    const [one, two] = [first.use({ randomSeed: 7 }), second.use()];
    await first.run('beforeAll');
    await first.test('one', () => one.seed(failed()));
    await first.run('afterAll');
    await second.run('beforeAll');
    await second.test('two', () => {
      expect(two.listStateMachines({}).stateMachines).toEqual([]);
      expect(two).not.toBe(one);
    });
    await second.run('afterAll');
  });
});

describe('the options', () => {
  test.each([
    [{ adapter: 'window' as never }, 'ARGUMENT_INVALID', 'Its adapters are: request-handler, client-mock, msw, none.'],
    [{ regoin: 'eu-west-1' } as never, 'OPTION_UNKNOWN', "setupFakeStepFunctions() does not know the option 'regoin'"],
    [{ dor: 'msw' } as never, 'OPTION_UNKNOWN', 'The options are: adapter, setup, '],
    [{ account: '12' }, 'ARGUMENT_INVALID', 'an AWS account id'],
    [null as never, 'ARGUMENT_INVALID', 'are an object'],
    ['client-mock' as never, 'ARGUMENT_INVALID', 'are an object'],
    [{ clock: '2026' as never }, 'ARGUMENT_INVALID', 'virtualClock('],
    [{ clock: null as never }, 'ARGUMENT_INVALID', 'virtualClock('],
    [{ setup: 5 as never }, 'ARGUMENT_INVALID', 'setup: (sfn) =>'],
    [{ sdk: {} as never }, 'ARGUMENT_INVALID', '@aws-sdk/client-sfn'],
    [{ msw: {} as never }, 'ARGUMENT_INVALID', 'http, HttpResponse'],
    [{ msw: { http: { post: () => 1 }, HttpResponse: Response } as never }, 'ARGUMENT_INVALID', 'setupServer'],
  ])('a mistake is told where it is made: %j', (options, code, text) => {
    expect(() => runner.use(options)).toThrow(expect.objectContaining({ code }));
    expect(() => runner.use(options)).toThrow(text);
  });

  test('plain functions have no setup: what follows the opening is the setup', () => {
    expect(() => openFakeStepFunctions({ setup: () => undefined } as never)).toThrow(
      "openFakeStepFunctions() does not know the option 'setup'",
    );
  });

  test('setup is what every test begins with, and it is awaited', async () => {
    const sfn = runner.use({
      async setup(sfn) {
        await Promise.resolve();
        sfn.seed(failed());
      },
    });
    await runner.run('beforeAll');
    await runner.test('one', () => expect(sfn.listStateMachines({}).stateMachines).toHaveLength(1));
    await runner.test('two', () => expect(sfn.listStateMachines({}).stateMachines).toHaveLength(1));
  });

  test('a clock goes on from test to test, one that is made by a function does not', async () => {
    const clock = virtualClock('2026-01-01');
    const [same, fresh] = [runner.use({ clock }), runner.use({ clock: () => virtualClock('2026-01-01') })];
    await runner.run('beforeAll');
    await runner.test('one', () => [same, fresh].forEach((sfn) => sfn.clock.advanceBy(days(1))));
    await runner.test('two', () => {
      expect(new Date(same.clock.now()).toISOString()).toBe('2026-01-02T00:00:00.000Z');
      expect(new Date(fresh.clock.now()).toISOString()).toBe('2026-01-01T00:00:00.000Z');
    });
  });
});

describe('after a test', () => {
  const client = () => new SFNClient({});

  test('a client that goes on is refused, and does not find the network', async () => {
    const sfn = runner.use();
    const request = jest.spyOn(http, 'request');
    await runner.run('beforeAll');
    const sent = client();
    let executionArn = '';
    await runner.test('recovers orders', () => {
      ({ executionArn } = sfn.seed(failed()));
    });
    await expect(sent.send(new RedriveExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'TestkitError',
      message: expect.stringContaining('It belonged to the test: recovers orders.') as string,
    });
    expect(request).not.toHaveBeenCalled();
    request.mockRestore();
  });

  test('the fake takes no operation any more, but shows what has happened', async () => {
    const sfn = runner.use();
    await runner.run('beforeAll');
    let executionArn = '';
    await runner.test('one', () => {
      ({ executionArn } = sfn.seed(failed()));
    });
    const afterTest = expect.objectContaining({ code: 'USED_AFTER_TEST' }) as Error;
    expect(() => sfn.redriveExecution({ executionArn })).toThrow(afterTest);
    expect(() => sfn.seed(failed())).toThrow(afterTest);
    expect(() => sfn.settle()).toThrow(afterTest);
    await expect(sfn.execute('DescribeExecution', { executionArn })).rejects.toEqual(afterTest);
    expect(sfn.execution(executionArn).status).toBe('FAILED');
    expect(sfn.history(executionArn).at(-1)?.type).toBe('ExecutionFailed');
  });

  test('misuse that the code under test has swallowed is thrown', async () => {
    runner.use();
    await runner.run('beforeAll');
    await runner.run('beforeEach');
    await client()
      .send(new ListWidgetsCommand({}))
      .catch(() => undefined);
    await expect(runner.run('afterEach')).rejects.toMatchObject({ code: 'OPERATION_NOT_MODELED' });
    await runner.test('and only once', () => undefined);
  });

  test('an endless loop that swallows its errors is told after it', async () => {
    const sfn = runner.use();
    await runner.run('beforeAll');
    await runner.run('beforeEach');
    const machine = sfn.createStateMachine({
      name: 'waiting',
      definition: { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } },
    });
    const { executionArn } = sfn.startExecution({ stateMachineArn: machine.stateMachineArn });
    jest.useFakeTimers();
    const polling = client();
    for (let read = 0; read < 1000; read++) {
      await polling.send(new DescribeExecutionCommand({ executionArn })).catch(() => undefined);
    }
    jest.useRealTimers();
    await expect(runner.run('afterEach')).rejects.toMatchObject({ code: 'BUSY_POLLING' });
  });

  test('the next one begins, even if the set-up of this one has failed', async () => {
    let broken = true;
    const sfn = runner.use({
      setup() {
        if (broken) throw new Error('broken');
      },
    });
    await runner.run('beforeAll');
    await expect(runner.run('beforeEach', 'one')).rejects.toThrow('broken');
    await runner.run('afterEach');
    broken = false;
    await runner.test('two', () => expect(sfn.calls).toHaveLength(0));
  });

  test('a test that begins before another has ended is refused', async () => {
    runner.use();
    await runner.run('beforeAll');
    await runner.run('beforeEach', 'one');
    await expect(runner.run('beforeEach', 'two')).rejects.toMatchObject({
      code: 'RUNNER_UNSUPPORTED',
      found: 'Another test began while this one has not ended: one.',
    });
  });
});
