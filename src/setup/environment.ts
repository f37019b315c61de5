import { devNull } from 'node:os';
import { globalState } from '../model/globalState';
import { CLOSED_ENDPOINT } from '../adapters/network/children';

/** How often it is protected at the moment, and what was there before. Kept globally: a module reset makes a copy of us. */
interface Protection {
  count: number;
  readonly before: ReadonlyMap<string, string | undefined>;
}

const PROTECTION = Symbol.for('redrive-testkit.environment');
type Holder = { [PROTECTION]?: Protection };

/** No real account answers to these keys. */
const variables = (region: string): Readonly<Record<string, string | undefined>> => ({
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'redrive-testkit',
  AWS_SESSION_TOKEN: undefined,
  // It goes before the keys: a developer's own profile would sign.
  AWS_PROFILE: undefined,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_CONFIG_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
  // How often the SDK tries is what a test is about, not what a shell says.
  AWS_MAX_ATTEMPTS: undefined,
  AWS_RETRY_MODE: undefined,
  // What the kit itself has given to its child processes.
  ...(process.env.AWS_ENDPOINT_URL_SFN === CLOSED_ENDPOINT ? { AWS_ENDPOINT_URL_SFN: undefined } : {}),
});

/**
 * Sets region and credentials of the process to values for tests, and keeps the SDK from the developer's own: profile,
 * shared files, instance metadata.
 *
 * @param forGood Whether it stays: where the environment is that of one test file, nobody else needs what was there.
 * @returns a function that puts back what was there, once every protection is over.
 */
export function protectEnvironment(region: string, forGood = false): () => void {
  const wanted = Object.entries(variables(region));
  const protection = globalState<Protection>(PROTECTION, () => ({
    count: 0,
    before: new Map(wanted.map(([name]) => [name, process.env[name]])),
  }));
  protection.count += 1;
  for (const [name, value] of wanted) setVariable(name, value);
  let over = false;
  return () => {
    if (over) return;
    over = true;
    protection.count -= 1;
    if (protection.count > 0 || forGood) return;
    delete (globalThis as Holder)[PROTECTION];
    for (const [name, value] of protection.before) setVariable(name, value);
  };
}

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
