import { globalState } from '../../model/globalState';
import { hookHttp, interceptAddRequest, interceptRequest, unhookHttp } from './answering';
import { interceptSpawn, interceptSpawnSync, interceptWorker } from './children';
import type { HookedCall, GuardScope } from './outside';
import { hooks } from './outside';
import {
  hookNetwork,
  interceptConnect,
  interceptFetch,
  interceptHttp2,
  interceptTls,
  interceptUndici,
} from './refusing';

const INTERCEPTORS: Readonly<Record<string, (call: HookedCall) => unknown>> = {
  'http.request': interceptRequest,
  'http.get': interceptRequest,
  'https.request': interceptRequest,
  'https.get': interceptRequest,
  'http.addRequest': interceptAddRequest,
  'net.connect': interceptConnect,
  'tls.connect': interceptTls,
  'http2.connect': interceptHttp2,
  'undici.create': interceptUndici,
  'child.spawn': interceptSpawn,
  'child.spawnSync': interceptSpawnSync,
  'child.execSync': interceptSpawnSync,
  'child.execFileSync': interceptSpawnSync,
  fetch: interceptFetch,
  worker: interceptWorker,
};

/** Kept globally: copies of the kit in one program are one scope. */
const SCOPE = Symbol.for('redrive-testkit.scope');

/** Whether this program has ended, as its runner tells. By default it is the process, which is there until the end. */
let isOver: GuardScope['isOver'] = () => false;

function enterScope(): void {
  globalState<GuardScope>(SCOPE, () => {
    const scope: GuardScope = {
      intercept: (call) => INTERCEPTORS[call.point]!(call),
      isOver: (isNewWorld) => isOver(isNewWorld),
    };
    hooks().enter(scope, Object.prototype);
    return scope;
  });
}

/**
 * Leads requests over Node's HTTP to the route in force. It is the net below the other adapters: a copy of the SDK that is loaded later
 * (a module reset) or that nobody knows (a bundle) is not known to them. Requests to other services go their way.
 *
 * @returns a function that takes the net away again.
 */
export function interceptNodeHttp(): () => void {
  enterScope();
  hookHttp();
  return unhookHttp;
}

/** Guards the whole of this program, to its end. */
export function guardNetwork(ends?: GuardScope['isOver']): void {
  if (ends !== undefined) isOver = ends;
  enterScope();
  hookHttp();
  hookNetwork();
}
