import { MOMENTS, NETWORK_CELLS, runNetworkCell } from '../noPacketOut';
import type { Project } from '../project';
import type { Environment } from './environments';
import type { Check } from './report';

/** Sends by every way at every moment of a test file, in each runner of an environment: none may leave this machine. */
export function checkNetwork(project: Project, { name: environment, packages }: Environment): Check[] {
  const cells = NETWORK_CELLS.filter(({ needs }) => needs in packages);
  return cells.map((cell) => {
    const { attempts, moments, output } = runNetworkCell(project, cell);
    const passed = attempts.length === 0 && MOMENTS.every((moment) => moments.includes(moment));
    if (!passed) console.error(`\n${environment}, network, ${cell.name}:\n${attempts.join('\n')}\n${output}`);
    return { part: 'network', what: cell.name, with: environment, passed };
  });
}
