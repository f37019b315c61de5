import { MOMENTS, NETWORK_CELLS, runNetworkCell, UNGUARDED } from './noPacketOut';
import { packedOnce, projectWith } from './packedPackage';
import { plainProject, type Project } from './project';

let project: Project;
beforeAll(() => {
  project = plainProject(
    projectWith(packedOnce(), 'network', ['@aws-sdk/client-sfn', '@smithy/fetch-http-handler', 'jest']),
  );
});

test('without the kit, the hook sees a request by each way', () => {
  const { attempts } = runNetworkCell(project, UNGUARDED);
  const { ways } = require('./noPacketOut/ways.cjs') as { ways: Record<string, unknown> };
  const seen = new Set(attempts.map((line) => line.split(' -> ')[0]!.split(': ')[1]));
  expect(Object.keys(ways).filter((name) => !seen.has(name))).toEqual([]);
  expect(seen.size).toBeGreaterThan(20);
});

// Other runners are in `npm run matrix`.
test.each(NETWORK_CELLS.filter(({ name }) => ['Jest', 'node:test'].includes(name)))(
  '$name: no request leaves this machine, by whatever way and at whatever moment',
  (cell) => {
    const { attempts, moments, output } = runNetworkCell(project, cell);
    expect(attempts).toEqual([]);
    expect({ moments, output }).toEqual({ moments: expect.arrayContaining([...MOMENTS]) as unknown, output });
  },
);
