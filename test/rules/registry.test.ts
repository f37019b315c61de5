import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { failureModes } from '../../src/catalogue/modes';
import { rules, sources } from '../../src/rules';

const root = join(__dirname, '../..');

test('every rule has an id of its own', () => {
  const ids = rules.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  for (const id of ids) expect(id).toMatch(/^[a-z-]+\.[A-Za-z-]+$/);
});

test('every rule says something, has a source, and an existing place', () => {
  for (const { id, says, source, where } of rules) {
    expect(says.length).toBeGreaterThan(10);
    expect(sources).toHaveProperty([source]);
    expect({ id, exists: existsSync(join(root, where)) }).toEqual({ id, exists: true });
  }
});

test('every assumed rule gives its reason, and no other does', () => {
  for (const rule of rules) {
    if (rule.evidence === 'assumed') expect(rule.reason.length).toBeGreaterThan(10);
    else expect(rule).not.toHaveProperty('reason');
  }
});

test('every source is cited, by a rule or by a failure mode, and pages are of AWS', () => {
  const cited = new Set<string>([...rules, ...Object.values(failureModes)].map(({ source }) => source));
  expect(Object.keys(sources).filter((source) => !cited.has(source))).toEqual([]);
  for (const source of Object.values(sources)) {
    if ('url' in source) expect(source.url).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com\/aws)\//);
  }
});

test.each([
  'redrivability.period',
  'redrivability.event-limit',
  'idempotency.lifetime',
  'limit.redrivablePeriod',
  'fault.ExecutionNotRedrivable',
  'message.executionNotRedrivable',
])('%s is found by its id', (id) => {
  expect(rules.find((rule) => rule.id === id)).toBeDefined();
});
