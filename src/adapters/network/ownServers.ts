import { globalState } from '../../model/globalState';
import { isThisMachine } from './hosts';

/** Ports of this process at which a fake is served. Kept globally: copies of the kit lead to one another's. */
const PORTS = Symbol.for('redrive-testkit.servedPorts');
const ports = (): Set<number> => globalState(PORTS, () => new Set());

/** From now on, requests to this port of this machine go their way. */
export function announceServer(port: number): () => void {
  ports().add(port);
  return () => void ports().delete(port);
}

/** Whether a request is for a fake that is served: its own, and not that of the test. */
export function isServed(host: string, port: unknown): boolean {
  return isThisMachine(host) && ports().has(Number(port));
}
