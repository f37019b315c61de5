import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeExecutionOutput, executionHistory } from 'redrive-testkit';
import { toHtml } from 'redrive-testkit/report';
import { command, folderWith } from './support';

const options = { state: 'Charge' };
const history = { events: executionHistory('lambda-function-failed', options) };
const describe = describeExecutionOutput('lambda-function-failed', options);
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as typeof history;

test('a file becomes a page beside it, with the same name', async () => {
  const cwd = folderWith({ 'order-7.json': history });
  const { code, out, told } = await command(['report', 'order-7.json'], { cwd });
  expect([code, out, told]).toEqual([0, 'order-7.html', '']);
  expect(readFileSync(join(cwd, 'order-7.html'), 'utf8')).toBe(toHtml(plain(history)));
});

test('standard input becomes standard output, or a file', async () => {
  const stdin = JSON.stringify(history);
  const page = await command(['report', '-', '--out', '-', '--title', 'Order 7 & more'], { stdin });
  expect(page.out).toMatch(/^<!doctype html>[^]*<title>Order 7 &amp; more<\/title>[^]*<\/html>$/);
  const cwd = folderWith();
  expect(await command(['report', '-'], { stdin, cwd })).toMatchObject({ code: 0, out: 'report.html' });
  expect(readdirSync(cwd)).toEqual(['report.html']);
});

test('of a captured folder the description, the definition and the Map Runs are on the page', async () => {
  const cwd = folderWith();
  const incident = join(cwd, 'incident');
  for (const child of ['1', '2', '10']) {
    const folder = join(incident, 'map-runs', '1', 'children', child);
    mkdirSync(folder, { recursive: true });
    const told = { name: `child-${child}`, status: child === '10' ? 'FAILED' : 'SUCCEEDED', error: 'Card.Declined' };
    writeFileSync(join(folder, 'describe-execution.json'), JSON.stringify(told));
  }
  const mapRun = { mapRunArn: 'arn:aws:states:us-east-1:123456789012:mapRun:checkout/Each:one', status: 'FAILED' };
  writeFileSync(join(incident, 'map-runs', '1', 'describe-map-run.json'), JSON.stringify(mapRun));
  writeFileSync(join(incident, 'get-execution-history.json'), JSON.stringify(history));
  writeFileSync(join(incident, 'describe-execution.json'), JSON.stringify({ ...describe, name: 'the-incident' }));
  expect(await command(['report', 'incident/'], { cwd })).toMatchObject({ code: 0, out: 'incident.html' });
  const page = readFileSync(join(cwd, 'incident.html'), 'utf8');
  expect(page).toContain('<title>the-incident</title>');
  const positions = ['child-1<', 'child-2<', 'child-10<'].map((child) => page.indexOf(child));
  expect(positions.every((at) => at > 0)).toBe(true);
});

test('a definition of another execution is told', async () => {
  const cwd = folderWith({
    'history.json': history,
    'other.json': { StartAt: 'Other', States: { Other: { Type: 'Succeed' } } },
  });
  const { code, told } = await command(['report', 'history.json', '--definition', 'other.json'], { cwd });
  expect([code, /definition/.test(told)]).toEqual([2, true]);
});
