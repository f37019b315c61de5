import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow, root, textOf } from '../tidy/sources';

const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'examples/README.md', ...filesBelow('docs')].filter(
  (path) => path.endsWith('.md'),
);

/** Targets of links, but for those in code. */
const linksOf = (page: string): string[] =>
  [
    ...textOf(page)
      .replace(/^```[^]*?^```$/gm, '')
      .matchAll(/(?<!\\)\]\(([^)\s]+)\)/g),
  ].map(([, target]) => target!);

test('there are links to check', () => {
  expect(pages.flatMap(linksOf).length).toBeGreaterThan(100);
});

test.each(pages)('the links of %s lead somewhere', (page) => {
  const dead = linksOf(page).filter((target) => {
    if (target.startsWith('https://')) return false;
    if (target.startsWith('#')) return !hasAnchor(textOf(page), target.slice(1));
    return !existsSync(join(root, dirname(page), target.replace(/#.*/, '')));
  });
  expect([...new Set(dead)]).toEqual([]);
});

function hasAnchor(text: string, anchor: string): boolean {
  if (text.includes(`<a id="${anchor}">`)) return true;
  const anchors = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  // A heading that is there twice has a number the second time.
  const [, first = anchor, number = '0'] = /^(.*)-(\d+)$/.exec(anchor) ?? [];
  return anchors.includes(anchor) || anchors.filter((each) => each === first).length > Number(number);
}
