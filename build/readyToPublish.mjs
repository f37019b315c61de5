// Before publishing: reminds of what a checkout cannot know by itself. Nothing is filled in that nobody has given.
import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const changelog = readFileSync('CHANGELOG.md', 'utf8');

const missing = ['homepage', 'repository', 'bugs'].filter((field) => manifest[field] === undefined);
const problems = [
  ...missing.map((field) => `package.json has no "${field}": fill in where the project lives.`),
  ...(changelog.includes(`## [${manifest.version}]`) ? [] : [`CHANGELOG.md has no section for ${manifest.version}.`]),
];

if (problems.length > 0) {
  console.error(`Not ready to publish:\n${problems.map((each) => `- ${each}`).join('\n')}`);
  process.exitCode = 1;
}
