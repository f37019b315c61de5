import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createFakeStepFunctions, importExecution, type FailureMode } from '../../src';
import { fixture, type FixtureName } from '../../src/catalogue/fixtures';
import { modes as catalogue } from '../../src/catalogue/modes';
import { checkHistory } from '../../src/history';
import { fixtureFiles } from './fixtures/files';

const folder = join(__dirname, '../../fixtures');
const manifest = fixture('manifest');
const described = readdirSync(folder).filter((name) => name.endsWith('.describe-execution.json'));

test('the files are what the code emits; if not, `npm run fixtures` writes them', async () => {
  const files = await fixtureFiles();
  expect(readdirSync(folder).toSorted()).toEqual([...files.keys()].toSorted());
  const differing = [...files].filter(([name, text]) => readFileSync(join(folder, name), 'utf8') !== text);
  expect(differing.map(([name]) => name)).toEqual([]);
});

test('the same seed gives the same bytes', async () => {
  const [first, second] = [await fixtureFiles(), await fixtureFiles()];
  expect([...first]).toEqual([...second]);
});

describe('the manifest', () => {
  test('has every mode, with files or with the reason why there are none', () => {
    expect(manifest.modes.map(({ mode }) => mode)).toEqual(Object.keys(catalogue));
    for (const { files, unshipped } of manifest.modes) expect(files.length === 0).toBe(unshipped !== undefined);
  });

  test('names every file, and nothing else', () => {
    const { modes, exchanges, events } = manifest;
    const named = [...modes.flatMap(({ files }) => files), ...exchanges, ...events, 'manifest'];
    expect(named.map((name) => `${name}.json`).toSorted()).toEqual(readdirSync(folder).toSorted());
  });

  test('says for each of the 62 types of events where it is shown, or why not', () => {
    expect(Object.keys(manifest.eventTypes)).toHaveLength(62);
    for (const [type, where] of Object.entries(manifest.eventTypes)) {
      if ('notShown' in where) continue;
      const { events = [] } = fixture(where.shownBy as 'fail-state.get-execution-history');
      expect(events.map((event) => event.type)).toContain(type);
    }
  });

  test('says after what an assumed mode was assumed', () => {
    for (const { evidence, reason } of manifest.modes) expect(evidence === 'assumed').toBe(reason !== undefined);
  });
});

test.each(described)('%s and its history belong together, and can be imported', (name) => {
  const stem = name.replace('.describe-execution.json', '');
  const describeText = readFileSync(join(folder, name), 'utf8');
  const historyText = readFileSync(join(folder, `${stem}.get-execution-history.json`), 'utf8');
  const files = { describe: JSON.parse(describeText), history: JSON.parse(historyText) } as Parameters<
    typeof importExecution
  >[0];
  const { redriveStatus, redriveStatusReason } = files.describe as Record<string, string>;
  const sfn = createFakeStepFunctions();
  const order = sfn.seed(importExecution(files));
  expect(checkHistory(files.history as never, { allowIncomplete: order.status === 'RUNNING' }).problems).toEqual([]);
  // What stands against a redrive beside its status lies in the past of the fixture.
  if (order.status !== 'RUNNING' && order.status !== 'SUCCEEDED' && redriveStatusReason === undefined) {
    expect(order.redriveStatus).toBe(redriveStatus);
  }
});

describe('fixture()', () => {
  test('revives the dates of answers, and leaves the numbers of events', () => {
    expect(fixture('task-failed.describe-execution').stopDate).toEqual(new Date('2025-12-31T23:59:00Z'));
    expect(fixture('task-failed.get-execution-history').events?.[0]?.timestamp).toBeInstanceOf(Date);
    expect(fixture('execution-status-change.failed').detail.startDate).toEqual(expect.any(Number));
  });

  test('is fresh at each call', () => {
    const first = fixture('task-failed.describe-execution');
    first.status = 'SUCCEEDED';
    expect(fixture('task-failed.describe-execution').status).toBe('FAILED');
  });

  test('has what each redrivable mode is after a redrive', () => {
    const redrivable = (Object.keys(catalogue) as FailureMode[]).filter(
      (mode) => catalogue[mode].refusal === undefined,
    );
    for (const mode of redrivable) {
      const { status, redriveCount = 0 } = fixture(
        `${mode}.redriven.describe-execution` as 'fail-state.redriven.describe-execution',
      );
      expect([mode, status]).toEqual([mode, catalogue[mode].redriveEndsAs]);
      expect(redriveCount).toBeGreaterThan(0);
    }
  });

  test('has the exchanges of each error as they cross the wire', () => {
    const { request, response } = fixture('redrive-execution.running');
    expect(request.headers['x-amz-target']).toBe('AWSStepFunctions.RedriveExecution');
    expect(response.status).toBe(400);
    expect(JSON.parse(response.body)).toMatchObject({
      __type: 'com.amazonaws.swf.service.v2.model#ExecutionNotRedrivable',
    });
    expect(fixture('redrive-execution.accepted').response.body).toMatch(/^\{"redriveDate":1\.7\d+E9\}$/);
  });

  test.each(['no-such-mode.describe-execution', '../package', ''])("'%s' is refused", (name) => {
    expect(() => fixture(name as FixtureName)).toThrow('There is no fixture');
    expect(existsSync(folder)).toBe(true);
  });
});
