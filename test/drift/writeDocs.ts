/** `npm run docs`: writes the pages that come from the code; test/documentation/generated.ts fails where they differ. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tidy/sources';
import { PAGES } from './docs/pages';

for (const [path, page] of Object.entries(PAGES)) {
  writeFileSync(join(root, path), page());
  console.log(path);
}
