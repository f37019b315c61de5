import type { AbortSignalLike } from '../../model/abort';
import { parseArn, type Location } from '../../model/arn';
import { TestkitError } from '../../model/testkitError';
import { resourceOfCall } from '../operations/operationTable';

/** Who calls, as far as an adapter can tell. */
export interface Caller {
  /** The region that the client is made for, as it signs. */
  readonly region?: string | undefined;
  /** The account of the client's credentials, where they say it. */
  readonly account?: string | undefined;
  /** Whether the caller knows the service by its endpoint alone, as over a server: then the fake itself is of its place, or refuses. */
  readonly isAtEndpoint?: boolean | undefined;
  /** What the SDK keeps over the retries of one call. */
  readonly invocation?: string | undefined;
  /** Who reads, where reads of several must not advance what one of them has seen. */
  readonly viewer?: string | undefined;
  /** Whether nobody else holds the input. Else it is copied: its owner may change it, and what cannot be copied must not be performed. */
  readonly handsOverInput?: boolean | undefined;
  /** Fires when the caller no longer waits. */
  readonly signal?: AbortSignalLike | undefined;
}

const ANYWHERE = { partition: '', region: '', account: '' };

/**
 * Refuses a call whose client is of another region or account than the resource that it names, or than the endpoint that it has called: it must
 * not be performed silently.
 *
 * @param place Where the fake is.
 * @throws TestkitError `REGION_DIFFERS`
 */
export function refuseStranger(operation: string, input: unknown, caller: Caller, place: Location): void {
  const { region, account, isAtEndpoint } = caller;
  if (region === undefined && account === undefined) return;
  const arn = parseArn(resourceOfCall(operation, input, ANYWHERE));
  const differs = [
    ...(arn === undefined ? [] : differencesOf(caller, arn, 'the resource that the call names')),
    ...(isAtEndpoint ? differencesOf(caller, place, 'the fake') : []),
  ];
  if (differs.length === 0) return;
  throw new TestkitError({
    code: 'REGION_DIFFERS',
    what: `${operation} was not performed: the client is made for another Region or account than what it calls, and what AWS answers to that is not established.`,
    found: differs.join('\n'),
    hint: hintFor(caller, place),
  });
}

function differencesOf({ region, account }: Caller, place: Location, of: string): string[] {
  const differs: string[] = [];
  const differ = (what: string, client: string, there: string): void =>
    void differs.push(`The client's ${what} is ${client}, that of ${of} is ${there}.`);
  if (region !== undefined && place.region !== region) differ('Region', region, place.region);
  if (account !== undefined && place.account !== account) differ('account', account, place.account);
  return differs;
}

/** Mostly the code under test names a Region of its own, and the fake stands where fakes stand unless told. */
function hintFor({ region, account }: Caller, place: Location): string {
  const options = [
    ...(region === undefined || region === place.region ? [] : [`region: '${region}'`]),
    ...(account === undefined || account === place.account ? [] : [`account: '${account}'`]),
  ];
  const move =
    options.length === 0
      ? 'Name a resource of the client, or make another client for it.'
      : `Put the fake where the client is: setupFakeStepFunctions({ ${options.join(', ')} }). For several places, startServer({ fakes: 'per-region' }) has a fake for each.`;
  return `${move}\nTo have such calls performed: assumptions: { 'caller.place-must-match': false }.`;
}
