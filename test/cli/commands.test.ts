import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { executionHistory, failureModes, printHistory, refusalModes } from 'redrive-testkit';
import { command, folderWith } from './support';

const definition = {
  StartAt: 'Charge',
  States: {
    Charge: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Next: 'Mail' },
    Mail: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true },
  },
};
const history = { events: executionHistory('lambda-function-failed', { state: 'Charge' }) };
const CREDENTIALS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
const clientOf = (endpoint: string): SFNClient =>
  new SFNClient({ endpoint, region: 'us-east-1', credentials: CREDENTIALS, disableHostPrefix: true });

describe('help and misuse', () => {
  test.each([[[]], [['--help']], [['help']], [['-h']]])('%j shows every command with an example', async (args) => {
    const { code, out } = await command(args);
    expect(code).toBe(0);
    for (const name of ['serve', 'print', 'plan', 'report', 'capture', 'explore', 'modes', 'example']) {
      expect(out).toMatch(new RegExp(`redrive-testkit ${name} `.trimEnd()));
    }
  });

  test.each(['serve', 'print', 'plan', 'report', 'capture', 'explore', 'modes', 'example'])(
    '%s --help teaches by example',
    async (name) => {
      const { code, out } = await command([name, '--help']);
      expect([code, (out.match(new RegExp(`^  .*redrive-testkit ${name}`, 'gm')) ?? []).length > 0]).toEqual([0, true]);
      expect((await command(['help', name])).out).toBe(out);
      expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(150);
    },
  );

  test.each([
    [['sevre'], /serve/],
    [['toString'], /no command/],
    [['serve', '--prot', '1'], /--?port|port/],
    [['serve', '--port', 'x'], /whole number/],
    [['serve', 'extra'], /extra/],
    [['serve', '--seed', 'task-faild'], /task-failed/],
    [['serve', '--definition', 'nowhere.json'], /nowhere\.json/],
    [['serve', '--test-case', 'HappyPath'], /--mock-config/],
    [['print'], /standard input/],
    [['print', 'nowhere.json'], /nowhere\.json/],
    [['plan'], /standard input/],
    [['report'], /standard input/],
    [['example', '03-lost-respnse'], /03-lost-response/],
    [['example', '03', 'a', 'b'], /03 a b/],
    [['report', 'nowhere.json'], /nowhere\.json/],
    [['explore'], /checkout/],
    [['capture'], /no ARN/],
    [['capture', 'arn:aws:states:us-east-1:123456789012:stateMachine:orders'], /Standard execution/],
    [['capture', 'arn:aws:states:us-east-1:123456789012:express:orders:a:b'], /Express/],
  ])('%j ends with 2 and says what to do', async (args, told) => {
    const ended = await command(args);
    expect([ended.code, ended.out]).toEqual([2, '']);
    expect(ended.told).toMatch(told);
    expect(ended.told).not.toMatch(/\n\s+at /);
  });
});

describe('print and plan', () => {
  test('a file, standard input and a folder print alike', async () => {
    const cwd = folderWith({ 'history.json': history, 'get-execution-history.json': history });
    const text = JSON.stringify(history);
    const all = [
      await command(['print', 'history.json'], { cwd }),
      await command(['print', '-'], { stdin: text }),
      await command(['print', '.'], { cwd }),
    ];
    const printed = printHistory(JSON.parse(text) as typeof history);
    expect(all.map(({ code, out }) => [code, out])).toEqual(Array.from({ length: 3 }, () => [0, printed]));
    expect(printed).not.toContain('\u001B');
  });

  test('only the last events', async () => {
    const { out } = await command(['print', '-', '--last', '2'], { stdin: JSON.stringify(history) });
    expect(out).toMatch(/earlier events/);
  });

  test('a plan says what runs again; with a definition beside, it is that of the definition', async () => {
    const { code, out } = await command(['plan', '-'], { stdin: JSON.stringify(history) });
    expect([code, /runs again[^]*Charge/.test(out)]).toEqual([0, true]);
    const cwd = folderWith({ 'get-execution-history.json': history, 'definition.json': definition });
    expect((await command(['plan', '.'], { cwd })).told).toMatch(/definition/i);
  });

  test('what is no history is told', async () => {
    for (const stdin of ['{', '{}', '[]', '7']) {
      const { code, told } = await command(['plan', '-'], { stdin });
      expect([code, told.length > 10]).toEqual([2, true]);
    }
  });
});

describe('modes', () => {
  test('all of them, and those that are asked for', async () => {
    const { out } = await command(['modes']);
    for (const [name, { says }] of Object.entries({ ...failureModes, ...refusalModes })) {
      expect(out).toContain(name);
      expect(out).toContain(says);
    }
    const maps = (await command(['modes', 'map'])).out;
    expect(maps).toContain('map-run');
    expect(maps).not.toContain('lambda-function-failed ');
    expect(await command(['modes', 'xyzzy'])).toMatchObject({ code: 1, out: '' });
  });

  test('as data', async () => {
    const { out } = await command(['modes', '--json']);
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify({ failureModes, refusalModes })));
  });
});

describe('example', () => {
  test('it lists the lessons, each with what it shows', async () => {
    const { code, out } = await command(['example']);
    expect([code, out.split('\n').length >= 29]).toEqual([0, true]);
    expect(out).toMatch(/^03-lost-response +A redrive that was committed/m);
  });

  test('a lesson is written into a folder of its name, or into one that is named', async () => {
    const cwd = folderWith();
    const files = ['naive.ts', 'redriver.test.ts', 'redriver.ts'];
    expect(await command(['example', '03-lost-response'], { cwd })).toMatchObject({ code: 0, out: '03-lost-response' });
    expect(readdirSync(join(cwd, '03-lost-response'))).toEqual(files);
    expect(await command(['example', '03', 'test/lost'], { cwd })).toMatchObject({
      out: join('test', 'lost'),
      told: `Run it: npx jest ${join('test', 'lost')}`,
    });
    expect(readdirSync(join(cwd, 'test', 'lost'))).toEqual(files);
  });

  test('nothing is overwritten', async () => {
    const cwd = folderWith({ 'package.json': '{}' });
    for (const target of ['.', 'package.json']) {
      expect(await command(['example', '03', target], { cwd })).toMatchObject({ code: 2, out: '' });
    }
    expect(readdirSync(cwd)).toEqual(['package.json']);
  });
});

describe('explore', () => {
  test('a finding ends it with 1, as text and as data', async () => {
    const cwd = folderWith({ 'checkout.asl.json': definition });
    const text = await command(['explore', 'checkout.asl.json', '--faults', '1'], { cwd });
    expect([text.code, /Charge/.test(text.out)]).toEqual([1, true]);
    const data = await command(['explore', 'checkout.asl.json', '--faults', '1', '--json'], { cwd });
    const report = JSON.parse(data.out) as { findings: unknown[] };
    expect([data.code, report.findings.length > 0]).toEqual([1, true]);
  });

  test('nothing to find ends it with 0; a workflow that fails by itself with 2', async () => {
    const cwd = folderWith({
      'fine.json': { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } },
      'broken.json': { StartAt: 'Bad', States: { Bad: { Type: 'Fail' } } },
    });
    expect((await command(['explore', 'fine.json'], { cwd })).code).toBe(0);
    expect((await command(['explore', 'broken.json'], { cwd })).code).toBe(2);
  });

  test('a definition that AWS would refuse is told in its words, with no place in our code', async () => {
    const cwd = folderWith({ 'wrong.json': { States: {} } });
    const { code, told } = await command(['explore', 'wrong.json'], { cwd });
    expect(code).toBe(2);
    expect(told).toContain('InvalidDefinition: Invalid State Machine Definition');
    expect(told).not.toMatch(/^ +at /m);
  });
});

describe('serve', () => {
  test('state machines by the names of their files, and executions of the catalogue', async () => {
    const cwd = folderWith({ 'check out.asl.json': definition });
    const names: (string | undefined)[] = [];
    const args = [
      'serve',
      '--port',
      '0',
      '--definition',
      'check out.asl.json',
      '--seed',
      'task-failed',
      '--seed',
      'running',
    ];
    const { code, told } = await command(args, {
      cwd,
      async meanwhile(url) {
        const client = clientOf(url);
        const { stateMachines } = await client.send(new ListStateMachinesCommand({}));
        names.push(...stateMachines!.map(({ name }) => name));
        client.destroy();
      },
    });
    expect([code, names.toSorted()]).toEqual([0, ['check-out', 'running', 'task-failed']]);
    expect(told).toMatch(/AWS_ENDPOINT_URL_SFN=http:\/\/127\.0\.0\.1:\d+/);
  });

  const yaml = [
    'StartAt: Charge',
    'States:',
    '  Charge:',
    '    Type: Task',
    "    Resource: 'arn:aws:states:::lambda:invoke'",
    '    End: true',
  ].join('\n');

  test('YAML needs a package of the project, and says so', async () => {
    const cwd = folderWith({ 'checkout.asl.yaml': yaml });
    const { code, told } = await command(['serve', '--port', '0', '--definition', 'checkout.asl.yaml'], { cwd });
    expect([code, /npm install --save-dev yaml/.test(told)]).toEqual([2, true]);
  });

  test('with one, YAML is served as it says', async () => {
    const cwd = folderWith({ 'checkout.asl.yaml': yaml });
    mkdirSync(join(cwd, 'node_modules'));
    symlinkSync(join(__dirname, '../../node_modules/js-yaml'), join(cwd, 'node_modules/js-yaml'), 'dir');
    let definition: string | undefined;
    const { code } = await command(['serve', '--port', '0', '--definition', 'checkout.asl.yaml'], {
      cwd,
      async meanwhile(url) {
        const client = clientOf(url);
        const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:checkout';
        ({ definition } = await client.send(new DescribeStateMachineCommand({ stateMachineArn })));
        client.destroy();
      },
    });
    expect([code, JSON.parse(definition!)]).toEqual([
      0,
      {
        StartAt: 'Charge',
        States: { Charge: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
      },
    ]);
  });

  const mocks = {
    StateMachines: { checkout: { TestCases: { Declined: { Charge: 'Declined' }, Paid: { Charge: 'Paid' } } } },
    MockedResponses: {
      Declined: { '0': { Throw: { Error: 'Card.Declined', Cause: 'no' } } },
      Paid: { '0': { Return: 1 } },
    },
  };

  test('a test case of a mock configuration', async () => {
    const cwd = folderWith({ 'checkout.asl.json': definition, 'mocks.json': mocks });
    const args = ['serve', '--port', '0', '--definition', 'checkout.asl.json', '--mock-config', 'mocks.json'];
    let error: string | undefined;
    const { code } = await command([...args, '--test-case', 'Declined'], {
      cwd,
      async meanwhile(url) {
        const client = clientOf(url);
        const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:checkout';
        const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
        for (let times = 0; times < 3; times += 1) {
          ({ error } = await client.send(new DescribeExecutionCommand({ executionArn })));
        }
        client.destroy();
      },
    });
    expect([code, error]).toEqual([0, 'Card.Declined']);
    expect((await command(args, { cwd })).told).toMatch(/Declined, Paid/);
    expect((await command([...args, '--test-case', 'Piad'], { cwd })).told).toMatch(/Declined, Paid/);
    const without = ['serve', '--port', '0', '--mock-config', 'mocks.json', '--test-case', 'Paid'];
    expect((await command(without, { cwd })).told).toMatch(/--definition checkout\.asl\.json/);
  });

  test('what is wrong with a definition is told at once', async () => {
    const cwd = folderWith({ 'bad.json': { StartAt: 'Nowhere', States: {} } });
    const { code, told } = await command(['serve', '--port', '0', '--definition', 'bad.json'], { cwd });
    expect([code, /bad\.json/.test(told), /Nowhere|States/.test(told)]).toEqual([2, true, true]);
  });
});
