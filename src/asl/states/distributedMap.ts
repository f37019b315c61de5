import { StateFault } from '../data/scope';
import { openFrame } from '../context';
import type { Environment } from '../environment';
import type { Run, Thread } from '../run';

export function executeDistributedMap(_run: Run, _env: Environment, thread: Thread): void {
  throw new StateFault('States.Runtime', `Distributed Map '${openFrame(thread).name}' is not modelled yet.`);
}
