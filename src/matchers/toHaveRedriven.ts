import type { ExecutionRef } from '../service/fakeStepFunctions';
import { checkMatcherOptions } from './arguments';
import { callText, contrast, explain, type Matcher } from './matcher';
import { requireFake, shortArn, type FakeForMatchers } from './received';
import { arnOf, effectiveRedrives, redrivesSince, timesText } from './redrives';
import { callTable } from './callTable';

export interface HaveRedrivenOptions {
  /** How often, exactly. Default: at least once. */
  readonly times?: number;
  /** Counts redrives with this client token only. */
  readonly clientToken?: string;
}

/**
 * The code under test has redriven an execution (any, if none is named) since the test began: its history has got an
 * ExecutionRedriven event. Refused calls, replayed tokens and redrives by the test itself do not count.
 */
export const toHaveRedriven: Matcher<[execution?: ExecutionRef, options?: HaveRedrivenOptions]> = (
  context,
  received,
  execution,
  options = {},
) => {
  const fake = requireFake(received, 'toHaveRedriven');
  checkMatcherOptions('toHaveRedriven', options, { times: 'a whole number, from 0', clientToken: 'a text' });
  const arn = arnOf('toHaveRedriven', execution);
  const count = countRedrives(fake, arn, options.clientToken);
  const pass = options.times === undefined ? count > 0 : count === options.times;
  const message = () =>
    explain(
      callText(
        context,
        'sfn',
        'toHaveRedriven',
        shortArn(arn),
        Object.keys(options).length === 0 ? undefined : options,
      ),
      contrast(context, expectedText(options), receivedText(count), unwantedText(options)),
      callTable(fake),
    );
  return { pass, message };
};

function countRedrives(fake: FakeForMatchers, arn: string | undefined, clientToken: string | undefined): number {
  const redrives = effectiveRedrives(fake, arn);
  if (clientToken !== undefined) return redrives.filter(({ input }) => input['clientToken'] === clientToken).length;
  return redrives.length > 0 || arn === undefined ? redrives.length : redrivesByMapRun(fake, arn);
}

/** A child of a Map Run is redriven by redriving its parent: no call names it. */
function redrivesByMapRun(fake: FakeForMatchers, arn: string): number {
  const [first] = effectiveRedrives(fake, undefined);
  return first === undefined ? 0 : redrivesSince(fake, arn, first.at).length;
}

function expectedText({ times, clientToken }: HaveRedrivenOptions): string {
  const often = times === undefined ? 'redriven at least once' : `redriven ${timesText(times)}`;
  return clientToken === undefined ? often : `${often} with client token ${JSON.stringify(clientToken)}`;
}

function unwantedText(options: HaveRedrivenOptions): string {
  return options.times === undefined && options.clientToken === undefined
    ? 'not redriven'
    : `not ${expectedText(options)}`;
}

function receivedText(count: number): string {
  return count === 0 ? 'not redriven' : `redriven ${timesText(count)}`;
}
