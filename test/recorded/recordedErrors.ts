import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createFakeStepFunctions, type FakeStepFunctions } from '../../src/service/fakeStepFunctions';
import { virtualClock } from '../../src/time/clock';
import { Bindings } from './bindings';
import { matchesRecordedText } from './placeholders';
import { readJson } from './recordings';
import { PAIRING_RUN } from './script';
import { ACCOUNT, tokenOf } from './tokens';

type Members = Readonly<Record<string, unknown>>;

/** An entry of `recorded/errors.json`: a refusal of the service, and the calls that were met by it. */
export interface RecordedError {
  readonly operation: string | null;
  readonly code: string;
  readonly message: string;
  /** The client refused, and nothing was sent. */
  readonly clientSideBotocore?: boolean;
  readonly sources: readonly {
    readonly test?: string;
    readonly label?: string;
    readonly requestParams?: Members | null;
  }[];
}

/** What became of one recorded call. */
export interface ErrorReplay {
  readonly name: string;
  /** Why it is not replayed. */
  readonly skipped?: string;
  readonly recorded: string;
  readonly emitted?: string;
  readonly equal: boolean;
}

/** `errors.json`, and `errors-with-state.json`: refusals of calls with a token that is live, or dead in some way. */
export function loadErrors(folder: string): RecordedError[] {
  const paths = ['errors.json', 'errors-with-state.json'].map((name) => join(folder, 'recorded', name));
  return paths.filter((path) => existsSync(path)).flatMap((path) => readJson<RecordedError[]>(path));
}

export async function replayErrors(folder: string): Promise<ErrorReplay[]> {
  return (await Promise.all(loadErrors(folder).map(replayError))).flat();
}

/** Makes each recorded call against a fake in which there is what it names, and compares code and text of the refusal. */
export async function replayError(error: RecordedError): Promise<ErrorReplay[]> {
  const replays: ErrorReplay[] = [];
  for (const { test, label = '', requestParams } of error.sources) {
    const name = `${error.operation ?? 'unknown operation'}: ${test?.split('::').at(-1) ?? label}`;
    const recorded = `${error.code}: ${error.message}`;
    const skipped = reasonToSkip(error, requestParams);
    if (skipped !== undefined) replays.push({ name, skipped, recorded, equal: false });
    else {
      const { code, message } = await call(error, requestParams as Members);
      const equal = code === error.code && isSaid(error.message, message);
      replays.push({ name, recorded, emitted: `${code}: ${message}`, equal });
    }
  }
  return replays;
}

function reasonToSkip({ operation, clientSideBotocore, message }: RecordedError, params: unknown): string | undefined {
  if (clientSideBotocore === true) return 'refused by the client: nothing was sent';
  if (operation === 'TestState') return 'TestState is not modeled';
  if (operation === null || params === null || params === undefined) return 'the call is not recorded';
  return message.endsWith('Log Destination not found.') ? 'log groups are not modeled' : undefined;
}

const ROLE = 'arn:aws:iam::111111111111:role/recorded';
const PASS = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
const definitionOf = (Comment: string) => JSON.stringify({ ...PASS, Comment });

async function call(error: RecordedError, recorded: Members): Promise<{ code: string; message: string }> {
  const region = regionOf(recorded, error);
  const sfn = createFakeStepFunctions({ account: ACCOUNT, region, clock: virtualClock(PAIRING_RUN) });
  const params = withToken(JSON.parse(asSent(JSON.stringify(recorded), error)) as Members, sfn, region);
  const did = (operation: string, input: Members) => sfn.execute(operation, input);
  for (const name of machinesNamedIn(params, error)) {
    const type = name.startsWith('express') ? 'EXPRESS' : 'STANDARD';
    await did('CreateStateMachine', { name, definition: definitionOf('1'), roleArn: ROLE, type, publish: true });
    const stateMachineArn = `arn:aws:states:${region}:${ACCOUNT}:stateMachine:${name}`;
    await did('UpdateStateMachine', { stateMachineArn, definition: definitionOf('2'), publish: true });
  }
  for (const [operation, input] of before(error, params)) await did(operation, input);
  const outcome = await did(error.operation ?? '', params);
  if (outcome.kind !== 'refused') return { code: outcome.kind, message: '' };
  return { code: outcome.refusal.name, message: outcome.refusal.message ?? '' };
}

/** The Region in which the call was made, if it tells. */
function regionOf(params: Members, { message }: RecordedError): string {
  const text = `${JSON.stringify(params)} ${message}`;
  return /\barn:aws:states:([a-z]{2}-[a-z]+-\d):/.exec(text)?.[1] ?? 'us-east-1';
}

function withToken(params: Members, sfn: FakeStepFunctions, region: string): Members {
  const { taskToken } = params;
  if (typeof taskToken !== 'string' || !/^<.*>$/.test(taskToken)) return params;
  return { ...params, taskToken: tokenOf(taskToken, sfn, region) };
}

const UUID = '0b0e1f6c-6a33-4a5e-9d3f-0a1b2c3d4e5f';

/** The dry run that gave the requests had words for roles and revisions, and gave Express executions the ARNs of others. */
function asSent(request: string, { message }: RecordedError): string {
  const real = request
    .replaceAll(/"s(?:nf|fn)_role_arn"/g, JSON.stringify(ROLE))
    .replaceAll(/"revisionId":"[^"]*"/g, `"revisionId":"${UUID}"`);
  if (!message.endsWith("in this context: express'")) return real;
  return real.replaceAll(/:execution:([^:"]+:[^:"]+)"/g, `:express:$1:${UUID}"`);
}

/** What a call names exists, unless the answer was that it does not. */
function machinesNamedIn(params: Members, { code, operation }: RecordedError): string[] {
  // Another version of a state machine that exists is no state machine.
  if (code === 'StateMachineDoesNotExist' && operation !== 'UpdateStateMachine') return [];
  const text = JSON.stringify(params);
  return [
    ...new Set([...text.matchAll(/:(?:stateMachine|execution|express):([^:"]+)/g)].map(([, name]) => name ?? '')),
  ];
}

/** The call before, by which the recorded one was too late. */
function before({ code, operation }: RecordedError, params: Members): [string, Members][] {
  if (code === 'ExecutionAlreadyExists') return [['StartExecution', { ...params, input: '{"other":true}' }]];
  if (code === 'StateMachineAlreadyExists')
    return [['CreateStateMachine', { ...params, definition: definitionOf('0') }]];
  if (code !== 'ConflictException') return [];
  const { stateMachineVersionArn } = params;
  const routed = (version: unknown) => ({
    routingConfiguration: [{ stateMachineVersionArn: version, weight: 100 }],
  });
  if (operation === 'DeleteStateMachineVersion')
    return [['CreateStateMachineAlias', { name: 'state_machine_alias_name', ...routed(stateMachineVersionArn) }]];
  const [route] = (params['routingConfiguration'] ?? []) as readonly { stateMachineVersionArn: string }[];
  if (route === undefined) return [];
  const other = route.stateMachineVersionArn.replace(/:\d+$/, ':2');
  return [['CreateStateMachineAlias', { name: params['name'], ...routed(other) }]];
}

/** The recorder put a word for the whole ARN that had been sent. */
function isSaid(recorded: string, emitted: string): boolean {
  const standIn = recorded.replace(/'[a-z_]+_arn'$/, "'<arn>'");
  return [recorded, standIn].some((text) => matchesRecordedText(text, emitted, new Bindings()));
}
