import type { ExecutionRef } from '../service/guards';
import { checkMatcherOptions } from './arguments';
import { callText, contrast, explain, type Matcher } from './matcher';
import { callTable, stubNote } from './callTable';
import { namedExecution } from './knownExecution';
import { requireFake, shortArn, type FakeForMatchers } from './received';
import { countRedrives, redrivesByTest, timesText } from './redrives';

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
  ...given
) => {
  const [, options = {}] = given;
  const fake = requireFake(received, 'toHaveRedriven');
  checkMatcherOptions('toHaveRedriven', options, { times: 'a whole number, from 0', clientToken: 'a text' });
  const arn = namedExecution('toHaveRedriven', fake, given);
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
      contrast(context, expectedText(options), receivedText(count, fake, arn), unwantedText(options)),
      callTable(fake),
      stubNote(fake),
    );
  return { pass, message };
};

function expectedText({ times, clientToken }: HaveRedrivenOptions): string {
  const often = times === undefined ? 'redriven at least once' : `redriven ${timesText(times)}`;
  return clientToken === undefined ? often : `${often} with client token ${JSON.stringify(clientToken)}`;
}

function unwantedText(options: HaveRedrivenOptions): string {
  return options.times === undefined && options.clientToken === undefined
    ? 'not redriven'
    : `not ${expectedText(options)}`;
}

function receivedText(count: number, fake: FakeForMatchers, arn: string | undefined): string {
  const byTest = redrivesByTest(fake, arn);
  const others = count === 0 && arn !== undefined ? countRedrives(fake, undefined, undefined) : 0;
  const byCode = count === 0 ? 'not redriven' : `redriven ${timesText(count)}`;
  if (byTest === 0) return others === 0 ? byCode : `${byCode}, but others were, ${timesText(others)}`;
  return `${byCode} by the code under test; ${timesText(byTest)} by the test itself, with sfn.redriveExecution(), which does not count`;
}
