import { runInThisContext } from 'node:vm';
import { answering, isAllowed } from '../routes';
import type { HookedCall } from './outside';

/** What the SDK of another process or thread is led to: nobody listens there, so a call fails at once, on this machine. */
export const CLOSED_ENDPOINT = 'http://127.0.0.1:1';

const NAME = 'AWS_ENDPOINT_URL_SFN';
/** An environment that names one of these has an endpoint of its own. */
const NAMES = [NAME, 'AWS_ENDPOINT_URL'];

type Environment = Readonly<Record<string, string | undefined>>;
type Options = { env?: unknown; envPairs?: readonly string[] };

/** Whether requests are none of our business, as after the end of a test file, or may go out. */
const isLetThrough = (): boolean => answering() === undefined || isAllowed('');

/** `child.spawn({ envPairs })`: the way of spawn, exec, execFile and fork. Bun has the environment itself there, under a symbol. */
export function interceptSpawn({ args, proceed }: HookedCall): unknown {
  const options = args[0] as Options & Record<symbol, Environment | undefined>;
  if (isLetThrough() || typeof options !== 'object' || options === null) return proceed();
  const ofBun = Object.getOwnPropertySymbols(options).find(({ description }) => description === 'bunEnv');
  const env = ofBun && options[ofBun];
  if (ofBun !== undefined && env !== undefined) return proceed([{ ...options, [ofBun]: withClosedEndpoint(env) }]);
  const { envPairs } = options;
  if (!Array.isArray(envPairs) || envPairs.some((pair: string) => NAMES.includes(pair.split('=')[0]!)))
    return proceed();
  return proceed([{ ...options, envPairs: [...(envPairs as string[]), `${NAME}=${CLOSED_ENDPOINT}`] }]);
}

/** `spawnSync(file, args?, options?)`, `execSync(command, options?)`, `execFileSync(file, args?, options?)`. */
export function interceptSpawnSync({ args, proceed }: HookedCall): unknown {
  const at = args.findIndex(
    (arg, index) => index > 0 && typeof arg === 'object' && arg !== null && !Array.isArray(arg),
  );
  const options = (at < 0 ? {} : args[at]) as Options;
  const given = withEndpoint(options);
  return proceed(at < 0 ? [...args.filter((arg) => arg !== undefined), given] : args.with(at, given));
}

/** `new Worker(file, options)`. One that shares the environment has that of this process. */
export function interceptWorker({ args, proceed }: HookedCall): unknown {
  const [file, options] = args as [unknown, Options | undefined];
  return typeof options?.env === 'symbol' ? proceed() : proceed([file, withEndpoint(options ?? {})]);
}

function withEndpoint(options: Options): Options {
  const env = (options.env ?? realEnvironment()) as Environment;
  return isLetThrough() ? options : { ...options, env: withClosedEndpoint(env) };
}

const withClosedEndpoint = (env: Environment): Environment =>
  NAMES.some((name) => name in env) ? env : { ...env, [NAME]: CLOSED_ENDPOINT };

/** Not the copy that a test file of Jest has: children get what the process has. */
const realEnvironment = (): Environment => (runInThisContext('process') as NodeJS.Process).env;
