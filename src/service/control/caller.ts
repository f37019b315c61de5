import type { AbortSignalLike } from '../../model/abort';
import { parseArn } from '../../model/arn';
import { TestkitError } from '../../model/testkitError';
import { resourceOfCall } from '../operations/operationTable';

/** Who calls, as far as an adapter can tell. */
export interface Caller {
  /** The region that the client is made for, as it signs. */
  readonly region?: string | undefined;
  /** The account of the client's credentials, where they say it. */
  readonly account?: string | undefined;
  /** What the SDK keeps over the retries of one call. */
  readonly invocation?: string | undefined;
  /** Who reads, where reads of several must not advance what one of them has seen. */
  readonly viewer?: string | undefined;
  /** Fires when the caller no longer waits. */
  readonly signal?: AbortSignalLike | undefined;
}

const ANYWHERE = { partition: '', region: '', account: '' };

/**
 * Refuses a call whose client is of another region or account than the resource that it names: it must not be performed silently.
 *
 * @throws TestkitError `REGION_DIFFERS`
 */
export function refuseStranger(operation: string, input: unknown, { region, account }: Caller): void {
  if (region === undefined && account === undefined) return;
  const arn = parseArn(resourceOfCall(operation, input, ANYWHERE));
  if (arn === undefined) return;
  const differs = [
    region !== undefined && arn.region !== region ? `region ${region}, the resource of ${arn.region}` : '',
    account !== undefined && arn.account !== account ? `account ${account}, the resource of ${arn.account}` : '',
  ].filter((each) => each !== '');
  if (differs.length === 0) return;
  throw new TestkitError({
    code: 'REGION_DIFFERS',
    what: `${operation} was called by a client of another place than the resource that it names; what AWS answers to that is not established.`,
    found: `The client is of ${differs.join('; of ')}.`,
    hint: "Make the fake, or the client, for the same region: setupFakeStepFunctions({ region: 'eu-west-1' }). To have such calls performed: assumptions: { 'caller.place-must-match': false }.",
  });
}
