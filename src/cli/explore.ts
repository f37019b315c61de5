import { exploreRedrives } from '../explore/redrives/exploreRedrives';
import { TestkitError } from '../model/testkitError';
import { parsed, readDefinition } from './files';
import type { Io } from './io';
import type { Given } from './given';

export async function explore(given: Given, io: Io): Promise<number> {
  const [path] = given.positionals;
  if (path === undefined) {
    const hint = 'Write redrive-testkit explore checkout.asl.json.';
    throw new TestkitError({ code: 'ARGUMENT_INVALID', what: 'No definition was named.', hint });
  }
  const definition = await readDefinition(path, io);
  const input = given.text('input');
  const counts = Object.fromEntries(
    (['redrives', 'faults', 'limit'] as const).flatMap((name) => {
      const count = given.count(name);
      return count === undefined ? [] : [[name, count]];
    }),
  );
  io.tell(`Exploring ${path} …`);
  const report = exploreRedrives({
    definition,
    ...(input === undefined ? {} : { input: parsed('--input', input) }),
    ...counts,
  });
  io.out(given.is('json') ? JSON.stringify(report, null, 2) : String(report));
  return report.findings.length === 0 ? 0 : 1;
}
