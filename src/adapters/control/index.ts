import { checkOptions, invalid, isMembers } from '../../model/arguments';
import { didYouMean } from '../../model/didYouMean';
import { TestkitError } from '../../model/testkitError';
import type { CallerPlace, Fakes } from '../httpServer/fakes';
import type { Action } from './actions';
import { ACTIONS } from './actions';

/** Where tests in other languages do to a fake what a test in this process does with `sfn`. */
export const CONTROL_PATH = '/_redrive-testkit/';

/** One request to the control interface. */
export interface ControlRequest {
  readonly method: string;
  /** Path and query, as the request has them. */
  readonly url: string;
  readonly body: string;
}

/** @returns what is answered as JSON; misuse is thrown. */
export function control({ method, url, body }: ControlRequest, fakes: Fakes): unknown {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  const name = pathname.slice(CONTROL_PATH.length);
  if (name === '') return overview();
  const action = ACTIONS[actionNamed(name)]!;
  const place = placeOf(searchParams);
  if (method === 'GET' && action.read !== undefined) return action.read(fakes.of(place));
  if (method !== 'POST' || action.write === undefined) throw wrongMethod(name, action);
  const given = membersOf(name, action, body);
  const { takes = [] } = action;
  checkOptions(`POST ${CONTROL_PATH}${name}`, given, takes, action.example ?? '{}');
  return action.write(fakes.of(place), given, fakes) ?? {};
}

function overview(): object {
  const lines = Object.entries(ACTIONS).flatMap(([name, { read, write, example = '' }]) => [
    ...(read === undefined ? [] : [`GET ${CONTROL_PATH}${name}`]),
    ...(write === undefined ? [] : [`POST ${CONTROL_PATH}${name} ${example}`.trimEnd()]),
  ]);
  return { actions: lines };
}

function actionNamed(name: string): string {
  if (Object.hasOwn(ACTIONS, name)) return name;
  const names = Object.keys(ACTIONS);
  throw new TestkitError({
    code: 'REQUEST_REFUSED',
    what: `There is no ${CONTROL_PATH}${name}.`,
    found: `There are: ${names.join(', ')}.`,
    hint: didYouMean(name, names) ?? `GET ${CONTROL_PATH} lists them with an example each.`,
  });
}

function wrongMethod(name: string, { read, example = '' }: Action): TestkitError {
  const uses = read === undefined ? 'POST' : 'GET';
  return new TestkitError({
    code: 'REQUEST_REFUSED',
    what: `${CONTROL_PATH}${name} is called with another method.`,
    hint: `Call it with ${uses}${uses === 'POST' && example !== '' ? `, for example with the body ${example}` : ''}.`,
  });
}

function membersOf(name: string, { example = '{}' }: Action, body: string): Readonly<Record<string, unknown>> {
  if (body.trim() === '') return {};
  const hint = `Send for example ${example}.`;
  const what = `The body of ${CONTROL_PATH}${name} is a JSON object.`;
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch (error) {
    throw new TestkitError({ code: 'ARGUMENT_INVALID', what, found: (error as Error).message, hint });
  }
  if (!isMembers(given)) throw invalid(what, given, hint);
  return given;
}

/** Which fake is meant, where there are several: `?region=eu-west-1&account=123456789012`. */
function placeOf(query: URLSearchParams): CallerPlace {
  return { region: query.get('region') ?? undefined, account: query.get('account') ?? undefined };
}
