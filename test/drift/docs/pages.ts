import { textOf } from '../../tidy/sources';
import { apiReference } from './apiReference';
import { failureModesPage } from './failureModesPage';
import { fidelityPage } from './fidelity';
import { examplesPage } from './lessons';
import { matchersPage } from './matchersPage';
import { packageWithEntries, pathsWithEntries } from './packageEntries';
import { readmePage } from './readmeParts';

/** Pages that are written, in whole or in parts, from what they are about. */
export const PAGES: Readonly<Record<string, () => string>> = {
  'README.md': () => readmePage(textOf('README.md')),
  'docs/API.md': apiReference,
  'docs/guide/failure-modes.md': () => failureModesPage(textOf('docs/guide/failure-modes.md')),
  'docs/guide/matchers.md': () => matchersPage(textOf('docs/guide/matchers.md')),
  'docs/FIDELITY.md': fidelityPage,
  'examples/README.md': examplesPage,
  'package.json': () => packageWithEntries(textOf('package.json')),
  'tsconfig.json': () => pathsWithEntries(textOf('tsconfig.json')),
};
