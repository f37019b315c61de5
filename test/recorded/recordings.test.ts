import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRecordings, recordedDay } from './recordings';
import { printReport } from './report';
import { runConformance } from './run';

const definition = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
const pair = { id: 'x', definition, rawInput: '{}' };
const details = { inputDetails: { truncated: false }, roleArn: 'sfn_role_arn' };
const output = { output: '{}', outputDetails: { truncated: false } };
const events = [
  { type: 'ExecutionStarted', executionStartedEventDetails: { input: '{}', ...details } },
  {
    type: 'PassStateEntered',
    previousEventId: 0,
    stateEnteredEventDetails: { name: 'A', input: '{}', inputDetails: { truncated: false } },
  },
  { type: 'PassStateExited', stateExitedEventDetails: { name: 'A', ...output } },
  { type: 'ExecutionSucceeded', executionSucceededEventDetails: output },
].map((event, index) => ({ id: index + 1, previousEventId: index, ...event }));
const history = { id: 'x', source: { recordedDate: '01-02-2026, 00:00:00' }, idsNormalised: false, events };

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder with one recording `x`. */
function folderWith(contents: { pair?: unknown; history?: unknown; index?: unknown }): string {
  const folder = mkdtempSync(join(tmpdir(), 'recordings-'));
  made.push(folder);
  for (const name of ['pairs', 'histories']) mkdirSync(join(folder, 'recorded', name), { recursive: true });
  const write = (name: string, content: unknown) => {
    if (content === undefined) return;
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(join(folder, 'recorded', name), text);
  };
  write('pairs/x.json', contents.pair);
  write('histories/x.json', contents.history);
  write('index.json', contents.index);
  return folder;
}

const lastLine = async (contents: Parameters<typeof folderWith>[0]) =>
  printReport(await runConformance([folderWith(contents)]))
    .split('\n')
    .at(-1);

describe('recordings that have what is needed are replayed', () => {
  const { source: _source, ...withoutSource } = history;
  it.each([
    ['with their index', { pair, history, index: [{ id: 'x', tier: 'A', complete: true, reverseOrder: false }] }],
    ['without an index', { pair, history }],
    ['with an index by id that says something else', { pair, history, index: { x: { by: 'another recorder' } } }],
    ['with an index that is no JSON', { pair, history, index: '[' }],
    ['without the day of the recording', { pair, history: withoutSource }],
    ['with the definition as it was sent', { pair: { ...pair, definition: JSON.stringify(definition) }, history }],
    ['with the input as a value', { pair: { ...pair, rawInput: {} }, history }],
    ['with no input but its value', { pair: { id: 'x', definition, input: {} }, history }],
    ['in reverse order', { pair, history: { ...history, events: events.toReversed() } }],
    ['incomplete', { pair, history: { ...history, events: events.slice(0, 2) } }],
    [
      'without times',
      { pair, history: { ...history, events: events.map((event) => ({ ...event, timestamp: null })) } },
    ],
  ])('%s', async (_, contents) => {
    expect(await lastLine(contents)).toBe('histories reproduced 1 of 1');
  });
});

describe('recordings that cannot be replayed are named with the reason', () => {
  it.each([
    ['its definition and input are not recorded', { history }],
    ['its history is not recorded', { pair }],
    ['a file of it is no JSON', { pair, history: '{' }],
    ['the file with its definition and input is no object', { pair: '[]', history }],
    ['its definition is no object', { pair: { ...pair, definition: '<omitted>' }, history }],
    ['it has no events', { pair, history: { ...history, events: [] } }],
    [
      'event 2 has no type, or an id that is neither a number nor a list',
      { pair, history: { ...history, events: [events[0], { id: '2' }] } },
    ],
  ])('%s', (reason, contents) => {
    const { recordings, unpaired } = loadRecordings(folderWith(contents));
    expect({ recordings, unpaired }).toEqual({ recordings: [], unpaired: [{ id: 'x', reason }] });
  });

  it('a transcript that is none', async () => {
    const folder = folderWith({});
    mkdirSync(join(folder, 'redrive'));
    for (const [name, text] of [
      ['a', '{'],
      ['b', '[]'],
      ['c', '{}'],
    ] as const)
      writeFileSync(join(folder, 'redrive', `${name}.json`), text);
    const { redrives } = await runConformance([folder]);
    expect(redrives.map((result) => result.kind === 'skipped' && result.reason)).toEqual([
      'it is no JSON object',
      'it is no JSON object',
      'neither a transcript of calls nor one of a Map Run',
    ]);
  });

  it('what the tool stumbles over is a failure, and the others are replayed', async () => {
    const scheduled = { type: 'TaskScheduled', id: 1, previousEventId: 0 };
    const folder = folderWith({ pair, history: { ...history, events: [scheduled] } });
    expect(printReport(await runConformance([folder]))).toContain('event 1 was scheduled by no state');
  });
});

describe('the day of a recording', () => {
  it.each([
    ['17-03-2024, 11:09:25', '2024-03-17'],
    ['2024-03-17T11:09:25+00:00', '2024-03-17'],
    ['unknown', undefined],
  ])('%s', (recordedDate, day) => {
    expect(recordedDay({ ...history, source: { recordedDate } })).toBe(day);
  });
});
