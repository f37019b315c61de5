import type { ExecutionRef } from '../service/guards';
import { checkMatcherOptions } from './arguments';
import { callTable, stubNote } from './callTable';
import { namedExecution } from './knownExecution';
import { callText, contrast, explain, type Matcher } from './matcher';
import { requireFake, shortArn } from './received';
import { redriveCalls, timesText } from './redrives';

export interface HaveReplayedTokenOptions {
  readonly clientToken?: string;
}

/**
 * A call of RedriveExecution was answered with the redriveDate of an earlier one because it carried the same client
 * token: nothing was redriven. After a lost response that is right; in a loop it means that the loop did nothing.
 */
export const toHaveReplayedToken: Matcher<[execution?: ExecutionRef, options?: HaveReplayedTokenOptions]> = (
  context,
  received,
  ...given
) => {
  const [, options = {}] = given;
  const fake = requireFake(received, 'toHaveReplayedToken');
  checkMatcherOptions('toHaveReplayedToken', options, { clientToken: 'a text' });
  const arn = namedExecution('toHaveReplayedToken', fake, given);
  const { clientToken } = options;
  const replays = redriveCalls(fake, arn).filter(
    ({ input, replayed }) => replayed && (clientToken === undefined || input['clientToken'] === clientToken),
  );
  const token = clientToken === undefined ? 'a client token' : `client token ${JSON.stringify(clientToken)}`;
  const unwanted = clientToken === undefined ? 'no client token is replayed' : `${token} is not replayed`;
  const answer = replays.length === 0 ? 'never replayed' : `replayed ${timesText(replays.length)}`;
  const message = () =>
    explain(
      callText(context, 'sfn', 'toHaveReplayedToken', shortArn(arn), clientToken === undefined ? undefined : options),
      contrast(context, `${token} is replayed`, answer, unwanted),
      callTable(fake, 'RedriveExecution'),
      stubNote(fake),
    );
  return { pass: replays.length > 0, message };
};
