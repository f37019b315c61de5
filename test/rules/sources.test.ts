import { modes as catalogue } from '../../src/catalogue/modes';
import { sources } from '../../src/rules/sources';
import { claimsOfTheProject } from '../claims/claims';

test('every source is cited, by a claim or by a failure mode, and pages are of AWS', () => {
  const cited = new Set<string | undefined>(
    [...claimsOfTheProject().claims, ...Object.values(catalogue)].map(({ source }) => source),
  );
  expect(Object.keys(sources).filter((source) => !cited.has(source))).toEqual([]);
  for (const source of Object.values(sources)) {
    if ('url' in source) expect(source.url).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com\/aws)\//);
  }
});
