import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replayError } from './recordedErrors';
import { replayAnswers } from './replayAnswers';
import { replayDiagnostics } from './replayDiagnostics';
import { replayLogs } from './replayLogs';
import { replayStatusEvents } from './replayStatusEvents';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recorded-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, content: unknown): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), JSON.stringify(content));
}

const pass = (fields: object) => ({ StartAt: 'A', States: { A: { Type: 'Pass', ...fields, End: true } } });
const lambda = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };

describe('a recorded answer', () => {
  const differenceOf = async (record: object) => {
    write('answers/one.json', [{ id: 'x', kind: 'execution', ...record }]);
    return (await replayAnswers(folder))[0]!.difference?.path;
  };
  const output = { definition: pass({}), input: { a: 1 } };
  const wait = { StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 7, End: true } } };
  const events = [
    ['ExecutionStarted', 0],
    ['PassStateEntered', 0],
    ['PassStateExited', 2],
    ['ExecutionSucceeded', 3],
  ];
  const failing = {
    definition: { StartAt: 'T', States: { T: { ...lambda, Parameters: { FunctionName: 'f' }, End: true } } },
    input: {},
    tasks: { T: [{ fails: ['E', 'c'] }] },
  };
  const refused = { kind: 'validation', definition: { StartAt: 'A', States: { A: { Type: 'Pass' } } } };
  const random = {
    definition: pass({ Parameters: { 'n.$': 'States.MathRandom(1, 3)', 'u.$': 'States.UUID()' } }),
    input: {},
  };

  it.each<[string, object, object, string | undefined]>([
    ['with its output is equal', output, { status: 'SUCCEEDED', output: { a: 1 } }, undefined],
    ['with another output differs', output, { status: 'SUCCEEDED', output: { a: 2 } }, '/output'],
    ['with one member less differs', output, { status: 'SUCCEEDED', output: {} }, '/output'],
    ['with another status differs', output, { status: 'FAILED', error: 'E' }, '/status'],
    ['with its events is equal', output, { status: 'SUCCEEDED', output: { a: 1 }, events }, undefined],
    [
      'with fewer events differs',
      output,
      { status: 'SUCCEEDED', output: { a: 1 }, events: events.slice(1) },
      '/events',
    ],
    ['with its error is equal', failing, { status: 'FAILED', error: 'E', cause: 'c' }, undefined],
    ['with another error differs', failing, { status: 'FAILED', error: 'F' }, '/error'],
    ['with another cause differs', failing, { status: 'FAILED', error: 'E', cause: 'd' }, '/cause'],
    [
      'with other parameters differs',
      failing,
      { status: 'FAILED', error: 'E', parameters: [{ FunctionName: 'g' }] },
      '/parameters',
    ],
    [
      'with its seconds is equal',
      { definition: wait, input: {} },
      { status: 'SUCCEEDED', output: {}, secondsBetween: [[2, 3, 7]] },
      undefined,
    ],
    [
      'with other seconds differs',
      { definition: wait, input: {} },
      { status: 'SUCCEEDED', output: {}, secondsBetween: [[2, 3, 8]] },
      '/seconds 2 to 3',
    ],
    [
      'with masks is equal',
      random,
      { status: 'SUCCEEDED', output: { n: '<integer from 1 below 3>', u: '<uuid>' } },
      undefined,
    ],
    [
      'with masks that do not fit differs',
      random,
      { status: 'SUCCEEDED', output: { n: '<uuid>', u: '<uuid>' } },
      '/output',
    ],
    ['that refuses what is accepted differs', { ...refused, definition: pass({}) }, { refused: 'x' }, '/diagnostics'],
    [
      'that accepts what is refused differs',
      { ...refused, kind: 'execution' },
      { status: 'SUCCEEDED' },
      '/diagnostics',
    ],
  ])('%s', async (_, record, expected, path) => {
    expect(await differenceOf({ ...record, expected })).toBe(path);
  });
});

describe('a recorded refusal', () => {
  const __type = 'com.amazonaws.swf.service.v2.model#InvalidToken';
  const message = "Invalid Token: 'Invalid token'";
  const sources = [{ label: 'x', requestParams: { taskToken: 'none', output: '{}' } }];
  const right = { operation: 'SendTaskSuccess', code: 'InvalidToken', message, status: 400, sources };

  it.each<[string, object, boolean]>([
    ['whole is equal', { members: { __type, message } }, true],
    ['without its body is equal', { members: {}, status: null }, true],
    ['with another text differs', { message: 'Invalid Token' }, false],
    ['with another code differs', { code: 'TaskTimedOut' }, false],
    ['with another status differs', { status: 404 }, false],
    ['with another namespace differs', { members: { __type: 'other#InvalidToken', message } }, false],
    ['with one member more differs', { members: { __type, message, reason: 'X' } }, false],
    ['with another name for its text differs', { members: { __type, Message: message } }, false],
  ])('%s', async (_, change, equal) => {
    const replays = await replayError({ ...right, ...change });
    expect(replays.map((replay) => replay.equal)).toEqual([equal]);
  });

  it('whose words tell no call is passed over', async () => {
    const [replay] = await replayError({ ...right, operation: 'TagResource', message: 'x', sources: [{ label: 'y' }] });
    expect(replay!.skipped).toBe('the call is not recorded');
  });
});

it.each([
  [true, 'PASS'],
  [false, 'OTHER'],
])('a recorded diagnosis is equal: %s', (isEqual, word) => {
  const answer = { result: word === 'PASS' ? 'OK' : 'FAIL', diagnostics: [], truncated: false };
  write('recorded/facts-x.json', { diagnostics: [{ definition: JSON.stringify(pass({})), answer }] });
  expect(replayDiagnostics(folder).map(({ difference }) => difference === undefined)).toEqual([isEqual]);
});

describe('an event of EventBridge', () => {
  const startDate = Date.parse('2026-09-23T22:15:09.856Z');
  const arn = (kind: string) => `arn:aws:states:us-west-2:111111111111:${kind}:probe`;
  const detail = {
    executionArn: `${arn('execution')}:one`,
    stateMachineArn: arn('stateMachine'),
    name: 'one',
    status: 'FAILED',
    startDate,
    stopDate: startDate + 2000,
    input: '{}',
    output: null,
    stateMachineVersionArn: null,
    stateMachineAliasArn: null,
    redriveCount: 0,
    redriveDate: null,
    redriveStatus: 'REDRIVABLE',
    redriveStatusReason: null,
    inputDetails: { included: true },
    outputDetails: null,
    error: 'E',
    cause: 'c',
  };
  const event = {
    version: '0',
    id: '<uuid>',
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    account: '111111111111',
    time: '2026-09-23T22:15:12Z',
    region: 'us-west-2',
    resources: [detail.executionArn],
  };
  const { name, ...others } = detail;

  it.each<[string, object, boolean]>([
    ['is equal', detail, true],
    ['with another reason differs', { ...detail, redriveStatusReason: 'x' }, false],
    ['with its members in another order differs', { ...others, name }, false],
  ])('%s', (_, changed, isEqual) => {
    write('eventbridge/status-change-events.json', [{ event: { ...event, detail: changed } }]);
    expect(replayStatusEvents(folder).map(({ difference }) => difference === undefined)).toEqual([isEqual]);
  });
});

describe('a log', () => {
  const at = Date.parse('2026-09-23T22:15:09.856Z');
  const role = 'arn:aws:iam::111111111111:role/r';
  const lines: [string, string, string, string, object][] = [
    ['1', 'ExecutionStarted', '0', String(at), { roleArn: role }],
    ['2', 'PassStateEntered', '0', String(at), { name: 'A' }],
    ['3', 'PassStateExited', '2', String(at), { name: 'A' }],
    ['4', 'ExecutionSucceeded', '3', String(at), {}],
  ];
  const withLine = (index: number, member: number, value: unknown) =>
    lines.map((line, each) => (each === index ? line.map((own, place) => (place === member ? value : own)) : line));

  it.each<[string, unknown[], boolean]>([
    ['is equal, in any order of its lines', lines.toReversed(), true],
    ['with another link differs', withLine(2, 2, '1'), false],
    ['with data differs', withLine(3, 4, { output: '{}' }), false],
    ['with one line less differs', lines.slice(0, 3), false],
  ])('%s', (_, events, isEqual) => {
    write('logs/vended-two-tasks.json', { events });
    expect(replayLogs(folder).map(({ difference }) => difference === undefined)).toEqual([isEqual]);
  });
});
