import { existsSync, readFileSync } from 'node:fs';
import { claimsOfTheProject } from '../claims/claims';
import { recordedPath } from '../recorded/recordings';

const path = recordedPath('recorded/errors.json');
const isThere = existsSync(path);
const ifThere = isThere ? test : test.skip;
const title = 'the errors that are said to be among the recorded refusals are';

ifThere(isThere ? title : `${title} (skipped: no ${path}; set AWS_RECORDED)`, () => {
  const recorded = new Set((JSON.parse(readFileSync(path, 'utf8')) as { code: string }[]).map(({ code }) => code));
  const said = claimsOfTheProject().claims.filter(
    ({ id, source }) => id.startsWith('fault.') && source === 'recorded-errors',
  );
  expect(said.length).toBeGreaterThan(10);
  expect(said.map(({ id }) => id.replace('fault.', '')).filter((name) => !recorded.has(name))).toEqual([]);
});
