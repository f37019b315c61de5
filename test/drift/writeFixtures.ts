/** Writes `fixtures/` anew: `npm run fixtures`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixtureFiles } from './fixtures/files';

const folder = join(__dirname, '../../fixtures');

async function writeFixtures(): Promise<void> {
  const files = await fixtureFiles();
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name));
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  console.log(`${files.size} fixtures written`);
}

void writeFixtures();
