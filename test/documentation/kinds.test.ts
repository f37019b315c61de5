import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/decisions/no-silent-green.md'), 'utf8');
const rows = [...page.matchAll(/^\| (.+?) \| .+ \| `(test\/[\w/.]+)` › (.+) \|$/gm)].map(
  ([, kind, file, title]) => [kind!.trim(), file!, title!.trim()] as const,
);

test('there are kinds to check', () => {
  expect(rows.length).toBeGreaterThan(20);
});

test.each(rows)('%s: the test that the page names is there', (_kind, file, title) => {
  expect(readFileSync(join(root, file), 'utf8')).toContain(title);
});
