import { redrivePlan } from '../history/redrivePlan';
import { printHistory } from '../history/printHistory';
import { printRedrivePlan } from '../history/printRedrivePlan';
import type { HistorySource } from '../history/historyEvents';
import { readDefinitionOf, readHistoryFile } from './files';
import type { Io } from './io';
import type { Given } from './given';

export async function print(given: Given, io: Io): Promise<number> {
  const history = await readHistoryFile(given.positionals[0], io);
  const last = given.count('last');
  io.out(printHistory(history as HistorySource, last === undefined ? {} : { last }));
  return 0;
}

export async function planCommand(given: Given, io: Io): Promise<number> {
  const [path] = given.positionals;
  const history = await readHistoryFile(path, io);
  const options = await readDefinitionOf(path, given.text('definition'), io);
  io.out(printRedrivePlan(redrivePlan(history as HistorySource, options)));
  return 0;
}
