import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn, withFiles, type Project } from '../project';
import type { Environment } from './environments';
import type { Check } from './report';

const WORKED = 'SUCCEEDED';
const TOLD = 'SDK_COPIES_DIFFER';

const SOURCE = `
const sdk = require('@aws-sdk/client-sfn');
const { createFakeStepFunctions, failedExecution } = require('redrive-testkit');
const { interceptClients } = require('redrive-testkit/request-handler');
async function outcome(options) {
  const sfn = createFakeStepFunctions();
  const { executionArn } = sfn.seed(failedExecution('task-failed'));
  try {
    const restore = interceptClients(sfn, options);
    const client = new sdk.SFNClient({ region: 'us-east-1' });
    await client.send(new sdk.RedriveExecutionCommand({ executionArn }));
    sfn.settle();
    restore();
    return sfn.execution(executionArn).status;
  } catch (error) {
    return error.code;
  }
}
`;

/** The same in a runner and in a program of one's own, for what is found must not depend on who was started where. */
const RUNNERS = [
  {
    name: 'Jest',
    file: 'copies.test.js',
    command: ['jest/bin/jest.js', '--rootDir=.'],
    test: `const { test: it } = { test };`,
  },
  {
    name: 'node:test',
    file: 'copies.node.js',
    command: ['--test'],
    test: `const { test: it } = require('node:test');`,
  },
] as const;

/**
 * Which copy of the SDK is found by tests in two packages of a workspace whose SDKs differ, in runners that were started at the top.
 */
export function checkCopies(installed: Project, top: string, { name: environment, installer }: Environment): Check[] {
  if (installer?.members === undefined) return [];
  const [own, other] = installer.members;
  const cases = [
    { member: own, options: 'undefined', due: WORKED },
    { member: other, options: 'undefined', due: installer.sharesKit ? TOLD : WORKED },
    { member: other, options: '{ sdk }', due: WORKED },
  ];
  return RUNNERS.flatMap(({ name, file, command, test }) =>
    cases.map(({ member, options, due }) => {
      const path = join(top, member, file);
      writeFileSync(
        path,
        `${test}${SOURCE}
        it('the copy', async () => require('node:assert').equal(await outcome(${options}), '${due}'));`,
      );
      const args = [...withFiles(installed, command), name === 'Jest' ? `${member}/${file}` : path];
      const { passed, output } = runIn(installed, { cwd: top, args });
      const what = `${name} at the top, ${member}, options ${options}: ${due}`;
      if (!passed) console.error(`\ncopies of the SDK, ${what}:\n${output}`);
      return { part: 'copies', what, with: environment, passed };
    }),
  );
}
