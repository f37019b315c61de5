import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exchange } from '../../src/adapters/wire/exchange';
import { createFakeStepFunctions } from '../../src/service/createFake';
import { virtualClock } from '../../src/time/clock';
import { Bindings } from './bindings';
import { matchesRecordedText } from './placeholders';
import { readJson } from './recordings';
import { arrange, regionOf, sceneOf, type RecordedError } from './refusalScenes';
import { PAIRING_RUN } from './script';
import { ACCOUNT } from './tokens';

type Members = Readonly<Record<string, unknown>>;

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

/** Makes each recorded call against a fake in which there is what it names, and compares the refusal. */
export async function replayError(error: RecordedError): Promise<ErrorReplay[]> {
  const replays: ErrorReplay[] = [];
  for (const source of error.sources) {
    const name = `${error.operation ?? 'unknown operation'}: ${source.test?.split('::').at(-1) ?? source.label ?? ''}`;
    const recorded = printed({ status: error.status ?? 400, ...error.members, name: error.code, text: error.message });
    const answer = await answerTo(error, source.requestParams);
    if (typeof answer === 'string') replays.push({ name, skipped: answer, recorded, equal: false });
    else
      replays.push({
        name,
        recorded,
        emitted: printed({ status: answer.status, ...answer.body }),
        equal: isEqual(error, answer),
      });
  }
  return replays;
}

interface Answer {
  readonly status: number;
  readonly body: Members;
}

/** The answer of the fake, or why there is none. */
async function answerTo(error: RecordedError, params: Members | null | undefined): Promise<Answer | string> {
  if (error.clientSideBotocore === true) return 'refused by the client: nothing was sent';
  if (error.message.endsWith('Log Destination not found.')) return 'log groups are not modeled';
  if (error.operation === null) return 'the call is not recorded';
  const region = regionOf(error, params ?? {});
  const sfn = createFakeStepFunctions({ account: ACCOUNT, region, clock: virtualClock(PAIRING_RUN) });
  const scene = sceneOf(error, params, sfn);
  if (scene === undefined) return 'the call is not recorded';
  await arrange(scene, error.operation, sfn);
  const response = await exchange(sfn, `AWSStepFunctions.${error.operation}`, JSON.stringify(scene.request));
  const answer = { status: response?.status ?? 0, body: JSON.parse(response?.body ?? '{}') as Members };
  return error.operation === 'TestState' ? (misuseOf(answer.body) ?? answer) : answer;
}

/** TestState is modeled in part: what of it the fake refuses as misuse. */
function misuseOf({ __type, message }: Members): string | undefined {
  return String(__type).startsWith('redrive-testkit#') ? String(message).split('\n')[0] : undefined;
}

/** Name and text are always compared; status and members as far as they were recorded, all of them with a `__type`. */
function isEqual(
  { code, message, status, members = {} }: RecordedError,
  { status: emittedStatus, body }: Answer,
): boolean {
  const { __type, message: text, Message = text, ...others } = body;
  const { __type: recordedType, message: _text, Message: capital, ...recordedOthers } = members;
  const isWhole = recordedType !== undefined;
  return (
    String(__type).endsWith(`#${code}`) &&
    isSaid(message, String(Message)) &&
    (typeof status !== 'number' || status === emittedStatus) &&
    (!isWhole || (recordedType === __type && (capital === undefined) === 'message' in body)) &&
    Object.entries(recordedOthers).every(([name, value]) => others[name] === value) &&
    (!isWhole || Object.keys(others).length === Object.keys(recordedOthers).length)
  );
}

/** The recorder put a word for the whole ARN that had been sent. */
function isSaid(recorded: string, emitted: string): boolean {
  const standIn = recorded.replace(/'[a-z_]+_arn'$/, "'<arn>'");
  return [recorded, standIn].some((text) => matchesRecordedText(text, emitted, new Bindings()));
}

function printed(value: unknown): string {
  return JSON.stringify(value);
}
